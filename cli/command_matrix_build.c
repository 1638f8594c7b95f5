#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (options->n_shards && !options->output)
        return mlg_fail(err, MLG_USAGE, "'--shard' wants --output FILE");
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_run_options run_options = cli_run_options(options);
    char *path;
    status =
        mlg_run_matrix(scenario, &run_options, options->output, &terminal->monitor, &path, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK) {
        puts(path);
        free(path);
    }
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_matrix_build = {
    .name = "matrix build",
    .arguments = "SCENARIO",
    .summary = "compute the travel times of a scenario",
    .help =
        "Builds the matrix that the scenario needs, into the cache or into --output. A matrix of\n"
        "the same inputs that is in the cache is not built again. One of many sites is made in\n"
        "parts: after an interruption the same command goes on from those that are finished.\n"
        "--shard builds one part only, on a machine of its own; `matrix merge` joins them.\n"
        "\n"
        "Examples:\n"
        "  maillage matrix build scenarios/demo.yaml -o demo.mtt\n"
        "  maillage matrix build scenarios/demo.yaml --shard 1/2 -o part-1.mtp\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_THREADS) |
               CLI_BIT(CLI_CACHE) | CLI_BIT(CLI_SHARD),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
