/* Integer programs from files of MPS or LP, by GLPK's readers: what other solvers read, too. */
#ifndef MLG_SOLVER_COVERING_ENGINE_FILE_H
#define MLG_SOLVER_COVERING_ENGINE_FILE_H

#include "solver/covering/engine.h"
#include "solver/instance.h"

/* Free or fixed MPS, or CPLEX LP where the name ends in .lp or .lp.gz. MLG_BAD_INPUT with the
 * reader's words. */
enum mlg_status mlg_engine_read_file(const char *path, struct mlg_engine **engine,
                                     struct mlg_error *err);
/* Writes it again as CPLEX LP, so that all solvers read the very same file. */
enum mlg_status mlg_engine_write_lp(struct mlg_engine *engine, const char *path,
                                    struct mlg_error *err);

struct mlg_engine_shape {
    uint32_t n_cols, n_rows;
    bool maximise, integral; /* integral: every solution's objective is a whole number */
};
struct mlg_engine_shape mlg_engine_shape(const struct mlg_engine *engine);

/* The program as a covering instance where it is one: minimise whole costs > 0 of binary columns,
 * rows that ask for at least one of theirs. *instance: NULL = it is none. */
enum mlg_status mlg_engine_as_covering(const struct mlg_engine *engine,
                                       struct mlg_instance **instance, struct mlg_error *err);

/* GLPK's branch and cut with or without its parts. progress as in struct mlg_engine_search: in the
 * program's own direction; incumbent NAN = none yet. */
struct mlg_engine_settings {
    bool presolve, cuts, heuristics;
    void (*progress)(void *context, double incumbent, double bound);
    void *context;
};
/* result->bound: in the program's own direction. */
enum mlg_status mlg_engine_optimise(struct mlg_engine *engine,
                                    const struct mlg_engine_settings *settings,
                                    const struct mlg_control *control,
                                    struct mlg_engine_result *result, struct mlg_error *err);

#endif
