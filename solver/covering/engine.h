/* GLPK, behind one file: linear programs by the dual simplex method with warm starts, and integer
 * programs by its branch and cut. Numbers of rows and columns start at 0.
 *
 * GLPK aborts on misuse. Here arguments are validated first, and what it still refuses becomes
 * MLG_INTERNAL: its environment, which belongs to the thread, is given up and with it every engine
 * of the thread; those answer MLG_INTERNAL from then on and can only be destroyed. An engine stays
 * in the thread that made it.
 */
#ifndef MLG_SOLVER_COVERING_ENGINE_H
#define MLG_SOLVER_COVERING_ENGINE_H

#include "base/status.h"
#include "solver/control.h"

#include <stdbool.h>
#include <stdint.h>

struct mlg_engine;

enum mlg_engine_outcome {
    MLG_ENGINE_OPTIMAL,
    MLG_ENGINE_INFEASIBLE, /* or, for the dual simplex, beyond the cutoff */
    MLG_ENGINE_LIMIT,      /* the control halted it, or the numbers became too hard */
};

/* Rows to add: entries of row i are first[i] .. first[i + 1]. */
struct mlg_engine_rows {
    uint32_t n;
    const uint64_t *first; /* [n + 1] */
    const uint32_t *col;   /* no column twice in a row */
    const double *value;   /* NULL = all 1 */
    const double *lower;   /* [n]; -INFINITY = none */
    const double *upper;   /* [n]; INFINITY = none */
};

/* An empty program that minimises. */
enum mlg_status mlg_engine_create(struct mlg_engine **engine, struct mlg_error *err);
void mlg_engine_destroy(struct mlg_engine *engine);

/* Columns with bounds lower <= x <= upper, both finite. */
enum mlg_status mlg_engine_add_cols(struct mlg_engine *engine, uint32_t n, const double *cost,
                                    const double *lower, const double *upper,
                                    struct mlg_error *err);
enum mlg_status mlg_engine_set_bounds(struct mlg_engine *engine, uint32_t col, double lower,
                                      double upper, struct mlg_error *err);
enum mlg_status mlg_engine_add_rows(struct mlg_engine *engine, const struct mlg_engine_rows *rows,
                                    struct mlg_error *err);

/* Removes rows; rows [n] in increasing order. The basis stays usable where they are basic. */
enum mlg_status mlg_engine_delete_rows(struct mlg_engine *engine, uint32_t n, const uint32_t *rows,
                                       struct mlg_error *err);

struct mlg_engine_limits {
    double objective;    /* stop as infeasible when it is certain to exceed this; INFINITY = none */
    uint32_t iterations; /* stop as LIMIT after so many; 0 = none. *objective is then a bound */
    bool primal;         /* by the primal simplex method: columns came in, not rows */
};

/* Solves the linear program from the last basis by the dual (or primal) simplex method. *objective
 * is set unless infeasible. */
enum mlg_status mlg_engine_solve(struct mlg_engine *engine, const struct mlg_control *control,
                                 struct mlg_engine_limits limits, enum mlg_engine_outcome *outcome,
                                 double *objective, struct mlg_error *err);
/* Of the last optimum: the columns' values, the rows' dual values, whether rows are basic (slack).
 * NULL = not wanted. */
enum mlg_status mlg_engine_read(const struct mlg_engine *engine, double *x, double *dual,
                                bool *basic, struct mlg_error *err);

/* After the dual simplex method found that there is no solution: ray [rows] such that the sum of
 * the rows times it contradicts the columns' bounds; taken with sign 1 or -1, entries below 0 are
 * set to 0. *has_ray: false = it ended otherwise. */
enum mlg_status mlg_engine_read_ray(struct mlg_engine *engine, int sign, double *ray, bool *has_ray,
                                    struct mlg_error *err);

/* The basis, to come back to: state [columns + rows]. Rows added since are basic after restoring.
 */
enum mlg_status mlg_engine_save_basis(const struct mlg_engine *engine, uint8_t *state,
                                      struct mlg_error *err);
enum mlg_status mlg_engine_restore_basis(struct mlg_engine *engine, const uint8_t *state,
                                         uint32_t n_rows, struct mlg_error *err);

struct mlg_engine_search {
    const bool *integer; /* [columns] */
    const double *start; /* [columns], a feasible solution, or NULL */
    double
        margin; /* where there is a start: nodes whose bound is this close to the best are closed */
    double gap; /* relative gap at which to stop */
    bool pump;  /* looks for a first solution by the feasibility pump */
    /* Called often; bound and incumbent are the present ones, INFINITY = no incumbent yet. */
    void (*progress)(void *context, double incumbent, double bound);
    void *context;
};

struct mlg_engine_result {
    enum mlg_engine_outcome outcome; /* LIMIT also when the gap was reached */
    bool found;                      /* x and objective are set */
    double objective, bound;         /* bound: -INFINITY when not even the root was solved */
    double margin;                   /* an optimum may be missed by this much */
};

/* Branch and cut, with the root solved first. x [columns]. */
enum mlg_status mlg_engine_branch(struct mlg_engine *engine, const struct mlg_engine_search *search,
                                  const struct mlg_control *control,
                                  struct mlg_engine_result *result, double *x,
                                  struct mlg_error *err);

/* A program as a file for other solvers. */
struct mlg_engine_listing {
    bool lp;               /* CPLEX LP; otherwise free MPS */
    const char *objective; /* its name, and the program's */
    double scale;          /* of the objective that is written to the engine's */
    const bool *integer;   /* [columns] */
    /* Names of columns and rows: [A-Za-z0-9_], shorter than MLG_ENGINE_NAME; one that is taken
     * already is told apart by a dot and its number. */
    void (*name_col)(const void *context, uint32_t col, char *name);
    void (*name_row)(const void *context, uint32_t row, char *name);
    const void *context;
};

enum { MLG_ENGINE_NAME = 200 };

struct mlg_engine_size {
    uint32_t n_cols, n_rows, n_entries;
};

/* Writes the program to `path`, whatever is there, without columns that are 0 or of no account;
 * *size: of what is left. MLG_IO. The engine is of no further use. */
enum mlg_status mlg_engine_write(struct mlg_engine *engine,
                                 const struct mlg_engine_listing *listing, const char *path,
                                 struct mlg_engine_size *size, struct mlg_error *err);

#endif
