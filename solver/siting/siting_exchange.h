/* Other plans that are about as good as one that is known: sites change places one for one as long
 * as every rule is obeyed, no earlier goal is worse, and the last one is worse by a share at most.
 * Sites that were in the plans found before go first, so that the plans differ as much as the
 * exchanges can make them (a tabu by frequency: Glover, Laguna 1997,
 * doi 10.1007/978-1-4615-6089-0).
 */
#ifndef MLG_SOLVER_SITING_SITING_EXCHANGE_H
#define MLG_SOLVER_SITING_SITING_EXCHANGE_H

#include "solver/siting/siting.h"

struct mlg_exchange_options {
    uint32_t count;  /* plans to look for */
    uint32_t differ; /* in at least so many new sites from each other and from the given one */
    double within;   /* the share by which the last goal may be worse */
    double time_s;
    uint64_t seed;
};

/* One more plan. */
struct mlg_exchanged {
    bool *open;          /* [n_sites] */
    uint32_t *taken_for; /* [n_sites]: the site of the given plan whose place a new one took;
                            UINT32_MAX elsewhere */
};

struct mlg_exchange {
    uint32_t n; /* at most count */
    struct mlg_exchanged *plan;
    bool *only_place; /* [n_sites]: of the given plan, new, and some demand has no other site within
                         its limit at all */
};

/* open [n_sites]: a plan that obeys all rules. MLG_BAD_SCENARIO: with capacities, which exchanges
 * cannot count. O(count x new sites x entries) at most. */
enum mlg_status mlg_siting_exchange(const struct mlg_siting *problem, const bool *open,
                                    const struct mlg_exchange_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_exchange **exchange, struct mlg_error *err);
void mlg_siting_exchange_destroy(struct mlg_exchange *exchange);

/* The solution that a plan is. bound [n_goals]: what no plan beats, of each goal. */
enum mlg_status
mlg_siting_solution_of(const struct mlg_siting *problem, const bool *open, const int64_t *bound,
                       const struct mlg_solve_options *options, const struct mlg_monitor *monitor,
                       struct mlg_siting_solution **solution, struct mlg_error *err);

#endif
