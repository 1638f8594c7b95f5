#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/compare/compare.h"
#include "scenarios/report/compare_report.h"

#include <stdio.h>
#include <string.h>

static enum mlg_status print_document(const struct cli_options *options, const json_t *document,
                                      struct mlg_error *err)
{
    if (options->json)
        return cli_print_json(document, err);
    if (options->csv)
        return mlg_compare_print_csv(document, stdout, err);
    return mlg_compare_print(document, stdout, err);
}

static bool is_page(const struct cli_options *options)
{
    const char *ending = options->output ? strrchr(options->output, '.') : NULL;
    return ending && strcmp(ending, ".html") == 0;
}

/* A page, or everybody's minutes. */
static enum mlg_status write_file(const struct cli_options *options,
                                  const struct mlg_comparison *comparison, const json_t *document,
                                  struct mlg_error *err)
{
    if (!is_page(options))
        return mlg_compare_write(comparison, options->output, options->overwrite, err);
    const struct mlg_compare_report_options report = {
        .output = options->output,
        .overwrite = options->overwrite,
        .outlines = options->outlines,
    };
    return mlg_compare_report_write(comparison, document, &report, err);
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (options->json && options->csv)
        return mlg_fail(err, MLG_USAGE, "'--json' and '--csv' contradict each other");
    const struct mlg_compare_options compare = {
        .by = options->by,
        .by_of_scenario = is_page(options),
        .sources = {.cache_folder = options->cache, .threads = options->threads},
    };
    struct mlg_comparison *comparison;
    json_t *document = NULL;
    enum mlg_status status =
        mlg_comparison_open((const char *const *)options->arguments, (size_t)options->n_arguments,
                            &compare, &terminal->monitor, &comparison, err);
    if (status != MLG_OK)
        return status;
    status = mlg_compare(comparison, &document, err);
    if (status == MLG_OK && options->output)
        status = write_file(options, comparison, document, err);
    mlg_comparison_close(comparison);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        status = print_document(options, document, err);
    json_decref(document);
    return status;
}

const struct cli_command cli_compare = {
    .name = "compare",
    .arguments = "PLAN PLAN...",
    .summary = "put plans side by side",
    .help =
        "Opens each plan again with its scenario and its times and prints sites, bounds, the\n"
        "residents within 5, 10, 15 … minutes, mean, median, 95th percentile and longest time,\n"
        "Gini and Palma of the times, a second site in reach; then what changes from the first\n"
        "plan to each other one: sites moved, dropped and added, and the communes that gain and\n"
        "lose. The plans may have other scenarios and other matrices, but the same people.\n"
        "--output writes a page that works alone and offline (.html), with the maps of the plans\n"
        "and of their difference, or everybody's minutes in every plan (.gpkg, .geojson, .csv).\n"
        "\n"
        "Examples:\n"
        "  maillage compare out/a/plan.json out/b/plan.json\n"
        "  maillage compare out/a/plan.json out/b/plan.json --by departement --csv > table.csv\n"
        "  maillage compare out/a/plan.json out/b/plan.json -o compare.html\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_CSV) |
               CLI_BIT(CLI_BY) | CLI_BIT(CLI_OUTLINES) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 2,
    .max_arguments = 64,
    .run = execute,
};
