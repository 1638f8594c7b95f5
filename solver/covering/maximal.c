/* Maximal covering: the most residents with a limited number of sites. */
#include "solver/covering/stages.h"

#include "base/memory.h"
#include "solver/certificate/certificate.h"
#include "solver/count.h"
#include "solver/covering/bound.h"
#include "solver/covering/incumbent.h"
#include "solver/covering/model.h"
#include "solver/covering/reduce.h"
#include "solver/placement/decide.h"

#include <stdlib.h>
#include <string.h>

/* Entries that the heuristics may touch for each entry of the instance. */
#define COVER_EFFORT 1000
#define SWAP_EFFORT 1000
#define MAX_WORK UINT64_C(2000000000)
#define BOUND_ITERATIONS 5000
/* Larger programs are beyond GLPK's tree. */
#define MAX_TREE_ENTRIES 100000

static uint64_t work_of(const struct mlg_instance *instance, uint64_t effort)
{
    uint64_t work = instance->n_entries * effort;
    return work < MAX_WORK ? work : MAX_WORK;
}

/* Marks columns of a core that together cover all of it, if at most max_sites are found that do. */
static enum mlg_status try_all(const struct mlg_instance *core, uint32_t max_sites,
                               const struct mlg_control *control, bool *chosen, bool *all,
                               struct mlg_error *err)
{
    struct mlg_instance unit = *core;
    unit.cost = mlg_alloc(core->n_cols, sizeof *unit.cost);
    if (!unit.cost)
        return mlg_fail_memory(err, "costs", core->n_cols * sizeof *unit.cost);
    for (uint32_t j = 0; j < core->n_cols; j++)
        unit.cost[j] = 1;
    struct mlg_reduction reduction;
    enum mlg_status status =
        mlg_reduce(&unit, MLG_REDUCE_COVERING, control->no_reductions, &reduction, err);
    free(unit.cost);
    if (status != MLG_OK)
        return status;
    const struct mlg_instance *cover = reduction.core.instance;
    bool *local = mlg_alloc_zero(cover->n_cols, sizeof *local);
    int64_t needed = 0, least = 0;
    if (!local)
        status = mlg_fail_memory(err, "a solution", cover->n_cols);
    if (status == MLG_OK)
        status = mlg_dual_ascent(cover, NULL, &least, err);
    *all = status == MLG_OK && least + reduction.n_forced <= max_sites;
    if (*all) {
        status = mlg_row_weighting(cover, work_of(cover, COVER_EFFORT),
                                   (int64_t)max_sites - reduction.n_forced, control, local, &needed,
                                   err);
        *all = needed + reduction.n_forced <= max_sites;
    }
    if (*all)
        memset(chosen, 0, core->n_cols * sizeof *chosen);
    for (uint32_t f = 0; *all && f < reduction.n_forced; f++)
        chosen[reduction.forced[f]] = true;
    for (uint32_t j = 0; *all && j < cover->n_cols; j++)
        if (local[j])
            chosen[reduction.core.col_origin[j]] = true;
    free(local);
    mlg_reduction_finish(&reduction);
    return status;
}

static enum mlg_status bound_most(const struct mlg_instance *core, uint32_t max_sites,
                                  const struct mlg_control *control,
                                  struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_multipliers multipliers;
    enum mlg_status status = mlg_multipliers_create(core, max_sites, result->value,
                                                    BOUND_ITERATIONS, control, &multipliers, err);
    if (status != MLG_OK)
        return status;
    int64_t bound = 0;
    status = mlg_multipliers_most(&multipliers, max_sites, &bound, err);
    if (status == MLG_OK && bound < result->bound) {
        result->bound = bound;
        mlg_certificate_multiplied(control->certificate, multipliers.row, core->n_rows, bound);
    }
    mlg_multipliers_finish(&multipliers);
    return status;
}

static enum mlg_status branch_most(const struct mlg_instance *core, uint32_t max_sites,
                                   int64_t total, const struct mlg_control *control, bool *chosen,
                                   struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_model model = {
        .instance = core,
        .partial = true,
        .least_uncovered = true,
        .max_sites = max_sites,
        .max_uncovered = INT64_MAX,
        .has_start = true,
        .phase = "covering the most",
        .report_covered = true,
    };
    struct mlg_model_answer answer;
    enum mlg_status status = mlg_model_solve(&model, control, chosen, &answer, err);
    if (status != MLG_OK)
        return status;
    result->value = total - answer.value;
    if (total - answer.bound < result->bound)
        result->bound = total - answer.bound;
    return MLG_OK;
}

/* A part of the time that is left: searches for plans leave some to the bound. */
static struct mlg_control part_of(const struct mlg_control *control, double share)
{
    struct mlg_control part = *control;
    part.deadline_s -= (1 - share) * mlg_control_left_s(control);
    return part;
}

