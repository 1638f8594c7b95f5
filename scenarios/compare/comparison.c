#include "scenarios/compare/comparison.h"

#include "base/memory.h"
#include "datasets/text_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *mlg_comparison_label(size_t plan, char *text)
{
    if (plan < 26) {
        text[0] = (char)('A' + plan);
        text[1] = 0;
    } else {
        snprintf(text, 4, "%u", (unsigned)(plan + 1) % 1000);
    }
    return text;
}

uint16_t mlg_comparison_time(const struct mlg_comparison *comparison, size_t plan, size_t person)
{
    const struct mlg_compared *compared = &comparison->plan[plan];
    uint16_t time_ds = compared->coverage->best_ds[compared->person[person]];
    return time_ds > comparison->bound_ds ? MLG_BEYOND : time_ds;
}

void mlg_comparison_close(struct mlg_comparison *comparison)
{
    if (!comparison)
        return;
    for (size_t k = 0; comparison->plan && k < comparison->n; k++) {
        free(comparison->plan[k].person);
        mlg_coverage_destroy(comparison->plan[k].coverage);
        mlg_plan_sources_close(comparison->plan[k].sources);
    }
    free(comparison->plan);
    free(comparison->group);
    mlg_groups_destroy(comparison->groups);
    free(comparison);
}

static enum mlg_status other_people(const struct mlg_comparison *comparison, size_t plan,
                                    struct mlg_error *err)
{
    return mlg_hint(err,
                    "'%s' and '%s' answer for different people: run both scenarios with the "
                    "same table of people",
                    comparison->plan[0].path, comparison->plan[plan].path);
}

/* Where each person of the first plan is in the tables of another: same id, same residents. */
static enum mlg_status match_people(struct mlg_comparison *comparison, size_t plan,
                                    const struct mlg_text_index *index, struct mlg_error *err)
{
    struct mlg_compared *compared = &comparison->plan[plan];
    const struct mlg_points *first = comparison->tables->people,
                            *other = compared->sources->tables->people;
    for (size_t i = 0; i < first->n; i++) {
        size_t at = mlg_text_index_get(index, first->id[i]);
        if (at == SIZE_MAX) {
            mlg_fail(err, MLG_BAD_INPUT, "'%s' has no people '%s', which '%s' has", compared->path,
                     first->id[i], comparison->plan[0].path);
            return other_people(comparison, plan, err);
        }
        if (first->residents_milli[i] != other->residents_milli[at]) {
            mlg_fail(err, MLG_BAD_INPUT, "at '%s' live %g residents in '%s' and %g in '%s'",
                     first->id[i], (double)first->residents_milli[i] / 1000,
                     comparison->plan[0].path, (double)other->residents_milli[at] / 1000,
                     compared->path);
            return other_people(comparison, plan, err);
        }
        compared->person[i] = (uint32_t)at;
    }
    return MLG_OK;
}

static enum mlg_status find_people(struct mlg_comparison *comparison, size_t plan,
                                   struct mlg_error *err)
{
    struct mlg_compared *compared = &comparison->plan[plan];
    const struct mlg_points *people = compared->sources->tables->people;
    struct mlg_text_index index;
    compared->person = mlg_alloc(comparison->n_people, sizeof *compared->person);
    if (!compared->person || !mlg_text_index_init(&index, people->n))
        return mlg_fail_memory(err, "the people of a plan", people->n * 16);
    for (size_t i = 0; i < people->n; i++)
        mlg_text_index_put(&index, people->id[i], i);
    enum mlg_status status = MLG_OK;
    if (people->n != comparison->n_people) {
        mlg_fail(err, MLG_BAD_INPUT, "'%s' counts %zu points of people, '%s' %zu",
                 comparison->plan[0].path, comparison->n_people, compared->path, people->n);
        status = other_people(comparison, plan, err);
    } else {
        status = match_people(comparison, plan, &index, err);
    }
    mlg_text_index_finish(&index);
    return status;
}

static enum mlg_status open_plan(struct mlg_comparison *comparison, size_t plan,
                                 const struct mlg_compare_options *options,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_compared *compared = &comparison->plan[plan];
    enum mlg_status status =
        mlg_plan_sources_open(compared->path, &options->sources, monitor, &compared->sources, err);
    if (status == MLG_OK)
        status = mlg_plan_sources_coverage(compared->sources, false, &compared->coverage, err);
    if (status != MLG_OK)
        return status;
    uint32_t bound_ds = compared->sources->times->bound_ds;
    if (plan == 0) {
        comparison->tables = compared->sources->tables;
        comparison->n_people = comparison->tables->n_people;
        comparison->limit_ds = compared->sources->scenario->limit_ds;
    }
    if (plan == 0 || bound_ds < comparison->bound_ds)
        comparison->bound_ds = bound_ds;
    return find_people(comparison, plan, err);
}

static enum mlg_status find_groups(struct mlg_comparison *comparison,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = comparison->plan[0].sources->scenario;
    enum mlg_status status =
        mlg_groups_read(scenario, comparison->by, monitor, &comparison->groups, err);
    if (status != MLG_OK)
        return status;
    comparison->group = mlg_alloc(comparison->n_people, sizeof *comparison->group);
    if (!comparison->group)
        return mlg_fail_memory(err, "the groups", comparison->n_people * sizeof(char *));
    return mlg_groups_of_people(comparison->groups, comparison->tables, comparison->group, err);
}

enum mlg_status mlg_comparison_open(const char *const *paths, size_t n,
                                    const struct mlg_compare_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_comparison **comparison, struct mlg_error *err)
{
    struct mlg_comparison *made = mlg_alloc_zero(1, sizeof *made);
    if (made)
        made->plan = mlg_alloc_zero(n, sizeof *made->plan);
    if (!made || !made->plan) {
        mlg_comparison_close(made);
        return mlg_fail_memory(err, "a comparison", n * sizeof *made->plan);
    }
    made->n = n;
    made->by = options->by;
    enum mlg_status status = MLG_OK;
    for (size_t k = 0; k < n; k++)
        made->plan[k].path = paths[k];
    for (size_t k = 0; k < n && status == MLG_OK; k++)
        status = open_plan(made, k, options, monitor, err);
    if (status == MLG_OK && !made->by && options->by_of_scenario)
        made->by = made->plan[0].sources->scenario->by;
    if (status == MLG_OK && made->by)
        status = find_groups(made, monitor, err);
    if (status == MLG_OK)
        *comparison = made;
    else
        mlg_comparison_close(made);
    return status;
}
