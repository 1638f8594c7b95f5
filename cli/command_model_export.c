#include "cli/command.h"

#include <inttypes.h>
#include <stdio.h>

enum mlg_status cli_model_export(const struct cli_options *options, struct cli_terminal *terminal,
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
