/* What the value of a goal is counted in. */
#ifndef MLG_SCENARIOS_PLAN_GOAL_UNIT_H
#define MLG_SCENARIOS_PLAN_GOAL_UNIT_H

#include "scenarios/language/rules.h"

struct mlg_goal_unit {
    const char *name; /* in plans: "sites", "residents", "seconds", … */
    int64_t scale;    /* of the solver's whole numbers to one unit */
    bool more;        /* the more the better */
};

struct mlg_goal_unit mlg_goal_unit(const struct mlg_scenario_goal *goal);
/* Is the first value better than the second? */
bool mlg_goal_better(const struct mlg_scenario_goal *goal, int64_t value, int64_t other);

#endif
