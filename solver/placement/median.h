/* The shortest mean time: p-median within coverage. Vertex swaps give the plan, a Lagrangian
 * relaxation the bound, and the gap between them drops the sites that no better plan has.
 */
#ifndef MLG_SOLVER_PLACEMENT_MEDIAN_H
#define MLG_SOLVER_PLACEMENT_MEDIAN_H

#include "solver/control.h"
#include "solver/placement/placement.h"

struct mlg_median_result {
    bool found;      /* chosen and value are set */
    bool infeasible; /* proven: so few sites cannot cover what must be */
    /* Thousandths of residents x deciseconds, summed over the demands that a candidate or an open
     * site reaches: the mean is value / weight. */
    int64_t value, bound; /* no plan has less than bound */
    int64_t weight;
};

/* limit_ds [n_demands]: a demand that some candidate or open site reaches within its limit is
 * served within it; NULL = no such rule. The time of a demand that has no such duty is at most
 * unserved_ds. chosen [n_sites]: on entry candidates to begin with (may be none), on return the
 * plan if found. Stopped by the control: the best plan so far and its true bound. */
enum mlg_status mlg_median(const struct mlg_placement *placement, const uint16_t *limit_ds,
                           uint16_t unserved_ds, const struct mlg_control *control, bool *chosen,
                           struct mlg_median_result *result, struct mlg_error *err);

#endif
