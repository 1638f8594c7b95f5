#include "solver/placement/median.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/placement/decide.h"
#include "solver/placement/median_core.h"

#include <stdlib.h>
#include <string.h>

enum { SWAPS = 4000, ITERATIONS = 800, MAX_ROUNDS = 12 };

struct median {
    const struct mlg_placement *placement;
    const struct mlg_control *control;
    struct mlg_median_core *core;
    bool *chosen;    /* [n_sites]: the best plan; the caller's */
    bool *trial;     /* [n_sites] */
    int64_t *price;  /* [core->n_demands] */
    int64_t *saving; /* [n_sites] */
    struct mlg_median_result result;
};

static void median_finish(struct median *m)
{
    mlg_median_core_destroy(m->core);
    free(m->trial);
    free(m->price);
    free(m->saving);
}

/* Takes over a plan that serves all that must be, if it is better. */
static void offer(struct median *m, const bool *plan)
{
    uint32_t unserved = 0;
    int64_t value = mlg_median_cost(m->core, plan, &unserved);
    if (unserved > 0 || (m->result.found && value >= m->result.value))
        return;
    m->result.found = true;
    m->result.value = value;
    if (plan != m->chosen)
        memcpy(m->chosen, plan, m->core->n_sites * sizeof *plan);
}

/* A first plan: what came in, if it serves all that must be, else a cover. */
static enum mlg_status begin(struct median *m, const uint16_t *limit_ds, struct mlg_error *err)
{
    uint32_t max_new = m->placement->max_new;
    if (mlg_count_chosen(m->chosen, m->core->n_sites) <= max_new)
        offer(m, m->chosen);
    if (m->result.found || !limit_ds)
        return MLG_OK;
    struct mlg_control control = *m->control;
    control.gap = 0;
    control.unit = 1;
    enum mlg_verdict verdict = MLG_UNDECIDED;
    struct mlg_instance *instance = NULL;
    uint16_t *limit = mlg_alloc(m->placement->reach->n_demands, sizeof *limit);
    enum mlg_status status = MLG_OK;
    if (!limit)
        status = mlg_fail_memory(err, "limits", m->placement->reach->n_demands * sizeof *limit);
    if (status == MLG_OK) {
        mlg_placement_nearest(m->placement, NULL, true, limit);
        for (uint32_t i = 0; i < m->placement->reach->n_demands; i++)
            limit[i] = limit[i] <= limit_ds[i] ? limit_ds[i] : UINT16_MAX;
        status = mlg_placement_covering(m->placement, limit, &instance, err);
    }
    memcpy(m->trial, m->chosen, m->core->n_sites * sizeof *m->trial);
    if (status == MLG_OK)
        status = mlg_decide_cover(instance, max_new, &control, m->trial, &verdict, err);
    free(limit);
    mlg_instance_destroy(instance);
    m->result.infeasible = verdict == MLG_TOO_FEW;
    if (status == MLG_OK && verdict == MLG_ENOUGH)
        offer(m, m->trial);
    return status;
}

/* No demand is nearer than its nearest candidate; the first prices lie a little beyond the nearest
 * site of the plan, where subgradients point the way up at once. */
static void set_prices(struct median *m)
{
    const struct mlg_median_core *core = m->core;
    m->result.bound = core->constant;
    for (uint32_t i = 0; i < core->n_demands; i++) {
        int64_t time[2] = {core->cap_ds[i], core->cap_ds[i]};
        uint32_t n = 0;
        for (uint64_t k = core->first[i]; k < core->first[i + 1] && n < 2; k++)
            if (m->chosen[core->site[k]])
                time[n++] = core->time_ds[k];
        if (time[1] == UINT16_MAX) /* one site only serves it: the price of the farthest */
            time[1] = core->time_ds[core->first[i + 1] - 1];
        m->price[i] = core->weight[i] * (time[0] + (time[1] - time[0]) / 8);
        m->result.bound += core->weight[i] * core->time_ds[core->first[i]];
    }
}

static enum mlg_status search(struct median *m, const bool *from, struct mlg_error *err)
{
    int64_t value = 0;
    if (from != m->trial)
        memcpy(m->trial, from, m->core->n_sites * sizeof *m->trial);
    enum mlg_status status = mlg_median_search(m->core, SWAPS, m->control, m->trial, &value, err);
    if (status == MLG_OK)
        offer(m, m->trial);
    return status;
}

