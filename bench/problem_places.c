#include "bench/problem_places.h"

#include "base/memory.h"

#include <stdlib.h>

void mlg_bench_places_destroy(struct mlg_bench_places *places)
{
    if (!places)
        return;
    mlg_reach_destroy(places->reach);
    free(places->weight);
    free(places->limit_ds);
    free(places->role);
    free(places);
}

enum mlg_status mlg_bench_places_create(struct mlg_reach *reach, enum mlg_goal_kind goal,
                                        uint32_t p, struct mlg_bench_places **places,
                                        struct mlg_error *err)
{
    struct mlg_bench_places *made = mlg_alloc_zero(1, sizeof *made);
    if (!made) {
        mlg_reach_destroy(reach);
        return mlg_fail_memory(err, "a problem", sizeof *made);
    }
    made->reach = reach;
    made->weight = mlg_alloc(reach->n_demands, sizeof *made->weight);
    made->limit_ds = mlg_alloc(reach->n_demands, sizeof *made->limit_ds);
    made->role = mlg_alloc_zero(reach->n_sites, sizeof *made->role);
    if (!made->weight || !made->limit_ds || !made->role) {
        mlg_bench_places_destroy(made);
        return mlg_fail_memory(err, "a problem", reach->n_demands * sizeof *made->weight);
    }
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        made->weight[i] = 1;
        made->limit_ds[i] = UINT16_MAX - 1;
    }
    made->goal = (struct mlg_siting_goal){.kind = goal};
    made->siting = (struct mlg_siting){
        .reach = reach,
        .weight = made->weight,
        .limit_ds = made->limit_ds,
        .role = made->role,
        .max_new = p,
        .budget = INT64_MAX,
        .goals = &made->goal,
        .n_goals = 1,
    };
    *places = made;
    return MLG_OK;
}
