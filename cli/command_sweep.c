#include "base/memory.h"
#include "base/plural.h"
#include "cli/command.h"
#include "scenarios/sweep/sweep.h"

#include <stdio.h>
#include <stdlib.h>

static enum mlg_status read_varied(const struct cli_options *options, struct mlg_vary *vary,
                                   struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < options->vary.n && status == MLG_OK; i++)
        status = mlg_vary_read(options->vary.word[i], &vary[i], err);
    return status;
}

static enum mlg_status sweep(const struct cli_options *options, struct cli_terminal *terminal,
                             const struct mlg_vary *vary, struct mlg_error *err)
{
    size_t n_failed;
    const struct mlg_sweep_options sweep_options = {
        .scenario = options->arguments[0],
        .folder = options->output ? options->output : "sweep",
        .vary = vary,
        .n_vary = options->vary.n,
        .threads = options->threads,
        .time_s = options->time_limit_s,
        .cache_folder = options->cache,
    };
    enum mlg_status status = mlg_sweep(&sweep_options, &terminal->monitor, &n_failed, err);
    cli_terminal_finish(terminal);
    if (status != MLG_OK)
        return status;
    if (!options->quiet)
        printf("'%s/table.csv': %zu %s\n", sweep_options.folder,
               mlg_vary_count(vary, options->vary.n),
               mlg_plural((double)mlg_vary_count(vary, options->vary.n), "variant", "variants"));
    if (n_failed == 0)
        return MLG_OK;
    mlg_fail(err, MLG_IO, "%zu %s no plan; the table says why", n_failed,
             mlg_plural((double)n_failed, "variant has", "variants have"));
    return mlg_hint(err, "start the sweep again when that is mended: it goes on with those");
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (options->vary.n == 0) {
        mlg_fail(err, MLG_USAGE, "'sweep' wants something to vary");
        return mlg_hint(err, "such as --vary sites.new.max=0..300/10");
    }
    struct mlg_vary *vary = mlg_alloc_zero(options->vary.n, sizeof *vary);
    if (!vary)
        return mlg_fail_memory(err, "what is varied", options->vary.n * sizeof *vary);
    enum mlg_status status = read_varied(options, vary, err);
    if (status == MLG_OK)
        status = sweep(options, terminal, vary, err);
    for (size_t i = 0; i < options->vary.n; i++)
        mlg_vary_finish(&vary[i]);
    free(vary);
    return status;
}

const struct cli_command cli_sweep = {
    .name = "sweep",
    .arguments = "SCENARIO",
    .summary = "run a family of scenarios into one table",
    .help =
        "Runs the scenario once for every combination of the values that --vary gives to its keys:\n"
        "a list, or FIRST..LAST/STEP. Several run at the same time (--threads), each in a folder\n"
        "of its own below --output ('sweep' by default) with a scenario.yaml that extends the\n"
        "given one, and its plan. FOLDER/table.csv has a row for each. A sweep that was stopped\n"
        "goes on with what is missing when it is started again.\n"
        "\n"
        "Examples:\n"
        "  maillage sweep scenarios/demo.yaml --vary travel.limit_min=10,15,20\n"
        "  maillage sweep scenarios/hauts-de-france.yaml -o curve \\\n"
        "      --vary sites.new.max=0..300/10 --vary travel.limit_min=15,20 --time-limit 20\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_VARY) | CLI_BIT(CLI_THREADS) |
               CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
