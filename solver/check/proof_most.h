/* Proofs that no given number of columns covers more weight than a bound. */
#ifndef MLG_SOLVER_PROOF_MOST_H
#define MLG_SOLVER_PROOF_MOST_H

#include "solver/check/proof_state.h"

/* From after the head to the end. O(entries). */
enum mlg_status mlg_proof_check_most(struct mlg_proof_state *state,
                                     struct mlg_check_verdict *verdict, struct mlg_error *err);

#endif
