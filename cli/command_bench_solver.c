#include "base/file.h"
#include "base/memory.h"
#include "bench/solver_instance.h"
#include "bench/solver_known.h"
#include "cli/command.h"
#include "solver/control.h"

#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double DEFAULT_TIME_S = 60;

struct bench {
    const struct cli_options *options;
    struct cli_terminal *terminal;
    enum mlg_bench_solver solver[MLG_BENCH_N_SOLVERS]; /* [n_solvers], the first is the base line */
    size_t n_solvers;
    struct mlg_bench_run *run; /* [options->repeat] */
    struct mlg_output output;  /* JSON lines */
};

/* One instance. */
struct subject {
    const char *word;
    struct mlg_instance *instance;
    struct mlg_known known;
    double base_s; /* of the base line; 0 = none yet */
};

static enum mlg_status find_solvers(struct bench *bench, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    if (options->solvers.n == 0)
        bench->solver[bench->n_solvers++] = MLG_BENCH_OURS;
    for (size_t k = 0; k < options->solvers.n; k++) {
        enum mlg_bench_solver solver;
        const enum mlg_status status =
            mlg_bench_solver_find(options->solvers.word[k], &solver, err);
        if (status != MLG_OK)
            return status;
        for (size_t b = 0; b < bench->n_solvers; b++)
            if (bench->solver[b] == solver)
                return mlg_fail(err, MLG_USAGE, "solver '%s' is named twice",
                                options->solvers.word[k]);
        bench->solver[bench->n_solvers++] = solver;
    }
    return MLG_OK;
}

static enum mlg_status write_json(struct bench *bench, const struct subject *subject,
                                  const struct mlg_bench_run *run, struct mlg_error *err)
{
    json_t *line = json_pack(
        "{s:s, s:s, s:I, s:i, s:i, s:o, s:I, s:b, s:o, s:f, s:I, s:I, s:I}", "instance",
        subject->word, "solver", mlg_bench_solver_name(run->solver), "seed", (json_int_t)run->seed,
        "rows", (int)subject->instance->n_rows, "columns", (int)subject->instance->n_cols,
        "objective", run->found ? json_integer(run->value) : json_null(), "bound",
        (json_int_t)run->bound, "proven", run->proven, "best_cpu_s",
        run->found && run->best_s >= 0 ? json_real(run->best_s) : json_null(), "cpu_s", run->cpu_s,
        "nodes", (json_int_t)run->nodes, "cuts", (json_int_t)run->cuts, "peak_bytes",
        (json_int_t)run->peak_bytes);
    bool written = line != NULL;
    if (written && bench->options->json)
        written = json_dumpf(line, stdout, JSON_REAL_PRECISION(6)) == 0 && putchar('\n') != EOF;
    if (written && bench->output.stream)
        written = json_dumpf(line, bench->output.stream, JSON_REAL_PRECISION(6)) == 0 &&
                  putc('\n', bench->output.stream) != EOF;
    json_decref(line);
    fflush(stdout);
    return written ? MLG_OK : mlg_fail(err, MLG_IO, "cannot write a line of JSON");
}

static void print_header(void)
{
    printf("%-28s %-13s %9s %9s %6s %-6s %8s %8s %7s %7s %6s %6s\n", "instance", "solver",
           "objective", "bound", "gap %", "proven", "best s", "cpu s", "nodes", "cuts", "MB",
           "ratio");
}

/* The end of a long word says most. */
static const char *short_word(const char *word)
{
    const size_t length = strlen(word);
    return length > 28 ? word + length - 28 : word;
}

static void print_run(const struct subject *subject, const struct mlg_bench_run *run)
{
    char objective[24] = "-", gap[16] = "-", best[16] = "-";
    if (run->found) {
        snprintf(objective, sizeof objective, "%" PRId64, run->value);
        snprintf(gap, sizeof gap, "%.2f", 100 * mlg_relative_gap(run->value, run->bound));
        if (run->best_s >= 0)
            snprintf(best, sizeof best, "%.2f", run->best_s);
    }
    printf("%-28s %-13s %9s %9" PRId64 " %6s %-6s %8s %8.2f %7" PRIu64 " %7" PRIu64
           " %6.0f %6.2f\n",
           short_word(subject->word), mlg_bench_solver_name(run->solver), objective, run->bound,
           gap, run->proven ? "yes" : "no", best, run->cpu_s, run->nodes, run->cuts,
           (double)run->peak_bytes / 1e6, run->cpu_s / subject->base_s);
    fflush(stdout);
}