static int larger_first(const void *a, const void *b)
{
    int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;
    return (p < q) - (p > q);
}

/* Forgets the sites with which no plan is better than the one at hand: forced in, they would take
 * the place of the one with the least of the max_new largest savings. *n = how many. */
static enum mlg_status drop_sites(struct median *m, uint32_t *n, struct mlg_error *err)
{
    uint32_t n_sites = m->core->n_sites;
    int64_t *sorted = mlg_alloc(n_sites, sizeof *sorted);
    if (!sorted)
        return mlg_fail_memory(err, "savings", n_sites * sizeof *sorted);
    memcpy(sorted, m->saving, n_sites * sizeof *sorted);
    qsort(sorted, n_sites, sizeof *sorted, larger_first);
    int64_t least = m->core->max_new ? sorted[m->core->max_new - 1] : INT64_MAX / 2;
    free(sorted);
    *n = 0;
    for (uint32_t j = 0; j < n_sites; j++) {
        m->trial[j] = m->chosen[j] || m->saving[j] >= least ||
                      least - m->saving[j] < m->result.value - m->result.bound;
        *n += !m->trial[j] && m->saving[j] > 0;
    }
    mlg_median_core_drop(m->core, m->trial);
    return MLG_OK;
}

static bool is_over(const struct median *m)
{
    return mlg_control_satisfied(m->control, m->result.value, m->result.bound) ||
           mlg_control_halted(m->control);
}

/* Bound, fewer sites, a search among those; again while something moves. */
static enum mlg_status close_in(struct median *m, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t round = 0; status == MLG_OK && round < MAX_ROUNDS && !is_over(m); round++) {
        int64_t bound = 0, before = m->result.value - m->result.bound;
        uint32_t dropped = 0;
        status = mlg_median_bound(m->core, m->result.value, ITERATIONS, m->control, m->price,
                                  m->saving, &bound, err);
        if (status == MLG_OK && bound > m->result.bound)
            m->result.bound = bound < m->result.value ? bound : m->result.value;
        mlg_control_report(m->control, "shortening the mean time", m->result.value,
                           m->result.bound);
        if (status == MLG_OK && bound == m->result.bound && !is_over(m))
            status = drop_sites(m, &dropped, err);
        if (status == MLG_OK && !is_over(m))
            status = search(m, m->chosen, err);
        if (dropped == 0 && m->result.value - m->result.bound >= before - before / 50)
            break;
    }
    return status;
}

static enum mlg_status solve(struct median *m, const uint16_t *limit_ds, struct mlg_error *err)
{
    enum mlg_status status = begin(m, limit_ds, err);
    set_prices(m);
    if (status != MLG_OK || m->result.infeasible)
        return status;
    if (!m->result.found && !limit_ds)
        return mlg_fail(err, MLG_INTERNAL, "a plan was expected where nothing must be covered");
    if (!m->result.found)
        return MLG_OK;
    status = search(m, m->chosen, err);
    if (status == MLG_OK)
        status = close_in(m, err);
    return status;
}

enum mlg_status mlg_median(const struct mlg_placement *placement, const uint16_t *limit_ds,
                           uint16_t unserved_ds, const struct mlg_control *control, bool *chosen,
                           struct mlg_median_result *result, struct mlg_error *err)
{
    struct mlg_median_core *core = NULL;
    enum mlg_status status = mlg_median_core_create(placement, limit_ds, unserved_ds, &core, err);
    if (status != MLG_OK)
        return status;
    struct mlg_control inner = *control;
    inner.unit = core->total > 0 ? 0.1 / (double)core->total : 1;
    struct median m = {
        .placement = placement,
        .control = &inner,
        .core = core,
        .chosen = chosen,
        .trial = mlg_alloc(core->n_sites, sizeof *m.trial),
        .price = mlg_alloc_zero(core->n_demands, sizeof *m.price),
        .saving = mlg_alloc_zero(core->n_sites, sizeof *m.saving),
        .result = {.weight = core->total},
    };
    if (m.trial && m.price && m.saving)
        status = solve(&m, limit_ds, err);
    else
        status = mlg_fail_memory(err, "a median problem", core->n_demands * sizeof *m.price);
    if (status == MLG_OK)
        *result = m.result;
    median_finish(&m);
    return status;
}
