#include "cli/command.h"

#include <stdio.h>

enum mlg_status cli_check(const struct cli_options *options, struct cli_terminal *terminal,
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