static int by_time(const void *a, const void *b)
{
    const struct mlg_bench_run *p = a, *q = b;
    return (p->cpu_s > q->cpu_s) - (p->cpu_s < q->cpu_s);
}

static enum mlg_status run_solver(struct bench *bench, struct subject *subject,
                                  enum mlg_bench_solver solver, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    const double time_s = options->time_limit_s < 0 ? DEFAULT_TIME_S : options->time_limit_s;
    for (unsigned r = 0; r < options->repeat; r++) {
        struct mlg_bench_run *run = &bench->run[r];
        *run = (struct mlg_bench_run){.solver = solver, .seed = options->seed + r};
        if (mlg_stopped(&bench->terminal->monitor))
            return mlg_fail(err, MLG_STOPPED, "stopped before all runs were made");
        enum mlg_status status = mlg_bench_run(subject->instance, time_s, run, err);
        if (status == MLG_OK)
            status = write_json(bench, subject, run, err);
        if (status == MLG_OK)
            status = mlg_known_check(&subject->known, run, subject->word, err);
        if (status != MLG_OK)
            return status;
    }
    qsort(bench->run, options->repeat, sizeof *bench->run, by_time);
    const struct mlg_bench_run *median = &bench->run[options->repeat / 2];
    if (subject->base_s == 0)
        subject->base_s = median->cpu_s > 0.001 ? median->cpu_s : 0.001;
    if (!options->json)
        print_run(subject, median);
    return MLG_OK;
}

static enum mlg_status run_instance(struct bench *bench, const char *word, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    struct subject subject = {.word = word, .known = mlg_known_nothing()};
    enum mlg_status status = MLG_OK;
    if (options->known)
        status = mlg_known_read(options->known, word, &subject.known, err);
    if (status == MLG_OK)
        status = mlg_bench_instance(word, options->cache, &bench->terminal->monitor,
                                    &subject.instance, err);
    for (size_t s = 0; status == MLG_OK && s < bench->n_solvers; s++)
        status = run_solver(bench, &subject, bench->solver[s], err);
    mlg_instance_destroy(subject.instance);
    return status;
}

static enum mlg_status run_all(struct bench *bench, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    bench->run = mlg_alloc(options->repeat, sizeof *bench->run);
    if (!bench->run)
        return mlg_fail_memory(err, "runs", options->repeat * sizeof *bench->run);
    if (!options->json)
        print_header();
    enum mlg_status status = MLG_OK;
    for (int i = 0; status == MLG_OK && i < options->n_arguments; i++)
        status = run_instance(bench, options->arguments[i], err);
    free(bench->run);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct bench bench = {.options = options, .terminal = terminal};
    enum mlg_status status = find_solvers(&bench, err);
    if (status == MLG_OK && options->output)
        status = mlg_output_open(options->output, options->overwrite, &bench.output, err);
    if (status != MLG_OK)
        return status;
    status = run_all(&bench, err);
    if (status == MLG_OK && options->output)
        return mlg_output_commit(&bench.output, err);
    mlg_output_abandon(&bench.output);
    return status;
}

const struct cli_command cli_bench_solver = {
    .name = "bench solver",
    .arguments = "INSTANCE...",
    .summary = "measure solvers on covering instances",
    .help =
        "Finds the fewest sites of each instance, one run after the other, each in a process of its\n"
        "own on one thread, and prints objective, bound, gap, processor seconds to the best solution\n"
        "and in all, nodes, cuts, peak memory, and the ratio of the seconds to the base line's.\n"
        "\n"
        "An instance is a scenario, a matrix with a limit in minutes (FILE.mtt@20), a frozen region\n"
        "(FOLDER@20, FOLDER@20:scratch without its existing sites) or an OR-Library file (set\n"
        "covering, rail). Solvers: maillage, no-cuts and no-heuristics (maillage without them), plain\n"
        "(GLPK on the unreduced model) and the programs glpsol, cbc, highs and scip where they are on\n"
        "PATH. What contradicts --known, or another run, ends with an error. --output writes JSON\n"
        "lines, one for each run.\n"
        "\n"
        "Examples:\n"
        "  maillage bench solver scenarios/demo.yaml --solver maillage --solver plain\n"
        "  maillage bench solver scp41.txt rail507 --known known.csv --repeat 5 -o runs.jsonl\n",
    .options = CLI_BIT(CLI_SOLVER) | CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_REPEAT) |
               CLI_BIT(CLI_SEED) | CLI_BIT(CLI_KNOWN) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_OUTPUT) |
               CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = INT_MAX,
    .run = execute,
};
