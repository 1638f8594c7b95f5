/* The stages of a siting problem: how each goal is reached under all that is to be kept. */
#ifndef MLG_SOLVER_SITING_SITING_STAGES_H
#define MLG_SOLVER_SITING_SITING_STAGES_H

#include "solver/control.h"
#include "solver/siting/siting_program.h"

struct mlg_siting_result {
    bool infeasible;     /* proven: there is no plan */
    int64_t loss, bound; /* loss of the plan, where one was found */
    struct mlg_reduction_counts reduced;
};

/* Mistakes in the problem: MLG_BAD_SCENARIO. */
enum mlg_status mlg_siting_check(const struct mlg_siting *problem, struct mlg_error *err);

/* A shortest time means that those who count have a site at all, from the first stage on. */
void mlg_siting_keep_served(const struct mlg_siting *problem, struct mlg_siting_wish *wish);

/* Whether open [n_sites] keeps to the rules and to the earlier stages, counted exactly; places at
 * sites of limited capacity are not looked at. O(entries). */
enum mlg_status mlg_siting_keeps(const struct mlg_siting *problem,
                                 const struct mlg_siting_wish *wish, const bool *open, bool *keeps,
                                 struct mlg_error *err);

/* Opens more preferred sites in a plan without capacities that keeps to the wish, as it then still
 * does; n_goals: of the earlier stages. */
enum mlg_status mlg_siting_prefer(const struct mlg_siting *problem, size_t n_goals,
                                  const struct mlg_siting_wish *wish,
                                  const struct mlg_control *control, struct mlg_siting_plan *plan,
                                  struct mlg_error *err);

/* The goal by one program. plan: on entry the start, if found, which keeps to the wish. */
enum mlg_status mlg_siting_minimise(const struct mlg_siting *problem,
                                    const struct mlg_siting_wish *wish,
                                    const struct mlg_control *control, struct mlg_siting_plan *plan,
                                    struct mlg_siting_result *result, struct mlg_error *err);

/* MLG_GOAL_SHORTEST_TIME: bisection over the times that occur, each tried by a program (Minieka
 * 1970, doi 10.1137/1012016). */
enum mlg_status mlg_siting_center(const struct mlg_siting *problem,
                                  const struct mlg_siting_wish *wish,
                                  const struct mlg_control *control, struct mlg_siting_plan *plan,
                                  struct mlg_siting_result *result, struct mlg_error *err);

/* In which phase each new site opens; phase [n_new]. */
enum mlg_status mlg_siting_order(const struct mlg_siting *problem,
                                 const struct mlg_control *control,
                                 struct mlg_siting_solution *solution, struct mlg_error *err);

#endif
