/* The special machinery of the room for siting problems: covering, maximal covering, p-center. It
 * knows the simple rules only: kept, must and never, at most so many new sites, costs, limits of
 * time by demand. With more rules it bounds, and where its plan happens to obey them it solves.
 */
#ifndef MLG_SOLVER_SITING_SITING_SPECIAL_H
#define MLG_SOLVER_SITING_SITING_SPECIAL_H

#include "solver/siting/siting_stages.h"

struct mlg_siting_special {
    bool solved;     /* plan and result are the stage's */
    bool infeasible; /* proven: not even the simple rules can be met */
    int64_t bound;   /* no plan loses less; INT64_MIN = nothing is known */
    bool *ideal;     /* [n_sites]: open in a plan that breaks other rules; owned, NULL = none */
};

/* Tries goal `at`; earlier stages, if any, were solved here too. plan: as left by them. */
enum mlg_status mlg_siting_try_special(const struct mlg_siting *problem, size_t at,
                                       const struct mlg_stage *earlier,
                                       const struct mlg_control *control,
                                       struct mlg_siting_plan *plan,
                                       struct mlg_siting_result *result,
                                       struct mlg_siting_special *special, struct mlg_error *err);

#endif
