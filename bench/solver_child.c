#include "bench/solver_child.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/solve.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>

static volatile sig_atomic_t time_is_over;

static void end_time(int signal)
{
    (void)signal;
    time_is_over = 1;
}

/* The limit counts the processor's seconds: a busy machine does not change what is measured. */
static void start_limits(const struct mlg_bench_limits *limits)
{
    const struct sigaction action = {.sa_handler = end_time, .sa_flags = SA_RESTART};
    const double whole = floor(limits->time_s);
    const struct itimerval timer = {
        .it_value = {(time_t)whole, (suseconds_t)(1e6 * (limits->time_s - whole)) + 1}};
    const struct rlimit memory = {limits->memory_bytes, limits->memory_bytes};
    const rlim_t patience =
        (rlim_t)(1.5 * limits->time_s) + 30; /* of a search that does not stop */
    const struct rlimit cpu = {patience, patience};
    sigaction(SIGPROF, &action, NULL);
    setitimer(ITIMER_PROF, &timer, NULL);
    setrlimit(RLIMIT_CPU, &cpu);
    if (limits->memory_bytes > 0)
        setrlimit(RLIMIT_AS, &memory);
}

struct child {
    const struct mlg_bench_job *job;
    FILE *output;
    struct mlg_observer observer;
    struct mlg_bench_answer answer;
};

static double used_s(void)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

static void send_point(const struct child *child, double value, double bound)
{
    struct mlg_bench_message message;
    memset(&message, 0, sizeof message);
    message.point = (struct mlg_bench_point){used_s(), value, bound};
    fwrite(&message, sizeof message, 1, child->output);
    fflush(child->output);
}

/* Searches within others report other questions' values. */
static bool is_of_goal(enum mlg_goal_kind goal, const char *phase)
{
    static const struct {
        enum mlg_goal_kind goal;
        const char *phase;
    } phases[] = {
        {MLG_GOAL_FEWEST_SITES, "covering everybody"},
        {MLG_GOAL_MOST_RESIDENTS, "covering the most"},
        {MLG_GOAL_SHORTEST_TIME, "shortening the time"},
        {MLG_GOAL_SHORTEST_TIME, "shortening the longest time"},
        {MLG_GOAL_SHORTEST_MEAN, "shortening the mean time"},
    };
    if (strcmp(phase, "solving the program") == 0)
        return goal != MLG_GOAL_SHORTEST_TIME;
    for (size_t p = 0; p < sizeof phases / sizeof *phases; p++)
        if (phases[p].goal == goal && strcmp(phases[p].phase, phase) == 0)
            return true;
    return false;
}

static void on_report(void *context, const char *phase, int64_t value, int64_t bound)
{
    const struct child *child = context;
    const bool is_known = value < INT64_MAX / 2 && value > INT64_MIN / 2;
    if (is_of_goal(child->job->problem->goal, phase))
        send_point(child, is_known ? (double)value : NAN, (double)bound);
}

static void on_progress(void *context, double incumbent, double bound)
{
    send_point(context, incumbent, fabs(bound) < 1e300 ? bound : NAN);
}

static struct mlg_solve_options options_of(const struct child *child)
{
    const enum mlg_bench_solver solver = child->job->solver;
    return (struct mlg_solve_options){
        .time_s = 1e9,
        .threads = 1,
        .seed = child->job->seed,
        .presolve = solver != MLG_BENCH_PLAIN,
        .no_cuts = solver == MLG_BENCH_NO_CUTS,
        .no_heuristics = solver == MLG_BENCH_NO_HEURISTICS,
        .no_reductions = solver == MLG_BENCH_NO_PRESOLVE,
        .observer = &child->observer,
    };
}

/* The solver's own count is not believed. */
static enum mlg_status recount(const struct mlg_bench_problem *problem,
                               const struct mlg_solution *solution, struct mlg_bench_answer *answer)
{
    const struct mlg_instance *instance = problem->instance;
    bool *chosen = mlg_alloc_zero(instance->n_cols, sizeof *chosen);
    if (!chosen)
        return mlg_fail_memory(&answer->error, "a solution", instance->n_cols);
    for (uint32_t k = 0; k < solution->n_chosen; k++)
        chosen[solution->chosen[k]] = true;
    const bool most = problem->goal == MLG_GOAL_MOST_RESIDENTS;
    uint32_t uncovered;
    int64_t value = -mlg_count_uncovered(instance, chosen, &uncovered);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        value += instance->weight[i];
    if (!most)
        value = mlg_count_cost(instance, chosen);
    free(chosen);
    if ((!most && uncovered > 0) || value != solution->stages[0].value ||
        solution->n_chosen > problem->max_sites)
        return mlg_fail(&answer->error, MLG_INTERNAL,
                        "the solution leaves %u rows uncovered and counts %lld, expected %lld",
                        uncovered, (long long)value, (long long)solution->stages[0].value);
    return MLG_OK;
}

