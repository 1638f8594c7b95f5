#include "base/memory.h"
#include "bench/solver_known.h"
#include "bench/solver_record.h"
#include "cli/command.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double DEFAULT_TIME_S = 60;

struct bench {
    const struct cli_options *options;
    struct cli_terminal *terminal;
    struct mlg_bench_limits limits;
    enum mlg_bench_solver solver[MLG_BENCH_N_SOLVERS]; /* [n_solvers], the first is the base line */
    size_t n_solvers;
    struct mlg_bench_run *run;   /* [options->repeat] */
    struct mlg_record_file file; /* where there is an output */
    unsigned n_found;            /* runs that an earlier benchmark made */
};

/* One instance. */
struct subject {
    const char *word;
    struct mlg_bench_problem *problem;
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
                                  const struct mlg_bench_run *run, bool is_new,
                                  struct mlg_error *err)
{
    json_t *line = mlg_bench_run_to_json(subject->word, subject->problem, &bench->limits, run);
    enum mlg_status status = MLG_OK;
    if (!line)
        return mlg_fail_memory(err, "a line of JSON", run->n_points * 32);
    if (bench->options->json && (json_dumpf(line, stdout, JSON_REAL_PRECISION(9)) != 0 ||
                                 putchar('\n') == EOF || fflush(stdout) != 0))
        status = mlg_fail(err, MLG_IO, "cannot write a line of JSON");
    if (status == MLG_OK && bench->file.stream && is_new)
        status = mlg_record_file_add(&bench->file, line, err);
    json_decref(line);
    return status;
}

static void print_header(void)
{
    printf("%-28s %-13s %10s %10s %6s %-10s %8s %8s %8s %8s %7s %7s %6s %6s\n", "instance",
           "solver", "objective", "bound", "gap %", "end", "first s", "best s", "proof s", "cpu s",
           "nodes", "cuts", "MB", "ratio");
}

/* The end of a long word says most. */
static const char *short_word(const char *word)
{
    const size_t length = strlen(word);
    return length > 28 ? word + length - 28 : word;
}

/* A number for a column, or "-". */
static const char *cell(char text[32], const char *format, double value)
{
    if (isnan(value))
        snprintf(text, 32, "-");
    else
        snprintf(text, 32, format, value);
    return text;
}

static void print_run(const struct subject *subject, const struct mlg_bench_run *run)
{
    char objective[32], bound[32], gap[32], first[32], best[32], proof[32];
    const double gap_percent = 100 * fabs(run->value - run->bound) / fmax(1, fabs(run->value));
    printf("%-28s %-13s %10s %10s %6s %-10s %8s %8s %8s %8.2f %7" PRIu64 " %7" PRIu64
           " %6.0f %6.2f\n",
           short_word(subject->word), mlg_bench_solver_name(run->solver),
           cell(objective, "%.10g", run->value), cell(bound, "%.10g", run->bound),
           cell(gap, "%.2f", gap_percent), mlg_bench_end_name(run->end),
           cell(first, "%.2f", run->first_s), cell(best, "%.2f", run->best_s),
           cell(proof, "%.2f", run->end == MLG_BENCH_PROVEN ? run->cpu_s : NAN), run->cpu_s,
           run->nodes, run->cuts, (double)run->peak_bytes / 1e6, run->cpu_s / subject->base_s);
    fflush(stdout);
}

static int by_time(const void *a, const void *b)
{
    const struct mlg_bench_run *p = a, *q = b;
    return (p->cpu_s > q->cpu_s) - (p->cpu_s < q->cpu_s);
}

static enum mlg_status run_once(struct bench *bench, struct subject *subject,
                                struct mlg_bench_run *run, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    const bool found = bench->file.stream &&
                       mlg_record_file_find(&bench->file, subject->word, &bench->limits, run);
    bench->n_found += found;
    if (mlg_stopped(&bench->terminal->monitor))
        return mlg_fail(err, MLG_STOPPED, "stopped before all runs were made");
    if (!found)
        status = mlg_bench_run(subject->problem, &bench->limits, run, err);
    if (status == MLG_OK && mlg_stopped(&bench->terminal->monitor))
        return mlg_fail(err, MLG_STOPPED, "stopped before all runs were made");
    if (status == MLG_OK)
        status = write_json(bench, subject, run, !found, err);
    if (status == MLG_OK)
        status = mlg_known_check(&subject->known, run, subject->problem->more_is_better,
                                 subject->word, err);
    return status;
}

