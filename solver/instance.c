#include "solver/instance.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void mlg_instance_destroy(struct mlg_instance *instance)
{
    if (!instance)
        return;
    free(instance->row_first);
    free(instance->row_col);
    free(instance->col_first);
    free(instance->col_row);
    free(instance->weight);
    free(instance->cost);
    free(instance);
}

static enum mlg_status check_columns(uint32_t n_rows, uint32_t n_cols, const uint64_t *col_first,
                                     const uint32_t *col_row, struct mlg_error *err)
{
    for (uint32_t j = 0; j < n_cols; j++) {
        if (col_first[j] > col_first[j + 1])
            return mlg_fail(err, MLG_INTERNAL, "column %u of an instance has a negative length", j);
        for (uint64_t k = col_first[j]; k < col_first[j + 1]; k++) {
            if (col_row[k] >= n_rows)
                return mlg_fail(err, MLG_INTERNAL,
                                "column %u of an instance names row %u, expected less than %u", j,
                                col_row[k], n_rows);
            if (k > col_first[j] && col_row[k] <= col_row[k - 1])
                return mlg_fail(err, MLG_INTERNAL,
                                "column %u of an instance names rows %u and %u, expected "
                                "increasing rows",
                                j, col_row[k - 1], col_row[k]);
        }
    }
    return MLG_OK;
}

static enum mlg_status check_values(uint32_t n_rows, uint32_t n_cols, const int64_t *weight,
                                    const int64_t *cost, struct mlg_error *err)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < n_rows; i++)
        if (weight[i] < 0 || __builtin_add_overflow(sum, weight[i], &sum))
            return mlg_fail(err, MLG_INTERNAL,
                            "row %u of an instance has weight %lld, expected 0 or more and a sum "
                            "within 64 bits",
                            i, (long long)weight[i]);
    sum = 0;
    for (uint32_t j = 0; cost && j < n_cols; j++)
        if (cost[j] <= 0 || __builtin_add_overflow(sum, cost[j], &sum))
            return mlg_fail(err, MLG_INTERNAL,
                            "column %u of an instance costs %lld, expected more than 0 and a sum "
                            "within 64 bits",
                            j, (long long)cost[j]);
    return MLG_OK;
}

static bool allocate(struct mlg_instance *instance)
{
    size_t rows = instance->n_rows, cols = instance->n_cols, entries = instance->n_entries;
    instance->row_first = mlg_alloc_zero(rows + 1, sizeof *instance->row_first);
    instance->row_col = mlg_alloc(entries, sizeof *instance->row_col);
    instance->col_first = mlg_alloc(cols + 1, sizeof *instance->col_first);
    instance->col_row = mlg_alloc(entries, sizeof *instance->col_row);
    instance->weight = mlg_alloc(rows, sizeof *instance->weight);
    instance->cost = mlg_alloc(cols, sizeof *instance->cost);
    return instance->row_first && instance->row_col && instance->col_first && instance->col_row &&
           instance->weight && instance->cost;
}

/* Columns are visited in order, so that the candidates of each row come out increasing. */
static void fill_rows(struct mlg_instance *instance)
{
    uint64_t *first = instance->row_first;
    for (uint64_t k = 0; k < instance->n_entries; k++)
        first[instance->col_row[k] + 1]++;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        first[i + 1] += first[i];
    for (uint32_t j = 0; j < instance->n_cols; j++)
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            instance->row_col[first[instance->col_row[k]]++] = j;
    memmove(first + 1, first, instance->n_rows * sizeof *first);
    first[0] = 0;
}

enum mlg_status mlg_instance_create(uint32_t n_rows, uint32_t n_cols, const uint64_t *col_first,
                                    const uint32_t *col_row, const int64_t *weight,
                                    const int64_t *cost, struct mlg_instance **instance,
                                    struct mlg_error *err)
{
    enum mlg_status status = check_columns(n_rows, n_cols, col_first, col_row, err);
    if (status == MLG_OK)
        status = check_values(n_rows, n_cols, weight, cost, err);
    if (status != MLG_OK)
        return status;
    struct mlg_instance *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a covering instance", sizeof *made);
    made->n_rows = n_rows;
    made->n_cols = n_cols;
    made->n_entries = col_first[n_cols] - col_first[0];
    if (!allocate(made)) {
        mlg_instance_destroy(made);
        return mlg_fail_memory(err, "a covering instance",
                               2 * (col_first[n_cols] - col_first[0]) * sizeof *col_row);
    }
    for (uint32_t j = 0; j <= n_cols; j++)
        made->col_first[j] = col_first[j] - col_first[0];
    memcpy(made->col_row, col_row + col_first[0], made->n_entries * sizeof *col_row);
    memcpy(made->weight, weight, n_rows * sizeof *weight);
    for (uint32_t j = 0; j < n_cols; j++)
        made->cost[j] = cost ? cost[j] : 1;
    fill_rows(made);
    *instance = made;
    return MLG_OK;
}

int64_t mlg_instance_cost_step(const struct mlg_instance *instance)
{
    int64_t divisor = instance->n_cols ? instance->cost[0] : 1;
    for (uint32_t j = 1; j < instance->n_cols; j++)
        for (int64_t rest = instance->cost[j]; rest;) {
            int64_t next = divisor % rest;
            divisor = rest;
            rest = next;
        }
    return divisor;
}
