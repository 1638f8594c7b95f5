/* GLPK's program within an engine: only for the files that are the engine. */
#ifndef MLG_SOLVER_COVERING_ENGINE_PROGRAM_H
#define MLG_SOLVER_COVERING_ENGINE_PROGRAM_H

#include "solver/covering/engine.h"

#include <glpk.h>

struct mlg_engine {
    glp_prob *program;
    uint64_t environment;
    int *index; /* [capacity]: a row on its way into GLPK, from 1 */
    double *value;
    size_t index_capacity, value_capacity;
};

/* Calls use(program), which may call GLPK and allocates nothing of its own; what GLPK refuses is
 * MLG_INTERNAL. */
enum mlg_status mlg_engine_use(struct mlg_engine *engine,
                               void (*use)(glp_prob *program, void *context), void *context,
                               struct mlg_error *err);

#endif
