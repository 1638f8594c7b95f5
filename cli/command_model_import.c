#include "cli/command.h"
#include "scenarios/run/model_import.h"

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_run_options run_options = cli_run_options(options);
    struct mlg_plan *plan = NULL;
    status = mlg_run_import(scenario, &run_options, options->arguments[1], &terminal->monitor,
                            &plan, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        status = cli_print_plan(plan, options->json, err);
    mlg_plan_destroy(plan);
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_model_import = {
    .name = "model import",
    .arguments = "SCENARIO SOLUTION",
    .summary = "make a plan of another solver's solution",
    .help =
        "SOLUTION is what glpsol (--output), CBC, HiGHS, SCIP or another solver wrote for the\n"
        "model of 'model export': names of columns before their values. The plan is written\n"
        "with the files of a run, for 'verify', 'compare' and 'plan report'; it claims no bound.\n"
        "\n"
        "Example:\n"
        "  maillage model export scenarios/demo.yaml -o demo.lp\n"
        "  glpsol --lp demo.lp --output demo.sol\n"
        "  maillage model import scenarios/demo.yaml demo.sol -o out/glpsol\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) |
               CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 2,
    .max_arguments = 2,
    .run = execute,
};
