#include "bench/solver_run.h"

#include "base/memory.h"
#include "bench/process.h"
#include "solver/count.h"
#include "solver/solve.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

static const char *const NAMES[MLG_BENCH_N_SOLVERS + 1] = {
    "maillage", "no-cuts", "no-heuristics", "plain", "glpsol", "cbc", "highs", "scip", NULL};

const char *mlg_bench_solver_name(enum mlg_bench_solver solver)
{
    return NAMES[solver];
}

enum mlg_status mlg_bench_solver_find(const char *name, enum mlg_bench_solver *solver,
                                      struct mlg_error *err)
{
    int at = 0;
    while (at < MLG_BENCH_N_SOLVERS && strcmp(NAMES[at], name) != 0)
        at++;
    if (at == MLG_BENCH_N_SOLVERS) {
        mlg_fail(err, MLG_USAGE, "unknown solver '%s'", name);
        return mlg_hint(err, "maillage, no-cuts, no-heuristics, plain, or a program on PATH: "
                             "glpsol, cbc, highs, scip");
    }
    if (at >= MLG_BENCH_GLPSOL && !mlg_process_is_there(name))
        return mlg_fail(err, MLG_USAGE, "there is no program '%s' on PATH", name);
    *solver = (enum mlg_bench_solver)at;
    return MLG_OK;
}

struct job {
    const struct mlg_instance *instance;
    double time_s;
    struct mlg_bench_run *run;
};

/* What the process that solves tells the one that measures. */
struct answer {
    enum mlg_status status;
    struct mlg_error error;
    int64_t value, bound;
    struct mlg_effort effort;
};

/* The solver's own count is not believed. */
static enum mlg_status recount(const struct mlg_instance *instance,
                               const struct mlg_solution *solution, struct answer *answer)
{
    bool *chosen = mlg_alloc_zero(instance->n_cols, sizeof *chosen);
    if (!chosen)
        return mlg_fail_memory(&answer->error, "a solution", instance->n_cols);
    for (uint32_t k = 0; k < solution->n_chosen; k++)
        chosen[solution->chosen[k]] = true;
    uint32_t uncovered;
    mlg_count_uncovered(instance, chosen, &uncovered);
    answer->value = mlg_count_cost(instance, chosen);
    answer->bound = solution->stages[0].bound;
    answer->effort = solution->effort;
    free(chosen);
    if (uncovered > 0 || answer->value != solution->stages[0].value)
        return mlg_fail(&answer->error, MLG_INTERNAL,
                        "the solution leaves %u rows uncovered and costs %lld, expected none and "
                        "%lld",
                        uncovered, (long long)answer->value, (long long)solution->stages[0].value);
    return MLG_OK;
}

static volatile sig_atomic_t time_is_over;

static void end_time(int signal)
{
    (void)signal;
    time_is_over = 1;
}

/* The limit counts the processor's seconds: a busy machine does not change what is measured. */
static void start_timer(double time_s)
{
    const struct sigaction action = {.sa_handler = end_time, .sa_flags = SA_RESTART};
    const struct itimerval timer = {
        .it_value = {(time_t)time_s, (suseconds_t)(1e6 * (time_s - floor(time_s))) + 1}};
    sigaction(SIGPROF, &action, NULL);
    setitimer(ITIMER_PROF, &timer, NULL);
}

static void solve(void *context, FILE *output)
{
    const struct job *job = context;
    const struct mlg_monitor monitor = {.stop = &time_is_over};
    start_timer(job->time_s);
    const struct mlg_goal goal = {MLG_GOAL_FEWEST_SITES};
    const struct mlg_problem problem = {job->instance, &goal, 1, UINT32_MAX};
    const struct mlg_solve_options options = {
        .time_s = 1e9,
        .threads = 1,
        .seed = job->run->seed,
        .presolve = job->run->solver != MLG_BENCH_PLAIN,
        .no_cuts = job->run->solver == MLG_BENCH_NO_CUTS,
        .no_heuristics = job->run->solver == MLG_BENCH_NO_HEURISTICS,
    };
    struct mlg_solution *solution = NULL;
    struct answer answer = {0};
    answer.status = mlg_solve(&problem, &options, &monitor, &solution, &answer.error);
    if (answer.status == MLG_OK)
        answer.status = recount(job->instance, solution, &answer);
    mlg_solution_destroy(solution);
    fwrite(&answer, sizeof answer, 1, output);
}

enum mlg_status mlg_bench_run(const struct mlg_instance *instance, double time_s,
                              struct mlg_bench_run *run, struct mlg_error *err)
{
    if (run->solver >= MLG_BENCH_GLPSOL)
        return mlg_bench_run_peer(instance, time_s, run, err);
    struct job job = {instance, time_s, run};
    struct mlg_process process;
    struct mlg_process_usage usage;
    struct answer answer = {0};
    enum mlg_status status = mlg_process_fork(solve, &job, &process, err);
    if (status != MLG_OK)
        return status;
    const bool answered = fread(&answer, sizeof answer, 1, process.output) == 1;
    mlg_process_finish(&process, &usage);
    if (!answered || !usage.ended_well)
        return mlg_fail(err, MLG_INTERNAL, "'%s' ended without an answer", NAMES[run->solver]);
    if (answer.status != MLG_OK && answer.status != MLG_STOPPED) {
        if (err)
            *err = answer.error;
        return answer.status;
    }
    run->found = answer.status == MLG_OK;
    run->value = answer.value;
    run->bound = answer.bound;
    run->proven = run->found && answer.value == answer.bound;
    run->best_s = answer.effort.best_s;
    run->nodes = answer.effort.nodes;
    run->cuts = answer.effort.cuts;
    run->cpu_s = usage.cpu_s;
    run->peak_bytes = usage.peak_bytes;
    return MLG_OK;
}
