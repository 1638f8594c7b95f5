/* Steps that make the problem smaller without losing its optimum, each with its witness. */
#ifndef MLG_SOLVER_PROOF_REDUCTIONS_H
#define MLG_SOLVER_PROOF_REDUCTIONS_H

#include "solver/check/proof_state.h"

/* The reduction that the reader is at; refuses other words. O(entries of two rows or columns, and
 * of the rows of a column). */
enum mlg_status mlg_proof_check_reduction(struct mlg_proof_state *state, struct mlg_error *err);

/* The same of those that hold for maximal covering, too: columns that others replace. */
enum mlg_status mlg_proof_check_replaced(struct mlg_proof_state *state, struct mlg_error *err);

#endif
