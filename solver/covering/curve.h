/* The trade-off of sites against coverage: the most weight that each number of columns covers. */
#ifndef MLG_SOLVER_COVERING_CURVE_H
#define MLG_SOLVER_COVERING_CURVE_H

#include "solver/control.h"
#include "solver/instance.h"

struct mlg_curve_point {
    uint32_t max_sites;
    int64_t value, bound; /* weight covered; what no max_sites columns exceed */
    bool *chosen;         /* [n_cols]: at most max_sites of them */
};

/* Points [n] with increasing max_sites; the rest is filled in, chosen given by the caller. The
 * instance is reduced once; each point begins at the plan of the one before it and gets an equal
 * part of the time that is left, and what bounds more sites bounds fewer. */
enum mlg_status mlg_cover_curve(const struct mlg_instance *instance, struct mlg_curve_point *point,
                                size_t n, const struct mlg_control *control, struct mlg_error *err);

#endif
