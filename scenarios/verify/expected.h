/* The plan that a verification expects: everything that a plan claims and that can be recomputed,
 * from a recount. What cannot (bounds, the solver's own figures) is taken from the claim after it
 * was found consistent. Compared with the claim value by value (scenarios/verify/differences.h).
 */
#ifndef MLG_SCENARIOS_VERIFY_EXPECTED_H
#define MLG_SCENARIOS_VERIFY_EXPECTED_H

#include "scenarios/verify/differences.h"
#include "scenarios/verify/recount.h"

#include <jansson.h>

/* All return a new reference, or NULL where memory is short. */
/* phases: as claimed, from which new sites have their years */
json_t *mlg_expected_sites(const struct mlg_recount *recount, const json_t *phases);
json_t *mlg_expected_totals(const struct mlg_recount *recount);
/* Of a tally: its residents and sites; the distribution of its times. */
json_t *mlg_expected_state(const struct mlg_tally *tally, size_t n_sites);
json_t *mlg_expected_distribution(const struct mlg_recount *recount, const struct mlg_tally *tally);
json_t *mlg_expected_times(const struct mlg_recount *recount);
json_t *mlg_expected_uncovered(const struct mlg_recount *recount);
json_t *mlg_expected_off_network(const struct mlg_recount *recount);

/* Why a search ended, as claimed where that may be so: what is proven ended so, nothing else did.
 */
const char *mlg_expected_ended(bool proven, const json_t *claimed);

/* The goals: values recomputed; a bound on the wrong side, or demand that the first goal should
 * have met, are differences of their own. */
json_t *mlg_expected_goals(const struct mlg_recount *recount, const json_t *claimed,
                           struct mlg_differences *differences);

/* Each rule, what it asks for and what the plan has; one that is not met is a difference. */
json_t *mlg_expected_rules(const struct mlg_recount *recount, struct mlg_differences *differences);
/* The years with the sites that the plan opens in each. */
json_t *mlg_expected_phases(const struct mlg_recount *recount, const json_t *claimed,
                            struct mlg_differences *differences);

/* What the plan comes to under each condition; [] where the scenario has none. */
json_t *mlg_expected_conditions(const struct mlg_recount *recount, const json_t *claimed);

/* The whole plan. */
json_t *mlg_expected_plan(const struct mlg_recount *recount, const json_t *claimed,
                          struct mlg_differences *differences);

#endif
