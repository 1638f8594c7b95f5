#include "cli/command.h"
#include "scenarios/travel/matrix_export.h"

#include <inttypes.h>
#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (!options->output)
        return mlg_fail(err, MLG_USAGE, "'matrix export' wants --output FILE");
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(options->arguments[0], &matrix, err);
    if (status != MLG_OK)
        return status;
    struct mlg_scenario *scenario = NULL;
    if (options->scenario)
        status = mlg_scenario_load(options->scenario, &scenario, err);
    if (status == MLG_OK)
        status = mlg_matrix_export(matrix, scenario, options->by_cell, options->output,
                                   options->overwrite, &terminal->monitor, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        printf("%" PRIu64 " entries in '%s'\n", mlg_matrix_info(matrix)->n_entries,
               options->output);
    mlg_scenario_destroy(scenario);
    mlg_matrix_close(matrix);
    return status;
}

const struct cli_command cli_matrix_export = {
    .name = "matrix export",
    .arguments = "FILE",
    .summary = "write a matrix as a table or an Open Matrix for other programs",
    .help =
        "Writes a row for each reachable pair: site, its name, cell, seconds. --output ends in\n"
        ".csv, .csv.gz, .gpkg, .sqlite, or .parquet and .arrow where GDAL has them; or in .omx,\n"
        "for an Open Matrix (HDF5) of tenths of a second, 65535 where nobody arrives. With\n"
        "--scenario the points have its ids and names, otherwise their positions.\n"
        "\n"
        "Examples:\n"
        "  maillage matrix export demo.mtt --scenario scenarios/demo.yaml -o demo.csv\n"
        "  maillage matrix export demo.mtt --by-cell -o demo.csv.gz\n",
    .options =
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_BY_CELL),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
