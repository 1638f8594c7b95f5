#include "cli/command.h"
#include "scenarios/travel/matrix_export.h"

#include <inttypes.h>
#include <stdio.h>

enum mlg_status cli_matrix_export(const struct cli_options *options, struct cli_terminal *terminal,
                                  struct mlg_error *err)
{
    if (!options->output)
        return mlg_fail(err, MLG_USAGE, "'matrix export' wants --output FILE");
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(options->arguments[0], &matrix, err);
    if (status != MLG_OK)
        return status;
    struct mlg_scenario *scenario = NULL;
    uint64_t n_rows = 0;
    if (options->scenario)
        status = mlg_scenario_load(options->scenario, &scenario, err);
    if (status == MLG_OK)
        status = mlg_matrix_export(matrix, scenario, options->by_cell, options->output,
                                   options->overwrite, &terminal->monitor, &n_rows, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        printf("%" PRIu64 " entries in '%s'\n", n_rows, options->output);
    mlg_scenario_destroy(scenario);
    mlg_matrix_close(matrix);
    return status;
}
