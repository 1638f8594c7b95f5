#include "solver/siting/siting.h"

#include "base/memory.h"
#include "solver/siting/siting_exchange.h"
#include "solver/siting/siting_special.h"
#include "solver/siting/siting_stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How near the first plan has to come to the ideal one. */
#define APPROACH_GAP 0.1

/* What the stages so far have reached. */
struct siting {
    const struct mlg_siting *problem;
    const struct mlg_solve_options *options;
    struct mlg_control control;
    struct mlg_siting_wish wish;
    struct mlg_siting_plan plan;
    struct mlg_siting_solution *solution;
};

void mlg_siting_solution_destroy(struct mlg_siting_solution *solution)
{
    if (!solution)
        return;
    free(solution->new_site);
    free(solution->closed);
    free(solution->moved);
    free(solution->open);
    free(solution->stages);
    free(solution->binding);
    free(solution->phase);
    free(solution->places);
    free(solution);
}

/* Sites that must open cost what they do, and at best all gains are had. */
static int64_t least_cost(const struct mlg_siting *problem)
{
    int64_t bound = 0;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        enum mlg_site_role role = problem->role[j];
        int64_t gain = mlg_site_gain(problem, j);
        if (role == MLG_SITE_MUST)
            bound += mlg_site_cost(problem, j);
        else if ((role == MLG_SITE_CLOSABLE || role == MLG_SITE_MOVABLE) && gain > 0)
            bound -= gain;
    }
    return bound;
}

/* A least loss that needs no program: what is lost where every admitted site is open. */
static enum mlg_status bound_trivially(const struct mlg_siting *problem,
                                       const struct mlg_siting_goal *goal, int64_t *bound,
                                       struct mlg_error *err)
{
    *bound = goal->kind == MLG_GOAL_FEWEST_SITES ? least_cost(problem) : 0;
    if (goal->kind != MLG_GOAL_MOST_RESIDENTS && goal->kind != MLG_GOAL_SHORTEST_MEAN &&
        goal->kind != MLG_GOAL_MOST_BACKUP)
        return MLG_OK;
    uint32_t n_sites = problem->reach->n_sites;
    bool *open = mlg_alloc(n_sites, sizeof *open);
    if (!open)
        return mlg_fail_memory(err, "a plan", n_sites * sizeof *open);
    for (uint32_t j = 0; j < n_sites; j++)
        open[j] = mlg_site_is_admitted(problem, j);
    enum mlg_status status = mlg_siting_loss(problem, goal, open, bound, err);
    free(open);
    return status;
}

enum mlg_status mlg_siting_minimise(const struct mlg_siting *problem,
                                    const struct mlg_siting_wish *wish,
                                    const struct mlg_control *control, struct mlg_siting_plan *plan,
                                    struct mlg_siting_result *result, struct mlg_error *err)
{
    struct mlg_program program;
    struct mlg_program_answer answer = {.bound = INT64_MIN};
    enum mlg_status status = mlg_program_init(&program, problem, wish, err);
    if (status == MLG_OK)
        status = mlg_program_solve(&program, control, plan, &answer, err);
    mlg_program_finish(&program);
    if (status != MLG_OK)
        return status;
    *result = (struct mlg_siting_result){
        .infeasible = answer.infeasible, .loss = answer.loss, .bound = answer.bound};
    return MLG_OK;
}

static const char *why_ended(const struct siting *siting, const struct mlg_stage *stage)
{
    if (stage->proven)
        return "proven";
    if (stage->gap <= siting->options->gap)
        return "gap reached";
    if (mlg_stopped(siting->control.monitor))
        return "interrupted";
    return mlg_control_halted(&siting->control) ? "time limit" : "work limit";
}

static double unit_of(enum mlg_goal_kind kind)
{
    switch (kind) {
    case MLG_GOAL_MOST_RESIDENTS:
    case MLG_GOAL_MOST_BACKUP:
        return 1e-3;
    case MLG_GOAL_SHORTEST_TIME:
        return 1.0 / 600; /* minutes */
    case MLG_GOAL_SHORTEST_MEAN:
        return 1e-3 / 600; /* resident-minutes */
    case MLG_GOAL_FEWEST_SITES:
    case MLG_GOAL_FEWEST_CHANGES:
    case MLG_GOAL_MOST_PREFERRED:
        break;
    }
    return 1;
}

