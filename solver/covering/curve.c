#include "solver/covering/curve.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/covering/reduce.h"
#include "solver/covering/stages.h"

#include <stdlib.h>
#include <string.h>

/* On the reduced instance; local [n_cols]: the plan of the point before, then of this one. */
static enum mlg_status solve_point(const struct mlg_instance *core, size_t left,
                                   const struct mlg_control *control, bool *local,
                                   struct mlg_curve_point *point, struct mlg_error *err)
{
    struct mlg_control own = *control;
    struct mlg_stage_result result = {.found = true};
    own.deadline_s = mlg_clock_s() + mlg_control_left_s(control) / (double)left;
    enum mlg_status status = mlg_cover_core(core, point->max_sites, &own, local, &result, err);
    point->value = result.value;
    point->bound = result.bound;
    return status;
}

static void give_back(const struct mlg_part *core, const bool *local,
                      const struct mlg_instance *instance, bool *chosen)
{
    memset(chosen, 0, instance->n_cols * sizeof *chosen);
    for (uint32_t j = 0; j < core->instance->n_cols; j++)
        if (local[j])
            chosen[core->col_origin[j]] = true;
}

static enum mlg_status solve_points(const struct mlg_instance *instance,
                                    const struct mlg_part *core, bool *local,
                                    struct mlg_curve_point *point, size_t n,
                                    const struct mlg_control *control, struct mlg_error *err)
{
    int64_t total = mlg_count_coverable(core->instance);
    enum mlg_status status = MLG_OK;
    for (size_t p = 0; p < n && status == MLG_OK; p++) {
        point[p].value = point[p].bound = p > 0 ? point[p - 1].value : 0;
        if (point[p].max_sites > 0 && point[p].value < total)
            status = solve_point(core->instance, n - p, control, local, &point[p], err);
        give_back(core, local, instance, point[p].chosen);
    }
    for (size_t p = n; p-- > 1;)
        if (point[p].bound < point[p - 1].bound)
            point[p - 1].bound = point[p].bound;
    return status;
}

enum mlg_status mlg_cover_curve(const struct mlg_instance *instance, struct mlg_curve_point *point,
                                size_t n, const struct mlg_control *control, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    enum mlg_status status = mlg_reduce(instance, MLG_REDUCE_MAXIMAL, false, &reduction, err);
    if (status != MLG_OK)
        return status;
    bool *local = mlg_alloc_zero(reduction.core.instance->n_cols, sizeof *local);
    status = local ? solve_points(instance, &reduction.core, local, point, n, control, err)
                   : mlg_fail_memory(err, "a solution", instance->n_cols);
    free(local);
    mlg_reduction_finish(&reduction);
    return status;
}
