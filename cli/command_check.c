#include "cli/command.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    if (!options->quiet)
        terminal->notes = stdout; /* what the check says is its result */
    const struct mlg_run_options run_options = cli_run_options(options);
    status = mlg_check_scenario(scenario, &run_options, &terminal->monitor, err);
    if (status == MLG_OK && !options->quiet)
        printf("'%s' is in order\n", options->arguments[0]);
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_check = {
    .name = "check",
    .arguments = "SCENARIO",
    .summary = "check a scenario and its files without solving",
    .help =
        "Reads the scenario and every file that it names, says what is in them, how far people and\n"
        "sites are from the roads, and which ones are farthest.\n"
        "\n"
        "Example:\n"
        "  maillage check scenarios/demo.yaml\n",
    .options = CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