static enum mlg_status refuse(const struct siting *siting, bool infeasible, int64_t bound,
                              struct mlg_error *err)
{
    const struct mlg_siting *problem = siting->problem;
    bool counts = problem->cover_all && !problem->cost && problem->max_new != UINT32_MAX &&
                  bound > problem->max_new && siting->wish.goal->kind == MLG_GOAL_FEWEST_SITES;
    if (infeasible && counts)
        return mlg_fail(err, MLG_INFEASIBLE,
                        "%u new sites cannot cover everybody: at least %lld are needed",
                        problem->max_new, (long long)bound);
    if (infeasible)
        return mlg_fail(err, MLG_INFEASIBLE, "no plan meets all the rules together");
    return mlg_fail(err, MLG_STOPPED, "stopped before any plan was found");
}

static void record(struct siting *siting, size_t at, const struct mlg_siting_result *result,
                   double seconds)
{
    const struct mlg_siting *problem = siting->problem;
    enum mlg_goal_kind kind = problem->goals[at].kind;
    struct mlg_stage *stage = &siting->solution->stages[at];
    int64_t base = mlg_goal_base(problem, kind);
    bool gain = mlg_goal_is_gain(kind);
    *stage = (struct mlg_stage){
        .kind = kind,
        .value = gain ? base - result->loss : result->loss,
        .bound = gain ? base - result->bound : result->bound,
        .proven = result->loss == result->bound,
        .seconds = seconds,
    };
    stage->gap = mlg_relative_gap(stage->value, stage->bound);
    stage->ended = why_ended(siting, stage);
    siting->solution->n_stages = at + 1;
}

void mlg_siting_keep_served(const struct mlg_siting *problem, struct mlg_siting_wish *wish)
{
    for (size_t g = 0; g < problem->n_goals; g++) {
        if (problem->goals[g].kind != MLG_GOAL_SHORTEST_TIME)
            continue;
        wish->kept[MLG_GOAL_SHORTEST_TIME] = true;
        wish->most[MLG_GOAL_SHORTEST_TIME] = UINT16_MAX;
        wish->within = problem->goals[g].within;
    }
}

/* Later stages keep the loss, within the tolerance. */
static void keep(struct siting *siting, size_t at, int64_t loss)
{
    const struct mlg_siting_goal *goal = &siting->problem->goals[at];
    int64_t slack = goal->tolerance;
    if (mlg_share_is_set(goal->relative_tolerance)) {
        int64_t value = siting->solution->stages[at].value;
        slack +=
            (int64_t)((double)(value < 0 ? -value : value) * goal->relative_tolerance.numerator /
                      goal->relative_tolerance.denominator);
    }
    if (goal->kind == MLG_GOAL_SHORTEST_TIME && loss + slack > UINT16_MAX)
        slack = UINT16_MAX - loss;
    siting->wish.kept[goal->kind] = true;
    siting->wish.most[goal->kind] = loss + slack;
}

/* By a program, unless the plan is known to be the best already. */
static enum mlg_status run_program(struct siting *siting, int64_t bound,
                                   struct mlg_siting_result *result, struct mlg_error *err)
{
    const struct mlg_siting_goal *goal = siting->wish.goal;
    enum mlg_status status = MLG_OK;
    int64_t loss = INT64_MAX;
    if (siting->plan.found && !siting->problem->capacity)
        status = mlg_siting_loss(siting->problem, goal, siting->plan.open, &loss, err);
    if (status == MLG_OK && loss > bound)
        status = (goal->kind == MLG_GOAL_SHORTEST_TIME ? mlg_siting_center : mlg_siting_minimise)(
            siting->problem, &siting->wish, &siting->control, &siting->plan, result, err);
    else
        *result = (struct mlg_siting_result){.loss = loss, .bound = bound};
    if (status == MLG_OK && result->bound < bound)
        result->bound = bound;
    if (status == MLG_OK && siting->plan.found && result->bound > result->loss)
        result->bound = result->loss;
    return status;
}

/* A first plan: the one that obeys all rules with the fewest changes from what would be best
 * without some of them. */
static enum mlg_status approach(struct siting *siting, const bool *ideal, struct mlg_error *err)
{
    struct mlg_siting problem = *siting->problem;
    const struct mlg_siting_goal fewest = {.kind = MLG_GOAL_FEWEST_CHANGES};
    struct mlg_siting_wish wish = siting->wish;
    struct mlg_control control = siting->control;
    struct mlg_siting_result result;
    problem.plan = ideal;
    problem.change_cost = NULL;
    wish.goal = &fewest;
    control.gap = fmax(control.gap, APPROACH_GAP);
    control.deadline_s -= 2 * mlg_control_left_s(&control) / 3;
    return mlg_siting_minimise(&problem, &wish, &control, &siting->plan, &result, err);
}

