/* Covering everybody: reductions, components, and for each of those an incumbent and branch and
 * cut. */
#include "solver/covering/stages.h"

#include "base/memory.h"
#include "solver/certificate/certificate.h"
#include "solver/covering/bound.h"
#include "solver/covering/incumbent.h"
#include "solver/covering/proof.h"
#include "solver/covering/reduce.h"

#include <stdlib.h>
#include <string.h>

/* Entries that the first incumbent may touch for each entry of the instance. */
#define FIRST_SEARCH_EFFORT 2000

/* One component; chosen, value and bound are its own. */
static enum mlg_status solve_component(const struct mlg_instance *core,
                                       const struct mlg_control *control, bool *chosen,
                                       struct mlg_stage_result *result, struct mlg_error *err)
{
    int64_t bound, value;
    int64_t *dual = mlg_alloc(core->n_rows, sizeof *dual);
    enum mlg_status status = dual ? mlg_dual_ascent(core, dual, &bound, err)
                                  : mlg_fail_memory(err, "a dual ascent", core->n_rows);
    if (status == MLG_OK)
        mlg_certificate_ascended(control->certificate, dual, core->n_rows);
    free(dual);
    if (status == MLG_OK)
        status = mlg_row_weighting(
            core, control->no_heuristics ? 0 : FIRST_SEARCH_EFFORT * core->n_entries, bound,
            control, chosen, &value, err);
    if (status != MLG_OK)
        return status;
    mlg_control_report(control, "covering everybody", value, bound);
    if (!mlg_control_satisfied(control, value, bound) && !mlg_control_halted(control))
        status = mlg_prove(core, control, chosen, &value, &bound, err);
    if (status != MLG_OK)
        return status;
    mlg_control_report(control, "covering everybody", value, bound);
    result->value += value;
    result->bound += bound;
    return MLG_OK;
}

/* The smallest components first: they are proven at once and leave the time to the largest. */
static enum mlg_status solve_components(const struct mlg_part *core, const struct mlg_part *parts,
                                        size_t n_parts, const struct mlg_control *control,
                                        bool *chosen, struct mlg_stage_result *result,
                                        struct mlg_error *err)
{
    bool *local = mlg_alloc(core->instance->n_cols, sizeof *local);
    if (!local)
        return mlg_fail_memory(err, "a solution", core->instance->n_cols);
    enum mlg_status status = MLG_OK;
    for (size_t p = n_parts; status == MLG_OK && p-- > 0;) {
        const struct mlg_part *part = &parts[p];
        memset(local, 0, part->instance->n_cols * sizeof *local);
        mlg_certificate_enter(control->certificate, core, part);
        int64_t before = result->bound;
        struct mlg_control inner = *control;
        inner.offset += result->value;
        status = solve_component(part->instance, &inner, local, result, err);
        mlg_certificate_leave(control->certificate, result->bound - before);
        for (uint32_t j = 0; status == MLG_OK && j < part->instance->n_cols; j++)
            if (local[j])
                chosen[core->col_origin[part->col_origin[j]]] = true;
    }
    free(local);
    return status;
}

enum mlg_status mlg_cover_all(const struct mlg_instance *instance,
                              const struct mlg_control *control, bool *chosen,
                              struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    struct mlg_part *parts = NULL;
    size_t n_parts = 0;
    struct mlg_stage_result made = {.found = true};
    enum mlg_status status =
        mlg_reduce(instance, MLG_REDUCE_COVERING, control->no_reductions, &reduction, err);
    if (status != MLG_OK)
        return status;
    mlg_certificate_reduced(control->certificate, NULL, &reduction);
    status = mlg_components_create(reduction.core.instance, &parts, &n_parts, err);
    if (status == MLG_OK) {
        memset(chosen, 0, instance->n_cols * sizeof *chosen);
        for (uint32_t f = 0; f < reduction.n_forced; f++) {
            chosen[reduction.forced[f]] = true;
            made.value += instance->cost[reduction.forced[f]];
        }
        made.bound = made.value;
        made.counts = reduction.counts;
        made.counts.components = (uint32_t)n_parts;
        status = solve_components(&reduction.core, parts, n_parts, control, chosen, &made, err);
    }
    mlg_components_destroy(parts, n_parts);
    mlg_reduction_finish(&reduction);
    if (status == MLG_OK)
        *result = made;
    return status;
}
