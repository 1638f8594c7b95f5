#include "base/memory.h"
#include "solver/siting/siting_stages.h"

#include <stdlib.h>
#include <string.h>

/* Times that occur, increasing; low: the first that is not refuted; high: the one of the plan, or n
 * without a plan. */
struct center {
    const struct mlg_siting *problem;
    struct mlg_siting_wish wish;
    const struct mlg_control *control;
    struct mlg_siting_plan *plan;
    uint16_t *time_ds;
    uint32_t n, low, high;
};

static enum mlg_status list_times(struct center *center, struct mlg_error *err)
{
    const struct mlg_reach *reach = center->problem->reach;
    bool *occurs = mlg_alloc_zero((size_t)UINT16_MAX + 1, sizeof *occurs);
    center->time_ds = mlg_alloc((size_t)UINT16_MAX + 1, sizeof *center->time_ds);
    if (!occurs || !center->time_ds) {
        free(occurs);
        return mlg_fail_memory(err, "times", UINT16_MAX * sizeof *center->time_ds);
    }
    occurs[0] = true; /* nobody to serve is served at once */
    for (uint64_t k = 0; k < reach->n_entries; k++)
        occurs[reach->time_ds[k]] |= mlg_site_is_admitted(center->problem, reach->site[k]);
    for (uint32_t t = 0; t <= UINT16_MAX; t++)
        if (occurs[t])
            center->time_ds[center->n++] = (uint16_t)t;
    free(occurs);
    center->high = center->n;
    return MLG_OK;
}

static uint32_t index_of(const struct center *center, int64_t time_ds)
{
    uint32_t k = 0;
    while (k < center->n && center->time_ds[k] < time_ds)
        k++;
    return k;
}

/* With every admitted site open nobody is served sooner. */
static enum mlg_status start_low(struct center *center, struct mlg_error *err)
{
    uint32_t n_sites = center->problem->reach->n_sites;
    bool *open = mlg_alloc(n_sites, sizeof *open);
    if (!open)
        return mlg_fail_memory(err, "a plan", n_sites * sizeof *open);
    for (uint32_t j = 0; j < n_sites; j++)
        open[j] = mlg_site_is_admitted(center->problem, j);
    int64_t least = 0;
    enum mlg_status status =
        center->problem->capacity
            ? MLG_OK
            : mlg_siting_loss(center->problem, center->wish.goal, open, &least, err);
    if (status == MLG_OK)
        center->low = index_of(center, least);
    free(open);
    return status;
}

/* The time of the plan. With capacities only the time that was asked for is known. */
static enum mlg_status lower_high(struct center *center, uint32_t asked, struct mlg_error *err)
{
    center->high = asked;
    if (center->problem->capacity)
        return MLG_OK;
    int64_t time_ds = 0;
    enum mlg_status status =
        mlg_siting_loss(center->problem, center->wish.goal, center->plan->open, &time_ds, err);
    if (status == MLG_OK && time_ds <= UINT16_MAX)
        center->high = index_of(center, time_ds);
    return status;
}

static enum mlg_status probe(struct center *center, uint32_t at, bool *decided,
                             struct mlg_error *err)
{
    const struct mlg_reach *reach = center->problem->reach;
    struct mlg_siting_wish wish = center->wish;
    wish.kept[MLG_GOAL_SHORTEST_TIME] = true;
    wish.most[MLG_GOAL_SHORTEST_TIME] = center->time_ds[at];
    wish.within = center->wish.goal->within;
    wish.goal = NULL;
    struct mlg_siting_plan plan = {.open = mlg_alloc(reach->n_sites, sizeof *plan.open)};
    if (center->problem->capacity)
        plan.placed = mlg_alloc(reach->n_entries, sizeof *plan.placed);
    if (!plan.open || (center->problem->capacity && !plan.placed)) {
        free(plan.open);
        free(plan.placed);
        return mlg_fail_memory(err, "a plan", reach->n_entries * sizeof *plan.placed);
    }
    struct mlg_siting_result result;
    enum mlg_status status =
        mlg_siting_minimise(center->problem, &wish, center->control, &plan, &result, err);
    if (status == MLG_OK && plan.found) {
        memcpy(center->plan->open, plan.open, reach->n_sites * sizeof *plan.open);
        if (plan.placed)
            memcpy(center->plan->placed, plan.placed, reach->n_entries * sizeof *plan.placed);
        center->plan->found = true;
        status = lower_high(center, at, err);
    } else if (status == MLG_OK && result.infeasible) {
        center->low = at + 1;
    }
    *decided = status == MLG_OK && (plan.found || result.infeasible);
    free(plan.open);
    free(plan.placed);
    return status;
}

static enum mlg_status bisect(struct center *center, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    bool decided = true;
    if (center->plan->found)
        status = lower_high(center, center->n, err);
    if (status == MLG_OK && center->high == center->n && center->low < center->n)
        status = probe(center, center->n - 1, &decided, err);
    while (status == MLG_OK && decided && center->low < center->high &&
           !mlg_control_halted(center->control)) {
        uint32_t at = center->low + (center->high - center->low) / 2;
        status = probe(center, at, &decided, err);
        if (center->plan->found && center->high < center->n)
            mlg_control_report(center->control, "shortening the longest time",
                               center->time_ds[center->high], center->time_ds[center->low]);
    }
    return status;
}

enum mlg_status mlg_siting_center(const struct mlg_siting *problem,
                                  const struct mlg_siting_wish *wish,
                                  const struct mlg_control *control, struct mlg_siting_plan *plan,
                                  struct mlg_siting_result *result, struct mlg_error *err)
{
    struct center center = {.problem = problem, .wish = *wish, .control = control, .plan = plan};
    enum mlg_status status = list_times(&center, err);
    if (status == MLG_OK)
        status = start_low(&center, err);
    if (status == MLG_OK)
        status = bisect(&center, err);
    if (status == MLG_OK) {
        bool served = center.high < center.n;
        plan->found = plan->found && served;
        result->infeasible = !served && center.low >= center.n;
        result->loss = served ? center.time_ds[center.high] : MLG_LOSS_UNSERVED;
        result->bound = center.low < center.n ? center.time_ds[center.low] : result->loss;
        if (served && center.low > center.high)
            result->bound = result->loss;
    }
    free(center.time_ds);
    return status;
}
