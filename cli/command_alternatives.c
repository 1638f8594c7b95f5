#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/alternatives/alternatives.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    const struct mlg_alternatives_options asked = {
        .scenario = options->scenario,
        .folder = options->output,
        .overwrite = options->overwrite,
        .count = options->count,
        .differ = options->differ,
        .within = options->within,
        .time_s = options->time_limit_s,
        .threads = options->threads,
        .cache_folder = options->cache,
    };
    json_t *document = NULL;
    enum mlg_status status =
        mlg_alternatives(options->arguments[0], &asked, &terminal->monitor, &document, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && options->json)
        status = cli_print_json(document, err);
    else if (status == MLG_OK)
        status = mlg_alternatives_print(document, stdout, err);
    json_decref(document);
    return status;
}

const struct cli_command cli_alternatives = {
    .name = "alternatives",
    .arguments = "PLAN",
    .summary = "find other plans that are about as good, and say which sites could be others",
    .help =
        "Looks for plans of the same scenario in which other sites are open: every rule holds, no\n"
        "earlier goal is worse, and the last one is worse by --within percent at most. Each is\n"
        "written beside PLAN, as alternatives-1, alternatives-2, …, with the files of a run, and\n"
        "'verify' recounts it. Tells of every new site whether it is in all of them, or which\n"
        "others take its place. Plans with capacities have no such alternatives.\n"
        "\n"
        "Examples:\n"
        "  maillage alternatives out/demo/plan.json\n"
        "  maillage alternatives out/hauts-de-france/plan.json --count 10 --within 2 --json\n",
    .options = CLI_BIT(CLI_COUNT) | CLI_BIT(CLI_WITHIN) | CLI_BIT(CLI_DIFFER) |
               CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) |
               CLI_BIT(CLI_JSON) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_THREADS) |
               CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
