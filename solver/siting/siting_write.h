/* The program of a siting problem's first goal, under all its rules, as a file for any other
 * solver.
 */
#ifndef MLG_SOLVER_SITING_SITING_WRITE_H
#define MLG_SOLVER_SITING_SITING_WRITE_H

#include "solver/covering/engine.h"
#include "solver/siting/siting.h"

struct mlg_siting_listing {
    bool lp;                   /* CPLEX LP; otherwise free MPS */
    const char *const *site;   /* [n_sites]: ids; characters that the formats lack become '_' */
    const char *const *demand; /* [n_demands] */
    int64_t unit;              /* of the goal's whole numbers, to one unit of the objective */
};

struct mlg_siting_listed {
    struct mlg_engine_size size;
    const char *objective; /* its name, which says what is to be made small */
    bool is_gain;          /* the goal's value is constant - objective, otherwise constant + it */
    double constant;
};

/* Writes to `path`, whatever is there. Columns: open_SITE and keep_SITE (1 = a candidate is new, an
 * existing site stays), uncovered_DEMAND (no site within the limit), late_DEMAND, rung_N (no site
 * within shorter times), second_N, placed_DEMAND_SITE, unplaced_DEMAND; rows: demand_DEMAND, rung_N
 * and rule_N. Demands that the same sites cover share a row, named after the first. Rows that
 * others imply are left out. MLG_BAD_SCENARIO: the goal is MLG_GOAL_SHORTEST_TIME, which no single
 * program finds, or no row is left; MLG_INFEASIBLE: a rule contradicts itself. */
enum mlg_status mlg_siting_write(const struct mlg_siting *problem,
                                 const struct mlg_siting_listing *listing, const char *path,
                                 struct mlg_siting_listed *listed, struct mlg_error *err);

#endif
