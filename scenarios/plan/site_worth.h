/* What open sites are worth to the people of a plan.
 */
#ifndef MLG_SCENARIOS_PLAN_SITE_WORTH_H
#define MLG_SCENARIOS_PLAN_SITE_WORTH_H

#include "scenarios/plan/plan_sources.h"

/* To those who have the site within their limit and none nearer. */
struct mlg_site_worth {
    int64_t nearest_milli; /* residents, in thousandths */
    int64_t only_milli;    /* of these, those who have no other one within the limit */
    int64_t saved; /* thousandths of residents x deciseconds that they would need more without it;
                      beyond the bound counts as the bound */
};

/* worth [n_sites of the sources]; coverage: of all its sites. O(matrix entries of the open sites).
 */
enum mlg_status mlg_site_worths(const struct mlg_plan_sources *sources,
                                const struct mlg_coverage *coverage, uint32_t bound_ds,
                                struct mlg_site_worth *worth, struct mlg_error *err);

/* Minutes that each of those who have it nearest would need more without it, rounded down; null
 * where it is nobody's nearest. */
json_t *mlg_site_worth_saved(const struct mlg_site_worth *worth);

#endif