static enum mlg_status reach_goal(struct siting *siting, size_t at,
                                  struct mlg_siting_result *result, struct mlg_error *err)
{
    struct mlg_siting_special special = {.bound = INT64_MIN};
    enum mlg_status status = MLG_OK;
    int64_t bound = INT64_MIN;
    if (siting->options->presolve) {
        status = mlg_siting_try_special(siting->problem, at, siting->solution->stages,
                                        &siting->control, &siting->plan, result, &special, err);
        if (status == MLG_OK)
            status = bound_trivially(siting->problem, siting->wish.goal, &bound, err);
        if (status == MLG_OK && special.ideal && !siting->plan.found)
            status = approach(siting, special.ideal, err);
        if (status == MLG_OK && siting->plan.found && !siting->problem->capacity &&
            siting->wish.goal->kind == MLG_GOAL_MOST_PREFERRED)
            status = mlg_siting_prefer(siting->problem, at, &siting->wish, &siting->control,
                                       &siting->plan, err);
        free(special.ideal);
    }
    if (status != MLG_OK || special.solved)
        return status;
    if (special.infeasible)
        return refuse(siting, true, special.bound, err);
    return run_program(siting, special.bound > bound ? special.bound : bound, result, err);
}

static enum mlg_status run_stage(struct siting *siting, size_t at, struct mlg_error *err)
{
    const struct mlg_siting_goal *goal = &siting->problem->goals[at];
    double begin = mlg_clock_s();
    struct mlg_siting_result result = {0};
    siting->control.unit = unit_of(goal->kind);
    siting->wish.goal = goal;
    enum mlg_status status = reach_goal(siting, at, &result, err);
    if (status == MLG_OK && !siting->plan.found)
        status = refuse(siting, result.infeasible, result.bound, err);
    if (status != MLG_OK)
        return status;
    record(siting, at, &result, mlg_clock_s() - begin);
    keep(siting, at, result.loss);
    if (at == 0)
        siting->solution->reduced = result.reduced;
    return MLG_OK;
}

/* The sites of a role that are open or not, as a list. */
static enum mlg_status list_sites(const struct siting *siting, unsigned roles, bool open,
                                  uint32_t **list, uint32_t *n, struct mlg_error *err)
{
    uint32_t n_sites = siting->problem->reach->n_sites;
    *list = mlg_alloc(n_sites, sizeof **list);
    if (!*list)
        return mlg_fail_memory(err, "a plan", n_sites * sizeof **list);
    for (uint32_t j = 0; j < n_sites; j++)
        if (siting->plan.open[j] == open && roles >> siting->problem->role[j] & 1)
            (*list)[(*n)++] = j;
    return MLG_OK;
}

static enum mlg_status list_plan(struct siting *siting, struct mlg_error *err)
{
    struct mlg_siting_solution *solution = siting->solution;
    enum mlg_status status = list_sites(siting, 1U << MLG_SITE_CANDIDATE | 1U << MLG_SITE_MUST,
                                        true, &solution->new_site, &solution->n_new, err);
    if (status == MLG_OK)
        status = list_sites(siting, 1U << MLG_SITE_CLOSABLE, false, &solution->closed,
                            &solution->n_closed, err);
    if (status == MLG_OK)
        status = list_sites(siting, 1U << MLG_SITE_MOVABLE, false, &solution->moved,
                            &solution->n_moved, err);
    solution->open = siting->plan.open;
    siting->plan.open = NULL;
    return status;
}

/* The demands whose nearest open site is as far as the longest time that the plan guarantees. */
static enum mlg_status list_binding(struct siting *siting, int64_t time_ds, struct mlg_error *err)
{
    const struct mlg_reach *reach = siting->problem->reach;
    struct mlg_siting_solution *solution = siting->solution;
    solution->binding = mlg_alloc(reach->n_demands, sizeof *solution->binding);
    if (!solution->binding)
        return mlg_fail_memory(err, "a plan", reach->n_demands * sizeof *solution->binding);
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint64_t k = reach->first[i];
        while (k < reach->first[i + 1] && !solution->open[reach->site[k]])
            k++;
        if (k < reach->first[i + 1] && reach->time_ds[k] == time_ds)
            solution->binding[solution->n_binding++] = i;
    }
    return MLG_OK;
}

