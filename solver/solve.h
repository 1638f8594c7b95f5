/* Solving: a list of goals in order of importance on a covering instance. Each stage keeps what the
 * earlier ones reached. The way through the room: instance -> reduce -> incumbent -> model ->
 * solution.
 */
#ifndef MLG_SOLVER_SOLVE_H
#define MLG_SOLVER_SOLVE_H

#include "base/monitor.h"
#include "base/status.h"
#include "solver/control.h"
#include "solver/instance.h"

#include <stdbool.h>
#include <stdint.h>

/* What a stage is after, and the units of its value. mlg_solve takes the first two only;
 * mlg_siting_solve (siting.h) takes them all. */
enum mlg_goal_kind {
    MLG_GOAL_FEWEST_SITES, /* every row that has a column is covered; minimise the cost of sites */
    MLG_GOAL_MOST_RESIDENTS, /* maximise the weight of covered rows with at most max_sites sites */
    MLG_GOAL_SHORTEST_TIME,  /* minimise the longest time to the nearest site: deciseconds */
    MLG_GOAL_SHORTEST_MEAN,  /* minimise the sum of weight x time: milli-resident-deciseconds */
    MLG_GOAL_MOST_BACKUP,    /* maximise the weight with two sites within the limit */
    MLG_GOAL_FEWEST_CHANGES, /* minimise the cost of changes from a given plan */
    MLG_GOAL_MOST_PREFERRED, /* maximise the number of new sites that are preferred */
};

struct mlg_goal {
    enum mlg_goal_kind kind;
};

struct mlg_problem {
    const struct mlg_instance *instance;
    const struct mlg_goal *goals; /* [n_goals], most important first */
    size_t n_goals;
    uint32_t max_sites; /* at most so many columns are chosen; UINT32_MAX = no limit */
};

struct mlg_solve_options {
    double time_s; /* for all stages together; a user's limit, so not deterministic when it binds */
    double gap;    /* relative gap at which a stage is good enough; 0 = prove */
    int threads;   /* 0 = all; the result does not depend on it */
    uint64_t seed;
    bool presolve; /* false: plain GLPK on the unreduced model, the oracle and the base line */
    bool no_cuts, no_heuristics, no_reductions; /* to measure what they contribute */
    const struct mlg_observer *observer;        /* may be NULL */
    bool certify;             /* record certificates of the bounds where that is possible */
    const uint32_t *row_name; /* [instance->n_rows]: how certificates call the rows, each below
                                 2^31; NULL = by their numbers */
};

/* The control of a search with these options that begins now. */
struct mlg_control mlg_solve_control(const struct mlg_solve_options *options,
                                     const struct mlg_monitor *monitor);

struct mlg_stage {
    enum mlg_goal_kind kind;
    int64_t value; /* of the solution: sites (cost), or thousandths of residents newly covered */
    int64_t bound; /* no solution that keeps the earlier stages is better than this */
    bool proven;   /* value == bound */
    double gap;    /* |value - bound| / max(1, |value|) */
    double seconds;
    const char *ended; /* "proven", "gap reached", "time limit", "interrupted", or "work limit": all
                        * that this version can do was done before the time was over */
    char *certificate; /* of the bound, for mlg_check_proof: solver/certificate/README.md describes
                        * it; NULL = it was computed in floating point, or nobody asked */
    size_t certificate_length;
};

struct mlg_solution {
    uint32_t n_chosen;
    uint32_t *chosen; /* columns, increasing */
    size_t n_stages;
    struct mlg_stage *stages;
    struct mlg_effort effort;
    /* what the reductions left of the first stage's instance, for the report */
    struct mlg_reduction_counts {
        uint32_t rows, cols;
        uint64_t entries;
        uint32_t merged_rows, dominated_rows, dominated_cols, forced_cols, components;
    } reduced;
};

/* Every row of the instance must have a column for MLG_GOAL_FEWEST_SITES to be feasible: the caller
 * lists the others and leaves them out; otherwise MLG_INFEASIBLE, as when max_sites is too small
 * and that is proven. Stopped without any solution: MLG_STOPPED. */
enum mlg_status mlg_solve(const struct mlg_problem *problem,
                          const struct mlg_solve_options *options,
                          const struct mlg_monitor *monitor, struct mlg_solution **solution,
                          struct mlg_error *err);
void mlg_solution_destroy(struct mlg_solution *solution);

#endif
