/* What a median problem comes down to: each demand with the candidates that are nearer than what it
 * has anyway. The stages of solver/placement/median.h share it.
 */
#ifndef MLG_SOLVER_PLACEMENT_MEDIAN_CORE_H
#define MLG_SOLVER_PLACEMENT_MEDIAN_CORE_H

#include "solver/control.h"
#include "solver/placement/placement.h"

/* A demand costs weight x time of its nearest chosen site, or weight x cap where none is nearer
 * than cap; one that must be served has cap UINT16_MAX. Costs fit 64 bits all together. */
struct mlg_median_core {
    uint32_t n_demands, n_sites, max_new;
    uint64_t *first;   /* [n_demands + 1] */
    uint32_t *site;    /* the nearest first; only candidates */
    uint16_t *time_ds; /* below the cap */
    int64_t *weight;   /* [n_demands] */
    uint16_t *cap_ds;  /* [n_demands]: UINT16_MAX = must be served */
    int64_t constant;  /* cost of demands that no candidate can change */
    int64_t total;     /* weight of all demands, those included */
};

/* Limits as mlg_median has them. MLG_BAD_SCENARIO where costs exceed 64 bits. O(entries). */
enum mlg_status mlg_median_core_create(const struct mlg_placement *placement,
                                       const uint16_t *limit_ds, uint16_t unserved_ds,
                                       struct mlg_median_core **core, struct mlg_error *err);
void mlg_median_core_destroy(struct mlg_median_core *core);
/* Forgets the sites that are not kept [n_sites]. O(entries). */
void mlg_median_core_drop(struct mlg_median_core *core, const bool *kept);
/* What the plan costs; *unserved = demands that must be served and are not; their cost is not
 * counted. O(entries). */
int64_t mlg_median_cost(const struct mlg_median_core *core, const bool *chosen, uint32_t *unserved);

/* Improves chosen [n_sites], a plan that serves all that must be, by swaps of one site for another
 * (Resende, Werneck 2007, doi 10.1016/j.cor.2005.08.014, after Whitaker's fast interchange) and by
 * kicks, at most `swaps` of them. *value is its cost. */
enum mlg_status mlg_median_search(const struct mlg_median_core *core, uint32_t swaps,
                                  const struct mlg_control *control, bool *chosen, int64_t *value,
                                  struct mlg_error *err);

/* The Lagrangian relaxation of the assignments (Narula, Ogbu, Samuelsson 1977, doi
 * 10.1287/opre.25.4.709), by a subgradient search of at most `iterations` from price and towards
 * the value of a known plan. *bound: no plan costs less. price [n_demands]: on entry where to begin
 * (for each demand what its place is worth), on return the best. *bound and, for each site, the
 * saving [n_sites] are exact. */
enum mlg_status mlg_median_bound(const struct mlg_median_core *core, int64_t known_value,
                                 uint32_t iterations, const struct mlg_control *control,
                                 int64_t *price, int64_t *saving, int64_t *bound,
                                 struct mlg_error *err);

#endif
