/* Reductions to a fixed point: what is left of an instance has the same optimum (plus what was
 * forced).
 *
 * For covering: identical rows are one row (their weights summed); a row dies when another one's
 * candidates are a subset of its own; a column dies when a column that costs no more covers as
 * much; a row with one candidate forces it. For maximal covering, where rows may stay uncovered,
 * only identical rows and dominated columns go, besides rows of no weight or without a candidate.
 * Nothing else than such rows goes where the reductions are switched off.
 */
#ifndef MLG_SOLVER_COVERING_REDUCE_H
#define MLG_SOLVER_COVERING_REDUCE_H

#include "solver/covering/part.h"
#include "solver/solve.h"

enum mlg_reduce_scope { MLG_REDUCE_COVERING, MLG_REDUCE_MAXIMAL };

/* Why a row or a column went, so that others can check it. In their order: a witness was still
 * there when it was called. */
struct mlg_reduction_step {
    enum mlg_reduction_kind {
        MLG_ROW_IMPLIED,   /* row: who covers row `witness` covers it */
        MLG_COL_DOMINATED, /* column: column `witness` costs no more and covers as much */
        MLG_COL_USELESS,   /* column: all that it covers is covered anyway */
        MLG_COL_FORCED,    /* column: the only one left of row `witness` */
    } kind;
    uint32_t which, witness;
};

struct mlg_reduction {
    struct mlg_part core;
    uint32_t
        *forced; /* [n_forced]: columns of the whole that every optimum may be assumed to have */
    uint32_t n_forced;
    uint32_t n_uncoverable; /* covering only: rows without a column; the core is without them */
    uint32_t uncoverable;   /* the first of them */
    struct mlg_reduction_step *step; /* [n_steps] */
    size_t n_steps;
    struct mlg_reduction_counts counts; /* all but the components */
};

/* O(entries) for merging; dominance compares each set with those that share its rarest element. */
enum mlg_status mlg_reduce(const struct mlg_instance *whole, enum mlg_reduce_scope scope, bool off,
                           struct mlg_reduction *reduction, struct mlg_error *err);
void mlg_reduction_finish(struct mlg_reduction *reduction);

#endif
