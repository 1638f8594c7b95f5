/* The integer program of a siting problem: its variables, its rows by rule, and how it is solved.
 *
 *   x  a site is open                               binary
 *   y  no site up to a node of the ladders is open  in [0, 1], integral where the x are
 *   b  a demand lacks a second site                 one for each set of sites within the limit
 *   f  residents of a demand placed at a site       with capacities only; u those without a place
 */
#ifndef MLG_SOLVER_SITING_SITING_PROGRAM_H
#define MLG_SOLVER_SITING_SITING_PROGRAM_H

#include "solver/control.h"
#include "solver/covering/engine.h"
#include "solver/siting/siting_count.h"
#include "solver/siting/siting_ladder.h"

/* What the stages so far have reached, and what the program is to ask for. */
struct mlg_siting_wish {
    const struct mlg_siting_goal *goal; /* the loss to minimise; NULL = any solution */
    bool kept[MLG_N_GOALS];             /* losses of at most most[kind] */
    int64_t most[MLG_N_GOALS];          /* of MLG_GOAL_SHORTEST_TIME: the time to keep to */
    struct mlg_share within;            /* for whom that time is */
};

/* A plan on its way through the stages. */
struct mlg_siting_plan {
    bool found;
    bool *open;     /* [n_sites] */
    double *placed; /* [entries of the reach]: thousandths of residents; NULL without capacities */
};

struct mlg_program {
    const struct mlg_siting *problem;
    struct mlg_siting_wish wish;
    struct mlg_ladder ladder;
    struct mlg_ladder backup; /* sets of sites within the limit, fixed ones included */
    uint32_t *site_var;       /* [n_sites]; UINT32_MAX = no variable */
    uint32_t *var_site;       /* [n_x] */
    uint32_t n_x, first_y, first_b, first_u, first_f, n_vars;
    uint32_t *place_var;  /* [entries]; UINT32_MAX = nobody is placed so; NULL = no capacities */
    uint64_t *site_first; /* [n_sites + 1]: with capacities, */
    uint64_t *site_entry; /* the entries by which somebody may be placed at a site */
    double people;        /* thousandths of residents in one unit of f and u */
    double *upper;        /* [n_vars] */
    bool *implied;        /* [nodes of the ladder]: others see to it that it is not closed */
    double *objective;    /* [n_vars] */
    bool *integer;        /* [n_vars] */
    struct mlg_engine *engine;
    uint64_t n_rows, n_entries;
    uint32_t
        *node_row; /* [nodes of the ladder]: the row that closes it; UINT32_MAX = it has none */
    bool contradiction; /* a row without variables is violated */
    double scale, base; /* loss = base + scale x objective */
    /* the row being written */
    double *coefficient; /* [n_vars] */
    double *value;       /* [n_vars]: its terms without gaps */
    bool *in_row;        /* [n_vars] */
    uint32_t *row_var, n_row_vars;
    double constant;
};

enum mlg_status mlg_program_init(struct mlg_program *program, const struct mlg_siting *problem,
                                 const struct mlg_siting_wish *wish, struct mlg_error *err);
void mlg_program_finish(struct mlg_program *program);

struct mlg_program_answer {
    bool infeasible; /* proven */
    bool improved;   /* the plan is a new one */
    int64_t loss;    /* of the plan, where there is one and a goal */
    int64_t bound;   /* no plan loses less; INT64_MIN = unknown */
};

/* plan: on entry the start, if found; on return the best one. */
enum mlg_status mlg_program_solve(struct mlg_program *program, const struct mlg_control *control,
                                  struct mlg_siting_plan *plan, struct mlg_program_answer *answer,
                                  struct mlg_error *err);

/* Writing rows: terms add up; what is no variable counts as the constant that it is. */
void mlg_row_add(struct mlg_program *program, uint32_t var, double coefficient);
void mlg_row_site(struct mlg_program *program, uint32_t site, double coefficient);
void mlg_row_node(struct mlg_program *program, uint32_t node, double coefficient);
/* lower <= terms <= upper. */
enum mlg_status mlg_row_end(struct mlg_program *program, double lower, double upper,
                            struct mlg_error *err);
/* The terms become the objective. */
void mlg_row_objective(struct mlg_program *program);
/* Terms of the loss of a goal (not of MLG_GOAL_SHORTEST_TIME). */
void mlg_row_loss(struct mlg_program *program, enum mlg_goal_kind kind);

/* Which times matter to a wish. */
struct mlg_ladder_needs mlg_siting_needs(const struct mlg_siting *problem,
                                         const struct mlg_siting_wish *wish);
/* The rows of all rules. */
enum mlg_status mlg_rules_of_sites(struct mlg_program *program, struct mlg_error *err);
enum mlg_status mlg_rules_of_demands(struct mlg_program *program, struct mlg_error *err);
enum mlg_status mlg_rules_of_places(struct mlg_program *program, struct mlg_error *err);
/* Upper bounds of 0 for what must be covered, or is out of reach; before the columns are made. */
void mlg_rules_fix(struct mlg_program *program);
/* Which of these bounds follow from others. */
enum mlg_status mlg_rules_imply(struct mlg_program *program, struct mlg_error *err);

#endif
