/* The shortest time that a number of new sites can guarantee: the p-center problem, by bisection
 * over the distinct times (Minieka 1970, doi 10.1137/1012016), each step a covering decision.
 */
#ifndef MLG_SOLVER_PLACEMENT_CENTER_H
#define MLG_SOLVER_PLACEMENT_CENTER_H

#include "solver/control.h"
#include "solver/placement/placement.h"

struct mlg_center_result {
    bool found;        /* value_ds and chosen are set */
    bool infeasible;   /* proven: no plan serves so many, in whatever time of the reach */
    uint16_t value_ds; /* the plan serves within this time all that it must */
    uint16_t bound_ds; /* no plan does in less */
    /* Why not less, where all are served: the demands that this plan serves in no less than
     * value_ds, increasing; owned, to be freed. Where even the nearest site of a demand is as far
     * as that, only such demands are named, and each of them alone decides (alone). */
    uint32_t *binding;
    uint32_t n_binding;
    bool alone;
};

/* least_weight: the weight of the demands served within the time is at least this; INT64_MAX =
 * every demand that any site reaches is served, whatever its weight. chosen [n_sites]: on entry
 * candidates to begin with (may be none), on return the plan if found. Stopped by the control: the
 * best plan so far and its true bound. */
enum mlg_status mlg_center(const struct mlg_placement *placement, int64_t least_weight,
                           const struct mlg_control *control, bool *chosen,
                           struct mlg_center_result *result, struct mlg_error *err);

#endif
