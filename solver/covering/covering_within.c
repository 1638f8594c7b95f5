/* Covering everybody with a limited number of sites. */
#include "solver/covering/stages.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/covering/model.h"

#include <stdlib.h>
#include <string.h>

static bool all_cost_one(const struct mlg_instance *instance)
{
    for (uint32_t j = 0; j < instance->n_cols; j++)
        if (instance->cost[j] != 1)
            return false;
    return true;
}

/* The fewest columns, whatever they cost. */
static enum mlg_status count_needed(const struct mlg_instance *instance,
                                    const struct mlg_control *control, bool *chosen,
                                    struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_instance unit = *instance;
    unit.cost = mlg_alloc(instance->n_cols, sizeof *unit.cost);
    if (!unit.cost)
        return mlg_fail_memory(err, "costs", instance->n_cols * sizeof *unit.cost);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        unit.cost[j] = 1;
    struct mlg_control unrecorded = *control;
    unrecorded.certificate = NULL; /* of the cost */
    enum mlg_status status = mlg_cover_all(&unit, &unrecorded, chosen, result, err);
    free(unit.cost);
    return status;
}

/* Costs differ and the cheapest cover has too many columns: the general program, from the cover
 * with the fewest. */
static enum mlg_status solve_both(const struct mlg_instance *instance, uint32_t max_sites,
                                  int64_t cost_bound, const struct mlg_control *control,
                                  bool *chosen, struct mlg_stage_result *result,
                                  struct mlg_error *err)
{
    struct mlg_stage_result fewest;
    enum mlg_status status = count_needed(instance, control, chosen, &fewest, err);
    if (status != MLG_OK)
        return status;
    result->found = fewest.value <= max_sites;
    result->infeasible = fewest.bound > max_sites;
    if (!result->found) {
        result->value = fewest.value;
        result->bound = fewest.bound;
        return MLG_OK;
    }
    struct mlg_model model = {
        .instance = instance,
        .max_sites = max_sites,
        .max_uncovered = INT64_MAX,
        .has_start = true,
        .phase = "covering everybody",
    };
    struct mlg_model_answer answer;
    status = mlg_model_solve(&model, control, chosen, &answer, err);
    if (status != MLG_OK)
        return status;
    result->value = answer.value;
    result->bound = answer.bound > cost_bound ? answer.bound : cost_bound;
    return MLG_OK;
}

enum mlg_status mlg_cover_all_within(const struct mlg_instance *instance, uint32_t max_sites,
                                     const struct mlg_control *control, bool *chosen,
                                     struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_stage_result made;
    enum mlg_status status = mlg_cover_all(instance, control, chosen, &made, err);
    if (status == MLG_OK && mlg_count_chosen(chosen, instance->n_cols) > max_sites) {
        if (all_cost_one(instance)) {
            made.found = false;
            made.infeasible = made.bound > max_sites;
        } else {
            status = solve_both(instance, max_sites, made.bound, control, chosen, &made, err);
        }
    }
    if (status == MLG_OK)
        *result = made;
    return status;
}
