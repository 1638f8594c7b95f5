/* Other solvers: the model as an LP file, the program's own time limit, and what its log says. */
#include "bench/solver_run.h"

#include "base/leftovers.h"
#include "bench/process.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_WORDS = 16 };

/* How a program is called (MODEL and LIMIT stand for the file and the seconds), and the words after
 * which its log names a solution's objective and the bound; the last of each counts. */
static const struct peer {
    const char *argv[MAX_WORDS];
    const char *objective[2], *bound[2], *optimal, *infeasible;
} PEERS[] = {
    {{"glpsol", "--lp", "MODEL", "--cuts", "--tmlim", "LIMIT"},
     {"mip =", ">>>>>"},
     {">=", "<="},
     "INTEGER OPTIMAL SOLUTION FOUND",
     "FEASIBLE SOLUTION\n"},
    {{"cbc", "MODEL", "sec", "LIMIT", "solve"},
     {"Objective value:", "Integer solution of"},
     {"Lower bound:", "best possible"},
     "Result - Optimal solution found",
     "Problem proven infeasible"},
    {{"highs", "--time_limit", "LIMIT", "--threads", "1", "MODEL"},
     {"Primal bound", NULL},
     {"Dual bound", NULL},
     "Status            Optimal",
     "Status            Infeasible"},
    {{"scip", "-c", "set timing clocktype 1", "-c", "set limits time LIMIT", "-c", "read MODEL",
      "-c", "optimize", "-c", "quit"},
     {"Primal Bound       :", NULL},
     {"Dual Bound         :", NULL},
     "[optimal solution found]",
     "[infeasible]"},
};

/* Puts the file and the seconds into the words. */
static void fill_words(const struct peer *peer, const char *model, double time_s,
                       char words[MAX_WORDS][4200], const char *argv[MAX_WORDS + 3])
{
    char limit[32];
    snprintf(limit, sizeof limit, "%.0f", ceil(time_s));
    if (mlg_process_is_there("stdbuf")) { /* each line when it is written */
        *argv++ = "stdbuf";
        *argv++ = "-oL";
    }
    argv[MAX_WORDS] = NULL;
    for (int w = 0; w < MAX_WORDS; w++) {
        const char *word = peer->argv[w];
        const char *place = word ? strstr(word, "MODEL") : NULL, *value = model;
        if (word && !place) {
            place = strstr(word, "LIMIT");
            value = limit;
        }
        argv[w] = word;
        if (!place)
            continue;
        snprintf(words[w], sizeof words[w], "%.*s%s%s", (int)(place - word), word, value,
                 place + strlen("MODEL"));
        argv[w] = words[w];
    }
}

/* The number after the word in the line, if there is one. */
static void read_after(const char *line, const char *word, double *number)
{
    const char *at = strstr(line, word);
    if (!at)
        return;
    char *end;
    const double value = strtod(at + strlen(word), &end);
    if (end != at + strlen(word) && fabs(value) < 1e15)
        *number = value;
}

/* Where the line's bound and objective are: HiGHS tells them after the share that it explored, SCIP
 * between bars. */
static const char *find_columns(const char *line)
{
    if (!strchr(line, '|')) {
        const char *share = strstr(line, "% ");
        return share ? share + 1 : NULL;
    }
    for (int bars = 0; bars < 14; bars++) {
        line = strchr(line, '|');
        if (!line++)
            return NULL;
    }
    return line;
}

static void read_columns(const char *line, double *objective, double *bound)
{
    const char *columns = find_columns(line);
    char *end, *last;
    if (!columns)
        return;
    const double first = strtod(columns, &end);
    if (end == columns)
        return;
    *bound = first;
    end += strspn(end, " |");
    const double second = strtod(end, &last);
    if (last != end && fabs(second) < 1e15)
        *objective = second;
}

struct log {
    const struct peer *peer;
    const struct mlg_bench_problem *problem;
    double scale, constant; /* from the model's objective to the problem's */
    double objective, bound;
    bool optimal, infeasible;
};

