/* The solver's answers against enumeration, and against those of GLPK on the unreduced model. */
#ifndef MLG_TESTS_SITING_COMPARE_H
#define MLG_TESTS_SITING_COMPARE_H

#include "tests/solver/sitings.h"

extern const char *const siting_goal_name[N_KINDS];

struct siting_difference {
    char why[256];
};

struct mlg_siting_goal siting_random_goal(struct mlg_random *random, enum mlg_goal_kind kind);
/* Each rule in one case of four; groups of demands with capacities are beyond the oracle. */
unsigned siting_random_rules(struct mlg_random *random);

/* Whether values, bounds and the plan are those of enumeration; false: says why. plain: what GLPK
 * finds on the unreduced model. */
bool siting_equals_enumeration(const struct siting_case *made, bool plain,
                               struct siting_difference *difference);

/* The same against GLPK on the unreduced model, each within time_s. What was not proven must lie
 * within the other's bounds. proven: how many stages both proved. */
bool siting_equals_plain(const struct siting_case *made, double time_s, size_t *proven,
                         struct siting_difference *difference);

#endif
