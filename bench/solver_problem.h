/* Problems for benchmarks of solvers, from files of several kinds. */
#ifndef MLG_BENCH_SOLVER_PROBLEM_H
#define MLG_BENCH_SOLVER_PROBLEM_H

#include "base/monitor.h"
#include "solver/covering/engine_file.h"
#include "solver/instance.h"
#include "solver/siting/siting.h"

#include <stdbool.h>
#include <stdint.h>

struct mlg_asked;
struct mlg_reach;

enum mlg_bench_kind {
    MLG_BENCH_COVERING, /* instance, goal, max_sites */
    MLG_BENCH_SITING,   /* siting, of which the first goal counts */
    MLG_BENCH_PROGRAM,  /* engine: any integer program */
};

struct mlg_bench_problem {
    enum mlg_bench_kind kind;
    enum mlg_goal_kind goal; /* of a program: MLG_GOAL_FEWEST_SITES, and no meaning */
    const char *known_as;    /* the problem of its line in a table of known optima */
    bool more_is_better;
    bool integral; /* the objective of every solution is a whole number */
    uint32_t n_rows, n_cols;
    struct mlg_instance *instance;
    uint32_t max_sites; /* UINT32_MAX = no limit */
    const struct mlg_siting *siting;
    struct mlg_engine *engine;
    /* what siting points to */
    struct mlg_asked *asked;
    struct mlg_bench_places *places;
};

/* What a word names:
 *   SCENARIO.yaml             the first goal under all its rules
 *   MATRIX.mtt@MINUTES        every site a candidate, every cell that one reaches a row
 *   FOLDER@MINUTES            a frozen region (bench/region_instance.c); @MINUTES:scratch
 *                             leaves its existing sites out
 *   MODEL.mps, MODEL.lp       any integer program; a covering is recognised as one. Also .gz
 *   any other file            OR-Library: set covering, by rows or by columns ("rail"), or p-median
 * and behind it what is asked for: ":fewest" (of a covering, the default), ":most=N" (rows that N
 * sites cover), ":median" (the default of p-median files) and ":center", of p-median files and
 * matrices, with "=N" sites instead of those that the file says. MLG_USAGE names a mistake. */
enum mlg_status mlg_bench_problem_read(const char *word, const char *cache_folder,
                                       const struct mlg_monitor *monitor,
                                       struct mlg_bench_problem **problem, struct mlg_error *err);
void mlg_bench_problem_destroy(struct mlg_bench_problem *problem);

/* The problem as a CPLEX LP file that is to be minimised (or, of a program, as it says); its
 * objective is what the problem counts times *scale plus *constant. Center: the radius formulation
 * (Elloumi, Labbe, Pochet 2004, doi 10.1287/ijoc.1030.0028). MLG_USAGE: there is no single program.
 */
enum mlg_status mlg_bench_problem_write(const struct mlg_bench_problem *problem, const char *path,
                                        double *scale, double *constant, struct mlg_error *err);

#endif