static void read_line(struct log *log, const char *line)
{
    const struct peer *peer = log->peer;
    if (peer - PEERS + MLG_BENCH_GLPSOL >= MLG_BENCH_HIGHS)
        read_columns(line, &log->objective, &log->bound);
    for (int w = 0; w < 2; w++) {
        if (peer->objective[w])
            read_after(line, peer->objective[w], &log->objective);
        if (peer->bound[w])
            read_after(line, peer->bound[w], &log->bound);
    }
    log->optimal |= strstr(line, peer->optimal) != NULL;
    log->infeasible |= strstr(line, peer->infeasible) != NULL;
}

/* Whole objectives admit no bound between them. */
static double bound_of(const struct log *log)
{
    const double bound = log->scale * log->bound + log->constant;
    if (!log->problem->integral || isnan(bound))
        return bound;
    return log->problem->more_is_better ? floor(bound + 1e-6) : ceil(bound - 1e-6);
}

static enum mlg_status read_log(struct log *log, const struct mlg_process *process,
                                struct mlg_bench_run *run, struct mlg_error *err)
{
    char line[4096];
    enum mlg_status status = MLG_OK;
    while (status == MLG_OK && fgets(line, sizeof line, process->output)) {
        read_line(log, line);
        run->value = log->scale * log->objective + log->constant;
        if (log->problem->integral)
            run->value = round(run->value);
        run->bound = bound_of(log);
        status = mlg_bench_keep_point(
            run, (struct mlg_bench_point){mlg_process_cpu_s(process), run->value, run->bound}, err);
    }
    return status;
}

static void conclude(const struct log *log, const struct mlg_bench_limits *limits,
                     const struct mlg_process_usage *usage, struct mlg_bench_run *run)
{
    run->cpu_s = usage->cpu_s;
    run->peak_bytes = usage->peak_bytes;
    run->end = MLG_BENCH_TIME;
    if (log->optimal && !isnan(run->value)) {
        run->end = MLG_BENCH_PROVEN;
        run->bound = run->value;
    } else if (log->infeasible && isnan(run->value)) {
        run->end = MLG_BENCH_INFEASIBLE;
    } else if (!usage->ended_well && usage->cpu_s < limits->time_s) {
        run->end = limits->memory_bytes > 0 ? MLG_BENCH_MEMORY : MLG_BENCH_FAILED;
    }
    mlg_bench_time_points(run, log->problem->more_is_better);
}

static enum mlg_status run_on(const char *model, struct log *log,
                              const struct mlg_bench_limits *limits, struct mlg_bench_run *run,
                              struct mlg_error *err)
{
    char words[MAX_WORDS][4200];
    const char *argv[MAX_WORDS + 3];
    struct mlg_process process;
    struct mlg_process_usage usage;
    fill_words(log->peer, model, limits->time_s, words, argv);
    enum mlg_status status =
        mlg_process_start(argv, 2 * limits->time_s + 60, limits->memory_bytes, &process, err);
    if (status != MLG_OK)
        return status;
    status = read_log(log, &process, run, err);
    mlg_process_finish(&process, &usage);
    conclude(log, limits, &usage, run);
    return status;
}

enum mlg_status mlg_bench_run_peer(const struct mlg_bench_problem *problem,
                                   const struct mlg_bench_limits *limits, struct mlg_bench_run *run,
                                   struct mlg_error *err)
{
    struct log log = {.peer = &PEERS[run->solver - MLG_BENCH_GLPSOL],
                      .problem = problem,
                      .objective = NAN,
                      .bound = NAN};
    const char *parent = getenv("TMPDIR");
    char *folder, model[4096];
    int lock;
    enum mlg_status status = mlg_temporary_folder(parent && *parent ? parent : "/tmp",
                                                  "maillage-bench", &folder, &lock, err);
    if (status != MLG_OK)
        return status;
    snprintf(model, sizeof model, "%s/model.lp", folder);
    status = mlg_bench_problem_write(problem, model, &log.scale, &log.constant, err);
    if (status == MLG_OK)
        status = run_on(model, &log, limits, run, err);
    unlink(model);
    rmdir(folder);
    close(lock);
    free(folder);
    return status;
}
