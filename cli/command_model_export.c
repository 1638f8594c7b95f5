#include "cli/command.h"

#include <inttypes.h>
#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (!options->output)
        return mlg_fail(err, MLG_USAGE, "'model export' wants --output FILE");
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_run_options run_options = cli_run_options(options);
    struct mlg_siting_listed listed;
    status =
        mlg_run_model(scenario, &run_options, options->output, &terminal->monitor, &listed, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        printf("%" PRIu32 " columns, %" PRIu32 " rows, %" PRIu32 " entries in '%s'\n",
               listed.size.n_cols, listed.size.n_rows, listed.size.n_entries, options->output);
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_model_export = {
    .name = "model export",
    .arguments = "SCENARIO",
    .summary = "write a scenario's question for another solver",
    .help =
        "Writes the integer program of the first goal under all rules. --output ends in .mps or\n"
        ".lp. Columns: open_ID (a new site), keep_ID (an existing one), uncovered_ID (people).\n"
        "What is to be made small is the objective; a comment on top says what it counts.\n"
        "\n"
        "Example:\n"
        "  maillage model export scenarios/demo.yaml -o demo.mps\n",
    .options =
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
