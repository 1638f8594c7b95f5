#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mlg_run_options cli_run_options(const struct cli_options *options)
{
    return (struct mlg_run_options){
        .output_folder = options->output,
        .overwrite = options->overwrite,
        .threads = options->threads,
        .time_s = options->time_limit_s,
        .no_presolve = options->no_presolve,
        .cache_folder = options->cache,
        .shard = options->shard,
        .n_shards = options->n_shards,
    };
}

/* Where the files are, seen from here: a scenario's "../out" reads "scenarios/../out" otherwise. */
static void note_folder(const struct mlg_monitor *monitor, const char *folder)
{
    char *here = realpath(".", NULL), *there = realpath(folder, NULL);
    const char *shown = there ? there : folder;
    size_t length = here ? strlen(here) : 0;
    if (here && there && strncmp(there, here, length) == 0 && there[length] == '/')
        shown = there + length + 1;
    mlg_note(monitor, "the plan's files are in '%s'", shown);
    free(here);
    free(there);
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
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
        note_folder(&terminal->monitor,
                    options->output ? options->output : scenario->output_folder);
        mlg_plan_destroy(plan);
    }
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_run = {
    .name = "run",
    .arguments = "SCENARIO",
    .summary = "find the plan of a scenario and write its files",
    .help =
        "Reads the people, the sites and the roads (or the ready matrix) that the scenario names,\n"
        "computes the travel times unless a matrix of the same inputs is in the cache, solves, and\n"
        "writes the plan into the scenario's output folder (or into --output). Ctrl-C ends the\n"
        "solving and writes the best plan so far, labelled as such.\n"
        "\n"
        "Examples:\n"
        "  maillage run scenarios/demo.yaml\n"
        "  maillage run scenarios/demo.yaml -o /tmp/plan --overwrite --time-limit 30\n"
        "  maillage run scenarios/demo.yaml --json > plan.json\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) |
               CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_NO_PRESOLVE) |
               CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
