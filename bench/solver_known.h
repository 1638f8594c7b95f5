/* Known optima, and what contradicts them. */
#ifndef MLG_BENCH_SOLVER_KNOWN_H
#define MLG_BENCH_SOLVER_KNOWN_H

#include "bench/solver_run.h"

/* The least and the most that the optimum of an instance can be. */
struct mlg_known {
    double at_least, at_most; /* -INFINITY and INFINITY = unknown */
};

/* Nothing is known yet. */
struct mlg_known mlg_known_nothing(void);
/* From a CSV file with the columns file, problem, rows, columns, best_known, proven (yes or no):
 * the line for the problem's kind ("set covering", "p-median", …) whose file is the end of the word
 * (without its goal); no such line: nothing is known. */
enum mlg_status mlg_known_read(const char *path, const char *word,
                               const struct mlg_bench_problem *problem, struct mlg_known *known,
                               struct mlg_error *err);
/* Holds a run against what is known and adds what it proved, so that runs are held against each
 * other. MLG_INTERNAL says what is wrong. */
enum mlg_status mlg_known_check(struct mlg_known *known, const struct mlg_bench_run *run,
                                bool more_is_better, const char *word, struct mlg_error *err);

#endif
