#include "solver/siting/siting_duties.h"

#include "base/memory.h"
#include "solver/placement/decide.h"
#include "solver/placement/median.h"

#include <stdlib.h>
#include <string.h>

struct duties {
    const struct mlg_siting *problem;
    const struct mlg_placement *placement;
    const struct mlg_control *control;
    uint16_t *nearest_ds; /* [n_demands]: of any admitted site; UINT16_MAX = none */
    uint16_t *duty_ds;    /* [n_demands] */
    uint16_t *limit_ds;   /* [n_demands]: of one decision */
    bool *trial;          /* [n_sites] */
};

static bool asks_for_time(const struct mlg_siting *problem)
{
    for (size_t g = 0; g < problem->n_goals; g++)
        if (problem->goals[g].kind == MLG_GOAL_SHORTEST_TIME)
            return true;
    return false;
}

static bool is_plain(const struct mlg_siting_goal *goal)
{
    return goal->tolerance == 0 && !mlg_share_is_set(goal->relative_tolerance) &&
           !mlg_share_is_set(goal->within) &&
           (goal->kind == MLG_GOAL_MOST_RESIDENTS || goal->kind == MLG_GOAL_SHORTEST_TIME ||
            goal->kind == MLG_GOAL_SHORTEST_MEAN);
}

/* All that the most residents could be: then everybody has a duty, else only the program knows. */
static int64_t coverable(const struct mlg_siting *problem)
{
    const struct mlg_reach *reach = problem->reach;
    int64_t sum = 0;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint64_t k = reach->first[i];
        while (k < reach->first[i + 1] && !mlg_site_is_admitted(problem, reach->site[k]))
            k++;
        if (k < reach->first[i + 1] && reach->time_ds[k] <= problem->limit_ds[i])
            sum += problem->weight[i];
    }
    return sum;
}

bool mlg_siting_has_duties(const struct mlg_siting *problem, size_t at,
                           const struct mlg_stage *earlier)
{
    if (problem->gradual.n > 0 || problem->cost || !is_plain(&problem->goals[at]))
        return false;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        if (problem->weight[i] == 0)
            return false; /* it counts for no goal on residents, but would have a duty */
    for (size_t g = 0; g < at; g++)
        if (!is_plain(&problem->goals[g]) || problem->goals[g].kind == MLG_GOAL_SHORTEST_MEAN ||
            (problem->goals[g].kind == MLG_GOAL_MOST_RESIDENTS &&
             earlier[g].value != coverable(problem)))
            return false;
    return true;
}

static void duties_finish(struct duties *duties)
{
    free(duties->nearest_ds);
    free(duties->duty_ds);
    free(duties->limit_ds);
    free(duties->trial);
}

/* At most `most_ds` for every demand that an admitted site reaches so soon. */
static void oblige(struct duties *duties, uint32_t demand, uint16_t most_ds)
{
    if (duties->nearest_ds[demand] <= most_ds && most_ds < duties->duty_ds[demand])
        duties->duty_ds[demand] = most_ds;
}

/* What the problem and its earlier stages ask for. */
static void collect(struct duties *duties, size_t at, const struct mlg_stage *earlier)
{
    const struct mlg_siting *problem = duties->problem;
    bool all_reached = asks_for_time(problem);
    for (uint32_t i = 0; i < problem->reach->n_demands; i++) {
        duties->duty_ds[i] = MLG_NO_DUTY;
        if (all_reached)
            oblige(duties, i, MLG_NO_DUTY - 1);
        if (problem->cover_all)
            oblige(duties, i, problem->limit_ds[i]);
        for (size_t g = 0; g < at; g++)
            oblige(duties, i,
                   problem->goals[g].kind == MLG_GOAL_SHORTEST_TIME ? (uint16_t)earlier[g].value
                                                                    : problem->limit_ds[i]);
    }
}

static enum mlg_status duties_init(struct duties *duties, size_t at,
                                   const struct mlg_stage *earlier, struct mlg_error *err)
{
    size_t n = duties->problem->reach->n_demands;
    duties->nearest_ds = mlg_alloc(n, sizeof *duties->nearest_ds);
    duties->duty_ds = mlg_alloc(n, sizeof *duties->duty_ds);
    duties->limit_ds = mlg_alloc(n, sizeof *duties->limit_ds);
    duties->trial = mlg_alloc(duties->problem->reach->n_sites, sizeof *duties->trial);
    if (!duties->nearest_ds || !duties->duty_ds || !duties->limit_ds || !duties->trial)
        return mlg_fail_memory(err, "duties", n * 3 * sizeof *duties->duty_ds);
    mlg_placement_nearest(duties->placement, NULL, true, duties->nearest_ds);
    collect(duties, at, earlier);
    return MLG_OK;
}

/* Whether the sites suffice for limit_ds, in a part of the time left; a plan replaces chosen. */
static enum mlg_status decide(struct duties *duties, double share, bool *chosen,
                              enum mlg_verdict *verdict, struct mlg_error *err)
{
    struct mlg_control control = *duties->control;
    struct mlg_instance *instance = NULL;
    control.gap = 0;
    control.unit = 1;
    control.deadline_s -= (1 - share) * mlg_control_left_s(duties->control);
    size_t bytes = duties->problem->reach->n_sites * sizeof *chosen;
    memcpy(duties->trial, chosen, bytes);
    *verdict = MLG_UNDECIDED;
    enum mlg_status status =
        mlg_placement_covering(duties->placement, duties->limit_ds, &instance, err);
    if (status == MLG_OK)
        status = mlg_decide_cover(instance, duties->placement->max_new, &control, duties->trial,
                                  verdict, err);
    if (status == MLG_OK && *verdict == MLG_ENOUGH)
        memcpy(chosen, duties->trial, bytes);
    mlg_instance_destroy(instance);
    return status;
}

