#include "cli/command.h"
#include "network/matrix/matrix_merge.h"

#include <limits.h>
#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (!options->output)
        return mlg_fail(err, MLG_USAGE, "'matrix merge' wants --output FILE");
    enum mlg_status status =
        mlg_matrix_merge((const char *const *)options->arguments, (size_t)options->n_arguments,
                         options->output, options->overwrite, &terminal->monitor, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        puts(options->output);
    return status;
}

const struct cli_command cli_matrix_merge = {
    .name = "matrix merge",
    .arguments = "PART...",
    .summary = "join the parts of a matrix that shards built",
    .help =
        "Checks the parts, in any order, and writes the matrix: the same bytes as if it had been\n"
        "built whole.\n"
        "\n"
        "Example:\n"
        "  maillage matrix merge part-1.mtp part-2.mtp -o demo.mtt\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE),
    .min_arguments = 1,
    .max_arguments = INT_MAX,
    .run = execute,
};