static void keep_stage(const struct mlg_stage *stage, const struct mlg_effort *effort,
                       struct mlg_bench_answer *answer)
{
    answer->value = (double)stage->value;
    answer->bound = (double)stage->bound;
    answer->proven = stage->proven;
    answer->effort = *effort;
}

static enum mlg_status solve_covering(struct child *child, const struct mlg_monitor *monitor)
{
    const struct mlg_bench_problem *asked = child->job->problem;
    const struct mlg_goal goal = {asked->goal};
    const struct mlg_problem problem = {asked->instance, &goal, 1, asked->max_sites};
    const struct mlg_solve_options options = options_of(child);
    struct mlg_solution *solution = NULL;
    enum mlg_status status =
        mlg_solve(&problem, &options, monitor, &solution, &child->answer.error);
    if (status == MLG_OK) {
        keep_stage(&solution->stages[0], &solution->effort, &child->answer);
        status = recount(asked, solution, &child->answer);
    }
    mlg_solution_destroy(solution);
    return status;
}

static enum mlg_status solve_siting(struct child *child, const struct mlg_monitor *monitor)
{
    struct mlg_siting problem = *child->job->problem->siting;
    const struct mlg_solve_options options = options_of(child);
    struct mlg_siting_solution *solution = NULL;
    problem.n_goals = 1;
    const enum mlg_status status =
        mlg_siting_solve(&problem, &options, monitor, &solution, &child->answer.error);
    if (status == MLG_OK)
        keep_stage(&solution->stages[0], &solution->effort, &child->answer);
    mlg_siting_solution_destroy(solution);
    return status;
}

static enum mlg_status solve_program(struct child *child, const struct mlg_monitor *monitor)
{
    const enum mlg_bench_solver solver = child->job->solver;
    const bool plain = solver == MLG_BENCH_PLAIN;
    const struct mlg_engine_settings settings = {
        .presolve = !plain && solver != MLG_BENCH_NO_PRESOLVE,
        .cuts = !plain && solver != MLG_BENCH_NO_CUTS,
        .heuristics = !plain && solver != MLG_BENCH_NO_HEURISTICS,
        .progress = on_progress,
        .context = child,
    };
    const struct mlg_control control = {.monitor = monitor, .deadline_s = INFINITY};
    struct mlg_engine_result result;
    const enum mlg_status status = mlg_engine_optimise(child->job->problem->engine, &settings,
                                                       &control, &result, &child->answer.error);
    if (status != MLG_OK)
        return status;
    if (result.outcome == MLG_ENGINE_INFEASIBLE)
        return mlg_fail(&child->answer.error, MLG_INFEASIBLE, "the program has no solution");
    if (result.found)
        child->answer.value = result.objective;
    child->answer.bound = fabs(result.bound) < 1e300 ? result.bound : NAN;
    child->answer.proven = result.outcome == MLG_ENGINE_OPTIMAL;
    return MLG_OK;
}

void mlg_bench_child(void *context, FILE *output)
{
    struct child child = {.job = context, .output = output};
    const struct mlg_monitor monitor = {.stop = &time_is_over};
    struct mlg_bench_message message;
    child.observer = (struct mlg_observer){on_report, &child};
    child.answer.value = child.answer.bound = NAN;
    start_limits(child.job->limits);
    switch (child.job->problem->kind) {
    case MLG_BENCH_COVERING:
        child.answer.status = solve_covering(&child, &monitor);
        break;
    case MLG_BENCH_SITING:
        child.answer.status = solve_siting(&child, &monitor);
        break;
    case MLG_BENCH_PROGRAM:
        child.answer.status = solve_program(&child, &monitor);
        break;
    }
    memset(&message, 0, sizeof message);
    message.is_answer = true;
    message.answer = child.answer;
    fwrite(&message, sizeof message, 1, output);
}
