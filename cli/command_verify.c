#include "cli/command.h"
#include "scenarios/verify/verify.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (options->roads.n && options->matrix)
        return mlg_fail(err, MLG_USAGE, "'--roads' and '--matrix' contradict each other");
    const struct mlg_verify_options verify_options = {
        .scenario = options->scenario,
        .roads = options->roads.n ? options->roads.word : NULL,
        .n_roads = options->roads.n,
        .matrix = options->matrix,
        .proof = options->proof,
        .threads = options->threads,
    };
    const enum mlg_status status =
        mlg_verify(options->arguments[0], &verify_options, &terminal->monitor, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && !options->quiet)
        printf("'%s': every claim holds\n", options->arguments[0]);
    return status;
}

const struct cli_command cli_verify = {
    .name = "verify",
    .arguments = "PLAN",
    .summary = "recompute everything that a plan claims",
    .help =
        "Recounts the plan from the matrix or, with --roads, from the roads by plain Dijkstra,\n"
        "without the solver. Every difference is named; the exit code is then 5.\n"
        "With --proof it follows the certificate of the bound that lies beside the plan, step by\n"
        "step, in integers.\n"
        "\n"
        "Examples:\n"
        "  maillage verify out/demo/plan.json\n"
        "  maillage verify out/demo/plan.json --proof\n"
        "  maillage verify out/demo/plan.json --roads datasets/demo/roads.osm.pbf\n",
    .options = CLI_BIT(CLI_PROOF) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_ROADS) |
               CLI_BIT(CLI_MATRIX) | CLI_BIT(CLI_SCENARIO),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
