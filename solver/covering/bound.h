/* Lower and upper bounds without a linear program, exact in integers. */
#ifndef MLG_SOLVER_COVERING_BOUND_H
#define MLG_SOLVER_COVERING_BOUND_H

#include "solver/control.h"
#include "solver/instance.h"

/* Covering: no cover costs less. Dual ascent: each row in turn, shortest first, takes what its
 * columns have left. Every row must have a column. dual [n_rows]: what each row took, NULL = not
 * wanted. O(entries). */
enum mlg_status mlg_dual_ascent(const struct mlg_instance *instance, int64_t *dual, int64_t *bound,
                                struct mlg_error *err);

/* Multipliers of the Lagrangian relaxation of maximal covering (Galvão, ReVelle 1996, doi
 * 10.1016/0377-2217(94)00159-6): no set of columns S covers more than constant + sum of value[S].
 */
struct mlg_multipliers {
    int64_t constant;
    int64_t *value; /* [n_cols], >= 0 */
    int64_t *row;   /* [n_rows]: what each row gives to its columns' values */
    uint32_t n_cols;
};

/* By a subgradient search from max_sites and the value of a known solution, at most `iterations`;
 * each costs O(entries). */
enum mlg_status mlg_multipliers_create(const struct mlg_instance *instance, uint32_t max_sites,
                                       int64_t known_value, uint32_t iterations,
                                       const struct mlg_control *control,
                                       struct mlg_multipliers *multipliers, struct mlg_error *err);
void mlg_multipliers_finish(struct mlg_multipliers *multipliers);
/* No max_sites columns cover more weight than this. */
enum mlg_status mlg_multipliers_most(const struct mlg_multipliers *multipliers, uint32_t max_sites,
                                     int64_t *bound, struct mlg_error *err);
/* No columns that cover at least `weight` cost less than this. cost [n_cols]. */
enum mlg_status mlg_multipliers_least(const struct mlg_multipliers *multipliers,
                                      const int64_t *cost, int64_t weight, int64_t *bound,
                                      struct mlg_error *err);

#endif
