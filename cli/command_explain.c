#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/explain/explain.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    const struct mlg_plan_sources_options from = {
        .scenario = options->scenario,
        .cache_folder = options->cache,
        .threads = options->threads,
    };
    struct mlg_plan_sources *sources;
    json_t *document = NULL;
    enum mlg_status status =
        mlg_plan_sources_open(options->arguments[0], &from, &terminal->monitor, &sources, err);
    if (status != MLG_OK)
        return status;
    status = mlg_explain(sources, options->arguments[1], options->time_limit_s, &terminal->monitor,
                         &document, err);
    mlg_plan_sources_close(sources);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && options->json)
        status = cli_print_json(document, err);
    else if (status == MLG_OK)
        status = mlg_explain_print(document, stdout, err);
    json_decref(document);
    return status;
}

const struct cli_command cli_explain = {
    .name = "explain",
    .arguments = "PLAN NAME",
    .summary = "say why a site is in a plan or not, or what the plan means for a commune",
    .help =
        "NAME is the id or name of a site or of a commune. Of a site of the plan: who depends on\n"
        "it, and which other place would serve most of them. Of another candidate: what it would\n"
        "add, and whose place it would best take. Of a commune: its residents' times, today and\n"
        "with the plan, and their nearest sites. Counted from the plan's times. With\n"
        "--time-limit the scenario is solved anew, so long at most: what forbidding the site costs,\n"
        "or forcing the candidate.\n"
        "\n"
        "Examples:\n"
        "  maillage explain out/demo/plan.json C001\n"
        "  maillage explain out/hauts-de-france/plan.json Laon --json\n"
        "  maillage explain out/demo/plan.json C001 --time-limit 10\n",
    .options = CLI_BIT(CLI_JSON) | CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_SCENARIO) |
               CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 2,
    .max_arguments = 2,
    .run = execute,
};
