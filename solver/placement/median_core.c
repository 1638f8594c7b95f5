#include "solver/placement/median_core.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void mlg_median_core_destroy(struct mlg_median_core *core)
{
    if (!core)
        return;
    free(core->first);
    free(core->site);
    free(core->time_ds);
    free(core->weight);
    free(core->cap_ds);
    free(core);
}

/* What a demand has without new sites, and what it must have. */
struct duty {
    bool reached; /* by any site */
    bool must;    /* be served by a candidate within the limit */
    uint16_t cap_ds, limit_ds;
};

static struct duty duty_of(const struct mlg_placement *placement, uint32_t i, uint16_t limit_ds,
                           uint16_t unserved_ds)
{
    const struct mlg_reach *reach = placement->reach;
    uint16_t open_ds = UINT16_MAX, nearest_ds = UINT16_MAX;
    for (uint64_t k = reach->first[i + 1]; k-- > reach->first[i];) {
        enum mlg_place role = mlg_placement_role(placement, reach->site[k]);
        if (role != MLG_PLACE_SHUT)
            nearest_ds = reach->time_ds[k];
        if (role == MLG_PLACE_OPEN)
            open_ds = reach->time_ds[k];
    }
    bool covered = limit_ds != UINT16_MAX && nearest_ds <= limit_ds;
    struct duty duty = {.reached = nearest_ds != UINT16_MAX, .limit_ds = UINT16_MAX};
    if (covered)
        duty.limit_ds = limit_ds;
    duty.must = covered && open_ds > limit_ds;
    duty.cap_ds = duty.must               ? UINT16_MAX
                  : covered               ? open_ds
                  : open_ds < unserved_ds ? open_ds
                                          : unserved_ds;
    return duty;
}

static enum mlg_status count_cost(struct mlg_median_core *core, int64_t weight, int64_t *sum,
                                  struct mlg_error *err)
{
    int64_t most;
    if (__builtin_mul_overflow(weight, (int64_t)8 * UINT16_MAX, &most) ||
        __builtin_add_overflow(*sum, most, sum))
        return mlg_fail(err, MLG_BAD_SCENARIO,
                        "residents x times exceed 64 bits, expected fewer residents");
    core->total += weight;
    return MLG_OK;
}

static void add_demand(struct mlg_median_core *core, const struct mlg_placement *placement,
                       uint32_t i, struct duty duty)
{
    const struct mlg_reach *reach = placement->reach;
    uint64_t begin = core->first[core->n_demands], n = begin;
    bool matters = duty.must || placement->weight[i] > 0;
    for (uint64_t k = reach->first[i]; matters && k < reach->first[i + 1]; k++) {
        if (reach->time_ds[k] >= duty.cap_ds || reach->time_ds[k] > duty.limit_ds)
            break;
        if (mlg_placement_role(placement, reach->site[k]) != MLG_PLACE_FREE)
            continue;
        core->site[n] = reach->site[k];
        core->time_ds[n++] = reach->time_ds[k];
    }
    if (n == begin) {
        core->constant += placement->weight[i] * duty.cap_ds;
        return;
    }
    core->weight[core->n_demands] = placement->weight[i];
    core->cap_ds[core->n_demands++] = duty.cap_ds;
    core->first[core->n_demands] = n;
}

static bool allocate(struct mlg_median_core *core, const struct mlg_reach *reach)
{
    size_t demands = reach->n_demands, entries = reach->n_entries;
    core->first = mlg_alloc_zero(demands + 1, sizeof *core->first);
    core->site = mlg_alloc(entries, sizeof *core->site);
    core->time_ds = mlg_alloc(entries, sizeof *core->time_ds);
    core->weight = mlg_alloc(demands, sizeof *core->weight);
    core->cap_ds = mlg_alloc(demands, sizeof *core->cap_ds);
    return core->first && core->site && core->time_ds && core->weight && core->cap_ds;
}

enum mlg_status mlg_median_core_create(const struct mlg_placement *placement,
                                       const uint16_t *limit_ds, uint16_t unserved_ds,
                                       struct mlg_median_core **core, struct mlg_error *err)
{
    const struct mlg_reach *reach = placement->reach;
    struct mlg_median_core *made = mlg_alloc_zero(1, sizeof *made);
    enum mlg_status status = MLG_OK;
    if (!made || !allocate(made, reach))
        status = mlg_fail_memory(err, "times of a median problem", reach->n_entries * 6);
    int64_t sum = 0;
    for (uint32_t i = 0; status == MLG_OK && i < reach->n_demands; i++) {
        struct duty duty = duty_of(placement, i, limit_ds ? limit_ds[i] : UINT16_MAX, unserved_ds);
        if (!duty.reached)
            continue;
        status = count_cost(made, placement->weight[i], &sum, err);
        if (status == MLG_OK)
            add_demand(made, placement, i, duty);
    }
    if (status != MLG_OK) {
        mlg_median_core_destroy(made);
        return status;
    }
    made->n_sites = reach->n_sites;
    made->max_new = placement->max_new < reach->n_sites ? placement->max_new : reach->n_sites;
    *core = made;
    return MLG_OK;
}

void mlg_median_core_drop(struct mlg_median_core *core, const bool *kept)
{
    uint64_t n = 0, k = 0;
    for (uint32_t i = 0; i < core->n_demands; i++) {
        for (; k < core->first[i + 1]; k++)
            if (kept[core->site[k]]) {
                core->site[n] = core->site[k];
                core->time_ds[n++] = core->time_ds[k];
            }
        core->first[i + 1] = n;
    }
}

int64_t mlg_median_cost(const struct mlg_median_core *core, const bool *chosen, uint32_t *unserved)
{
    int64_t cost = core->constant;
    *unserved = 0;
    for (uint32_t i = 0; i < core->n_demands; i++) {
        uint64_t k = core->first[i];
        while (k < core->first[i + 1] && !chosen[core->site[k]])
            k++;
        if (k < core->first[i + 1])
            cost += core->weight[i] * core->time_ds[k];
        else if (core->cap_ds[i] < UINT16_MAX)
            cost += core->weight[i] * core->cap_ds[i];
        else
            ++*unserved;
    }
    return cost;
}