/* Everybody who can be covered is, and whoever has another duty is served, too. */
static enum mlg_status cover_everybody(struct duties *duties, bool *chosen, bool *found,
                                       struct mlg_siting_result *result, struct mlg_error *err)
{
    const struct mlg_siting *problem = duties->problem;
    enum mlg_verdict verdict;
    for (uint32_t i = 0; i < problem->reach->n_demands; i++)
        oblige(duties, i, problem->limit_ds[i]);
    memcpy(duties->limit_ds, duties->duty_ds, problem->reach->n_demands * sizeof *duties->limit_ds);
    enum mlg_status status = decide(duties, 0.25, chosen, &verdict, err);
    *found = status == MLG_OK && verdict == MLG_ENOUGH;
    int64_t lost = mlg_siting_weight(problem) - coverable(problem);
    *result = (struct mlg_siting_result){.loss = lost, .bound = lost};
    return status;
}

/* The longest time to the nearest open or chosen site, of those whom any site reaches. */
static uint16_t longest(const struct duties *duties, const bool *chosen, uint16_t *time_ds)
{
    uint16_t most = 0;
    mlg_placement_nearest(duties->placement, chosen, false, time_ds);
    for (uint32_t i = 0; i < duties->problem->reach->n_demands; i++)
        if (duties->nearest_ds[i] != UINT16_MAX && time_ds[i] > most)
            most = time_ds[i];
    return most;
}

static void limit_all(struct duties *duties, uint16_t most_ds)
{
    for (uint32_t i = 0; i < duties->problem->reach->n_demands; i++) {
        uint16_t duty_ds = duties->duty_ds[i];
        duties->limit_ds[i] = duty_ds == MLG_NO_DUTY ? MLG_NO_DUTY
                              : duty_ds < most_ds    ? duty_ds
                                                     : most_ds;
    }
}

/* By bisection; where a step cannot be decided in its time, the search goes on above it and the
 * bound stays below. */
static enum mlg_status shortest_time(struct duties *duties, bool *chosen, bool *found,
                                     struct mlg_siting_result *result, struct mlg_error *err)
{
    uint16_t least_ds = 0, bound_ds, value_ds;
    for (uint32_t i = 0; i < duties->problem->reach->n_demands; i++)
        if (duties->nearest_ds[i] != UINT16_MAX && duties->nearest_ds[i] > least_ds)
            least_ds = duties->nearest_ds[i];
    bound_ds = least_ds;
    value_ds = longest(duties, chosen, duties->limit_ds);
    enum mlg_status status = MLG_OK;
    *found = value_ds != UINT16_MAX;
    uint16_t try_ds = least_ds; /* often enough */
    while (*found && least_ds < value_ds && status == MLG_OK) {
        enum mlg_verdict verdict;
        limit_all(duties, try_ds);
        status = decide(duties, 0.25, chosen, &verdict, err);
        if (verdict == MLG_ENOUGH)
            value_ds = longest(duties, chosen, duties->limit_ds);
        else
            least_ds = (uint16_t)(try_ds + 1);
        if (verdict == MLG_TOO_FEW && bound_ds <= try_ds)
            bound_ds = (uint16_t)(try_ds + 1);
        try_ds = (uint16_t)(least_ds + (value_ds - least_ds) / 2);
    }
    *result = (struct mlg_siting_result){.loss = value_ds, .bound = bound_ds};
    return status;
}

static enum mlg_status shortest_mean(struct duties *duties, bool *chosen, bool *found,
                                     struct mlg_siting_result *result, struct mlg_error *err)
{
    struct mlg_median_result made = {0};
    for (uint32_t i = 0; i < duties->problem->reach->n_demands; i++)
        duties->limit_ds[i] = duties->duty_ds[i] == MLG_NO_DUTY ? 0 : duties->duty_ds[i];
    enum mlg_status status =
        mlg_median(duties->placement, duties->limit_ds, mlg_siting_unserved_ds(duties->problem),
                   duties->control, chosen, &made, err);
    *found = made.found;
    *result = (struct mlg_siting_result){.loss = made.value, .bound = made.bound};
    return status;
}

enum mlg_status mlg_siting_by_duties(const struct mlg_siting *problem, size_t at,
                                     const struct mlg_stage *earlier,
                                     const struct mlg_placement *placement,
                                     const struct mlg_control *control, bool *chosen, bool *found,
                                     struct mlg_siting_result *result, struct mlg_error *err)
{
    struct duties duties = {.problem = problem, .placement = placement, .control = control};
    *found = false;
    enum mlg_status status = duties_init(&duties, at, earlier, err);
    if (status == MLG_OK && problem->goals[at].kind == MLG_GOAL_MOST_RESIDENTS)
        status = cover_everybody(&duties, chosen, found, result, err);
    else if (status == MLG_OK && problem->goals[at].kind == MLG_GOAL_SHORTEST_TIME)
        status = shortest_time(&duties, chosen, found, result, err);
    else if (status == MLG_OK)
        status = shortest_mean(&duties, chosen, found, result, err);
    duties_finish(&duties);
    return status;
}
