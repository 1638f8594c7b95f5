#include "cli/command.h"

#include <stdio.h>

struct mlg_run_options cli_run_options(const struct cli_options *options)
{
    return (struct mlg_run_options){
        .output_folder = options->output,
        .overwrite = options->overwrite,
        .threads = options->threads,
        .time_s = options->time_limit_s,
        .no_presolve = options->no_presolve,
        .cache_folder = options->cache,
    };
}

enum mlg_status cli_run(const struct cli_options *options, struct cli_terminal *terminal,
                        struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_run_options run_options = cli_run_options(options);
    struct mlg_plan *plan;
    status = mlg_run(scenario, &run_options, &terminal->monitor, &plan, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK) {
        status = cli_print_plan(plan, options->json, err);
        fflush(stdout); /* what follows goes to stderr, and should follow */
        mlg_note(&terminal->monitor, "the plan's files are in '%s'",
                 options->output ? options->output : scenario->output_folder);
        mlg_plan_destroy(plan);
    }
    mlg_scenario_destroy(scenario);
    return status;
}
