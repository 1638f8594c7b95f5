/* The linear relaxation of a covering component, strengthened: only the rows and cuts that matter
 * are in the program, more come as they are violated. Columns can be fixed as it becomes known that
 * no better cover has them (or lacks them).
 */
#ifndef MLG_SOLVER_COVERING_RELAXATION_H
#define MLG_SOLVER_COVERING_RELAXATION_H

#include "solver/certificate/certificate.h"
#include "solver/control.h"
#include "solver/covering/engine.h"
#include "solver/covering/part.h"

/* sum of coef x >= rhs, valid for every cover; coef > 0. */
struct mlg_cut {
    uint32_t n;
    uint32_t *col; /* [n] */
    int32_t *coef; /* [n] */
    int32_t rhs;
    uint64_t hash; /* of the entries, in any order */
    uint32_t age;  /* purges in a row that found it slack */
    /* where there is a certificate: what it is made of, until it is recorded, then its number */
    struct mlg_cut_origin *origin;
    uint32_t number;
};

struct mlg_cut *mlg_cut_create(uint32_t n); /* n = 0, with room for n entries; NULL = no memory */
void mlg_cut_destroy(struct mlg_cut *cut);
/* Adds an entry to the cut and to its hash. */
void mlg_cut_add(struct mlg_cut *cut, uint32_t col, int32_t coef);

enum mlg_fixed { MLG_FREE, MLG_OUT, MLG_IN };

/* A row of the program: a row of the instance or a cut. */
struct mlg_relaxation_row {
    struct mlg_cut *cut; /* NULL = a row of the instance; owned */
    uint32_t row;
};

struct mlg_relaxation {
    const struct mlg_instance *instance;
    struct mlg_engine *engine;
    struct mlg_relaxation_row *row; /* [n_rows], in the order of the program */
    uint32_t n_rows;
    size_t row_capacity, dual_capacity, basic_capacity;
    bool *loaded;   /* [instance->n_rows]: is in the program */
    uint8_t *fixed; /* [n_cols] enum mlg_fixed */
    bool *asleep;   /* [n_cols]: free, but left at 0 by the program */
    uint32_t n_asleep;
    /* of the last solve */
    double *x;       /* [n_cols] */
    double *reduced; /* [n_cols]: cost less the rows' dual values */
    double *dual;    /* [n_rows], >= 0 */
    bool *basic;     /* [n_rows] */
    double value;    /* what dual proves: no cover within the fixings costs less */
    struct mlg_certificate *certificate; /* records where cuts and fixings come from; or NULL */
};

enum mlg_status mlg_relaxation_create(const struct mlg_instance *instance,
                                      struct mlg_relaxation **relaxation, struct mlg_error *err);
void mlg_relaxation_destroy(struct mlg_relaxation *relaxation);

/* The relaxation of a core: what the fixings left of the instance (its col_origin are columns of
 * the instance), with the cuts as far as they still say something. */
enum mlg_status mlg_relaxation_shrink(const struct mlg_relaxation *relaxation,
                                      const struct mlg_part *core, struct mlg_relaxation **shrunk,
                                      struct mlg_error *err);

/* Takes over the cuts [n]. */
enum mlg_status mlg_relaxation_add_cuts(struct mlg_relaxation *relaxation, struct mlg_cut **cuts,
                                        uint32_t n, struct mlg_error *err);
enum mlg_status mlg_relaxation_fix(struct mlg_relaxation *relaxation, uint32_t col,
                                   enum mlg_fixed fixed, struct mlg_error *err);
/* Solves and adds violated rows until none is left. INFEASIBLE: no cover within the fixings costs
 * less than `limit` (INFINITY = there is none at all). OPTIMAL: x, reduced, dual, basic and value
 * are set. */
enum mlg_status mlg_relaxation_solve(struct mlg_relaxation *relaxation, double limit,
                                     const struct mlg_control *control,
                                     enum mlg_engine_outcome *outcome, struct mlg_error *err);
/* Puts all columns to sleep but those that look best for each row; to begin with. */
enum mlg_status mlg_relaxation_lull(struct mlg_relaxation *relaxation, struct mlg_error *err);
/* Puts columns to sleep that the last solve found expensive. */
enum mlg_status mlg_relaxation_doze(struct mlg_relaxation *relaxation, struct mlg_error *err);
/* Wakes all columns, or those that would lower the value; *woken: how many. */
enum mlg_status mlg_relaxation_wake(struct mlg_relaxation *relaxation, struct mlg_error *err);
enum mlg_status mlg_relaxation_wake_attractive(struct mlg_relaxation *relaxation, uint32_t *woken,
                                               struct mlg_error *err);
/* Drops rows that are slack: cuts after some purges, rows of the instance when they are far from
 * tight. */
enum mlg_status mlg_relaxation_purge(struct mlg_relaxation *relaxation, struct mlg_error *err);
/* The least integer cost that `value` allows. */
int64_t mlg_relaxation_bound(const struct mlg_relaxation *relaxation);

#endif
