/* Exact sums over chosen columns. */
#ifndef MLG_SOLVER_COUNT_H
#define MLG_SOLVER_COUNT_H

#include "solver/instance.h"

#include <stdbool.h>

uint32_t mlg_count_chosen(const bool *chosen, uint32_t n);
int64_t mlg_count_cost(const struct mlg_instance *instance, const bool *chosen);
bool mlg_row_is_covered(const struct mlg_instance *instance, const bool *chosen, uint32_t row);
/* Weight of the rows that no chosen column covers; *rows (may be NULL): how many they are. */
int64_t mlg_count_uncovered(const struct mlg_instance *instance, const bool *chosen,
                            uint32_t *rows);
/* Weight of all rows that have a column. */
int64_t mlg_count_coverable(const struct mlg_instance *instance);

#endif