enum mlg_status mlg_cover_core(const struct mlg_instance *core, uint32_t max_sites,
                               const struct mlg_control *control, bool *chosen,
                               struct mlg_stage_result *result, struct mlg_error *err)
{
    int64_t total = mlg_count_coverable(core);
    bool all = false;
    result->bound = total;
    struct mlg_control part = part_of(control, 0.25);
    enum mlg_status status = try_all(core, max_sites, &part, chosen, &all, err);
    if (status != MLG_OK || all) {
        result->value = total;
        return status;
    }
    part = part_of(control, 0.5);
    status = mlg_swap_search(core, max_sites, work_of(core, SWAP_EFFORT), total, &part, chosen,
                             &result->value, err);
    mlg_control_report(control, "covering the most", result->value, result->bound);
    if (status == MLG_OK && !mlg_control_satisfied(control, result->value, result->bound))
        status = bound_most(core, max_sites, control, result, err);
    if (status == MLG_OK && !mlg_control_satisfied(control, result->value, result->bound) &&
        !mlg_control_halted(control) && core->n_entries <= MAX_TREE_ENTRIES)
        status = branch_most(core, max_sites, total, control, chosen, result, err);
    return status;
}

enum mlg_status mlg_cover_most(const struct mlg_instance *instance, uint32_t max_sites,
                               const struct mlg_control *control, bool *chosen,
                               struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    enum mlg_status status =
        mlg_reduce(instance, MLG_REDUCE_MAXIMAL, control->no_reductions, &reduction, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_part *core = &reduction.core;
    struct mlg_stage_result made = {.found = true, .counts = reduction.counts};
    bool *local = mlg_alloc_zero(core->instance->n_cols, sizeof *local);
    if (local)
        status = mlg_cover_core(core->instance, max_sites, control, local, &made, err);
    else
        status = mlg_fail_memory(err, "a solution", core->instance->n_cols);
    if (status == MLG_OK) {
        mlg_certificate_reduced(control->certificate, NULL, &reduction);
        mlg_certificate_most(control->certificate, &reduction, mlg_count_coverable(instance));
        memset(chosen, 0, instance->n_cols * sizeof *chosen);
        for (uint32_t j = 0; j < core->instance->n_cols; j++)
            if (local[j])
                chosen[core->col_origin[j]] = true;
        *result = made;
    }
    free(local);
    mlg_reduction_finish(&reduction);
    return status;
}

static enum mlg_status decide_core(const struct mlg_instance *core, uint32_t max_sites,
                                   int64_t weight, const struct mlg_control *control, bool *chosen,
                                   enum mlg_verdict *verdict, struct mlg_error *err)
{
    int64_t total = mlg_count_coverable(core);
    struct mlg_stage_result result = {.bound = total};
    if (total < weight) {
        *verdict = MLG_TOO_FEW;
        return MLG_OK;
    }
    enum mlg_status status = mlg_swap_search(core, max_sites, work_of(core, SWAP_EFFORT), weight,
                                             control, chosen, &result.value, err);
    int64_t found = result.value;
    result.value = weight - 1; /* nothing less is of use */
    if (status == MLG_OK && found < weight)
        status = bound_most(core, max_sites, control, &result, err);
    result.value = found;
    if (status == MLG_OK && found < weight && result.bound >= weight &&
        !mlg_control_halted(control) && core->n_entries <= MAX_TREE_ENTRIES)
        status = branch_most(core, max_sites, total, control, chosen, &result, err);
    if (result.value >= weight)
        *verdict = MLG_ENOUGH;
    else
        *verdict = result.bound < weight ? MLG_TOO_FEW : MLG_UNDECIDED;
    return status;
}

enum mlg_status mlg_decide_most(const struct mlg_instance *instance, uint32_t max_sites,
                                int64_t weight, const struct mlg_control *control, bool *chosen,
                                enum mlg_verdict *verdict, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    enum mlg_status status =
        mlg_reduce(instance, MLG_REDUCE_MAXIMAL, control->no_reductions, &reduction, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_part *core = &reduction.core;
    bool *local = mlg_alloc_zero(core->instance->n_cols, sizeof *local);
    enum mlg_verdict made = MLG_UNDECIDED;
    if (local)
        status = decide_core(core->instance, max_sites, weight, control, local, &made, err);
    else
        status = mlg_fail_memory(err, "a solution", core->instance->n_cols);
    if (status == MLG_OK && made == MLG_ENOUGH) {
        memset(chosen, 0, instance->n_cols * sizeof *chosen);
        for (uint32_t j = 0; j < core->instance->n_cols; j++)
            if (local[j])
                chosen[core->col_origin[j]] = true;
    }
    free(local);
    mlg_reduction_finish(&reduction);
    if (status == MLG_OK)
        *verdict = made;
    return status;
}
