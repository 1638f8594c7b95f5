#include "solver/covering/part.h"

#include "base/memory.h"

#include <stdlib.h>

void mlg_part_finish(struct mlg_part *part)
{
    mlg_instance_destroy(part->instance);
    free(part->row_origin);
    free(part->col_origin);
    *part = (struct mlg_part){0};
}

/* The numbers of the marked elements, and each one's place among them. */
static uint32_t number_kept(const bool *kept, uint32_t n, uint32_t *origin, uint32_t *place)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!kept[i])
            continue;
        place[i] = count;
        origin[count++] = i;
    }
    return count;
}

struct columns {
    uint64_t *first;
    uint32_t *row, *row_place, *col_place;
    int64_t *weight, *cost;
};

static void columns_finish(struct columns *columns)
{
    free(columns->first);
    free(columns->row);
    free(columns->row_place);
    free(columns->col_place);
    free(columns->weight);
    free(columns->cost);
}

static bool columns_init(struct columns *columns, struct mlg_part *part,
                         const struct mlg_instance *whole)
{
    size_t rows = whole->n_rows, cols = whole->n_cols;
    *columns = (struct columns){
        .first = mlg_alloc_zero(cols + 1, sizeof *columns->first),
        .row_place = mlg_alloc(rows, sizeof *columns->row_place),
        .col_place = mlg_alloc(cols, sizeof *columns->col_place),
        .weight = mlg_alloc(rows, sizeof *columns->weight),
        .cost = mlg_alloc(cols, sizeof *columns->cost),
    };
    part->row_origin = mlg_alloc(rows, sizeof *part->row_origin);
    part->col_origin = mlg_alloc(cols, sizeof *part->col_origin);
    return columns->first && columns->row_place && columns->col_place && columns->weight &&
           columns->cost && part->row_origin && part->col_origin;
}

/* Copies the marked entries of the kept columns; false = no memory. */
static bool copy_entries(struct columns *columns, const struct mlg_part *part, uint32_t n_cols,
                         const struct mlg_instance *whole, const bool *row_kept)
{
    for (int pass = 0; pass < 2; pass++) { /* counts, then copies */
        uint64_t n = 0;
        for (uint32_t q = 0; q < n_cols; q++) {
            uint32_t j = part->col_origin[q];
            for (uint64_t k = whole->col_first[j]; k < whole->col_first[j + 1]; k++) {
                uint32_t i = whole->col_row[k];
                if (row_kept[i] && columns->row)
                    columns->row[n] = columns->row_place[i];
                n += row_kept[i];
            }
            columns->first[q + 1] = n;
        }
        if (!columns->row && !(columns->row = mlg_alloc(n, sizeof *columns->row)))
            return false;
    }
    return true;
}

enum mlg_status mlg_part_create(const struct mlg_instance *whole, const bool *row_kept,
                                const bool *col_kept, const int64_t *weight, struct mlg_part *part,
                                struct mlg_error *err)
{
    struct mlg_part made = {0};
    struct columns columns;
    enum mlg_status status = MLG_OK;
    if (!columns_init(&columns, &made, whole)) {
        status = mlg_fail_memory(err, "a part of an instance", whole->n_rows);
        goto done;
    }
    uint32_t n_rows = number_kept(row_kept, whole->n_rows, made.row_origin, columns.row_place);
    uint32_t n_cols = number_kept(col_kept, whole->n_cols, made.col_origin, columns.col_place);
    for (uint32_t i = 0; i < n_rows; i++)
        columns.weight[i] = (weight ? weight : whole->weight)[made.row_origin[i]];
    for (uint32_t j = 0; j < n_cols; j++)
        columns.cost[j] = whole->cost[made.col_origin[j]];
    if (!copy_entries(&columns, &made, n_cols, whole, row_kept))
        status = mlg_fail_memory(err, "a part of an instance", whole->n_entries * sizeof(uint32_t));
    else
        status = mlg_instance_create(n_rows, n_cols, columns.first, columns.row, columns.weight,
                                     columns.cost, &made.instance, err);
done:
    columns_finish(&columns);
    if (status == MLG_OK)
        *part = made;
    else
        mlg_part_finish(&made);
    return status;
}
