/* Fixing: columns that no cover cheaper than the incumbent has, or lacks. */
#ifndef MLG_SOLVER_COVERING_FIXING_H
#define MLG_SOLVER_COVERING_FIXING_H

#include "solver/covering/part.h"
#include "solver/covering/relaxation.h"

/* By the reduced costs of the last solve: covers that cost at most `limit` are kept. *n = how many
 * columns were fixed, 0 on entry. O(columns). */
enum mlg_status mlg_fix_by_reduced_cost(struct mlg_relaxation *relaxation, int64_t limit,
                                        uint32_t *n, struct mlg_error *err);

/* What the fixings so far leave of the instance, reduced again: columns that turn out dominated or
 * forced are fixed too. *infeasible: a row has no column left, so no cover costs at most `limit` of
 * the fixings. *core: what is left (its origins are rows and columns of the instance); the caller
 * finishes it. */
enum mlg_status mlg_fix_by_reduction(struct mlg_relaxation *relaxation, bool *infeasible,
                                     struct mlg_part *core, struct mlg_error *err);

#endif
