/* People by commune.
 */
#ifndef MLG_SCENARIOS_RUN_COMMUNES_H
#define MLG_SCENARIOS_RUN_COMMUNES_H

#include "scenarios/run/tables.h"

/* What tells a person's commune from others: its id or, where it has none, its name. */
const char *mlg_commune_key(const struct mlg_tables *tables, uint32_t person);
bool mlg_same_commune(const struct mlg_tables *tables, uint32_t a, uint32_t b);
/* person [n]: commune by commune, increasing in each. O(n log n). */
void mlg_sort_by_commune(const struct mlg_tables *tables, uint32_t *person, size_t n);

#endif
