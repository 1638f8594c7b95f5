/* One run of a solver on a covering instance, in a process of its own and on one thread: what it
 * found, what it proved and what that took.
 */
#ifndef MLG_BENCH_SOLVER_RUN_H
#define MLG_BENCH_SOLVER_RUN_H

#include "base/status.h"
#include "solver/instance.h"

#include <stdbool.h>
#include <stdint.h>

enum mlg_bench_solver {
    MLG_BENCH_OURS,
    MLG_BENCH_NO_CUTS,       /* ours without half-sum cuts */
    MLG_BENCH_NO_HEURISTICS, /* ours with nothing but a greedy cover to begin with */
    MLG_BENCH_PLAIN,         /* GLPK on the unreduced model, through our library */
    MLG_BENCH_GLPSOL,        /* from here on: programs on PATH, fed with the same model */
    MLG_BENCH_CBC,
    MLG_BENCH_HIGHS,
    MLG_BENCH_SCIP,
    MLG_BENCH_N_SOLVERS
};

const char *mlg_bench_solver_name(enum mlg_bench_solver solver);
/* MLG_USAGE: no such solver (the hint lists them), or its program is not on PATH. */
enum mlg_status mlg_bench_solver_find(const char *name, enum mlg_bench_solver *solver,
                                      struct mlg_error *err);

struct mlg_bench_run {
    enum mlg_bench_solver solver;
    uint64_t seed; /* of ours */
    /* the result; all zero where the process ended without one */
    bool found; /* value is set */
    int64_t value, bound;
    bool proven;
    double best_s;        /* until the value was found: CPU; -1 = not known (other programs) */
    double cpu_s;         /* until the end; for other programs with the reading of the model */
    uint64_t nodes, cuts; /* of ours */
    uint64_t peak_bytes;
};

/* Runs run->solver from run->seed and fills in the result. time_s is of the
 * processor, but for those of the programs that only know the clock. */
enum mlg_status mlg_bench_run(const struct mlg_instance *instance, double time_s,
                              struct mlg_bench_run *run, struct mlg_error *err);

/* The same by a program on PATH; bench/solver_peers.c. */
enum mlg_status mlg_bench_run_peer(const struct mlg_instance *instance, double time_s,
                                   struct mlg_bench_run *run, struct mlg_error *err);

#endif
