/* Covering decisions: do so many columns suffice? What bisections ask again and again. */
#ifndef MLG_SOLVER_PLACEMENT_DECIDE_H
#define MLG_SOLVER_PLACEMENT_DECIDE_H

#include "solver/control.h"
#include "solver/instance.h"

enum mlg_verdict { MLG_UNDECIDED, MLG_ENOUGH, MLG_TOO_FEW };

/* Whether at most max_sites columns cover every row. chosen [n_cols]: on entry columns to begin
 * with (may be none); on MLG_ENOUGH a cover. Undecided only when the control halts it. The costs
 * must be 1. */
enum mlg_status mlg_decide_cover(const struct mlg_instance *instance, uint32_t max_sites,
                                 const struct mlg_control *control, bool *chosen,
                                 enum mlg_verdict *verdict, struct mlg_error *err);

/* The same for covering at least `weight`. Undecided also where all that this version can do was
 * done. */
enum mlg_status mlg_decide_most(const struct mlg_instance *instance, uint32_t max_sites,
                                int64_t weight, const struct mlg_control *control, bool *chosen,
                                enum mlg_verdict *verdict, struct mlg_error *err);

#endif
