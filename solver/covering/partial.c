/* Partial covering: the cheapest plan that keeps the coverage that was reached. */
#include "solver/covering/stages.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/covering/bound.h"
#include "solver/covering/model.h"
#include "solver/covering/part.h"

#include <stdlib.h>
#include <string.h>

#define BOUND_ITERATIONS 300
#define MAX_TREE_ENTRIES 100000

/* Everything that can be covered is: the cheapest cover of the rows that have people and a column.
 */
static enum mlg_status keep_all(const struct mlg_instance *instance, uint32_t max_sites,
                                const struct mlg_control *control, bool *chosen,
                                struct mlg_stage_result *result, struct mlg_error *err)
{
    bool *row_kept = mlg_alloc(instance->n_rows, sizeof *row_kept);
    bool *col_kept = mlg_alloc(instance->n_cols, sizeof *col_kept);
    bool *cover = mlg_alloc_zero(instance->n_cols, sizeof *cover);
    struct mlg_part part = {0};
    enum mlg_status status;
    if (row_kept && col_kept && cover) {
        for (uint32_t i = 0; i < instance->n_rows; i++)
            row_kept[i] =
                instance->weight[i] > 0 && instance->row_first[i] < instance->row_first[i + 1];
        memset(col_kept, true, instance->n_cols * sizeof *col_kept);
        status = mlg_part_create(instance, row_kept, col_kept, NULL, &part, err);
    } else {
        status = mlg_fail_memory(err, "a solution", instance->n_cols);
    }
    if (status == MLG_OK)
        status = mlg_cover_all_within(part.instance, max_sites, control, cover, result, err);
    if (status == MLG_OK && result->found)
        memcpy(chosen, cover, instance->n_cols * sizeof *chosen);
    mlg_part_finish(&part);
    free(row_kept);
    free(col_kept);
    free(cover);
    return status;
}

/* Drops columns, the dearest first, whose rows others cover too. */
static void drop_redundant(const struct mlg_instance *instance, bool *chosen)
{
    int64_t uncovered = mlg_count_uncovered(instance, chosen, NULL);
    for (uint32_t j = instance->n_cols; j-- > 0;) {
        if (!chosen[j])
            continue;
        chosen[j] = false;
        if (mlg_count_uncovered(instance, chosen, NULL) > uncovered)
            chosen[j] = true;
    }
}

/* The bound from the multipliers for a number of sites; *enough = those may reach the weight. */
static enum mlg_status bound_least_at(const struct mlg_instance *instance, uint32_t sites,
                                      int64_t weight, const struct mlg_control *control,
                                      int64_t *bound, bool *enough, struct mlg_error *err)
{
    struct mlg_multipliers multipliers;
    enum mlg_status status = mlg_multipliers_create(instance, sites, weight - 1, BOUND_ITERATIONS,
                                                    control, &multipliers, err);
    if (status != MLG_OK)
        return status;
    int64_t most = 0, least = 0;
    status = mlg_multipliers_most(&multipliers, sites, &most, err);
    if (status == MLG_OK)
        status = mlg_multipliers_least(&multipliers, instance->cost, weight, &least, err);
    mlg_multipliers_finish(&multipliers);
    *enough = most >= weight;
    *bound = least > *bound ? least : *bound;
    return status;
}

/* Multipliers serve best for the largest number of sites that they prove to be too few: bisects for
 * it. */
static enum mlg_status bound_least(const struct mlg_instance *instance, uint32_t sites,
                                   int64_t weight, const struct mlg_control *control,
                                   int64_t *bound, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    uint32_t too_few = 0, enough_sites = sites;
    while (status == MLG_OK && enough_sites - too_few > 1 && !mlg_control_halted(control)) {
        uint32_t middle = too_few + (enough_sites - too_few) / 2;
        bool enough = true;
        status = bound_least_at(instance, middle, weight, control, bound, &enough, err);
        if (enough)
            enough_sites = middle;
        else
            too_few = middle;
    }
    return status;
}

static enum mlg_status branch_least(const struct mlg_instance *instance, uint32_t max_sites,
                                    int64_t uncovered, const struct mlg_control *control,
                                    bool *chosen, struct mlg_stage_result *result,
                                    struct mlg_error *err)
{
    struct mlg_model model = {
        .instance = instance,
        .partial = true,
        .max_sites = max_sites,
        .max_uncovered = uncovered,
        .has_start = true,
        .phase = "keeping the coverage",
    };
    struct mlg_model_answer answer;
    enum mlg_status status = mlg_model_solve(&model, control, chosen, &answer, err);
    if (status != MLG_OK)
        return status;
    result->value = answer.value;
    if (answer.bound > result->bound)
        result->bound = answer.bound;
    return MLG_OK;
}

static int by_value(const void *a, const void *b)
{
    int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;
    return (p > q) - (p < q);
}

/* Where max_sites columns cannot cover more and yet not everything, no plan does with fewer: a
 * column that covers some of the rest could join it. So it costs at least what the max_sites
 * cheapest do. */
static enum mlg_status bound_by_count(const struct mlg_instance *instance, uint32_t max_sites,
                                      int64_t *bound, struct mlg_error *err)
{
    int64_t *cost = mlg_alloc(instance->n_cols, sizeof *cost), sum = 0;
    if (!cost)
        return mlg_fail_memory(err, "costs", instance->n_cols * sizeof *cost);
    memcpy(cost, instance->cost, instance->n_cols * sizeof *cost);
    qsort(cost, instance->n_cols, sizeof *cost, by_value);
    for (uint32_t j = 0; j < instance->n_cols && j < max_sites; j++)
        sum += cost[j];
    free(cost);
    *bound = sum > *bound ? sum : *bound;
    return MLG_OK;
}

static enum mlg_status keep_part(const struct mlg_instance *instance, uint32_t max_sites,
                                 bool most_proven, const struct mlg_control *control, bool *chosen,
                                 struct mlg_stage_result *result, struct mlg_error *err)
{
    int64_t uncovered = mlg_count_uncovered(instance, chosen, NULL), total = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        total += instance->weight[i];
    drop_redundant(instance, chosen);
    *result = (struct mlg_stage_result){.found = true, .value = mlg_count_cost(instance, chosen)};
    enum mlg_status status =
        bound_least(instance, max_sites, total - uncovered, control, &result->bound, err);
    if (status == MLG_OK && most_proven)
        status = bound_by_count(instance, max_sites, &result->bound, err);
    if (status == MLG_OK && !mlg_control_satisfied(control, result->value, result->bound) &&
        !mlg_control_halted(control) && instance->n_entries <= MAX_TREE_ENTRIES)
        status = branch_least(instance, max_sites, uncovered, control, chosen, result, err);
    return status;
}

enum mlg_status mlg_cover_as_much(const struct mlg_instance *instance, uint32_t max_sites,
                                  bool most_proven, const struct mlg_control *control, bool *chosen,
                                  struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_stage_result made;
    int64_t total = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        total += instance->weight[i];
    int64_t covered = total - mlg_count_uncovered(instance, chosen, NULL);
    int64_t value = mlg_count_cost(instance, chosen);
    enum mlg_status status;
    if (covered == mlg_count_coverable(instance))
        status = keep_all(instance, max_sites, control, chosen, &made, err);
    else
        status = keep_part(instance, max_sites, most_proven, control, chosen, &made, err);
    if (status != MLG_OK)
        return status;
    if (!made.found) { /* within the limit nothing better than what came in was found */
        made = (struct mlg_stage_result){.found = true, .value = value};
    }
    *result = made;
    return MLG_OK;
}
