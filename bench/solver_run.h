/* One run of a solver on a problem, in a process of its own and on one thread: what it found, what
 * it proved, when, and what that took.
 */
#ifndef MLG_BENCH_SOLVER_RUN_H
#define MLG_BENCH_SOLVER_RUN_H

#include "bench/solver_problem.h"

enum mlg_bench_solver {
    MLG_BENCH_OURS,
    MLG_BENCH_NO_CUTS,       /* ours without half-sum cuts; of programs GLPK without cuts */
    MLG_BENCH_NO_HEURISTICS, /* ours with nothing but a greedy cover to begin with; without pump */
    MLG_BENCH_NO_PRESOLVE,   /* ours on the unreduced instance; GLPK without its presolver */
    MLG_BENCH_PLAIN,         /* GLPK on the unreduced model, without any of these */
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

struct mlg_bench_limits {
    double time_s;         /* of the processor, but for programs that only know the clock */
    uint64_t memory_bytes; /* address space of the process; 0 = none */
};

/* What was known at a time; value NAN = nothing found yet, bound NAN = none yet. */
struct mlg_bench_point {
    double cpu_s, value, bound;
};

enum mlg_bench_end {
    MLG_BENCH_PROVEN,
    MLG_BENCH_TIME,       /* the time limit, or what the method can do was done */
    MLG_BENCH_MEMORY,     /* the memory limit */
    MLG_BENCH_INFEASIBLE, /* proven */
    MLG_BENCH_FAILED,     /* the process ended otherwise */
};
const char *mlg_bench_end_name(enum mlg_bench_end end);

struct mlg_bench_run {
    enum mlg_bench_solver solver;
    uint64_t seed; /* of ours */
    /* the result */
    enum mlg_bench_end end;
    double value, bound;    /* NAN = none */
    double first_s, best_s; /* until a solution and the best were found: CPU; NAN = unknown */
    double cpu_s;           /* until the end; of programs with the reading of the model */
    uint64_t nodes, cuts;   /* of ours */
    uint64_t peak_bytes;    /* resident */
    struct mlg_bench_point *point; /* [n_points]: what it knew when, if it tells; to be freed */
    size_t n_points, capacity;
};
void mlg_bench_run_finish(struct mlg_bench_run *run);

/* Runs run->solver from run->seed and fills in the result. A run that ends at a limit, or fails, is
 * a result; MLG_USAGE: the solver does not take such a problem. */
enum mlg_status mlg_bench_run(const struct mlg_bench_problem *problem,
                              const struct mlg_bench_limits *limits, struct mlg_bench_run *run,
                              struct mlg_error *err);

/* The same by a program on PATH; bench/solver_peers.c. */
enum mlg_status mlg_bench_run_peer(const struct mlg_bench_problem *problem,
                                   const struct mlg_bench_limits *limits, struct mlg_bench_run *run,
                                   struct mlg_error *err);

/* Notes what is known at a time, where it is new. MLG_NO_MEMORY. */
enum mlg_status mlg_bench_keep_point(struct mlg_bench_run *run, struct mlg_bench_point point,
                                     struct mlg_error *err);
/* Fills in first_s and best_s from the points, after dropping those better than the result. */
void mlg_bench_time_points(struct mlg_bench_run *run, bool more_is_better);

#endif