static enum mlg_status run_solver(struct bench *bench, struct subject *subject,
                                  enum mlg_bench_solver solver, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    enum mlg_status status = MLG_OK;
    for (unsigned r = 0; r < options->repeat; r++)
        bench->run[r] = (struct mlg_bench_run){.solver = solver, .seed = options->seed + r};
    for (unsigned r = 0; status == MLG_OK && r < options->repeat; r++)
        status = run_once(bench, subject, &bench->run[r], err);
    if (status == MLG_OK) {
        qsort(bench->run, options->repeat, sizeof *bench->run, by_time);
        const struct mlg_bench_run *median = &bench->run[options->repeat / 2];
        if (subject->base_s == 0)
            subject->base_s = fmax(median->cpu_s, 0.001);
        if (!options->json)
            print_run(subject, median);
    }
    for (unsigned r = 0; r < options->repeat; r++)
        mlg_bench_run_finish(&bench->run[r]);
    return status;
}

static enum mlg_status run_instance(struct bench *bench, const char *word, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    struct subject subject = {.word = word, .known = mlg_known_nothing()};
    enum mlg_status status = mlg_bench_problem_read(word, options->cache, &bench->terminal->monitor,
                                                    &subject.problem, err);
    if (status == MLG_OK && options->known)
        status = mlg_known_read(options->known, word, subject.problem, &subject.known, err);
    for (size_t s = 0; status == MLG_OK && s < bench->n_solvers; s++)
        status = run_solver(bench, &subject, bench->solver[s], err);
    mlg_bench_problem_destroy(subject.problem);
    return status;
}

static enum mlg_status run_all(struct bench *bench, struct mlg_error *err)
{
    const struct cli_options *options = bench->options;
    bench->run = mlg_alloc_zero(options->repeat, sizeof *bench->run);
    if (!bench->run)
        return mlg_fail_memory(err, "runs", options->repeat * sizeof *bench->run);
    if (!options->json)
        print_header();
    enum mlg_status status = MLG_OK;
    for (int i = 0; status == MLG_OK && i < options->n_arguments; i++)
        status = run_instance(bench, options->arguments[i], err);
    free(bench->run);
    if (bench->n_found > 0)
        mlg_note(&bench->terminal->monitor, "%u runs were made before, in '%s.part'",
                 bench->n_found, options->output);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct bench bench = {
        .options = options,
        .terminal = terminal,
        .limits = {options->time_limit_s < 0 ? DEFAULT_TIME_S : options->time_limit_s,
                   options->memory_limit_bytes},
    };
    enum mlg_status status = find_solvers(&bench, err);
    if (status == MLG_OK && options->output)
        status = mlg_record_file_open(options->output, options->overwrite, &bench.file, err);
    if (status != MLG_OK)
        return status;
    status = run_all(&bench, err);
    if (!bench.file.stream)
        return status;
    const bool complete = status == MLG_OK;
    const enum mlg_status closed =
        mlg_record_file_close(&bench.file, complete, complete ? err : NULL);
    return complete ? closed : status;
}

const struct cli_command cli_bench_solver = {
    .name = "bench solver",
    .arguments = "INSTANCE...",
    .summary = "measure solvers on siting problems",
    .help =
        "Solves each instance with each solver, one run after the other, each in a process of its\n"
        "own on one thread, and prints objective, bound, gap, how the run ended, processor seconds\n"
        "to the first and the best solution, to the proof and in all, nodes, cuts, peak memory,\n"
        "and the ratio of the seconds to the base line's.\n"
        "\n"
        "An instance is a scenario (its first goal under all rules), a matrix with a limit in\n"
        "minutes (FILE.mtt@20), a frozen region (FOLDER@20, FOLDER@20:scratch without its existing\n"
        "sites), an OR-Library file (set covering, rail, p-median) or a model (.mps, .lp). Behind\n"
        "it stands what is asked for: :fewest, :most=N, :median[=N] or :center[=N]. Solvers:\n"
        "maillage; no-cuts, no-heuristics and no-presolve (maillage without them); plain (GLPK on\n"
        "the unreduced model); and the programs glpsol, cbc, highs and scip where they are on\n"
        "PATH. What contradicts --known, or another run, ends with an error. --output writes JSON\n"
        "lines, one for each run; a benchmark that was stopped goes on with the runs that are\n"
        "missing when it is started again.\n"
        "\n"
        "Examples:\n"
        "  maillage bench solver scenarios/demo.yaml --solver maillage --solver plain\n"
        "  maillage bench solver scp41.txt rail507 --known known.csv --repeat 5 -o runs.jsonl\n"
        "  maillage bench solver pmed1.txt pmed1.txt:center region.mtt@20:most=50 model.mps\n",
    .options = CLI_BIT(CLI_SOLVER) | CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_MEMORY_LIMIT) |
               CLI_BIT(CLI_REPEAT) | CLI_BIT(CLI_SEED) | CLI_BIT(CLI_KNOWN) | CLI_BIT(CLI_JSON) |
               CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = INT_MAX,
    .run = execute,
};
