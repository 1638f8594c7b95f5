#include "bench/solver_run.h"

#include "base/memory.h"
#include "bench/process.h"
#include "bench/solver_child.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[MLG_BENCH_N_SOLVERS] = {"maillage",    "no-cuts", "no-heuristics",
                                                       "no-presolve", "plain",   "glpsol",
                                                       "cbc",         "highs",   "scip"};

const char *mlg_bench_solver_name(enum mlg_bench_solver solver)
{
    return NAMES[solver];
}

const char *mlg_bench_end_name(enum mlg_bench_end end)
{
    static const char *const names[] = {"proven", "time", "memory", "infeasible", "failed"};
    return names[end];
}

enum mlg_status mlg_bench_solver_find(const char *name, enum mlg_bench_solver *solver,
                                      struct mlg_error *err)
{
    int at = 0;
    while (at < MLG_BENCH_N_SOLVERS && strcmp(NAMES[at], name) != 0)
        at++;
    if (at == MLG_BENCH_N_SOLVERS) {
        mlg_fail(err, MLG_USAGE, "unknown solver '%s'", name);
        return mlg_hint(err, "maillage, no-cuts, no-heuristics, no-presolve, plain, or a program "
                             "on PATH: glpsol, cbc, highs, scip");
    }
    if (at >= MLG_BENCH_GLPSOL && !mlg_process_is_there(name))
        return mlg_fail(err, MLG_USAGE, "there is no program '%s' on PATH", name);
    *solver = (enum mlg_bench_solver)at;
    return MLG_OK;
}

void mlg_bench_run_finish(struct mlg_bench_run *run)
{
    free(run->point);
    *run = (struct mlg_bench_run){0};
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

enum mlg_status mlg_bench_keep_point(struct mlg_bench_run *run, struct mlg_bench_point point,
                                     struct mlg_error *err)
{
    const struct mlg_bench_point *last = run->n_points ? &run->point[run->n_points - 1] : NULL;
    if (last && same(last->value, point.value) && same(last->bound, point.bound))
        return MLG_OK;
    if (!mlg_reserve(&run->point, &run->capacity, run->n_points + 1, sizeof *run->point))
        return mlg_fail_memory(err, "points in time", run->n_points * sizeof *run->point);
    run->point[run->n_points++] = point;
    return MLG_OK;
}

void mlg_bench_time_points(struct mlg_bench_run *run, bool more_is_better)
{
    const double sign = more_is_better ? -1 : 1, slack = 1e-6 * (1 + fabs(run->value));
    size_t kept = 0;
    double best = INFINITY;
    run->first_s = run->best_s = NAN;
    for (size_t p = 0; p < run->n_points; p++) {
        const struct mlg_bench_point point = run->point[p];
        if (isnan(run->value) ? !isnan(point.value)
                              : sign * point.value < sign * run->value - slack)
            continue;
        run->point[kept++] = point;
        if (isnan(point.value))
            continue;
        if (isnan(run->first_s))
            run->first_s = point.cpu_s;
        if (sign * point.value < best) {
            best = sign * point.value;
            run->best_s = point.cpu_s;
        }
    }
    run->n_points = kept;
    if (isnan(run->value) || best <= sign * run->value + slack || run->solver >= MLG_BENCH_GLPSOL)
        return;
    run->best_s = run->cpu_s; /* it came with the answer */
    if (isnan(run->first_s))
        run->first_s = run->cpu_s;
}

/* Points until the child answers; *answered: false = it ended before. */
static enum mlg_status listen(FILE *output, struct mlg_bench_run *run,
                              struct mlg_bench_answer *answer, bool *answered,
                              struct mlg_error *err)
{
    struct mlg_bench_message message;
    enum mlg_status status = MLG_OK;
    *answered = false;
    while (status == MLG_OK && !*answered && fread(&message, sizeof message, 1, output) == 1) {
        *answered = message.is_answer;
        if (*answered)
            *answer = message.answer;
        else
            status = mlg_bench_keep_point(run, message.point, err);
    }
    return status;
}

/* What is left of a run that did not answer: what it told. */
static void salvage(struct mlg_bench_run *run, const struct mlg_bench_limits *limits)
{
    run->end = limits->memory_bytes > 0 ? MLG_BENCH_MEMORY : MLG_BENCH_FAILED;
    if (run->cpu_s >= limits->time_s)
        run->end = MLG_BENCH_TIME;
    for (size_t p = 0; p < run->n_points; p++) {
        if (!isnan(run->point[p].value))
            run->value = run->point[p].value;
        if (!isnan(run->point[p].bound))
            run->bound = run->point[p].bound;
    }
}

static void take(const struct mlg_bench_answer *answer, struct mlg_bench_run *run)
{
    run->value = answer->value;
    run->bound = answer->bound;
    run->nodes = answer->effort.nodes;
    run->cuts = answer->effort.cuts;
    run->end = answer->proven ? MLG_BENCH_PROVEN : MLG_BENCH_TIME;
    if (answer->status == MLG_INFEASIBLE)
        run->end = MLG_BENCH_INFEASIBLE;
}

enum mlg_status mlg_bench_run(const struct mlg_bench_problem *problem,
                              const struct mlg_bench_limits *limits, struct mlg_bench_run *run,
                              struct mlg_error *err)
{
    run->value = run->bound = run->first_s = run->best_s = NAN;
    if (run->solver >= MLG_BENCH_GLPSOL)
        return mlg_bench_run_peer(problem, limits, run, err);
    struct mlg_bench_job job = {problem, limits, run->solver, run->seed};
    struct mlg_process process;
    struct mlg_process_usage usage;
    struct mlg_bench_answer answer = {0};
    bool answered;
    enum mlg_status status = mlg_process_fork(mlg_bench_child, &job, &process, err);
    if (status != MLG_OK)
        return status;
    status = listen(process.output, run, &answer, &answered, err);
    mlg_process_finish(&process, &usage);
    if (status != MLG_OK)
        return status;
    const bool out_of_memory = limits->memory_bytes > 0 && answer.status != MLG_OK &&
                               (answer.status == MLG_NO_MEMORY || answer.status == MLG_INTERNAL);
    run->cpu_s = usage.cpu_s;
    run->peak_bytes = usage.peak_bytes;
    if (!answered || !usage.ended_well || out_of_memory) {
        salvage(run, limits);
    } else if (answer.status == MLG_OK || answer.status == MLG_STOPPED ||
               answer.status == MLG_INFEASIBLE) {
        take(&answer, run);
    } else {
        if (err)
            *err = answer.error;
        return answer.status;
    }
    mlg_bench_time_points(run, problem->more_is_better);
    return MLG_OK;
}
