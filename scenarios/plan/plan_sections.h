/* The sections of a plan, made from an outcome: for plan_build.c. Each returns a new reference, or
 * NULL where memory is short.
 */
#ifndef MLG_SCENARIOS_PLAN_PLAN_SECTIONS_H
#define MLG_SCENARIOS_PLAN_PLAN_SECTIONS_H

#include "scenarios/run/outcome.h"

#include <jansson.h>

/* Residents whom any site that may be open reaches within the bound. */
int64_t mlg_outcome_reachable(const struct mlg_outcome *outcome);

json_t *mlg_plan_inputs(const struct mlg_outcome *outcome);
json_t *mlg_plan_goals(const struct mlg_outcome *outcome);
json_t *mlg_plan_rules(const struct mlg_outcome *outcome);
/* null without phases */
json_t *mlg_plan_phases(const struct mlg_outcome *outcome);
json_t *mlg_plan_problem(const struct mlg_outcome *outcome);
json_t *mlg_plan_sites(const struct mlg_outcome *outcome);
json_t *mlg_plan_totals(const struct mlg_outcome *outcome);
json_t *mlg_plan_times(const struct mlg_outcome *outcome);
/* Under each condition of the scenario, then as usual; [] where it has none. */
json_t *mlg_plan_conditions(const struct mlg_outcome *outcome);
/* Of a coverage: its residents and sites; the distribution of its times. */
json_t *mlg_plan_state(const struct mlg_tables *tables, const struct mlg_coverage *coverage,
                       size_t n_sites);
json_t *mlg_plan_distribution(const struct mlg_tables *tables, const struct mlg_coverage *coverage,
                              uint32_t bound_ds);
json_t *mlg_plan_uncovered(const struct mlg_outcome *outcome);
json_t *mlg_plan_off_network(const struct mlg_outcome *outcome);

#endif
