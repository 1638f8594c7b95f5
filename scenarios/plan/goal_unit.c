#include "scenarios/plan/goal_unit.h"

#include <string.h>

struct mlg_goal_unit mlg_goal_unit(const struct mlg_scenario_goal *goal)
{
    static const struct mlg_goal_unit units[] = {
        [MLG_GOAL_FEWEST_SITES] = {"sites", 1, false},
        [MLG_GOAL_MOST_RESIDENTS] = {"residents", 1000, true},
        [MLG_GOAL_SHORTEST_TIME] = {"seconds", 10, false},
        [MLG_GOAL_SHORTEST_MEAN] = {"resident_seconds", 10000, false},
        [MLG_GOAL_MOST_BACKUP] = {"residents", 1000, true},
        [MLG_GOAL_FEWEST_CHANGES] = {"changes", 1, false},
        [MLG_GOAL_MOST_PREFERRED] = {"sites", 1, true},
    };
    if (strcmp(goal->name, "least_cost") == 0)
        return (struct mlg_goal_unit){"cost", 1000, false};
    return units[goal->kind];
}

bool mlg_goal_better(const struct mlg_scenario_goal *goal, int64_t value, int64_t other)
{
    return mlg_goal_unit(goal).more ? value > other : value < other;
}
