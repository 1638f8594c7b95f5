#include "solver/covering/fixing.h"

#include "base/memory.h"
#include "solver/covering/reduce.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Reduced costs are exact sums up to this. */
static const double ROUNDING = 1e-5;

enum mlg_status mlg_fix_by_reduced_cost(struct mlg_relaxation *relaxation, int64_t limit,
                                        uint32_t *n, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    double room = (double)limit - relaxation->value + ROUNDING;
    uint32_t *cols = mlg_alloc(relaxation->instance->n_cols, sizeof *cols);
    if (!cols)
        return mlg_fail_memory(err, "fixings", relaxation->instance->n_cols * sizeof *cols);
    for (uint32_t j = 0; status == MLG_OK && j < relaxation->instance->n_cols; j++) {
        if (relaxation->fixed[j] != MLG_FREE || fabs(relaxation->reduced[j]) <= room)
            continue;
        status =
            mlg_relaxation_fix(relaxation, j, relaxation->reduced[j] > 0 ? MLG_OUT : MLG_IN, err);
        cols[(*n)++] = j;
    }
    mlg_certificate_fixed(relaxation->certificate, relaxation, cols, *n);
    free(cols);
    return status;
}

/* The instance without the columns that are fixed and the rows that those cover. */
static enum mlg_status free_part(const struct mlg_relaxation *relaxation, struct mlg_part *part,
                                 struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    bool *row_kept = mlg_alloc(instance->n_rows, sizeof *row_kept);
    bool *col_kept = mlg_alloc(instance->n_cols, sizeof *col_kept);
    enum mlg_status status;
    if (row_kept && col_kept) {
        memset(row_kept, true, instance->n_rows * sizeof *row_kept);
        for (uint32_t j = 0; j < instance->n_cols; j++) {
            col_kept[j] = relaxation->fixed[j] == MLG_FREE;
            for (uint64_t k = instance->col_first[j];
                 relaxation->fixed[j] == MLG_IN && k < instance->col_first[j + 1]; k++)
                row_kept[instance->col_row[k]] = false;
        }
        status = mlg_part_create(instance, row_kept, col_kept, NULL, part, err);
    } else {
        status = mlg_fail_memory(err, "a part of an instance", instance->n_rows);
    }
    free(row_kept);
    free(col_kept);
    return status;
}

/* Columns of the part that the reduction forced are in, those that it did not keep are out. */
static enum mlg_status fix_as_reduced(struct mlg_relaxation *relaxation,
                                      const struct mlg_part *part,
                                      const struct mlg_reduction *reduction, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t f = 0; status == MLG_OK && f < reduction->n_forced; f++)
        status =
            mlg_relaxation_fix(relaxation, part->col_origin[reduction->forced[f]], MLG_IN, err);
    uint32_t kept = 0;
    for (uint32_t q = 0; status == MLG_OK && q < part->instance->n_cols; q++) {
        uint32_t j = part->col_origin[q];
        if (kept < reduction->core.instance->n_cols && reduction->core.col_origin[kept] == q) {
            kept++;
        } else if (relaxation->fixed[j] == MLG_FREE) {
            status = mlg_relaxation_fix(relaxation, j, MLG_OUT, err);
        }
    }
    return status;
}

enum mlg_status mlg_fix_by_reduction(struct mlg_relaxation *relaxation, bool *infeasible,
                                     struct mlg_part *core, struct mlg_error *err)
{
    struct mlg_part part;
    struct mlg_reduction reduction;
    enum mlg_status status = free_part(relaxation, &part, err);
    if (status != MLG_OK)
        return status;
    status = mlg_reduce(part.instance, MLG_REDUCE_COVERING, false, &reduction, err);
    if (status == MLG_OK) {
        *infeasible = reduction.n_uncoverable > 0;
        mlg_certificate_reduced(relaxation->certificate, &part, &reduction);
        if (*infeasible)
            mlg_certificate_uncovered(relaxation->certificate, &part, reduction.uncoverable);
        status = fix_as_reduced(relaxation, &part, &reduction, err);
        for (uint32_t j = 0; j < reduction.core.instance->n_cols; j++)
            reduction.core.col_origin[j] = part.col_origin[reduction.core.col_origin[j]];
        for (uint32_t i = 0; i < reduction.core.instance->n_rows; i++)
            reduction.core.row_origin[i] = part.row_origin[reduction.core.row_origin[i]];
        if (status == MLG_OK) {
            *core = reduction.core;
            reduction.core = (struct mlg_part){0};
        }
        mlg_reduction_finish(&reduction);
    }
    mlg_part_finish(&part);
    return status;
}