static enum mlg_status list_places(struct siting *siting, struct mlg_error *err)
{
    const struct mlg_reach *reach = siting->problem->reach;
    struct mlg_siting_solution *solution = siting->solution;
    size_t n = 0;
    for (uint64_t k = 0; k < reach->n_entries; k++)
        n += llround(siting->plan.placed[k]) > 0;
    solution->places = mlg_alloc(n, sizeof *solution->places);
    if (!solution->places)
        return mlg_fail_memory(err, "a plan", n * sizeof *solution->places);
    for (uint32_t i = 0; i < reach->n_demands; i++)
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            if (llround(siting->plan.placed[k]) > 0)
                solution->places[solution->n_places++] =
                    (struct mlg_siting_place){i, reach->site[k], llround(siting->plan.placed[k])};
    return MLG_OK;
}

static enum mlg_status describe(struct siting *siting, struct mlg_error *err)
{
    enum mlg_status status = list_plan(siting, err);
    for (size_t g = 0; status == MLG_OK && g < siting->solution->n_stages; g++)
        if (siting->solution->stages[g].kind == MLG_GOAL_SHORTEST_TIME)
            status = list_binding(siting, siting->solution->stages[g].value, err);
    if (status == MLG_OK && siting->problem->capacity)
        status = list_places(siting, err);
    if (status == MLG_OK && siting->problem->phases.n > 0)
        status = mlg_siting_order(siting->problem, &siting->control, siting->solution, err);
    return status;
}

static enum mlg_status siting_init(struct siting *siting, struct mlg_error *err)
{
    const struct mlg_reach *reach = siting->problem->reach;
    siting->solution = mlg_alloc_zero(1, sizeof *siting->solution);
    siting->plan.open = mlg_alloc_zero(reach->n_sites, sizeof *siting->plan.open);
    if (siting->problem->capacity)
        siting->plan.placed = mlg_alloc_zero(reach->n_entries, sizeof *siting->plan.placed);
    if (siting->solution)
        siting->solution->stages =
            mlg_alloc_zero(siting->problem->n_goals, sizeof *siting->solution->stages);
    bool ok = siting->solution && siting->solution->stages && siting->plan.open &&
              (siting->plan.placed || !siting->problem->capacity);
    return ok ? MLG_OK : mlg_fail_memory(err, "a plan", reach->n_sites);
}

static struct siting begin(const struct mlg_siting *problem,
                           const struct mlg_solve_options *options,
                           const struct mlg_monitor *monitor)
{
    return (struct siting){
        .problem = problem,
        .options = options,
        .control = mlg_solve_control(options, monitor),
    };
}

static enum mlg_status end(struct siting *siting, enum mlg_status status,
                           struct mlg_siting_solution **solution)
{
    free(siting->plan.open);
    free(siting->plan.placed);
    if (status == MLG_OK)
        *solution = siting->solution;
    else
        mlg_siting_solution_destroy(siting->solution);
    return status;
}

enum mlg_status mlg_siting_solve(const struct mlg_siting *problem,
                                 const struct mlg_solve_options *options,
                                 const struct mlg_monitor *monitor,
                                 struct mlg_siting_solution **solution, struct mlg_error *err)
{
    enum mlg_status status = mlg_siting_check(problem, err);
    if (status != MLG_OK)
        return status;
    struct siting siting = begin(problem, options, monitor);
    mlg_siting_keep_served(problem, &siting.wish);
    status = siting_init(&siting, err);
    if (status == MLG_OK)
        siting.control.effort = &siting.solution->effort;
    for (size_t g = 0; status == MLG_OK && g < problem->n_goals; g++)
        status = run_stage(&siting, g, err);
    if (status == MLG_OK)
        status = describe(&siting, err);
    return end(&siting, status, solution);
}

enum mlg_status mlg_siting_solution_of(const struct mlg_siting *problem, const bool *open,
                                       const int64_t *bound,
                                       const struct mlg_solve_options *options,
                                       const struct mlg_monitor *monitor,
                                       struct mlg_siting_solution **solution, struct mlg_error *err)
{
    struct siting siting = begin(problem, options, monitor);
    enum mlg_status status = siting_init(&siting, err);
    if (status == MLG_OK)
        memcpy(siting.plan.open, open, problem->reach->n_sites * sizeof *open);
    for (size_t g = 0; status == MLG_OK && g < problem->n_goals; g++) {
        enum mlg_goal_kind kind = problem->goals[g].kind;
        struct mlg_siting_result result = {0};
        status = mlg_siting_loss(problem, &problem->goals[g], open, &result.loss, err);
        result.bound = mlg_goal_is_gain(kind) ? mlg_goal_base(problem, kind) - bound[g] : bound[g];
        if (status == MLG_OK)
            record(&siting, g, &result, 0);
    }
    if (status == MLG_OK)
        status = describe(&siting, err);
    return end(&siting, status, solution);
}
