/* Placing at most so many new sites where travel times count: what the goals on times start from.
 */
#ifndef MLG_SOLVER_PLACEMENT_PLACEMENT_H
#define MLG_SOLVER_PLACEMENT_PLACEMENT_H

#include "solver/instance.h"
#include "solver/placement/reach.h"

#include <stdbool.h>

enum mlg_place {
    MLG_PLACE_FREE,
    MLG_PLACE_OPEN, /* serves in every plan and does not count as new */
    MLG_PLACE_SHUT, /* serves in no plan */
};

/* Nothing is owned. Demands that neither a candidate nor an open site reaches are out: no plan
 * serves them and they count nowhere. */
struct mlg_placement {
    const struct mlg_reach *reach;
    const int64_t *weight; /* [n_demands]: residents in thousandths, >= 0 */
    const uint8_t *role;   /* [n_sites] enum mlg_place; NULL = all are candidates */
    uint32_t max_new;      /* at most so many candidates are chosen */
};

enum mlg_place mlg_placement_role(const struct mlg_placement *placement, uint32_t site);

/* By demand, the time to the nearest site that is open, or chosen (chosen [n_sites] or NULL =
 * none), or also a candidate (any); UINT16_MAX = none. time_ds [n_demands]. O(entries). */
void mlg_placement_nearest(const struct mlg_placement *placement, const bool *chosen, bool any,
                           uint16_t *time_ds);

/* The covering that limits ask for. limit_ds [n_demands]: UINT16_MAX = the demand need not be
 * covered. Rows: the demands that a candidate reaches in any time and no open site within their
 * limit, in their order; columns: all sites, of which only candidates have rows. A row may be
 * without a column. O(entries). */
enum mlg_status mlg_placement_covering(const struct mlg_placement *placement,
                                       const uint16_t *limit_ds, struct mlg_instance **instance,
                                       struct mlg_error *err);

#endif
