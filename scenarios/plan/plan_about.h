/* Lines of the metadata that go with the layers of a plan. */
#ifndef MLG_SCENARIOS_PLAN_PLAN_ABOUT_H
#define MLG_SCENARIOS_PLAN_PLAN_ABOUT_H

#include "scenarios/plan/plan.h"

/* "20 min, car, to_site; times are known up to 30 min"; caller frees, NULL = no memory. */
char *mlg_plan_about_limit(const struct mlg_plan *plan);
/* What the plan reaches of a goal and what is proven, in a sentence; caller frees. */
char *mlg_plan_about_goal(const struct mlg_plan *plan, size_t goal);

#endif
