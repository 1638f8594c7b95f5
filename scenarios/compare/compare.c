#include "scenarios/compare/compare.h"

#include "base/memory.h"
#include "scenarios/compare/compare_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_text.h"
#include "scenarios/plan/spread.h"

#include <stdlib.h>
#include <string.h>

/* The times of a plan over the people of a group (NULL: everybody). */
static json_t *times_json(const struct mlg_comparison *comparison, size_t plan, const char *group,
                          struct mlg_error *err)
{
    const struct mlg_compared *compared = &comparison->plan[plan];
    const int64_t *milli = comparison->tables->people->residents_milli;
    uint32_t steps_ds[MLG_MAX_STEPS];
    size_t n_steps = mlg_time_steps(comparison->limit_ds, comparison->bound_ds, steps_ds);
    struct mlg_spread spread;
    if (mlg_spread_init(&spread, comparison->bound_ds, err) != MLG_OK)
        return NULL;
    for (size_t i = 0; i < comparison->n_people; i++)
        if (!group || strcmp(comparison->group[i], group) == 0)
            mlg_spread_add(&spread, mlg_comparison_time(comparison, plan, i), milli[i],
                           compared->coverage->n_in_reach[compared->person[i]] > 1);
    json_t *json = mlg_spread_json(&spread, steps_ds, n_steps);
    mlg_spread_finish(&spread);
    return json;
}

/* What the plan costs, where its scenario knows of costs: a goal's value, or what a budget is
 * compared with. */
static json_t *cost_json(const json_t *plan)
{
    static const char *const places[][4] = {{"goals", "goal", "least_cost", "value"},
                                            {"rules", "rule", "sites.new.budget", "found"}};
    for (size_t p = 0; p < 2; p++) {
        const json_t *list = json_object_get(plan, places[p][0]);
        for (size_t i = 0; i < json_array_size(list); i++) {
            json_t *item = json_array_get(list, i);
            if (strcmp(mlg_json_text(item, places[p][1]), places[p][2]) == 0)
                return json_incref(json_object_get(item, places[p][3]));
        }
    }
    return json_null();
}

static json_t *plan_json(const struct mlg_comparison *comparison, size_t plan,
                         struct mlg_error *err)
{
    const struct mlg_compared *compared = &comparison->plan[plan];
    const struct mlg_plan_sources *sources = compared->sources;
    char label[4];
    const json_t *told = sources->plan->json;
    return json_pack(
        "{s:s, s:s, s:O?, s:O?, s:s, s:o, s:o, s:I, s:I, s:o, s:O?, s:O?, s:o}", "label",
        mlg_comparison_label(plan, label), "path", compared->path, "name",
        json_object_get(told, "name"), "caveats", json_object_get(told, "caveats"), "profile",
        sources->times->info->profile, "limit_min", mlg_json_minutes(sources->scenario->limit_ds),
        "bound_min", mlg_json_minutes(sources->times->bound_ds), "existing_sites",
        (json_int_t)sources->n_stay, "new_sites", (json_int_t)(sources->n_sites - sources->n_stay),
        "cost", cost_json(told), "goals", json_object_get(told, "goals"), "totals",
        json_object_get(json_object_get(told, "totals"), "plan"), "times",
        times_json(comparison, plan, NULL, err));
}

static json_t *group_json(const struct mlg_comparison *comparison, const char *group,
                          struct mlg_error *err)
{
    json_t *plans = json_array();
    for (size_t k = 0; k < comparison->n; k++)
        plans = mlg_json_append(plans, times_json(comparison, k, group, err));
    return json_pack("{s:s, s:o}", "group", group, "plans", plans);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The groups, by name. */
static json_t *groups_json(const struct mlg_comparison *comparison, struct mlg_error *err)
{
    json_t *array = json_array();
    if (!comparison->group)
        return array;
    const char **name = mlg_alloc(comparison->n_people, sizeof *name);
    if (!name) {
        json_decref(array);
        return NULL;
    }
    memcpy(name, comparison->group, comparison->n_people * sizeof *name);
    qsort(name, comparison->n_people, sizeof *name, compare_texts);
    for (size_t i = 0; i < comparison->n_people; i++)
        if (i == 0 || strcmp(name[i], name[i - 1]) != 0)
            array = mlg_json_append(array, group_json(comparison, name[i], err));
    free(name);
    return array;
}

static json_t *difference_json(const struct mlg_comparison *comparison, size_t plan)
{
    char from[4], to[4];
    return json_pack("{s:s, s:s, s:o, s:o}", "from", mlg_comparison_label(0, from), "to",
                     mlg_comparison_label(plan, to), "sites", mlg_compare_sites(comparison, plan),
                     "people", mlg_compare_communes(comparison, plan));
}

enum mlg_status mlg_compare(const struct mlg_comparison *comparison, json_t **document,
                            struct mlg_error *err)
{
    json_t *plans = json_array(), *differences = json_array();
    for (size_t k = 0; k < comparison->n; k++)
        plans = mlg_json_append(plans, plan_json(comparison, k, err));
    for (size_t k = 1; k < comparison->n; k++)
        differences = mlg_json_append(differences, difference_json(comparison, k));
    json_t *made = json_pack(
        "{s:s, s:I, s:o, s:o, s:o, s:s?, s:o, s:o}", "format", "maillage comparison 1", "points",
        (json_int_t)comparison->n_people, "limit_min", mlg_json_minutes(comparison->limit_ds),
        "bound_min", mlg_json_minutes(comparison->bound_ds), "plans", plans, "by", comparison->by,
        "groups", groups_json(comparison, err), "differences", differences);
    if (!made)
        return mlg_fail_memory(err, "a comparison", comparison->n_people * 8);
    *document = made;
    return MLG_OK;
}
