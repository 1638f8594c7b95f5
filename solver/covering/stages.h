/* The stages of a solution: how each goal is reached, with its proof. All on the original instance.
 */
#ifndef MLG_SOLVER_COVERING_STAGES_H
#define MLG_SOLVER_COVERING_STAGES_H

#include "solver/control.h"
#include "solver/solve.h"

struct mlg_stage_result {
    bool found;      /* chosen and value are set */
    bool infeasible; /* proven: there is no solution */
    int64_t value, bound;
    struct mlg_reduction_counts counts;
};

/* The cheapest cover. chosen [n_cols]; every row has a column. Always finds one. */
enum mlg_status mlg_cover_all(const struct mlg_instance *instance,
                              const struct mlg_control *control, bool *chosen,
                              struct mlg_stage_result *result, struct mlg_error *err);

/* The same with at most max_sites columns. Not found and not infeasible: bound is what is known of
 * the number of columns that a cover needs. */
enum mlg_status mlg_cover_all_within(const struct mlg_instance *instance, uint32_t max_sites,
                                     const struct mlg_control *control, bool *chosen,
                                     struct mlg_stage_result *result, struct mlg_error *err);

/* The most weight that max_sites columns cover. Always finds a solution. */
enum mlg_status mlg_cover_most(const struct mlg_instance *instance, uint32_t max_sites,
                               const struct mlg_control *control, bool *chosen,
                               struct mlg_stage_result *result, struct mlg_error *err);

/* The same on an instance that is reduced already. chosen: on entry none, or some to begin with. */
enum mlg_status mlg_cover_core(const struct mlg_instance *core, uint32_t max_sites,
                               const struct mlg_control *control, bool *chosen,
                               struct mlg_stage_result *result, struct mlg_error *err);

/* The cheapest of the sets of at most max_sites columns that cover at least the weight that chosen,
 * on entry, covers; most_proven: no such set covers more. Always finds one. */
enum mlg_status mlg_cover_as_much(const struct mlg_instance *instance, uint32_t max_sites,
                                  bool most_proven, const struct mlg_control *control, bool *chosen,
                                  struct mlg_stage_result *result, struct mlg_error *err);

#endif
