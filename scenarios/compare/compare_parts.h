/* The parts of a comparison's document. All return a new reference, or NULL where memory is short.
 */
#ifndef MLG_SCENARIOS_COMPARE_PARTS_H
#define MLG_SCENARIOS_COMPARE_PARTS_H

#include "scenarios/compare/comparison.h"

#include <jansson.h>

/* What an open site is worth to those who have it within their limit and none nearer. */
struct mlg_site_worth {
    int64_t nearest_milli; /* residents, in thousandths */
    int64_t only_milli;    /* of these, those who have no other one within the limit */
    int64_t saved; /* thousandths of residents x deciseconds that they would need more without it;
                      beyond the bound counts as the bound */
};

/* worth [n_sites of the plan's sources]; false = no memory. O(matrix entries of the open sites). */
bool mlg_compare_worth(const struct mlg_compared *plan, uint32_t bound_ds,
                       struct mlg_site_worth *worth);

/* Sites kept, dropped and added from the first plan to another; a dropped and an added one that are
 * each other's nearest, within the limit, moved. Those worth most come first. */
json_t *mlg_compare_sites(const struct mlg_comparison *comparison, size_t plan);
/* Who gains and who loses minutes, by commune: {gain, lose, same: residents; gaining, losing: the
 * communes with the most resident-minutes}. Times beyond the bound count as the bound. */
json_t *mlg_compare_communes(const struct mlg_comparison *comparison, size_t plan);

#endif
