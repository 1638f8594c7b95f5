/* What happens in the process that solves, and what it tells the one that measures. */
#ifndef MLG_BENCH_SOLVER_CHILD_H
#define MLG_BENCH_SOLVER_CHILD_H

#include "bench/solver_run.h"

#include <stdio.h>

struct mlg_bench_job {
    const struct mlg_bench_problem *problem;
    const struct mlg_bench_limits *limits;
    enum mlg_bench_solver solver;
    uint64_t seed;
};

struct mlg_bench_answer {
    enum mlg_status status;
    struct mlg_error error;
    double value, bound;
    bool proven;
    struct mlg_effort effort;
};

struct mlg_bench_message {
    bool is_answer;
    struct mlg_bench_point point;
    struct mlg_bench_answer answer;
};

/* Solves and writes messages, the last of which is the answer; context: a job. */
void mlg_bench_child(void *context, FILE *output);

#endif
