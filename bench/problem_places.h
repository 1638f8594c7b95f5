/* Siting problems of times alone: p-median and p-center. */
#ifndef MLG_BENCH_PROBLEM_PLACES_H
#define MLG_BENCH_PROBLEM_PLACES_H

#include "solver/siting/siting.h"

struct mlg_bench_places {
    struct mlg_siting siting;
    struct mlg_siting_goal goal;
    struct mlg_reach *reach;
    int64_t *weight;
    uint16_t *limit_ds;
    enum mlg_site_role *role;
};

/* Every site a candidate, every demand of weight 1, at most p sites. The reach is taken over, also
 * on failure. */
enum mlg_status mlg_bench_places_create(struct mlg_reach *reach, enum mlg_goal_kind goal,
                                        uint32_t p, struct mlg_bench_places **places,
                                        struct mlg_error *err);
void mlg_bench_places_destroy(struct mlg_bench_places *places);

#endif
