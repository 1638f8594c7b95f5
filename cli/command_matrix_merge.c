#include "cli/command.h"
#include "network/matrix/matrix_merge.h"

#include <stdio.h>

enum mlg_status cli_matrix_merge(const struct cli_options *options, struct cli_terminal *terminal,
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
