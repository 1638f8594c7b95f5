/* The proof of a covering component: from an incumbent, a stronger and stronger relaxation, fixing,
 * and branching on what is left. struct mlg_proof is what these stages hand on.
 */
#ifndef MLG_SOLVER_COVERING_PROOF_H
#define MLG_SOLVER_COVERING_PROOF_H

#include "base/random.h"
#include "solver/covering/part.h"
#include "solver/covering/relaxation.h"

struct mlg_proof {
    const struct mlg_control *control;
    const struct mlg_instance *whole;
    bool *chosen;  /* [whole->n_cols]: the incumbent; the caller's */
    int64_t value; /* its cost */
    int64_t bound; /* no cover costs less */
    int64_t step;  /* costs of covers are multiples of this */
    struct mlg_random random;
    uint32_t n_searches; /* among promising columns, so far */
    /* what is still open: a cheaper cover consists of columns of the core and of those taken */
    const struct mlg_instance *core;
    struct mlg_part part; /* owns the core once that is not the whole any more */
    bool *taken;          /* [whole->n_cols] */
    int64_t taken_cost;
    struct mlg_relaxation *relaxation; /* of the core */
};

/* No cover is cheaper than the incumbent, the gap is small enough, or the time is over. */
bool mlg_proof_ended(const struct mlg_proof *proof);
/* The most that a cover of the core may cost to be better. */
int64_t mlg_proof_limit(const struct mlg_proof *proof);
/* No cover of the core costs less than this: raises the bound, to a multiple of the step. */
void mlg_proof_raise(struct mlg_proof *proof, int64_t core_bound);
/* Nothing is left that is better: the incumbent is proven. */
void mlg_proof_close(struct mlg_proof *proof);
/* Takes over a cover of the core, with what is taken, if it is cheaper: columns [core->n_cols]. */
void mlg_proof_offer(struct mlg_proof *proof, const bool *columns);
/* The number that a column of the core has in the whole. */
uint32_t mlg_proof_origin(const struct mlg_proof *proof, uint32_t col);
/* Goes on with a smaller core: what the relaxation's fixings left of the present one. Takes it
 * over. */
enum mlg_status mlg_proof_shrink(struct mlg_proof *proof, struct mlg_part *core,
                                 struct mlg_error *err);

/* Cuts, fixing and reductions at the root, until nothing moves any more. */
enum mlg_status mlg_strengthen(struct mlg_proof *proof, struct mlg_error *err);

/* Looks for a better cover among the columns with low reduced costs in the relaxation as it was
 * last solved. Touches `effort` entries. */
enum mlg_status mlg_search_promising(struct mlg_proof *proof, uint64_t effort,
                                     struct mlg_error *err);

/* Branch and bound on what the fixings left. */
enum mlg_status mlg_branch(struct mlg_proof *proof, struct mlg_error *err);

/* All of it: improves chosen [n_cols] (a cover of cost *value) and *bound. */
enum mlg_status mlg_prove(const struct mlg_instance *instance, const struct mlg_control *control,
                          bool *chosen, int64_t *value, int64_t *bound, struct mlg_error *err);

#endif
