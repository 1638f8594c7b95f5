/* The general integer program of the room, which carries every combination of goals, for GLPK's
 * branch and cut:
 *
 *   sum of x over the columns of a row             >= 1   rows that must be covered
 *   sum of x over the columns of a row + u of it   >= 1   rows that may stay uncovered
 *   sum of x                                       <= max_sites
 *   sum of weight u                                <= max_uncovered
 *   minimise  sum of cost x   or   sum of weight u,   x binary, 0 <= u <= 1
 */
#ifndef MLG_SOLVER_COVERING_MODEL_H
#define MLG_SOLVER_COVERING_MODEL_H

#include "solver/control.h"
#include "solver/instance.h"

struct mlg_model {
    const struct mlg_instance *instance;
    bool partial;          /* rows may stay uncovered, as far as max_uncovered admits it */
    bool least_uncovered;  /* minimise the weight uncovered instead of the cost; needs partial */
    uint32_t max_sites;    /* UINT32_MAX = no limit */
    int64_t max_uncovered; /* INT64_MAX = no limit */
    bool has_start;        /* chosen, on entry, is a feasible solution */
    const char *phase;     /* of progress */
    bool report_covered;   /* progress shows the weight covered instead of uncovered */
};

struct mlg_model_answer {
    bool found;      /* chosen and value are set */
    bool infeasible; /* proven: there is no solution */
    int64_t value;   /* exact: the cost, or the weight uncovered */
    int64_t bound;   /* no solution has less; value where that was proven; at least 0 */
};

/* chosen [n_cols]. */
enum mlg_status mlg_model_solve(const struct mlg_model *model, const struct mlg_control *control,
                                bool *chosen, struct mlg_model_answer *answer,
                                struct mlg_error *err);

#endif
