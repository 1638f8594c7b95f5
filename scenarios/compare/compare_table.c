#include "scenarios/compare/compare_table.h"

#include <stdio.h>

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
