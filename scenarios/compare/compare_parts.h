/* The parts of a comparison's document. All return a new reference, or NULL where memory is short.
 */
#ifndef MLG_SCENARIOS_COMPARE_PARTS_H
#define MLG_SCENARIOS_COMPARE_PARTS_H

#include "scenarios/compare/comparison.h"

#include <jansson.h>

/* Sites kept, dropped and added from the first plan to another; a dropped and an added one that are
 * each other's nearest, within the limit, moved. Those worth most come first. */
json_t *mlg_compare_sites(const struct mlg_comparison *comparison, size_t plan);
/* Who gains and who loses minutes, by commune: {gain, lose, same: residents; gaining, losing: the
 * communes with the most resident-minutes}. Times beyond the bound count as the bound. */
json_t *mlg_compare_communes(const struct mlg_comparison *comparison, size_t plan);

#endif
