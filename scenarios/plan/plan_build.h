/* The plan of an outcome. */
#ifndef MLG_SCENARIOS_PLAN_PLAN_BUILD_H
#define MLG_SCENARIOS_PLAN_PLAN_BUILD_H

#include "scenarios/plan/plan.h"
#include "scenarios/run/outcome.h"

enum mlg_status mlg_plan_build(const struct mlg_outcome *outcome, struct mlg_plan **plan,
                               struct mlg_error *err);

#endif
