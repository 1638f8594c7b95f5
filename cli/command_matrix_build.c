#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

enum mlg_status cli_matrix_build(const struct cli_options *options, struct cli_terminal *terminal,
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
