/* Heuristics: good solutions, no proof. Their work is counted in entries touched, not in seconds,
 * so that the same seed gives the same solution everywhere.
 */
#ifndef MLG_SOLVER_COVERING_INCUMBENT_H
#define MLG_SOLVER_COVERING_INCUMBENT_H

#include "solver/control.h"
#include "solver/instance.h"

#include <stdbool.h>

/* Row weighting local search for set covering (Gao, Yao, Weise, Li 2015,
 * doi 10.1016/j.ejor.2015.05.038), cost-aware. chosen [n_cols]: on entry columns to begin with (may
 * be none), completed greedily; on return the cheapest cover found. Every row must have a column.
 * Stops after `work` entries, at `target` or less, or when control says so; even then chosen is a
 * cover. */
enum mlg_status mlg_row_weighting(const struct mlg_instance *instance, uint64_t work,
                                  int64_t target, const struct mlg_control *control, bool *chosen,
                                  int64_t *cost, struct mlg_error *err);

/* Maximal covering: greedy, then swaps of one column for another with kicks. At most max_sites
 * columns are chosen [n_cols], on entry none or some to begin with; *value is the weight of the
 * rows covered. Stops after `work` entries, at `target` or more, or when control says so. */
enum mlg_status mlg_swap_search(const struct mlg_instance *instance, uint32_t max_sites,
                                uint64_t work, int64_t target, const struct mlg_control *control,
                                bool *chosen, int64_t *value, struct mlg_error *err);

#endif
