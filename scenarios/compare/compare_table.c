#include "scenarios/compare/compare_table.h"

#include "scenarios/plan/plan_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MAX_PLANS = 64 };

static const struct {
    const char *key, *measure, *unit;
} figures[] = {
    {"residents", "residents", "residents"},
    {"mean_min", "mean time", "min"},
    {"median_min", "median time", "min"},
    {"p95_min", "95th percentile", "min"},
    {"max_min", "longest time", "min"},
    {"gini", "Gini of the times", ""},
    {"palma", "Palma of the times", ""},
    {"second_site_percent", "second site in the limit", "%"},
};

struct walk {
    const char *group;
    const json_t *const *times; /* [n] */
    size_t n;
    int (*each)(void *context, const struct mlg_compare_row *row);
    void *context;
};

static int tell(const struct walk *walk, const char *measure, const char *unit,
                const json_t *const *value)
{
    const struct mlg_compare_row row = {walk->group, measure, unit, value, walk->n};
    return walk->each(walk->context, &row);
}

static int walk_figures(const struct walk *walk)
{
    const json_t *value[MAX_PLANS];
    int result = 0;
    for (size_t f = 0; f < sizeof figures / sizeof *figures && result == 0; f++) {
        for (size_t k = 0; k < walk->n; k++)
            value[k] = json_object_get(walk->times[k], figures[f].key);
        result = tell(walk, figures[f].measure, figures[f].unit, value);
    }
    return result;
}

static int walk_steps(const struct walk *walk)
{
    const json_t *value[MAX_PLANS], *steps = json_object_get(walk->times[0], "within");
    int result = 0;
    for (size_t i = 0; i < json_array_size(steps) && result == 0; i++) {
        char measure[48];
        double minutes = json_number_value(json_object_get(json_array_get(steps, i), "minutes"));
        snprintf(measure, sizeof measure, "within %g min", minutes);
        for (size_t k = 0; k < walk->n; k++)
            value[k] = json_object_get(json_array_get(json_object_get(walk->times[k], "within"), i),
                                       "percent");
        result = tell(walk, measure, "%", value);
    }
    return result;
}

static int walk_times(const struct walk *walk)
{
    int result = walk_steps(walk);
    return result ? result : walk_figures(walk);
}

int mlg_compare_rows(const json_t *document,
                     int (*each)(void *context, const struct mlg_compare_row *row), void *context)
{
    const json_t *plans = json_object_get(document, "plans"),
                 *groups = json_object_get(document, "groups"), *times[MAX_PLANS];
    struct walk walk = {"", times, json_array_size(plans), each, context};
    walk.n = walk.n < MAX_PLANS ? walk.n : MAX_PLANS;
    for (size_t k = 0; k < walk.n; k++)
        times[k] = json_object_get(json_array_get(plans, k), "times");
    int result = walk_times(&walk);
    for (size_t g = 0; g < json_array_size(groups) && result == 0; g++) {
        const json_t *group = json_array_get(groups, g);
        walk.group = json_string_value(json_object_get(group, "group"));
        walk.group = *walk.group ? walk.group : "(none)";
        for (size_t k = 0; k < walk.n; k++)
            times[k] = json_array_get(json_object_get(group, "plans"), k);
        result = walk_times(&walk);
    }
    return result;
}

/* The goal of that name among the plan's; NULL = none. */
static const json_t *goal_of(const json_t *plan, const char *name)
{
    const json_t *goals = json_object_get(plan, "goals");
    for (size_t g = 0; g < json_array_size(goals); g++)
        if (strcmp(mlg_json_text(json_array_get(goals, g), "goal"), name) == 0)
            return json_array_get(goals, g);
    return NULL;
}

static int tell_goal(const struct walk *walk, const json_t *plans, const json_t *goal)
{
    static const char *const keys[][2] = {{"value", "value_min"}, {"bound", "bound_min"}};
    bool minutes = json_is_number(json_object_get(goal, "value_min"));
    const char *name = mlg_json_text(goal, "goal");
    const json_t *value[MAX_PLANS];
    int result = 0;
    for (size_t i = 0; i < 2 && result == 0; i++) {
        char measure[64];
        snprintf(measure, sizeof measure, "%s: %s", name, keys[i][0]);
        for (size_t k = 0; k < walk->n; k++)
            value[k] = json_object_get(goal_of(json_array_get(plans, k), name), keys[i][minutes]);
        result = tell(walk, measure, minutes ? "min" : mlg_json_text(goal, "unit"), value);
    }
    return result;
}

/* Each goal once, in the order of the plans. */
static int walk_goals(const struct walk *walk, const json_t *plans)
{
    int result = 0;
    for (size_t k = 0; k < walk->n && result == 0; k++) {
        const json_t *goals = json_object_get(json_array_get(plans, k), "goals");
        for (size_t g = 0; g < json_array_size(goals) && result == 0; g++) {
            const json_t *goal = json_array_get(goals, g);
            bool told = false;
            for (size_t before = 0; before < k; before++)
                told |= goal_of(json_array_get(plans, before), mlg_json_text(goal, "goal")) != NULL;
            if (!told)
                result = tell_goal(walk, plans, goal);
        }
    }
    return result;
}

int mlg_compare_plan_rows(const json_t *document,
                          int (*each)(void *context, const struct mlg_compare_row *row),
                          void *context)
{
    static const char *const wholes[][4] = {
        {"", "existing_sites", "existing sites", "sites"},
        {"", "new_sites", "new sites", "sites"},
        {"totals", "covered", "served", "residents"},
        {"totals", "not_covered", "not served", "residents"},
        {"", "cost", "cost", ""},
    };
    const json_t *plans = json_object_get(document, "plans"), *value[MAX_PLANS];
    struct walk walk = {"", NULL, json_array_size(plans), each, context};
    walk.n = walk.n < MAX_PLANS ? walk.n : MAX_PLANS;
    int result = 0;
    for (size_t w = 0; w < sizeof wholes / sizeof *wholes && result == 0; w++) {
        for (size_t k = 0; k < walk.n; k++) {
            const json_t *plan = json_array_get(plans, k);
            value[k] = json_object_get(*wholes[w][0] ? json_object_get(plan, wholes[w][0]) : plan,
                                       wholes[w][1]);
        }
        result = tell(&walk, wholes[w][2], wholes[w][3], value);
    }
    return result ? result : walk_goals(&walk, plans);
}
