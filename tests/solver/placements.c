#include "tests/solver/placements.h"

#include "base/status.h"

#include <check.h>
#include <stdlib.h>

void random_placement(struct mlg_random *random, struct random_placement *placement)
{
    struct random_placement made = {0};
    uint32_t n_sites = 1 + mlg_random_below(random, MAX_SITES);
    uint32_t n_demands = 1 + mlg_random_below(random, MAX_DEMANDS);
    uint32_t density = 20 + mlg_random_below(random, 80), demand[MAX_SITES * MAX_DEMANDS];
    uint32_t times = 1 + mlg_random_below(random, LARGEST_TIME);
    uint16_t time_ds[MAX_SITES * MAX_DEMANDS];
    uint64_t first[MAX_SITES + 1] = {0};
    for (uint32_t j = 0; j < n_sites; j++) {
        first[j + 1] = first[j];
        for (uint32_t i = 0; i < n_demands; i++)
            if (mlg_random_below(random, 100) < density) {
                demand[first[j + 1]] = i;
                time_ds[first[j + 1]++] = (uint16_t)mlg_random_below(random, times + 1);
            }
        uint32_t lot = mlg_random_below(random, 10);
        made.role[j] = lot == 0 ? MLG_PLACE_OPEN : lot == 1 ? MLG_PLACE_SHUT : MLG_PLACE_FREE;
    }
    for (uint32_t i = 0; i < n_demands; i++)
        made.weight[i] = mlg_random_below(random, 5) ? mlg_random_below(random, 1000) : 0;
    ck_assert_int_eq(
        mlg_reach_create(n_demands, n_sites, first, demand, time_ds, &made.reach, NULL), MLG_OK);
    *placement = made;
    placement->placement = (struct mlg_placement){made.reach, placement->weight, placement->role,
                                                  mlg_random_below(random, n_sites + 1)};
}

void random_placement_finish(struct random_placement *made)
{
    mlg_reach_destroy(made->reach);
}

uint32_t serving_time(const struct mlg_placement *placement, uint32_t demand, const bool *chosen)
{
    const struct mlg_reach *reach = placement->reach;
    uint32_t best = UINT32_MAX;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++) {
        uint32_t j = reach->site[k];
        bool serves = placement->role[j] == MLG_PLACE_OPEN || chosen[j];
        if (serves && reach->time_ds[k] < best)
            best = reach->time_ds[k];
    }
    return best;
}

bool is_reachable(const struct mlg_placement *placement, uint32_t demand)
{
    const struct mlg_reach *reach = placement->reach;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++)
        if (placement->role[reach->site[k]] != MLG_PLACE_SHUT)
            return true;
    return false;
}

bool keeps_to(const struct mlg_placement *placement, const bool *chosen)
{
    uint32_t n = 0;
    for (uint32_t j = 0; j < placement->reach->n_sites; j++) {
        n += chosen[j];
        if (chosen[j] && placement->role[j] != MLG_PLACE_FREE)
            return false;
    }
    return n <= placement->max_new;
}

bool is_plan(const struct mlg_placement *placement, uint32_t set, bool *chosen)
{
    for (uint32_t j = 0; j < placement->reach->n_sites; j++)
        chosen[j] = set >> j & 1;
    return keeps_to(placement, chosen);
}
