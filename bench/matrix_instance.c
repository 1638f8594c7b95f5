/* Travel-time matrices as problems of the solver. */
#include "bench/solver_instance.h"

#include "base/memory.h"
#include "network/matrix/matrix.h"

#include <stdlib.h>

/* The pairs of a matrix within the limit; cells that no site reaches are left out. */
struct rows {
    uint64_t *first;   /* [n_sites + 1] */
    uint32_t *cell;    /* [n_entries]: then the number among those that are reached */
    uint16_t *time_ds; /* [n_entries] */
    uint32_t *number;  /* [n_cells] */
    uint32_t n_reached;
};

static void rows_finish(struct rows *rows)
{
    free(rows->first);
    free(rows->cell);
    free(rows->time_ds);
    free(rows->number);
}

static void number_cells(const struct mlg_matrix_info *info, struct rows *rows)
{
    for (uint64_t k = 0; k < rows->first[info->n_sites]; k++)
        rows->number[rows->cell[k]] = 1;
    for (uint32_t c = 0; c < info->n_cells; c++)
        if (rows->number[c])
            rows->number[c] = rows->n_reached++;
    for (uint64_t k = 0; k < rows->first[info->n_sites]; k++)
        rows->cell[k] = rows->number[rows->cell[k]];
}

static enum mlg_status fill_rows(const struct mlg_matrix *matrix, uint32_t limit_ds,
                                 struct rows *rows, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct mlg_matrix_reader *reader;
    enum mlg_status status = mlg_matrix_reader_create(matrix, &reader, err);
    if (status != MLG_OK)
        return status;
    uint64_t n = 0;
    for (uint32_t s = 0; s < info->n_sites; s++) {
        const uint32_t *cells;
        const uint16_t *time_ds;
        const uint32_t count = mlg_matrix_reader_row(reader, s, &cells, &time_ds);
        for (uint32_t k = 0; k < count; k++)
            if (time_ds[k] <= limit_ds) {
                rows->cell[n] = cells[k];
                rows->time_ds[n++] = time_ds[k];
            }
        rows->first[s + 1] = n;
    }
    mlg_matrix_reader_destroy(reader);
    number_cells(info, rows);
    return MLG_OK;
}

static enum mlg_status read_rows(const char *path, const struct mlg_matrix *matrix,
                                 uint32_t limit_ds, struct rows *rows, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    if (limit_ds > info->bound_ds)
        return mlg_fail(err, MLG_USAGE, "'%s' has times up to %g minutes, not up to %g", path,
                        info->bound_ds / 600.0, limit_ds / 600.0);
    *rows = (struct rows){
        .first = mlg_alloc_zero((size_t)info->n_sites + 1, sizeof *rows->first),
        .cell = mlg_alloc(info->n_entries, sizeof *rows->cell),
        .time_ds = mlg_alloc(info->n_entries, sizeof *rows->time_ds),
        .number = mlg_alloc_zero(info->n_cells, sizeof *rows->number),
    };
    if (!rows->first || !rows->cell || !rows->time_ds || !rows->number)
        return mlg_fail_memory(err, "rows of a matrix", info->n_entries * 6);
    return fill_rows(matrix, limit_ds ? limit_ds : info->bound_ds, rows, err);
}

static enum mlg_status make_instance(const struct rows *rows, uint32_t n_sites,
                                     struct mlg_instance **instance, struct mlg_error *err)
{
    int64_t *weight = mlg_alloc(rows->n_reached, sizeof *weight);
    if (!weight)
        return mlg_fail_memory(err, "a covering instance", rows->n_reached * sizeof *weight);
    for (uint32_t c = 0; c < rows->n_reached; c++)
        weight[c] = 1;
    const enum mlg_status status = mlg_instance_create(rows->n_reached, n_sites, rows->first,
                                                       rows->cell, weight, NULL, instance, err);
    free(weight);
    return status;
}

enum mlg_status mlg_matrix_instance_read(const char *path, uint32_t limit_ds,
                                         struct mlg_instance **instance, struct mlg_reach **reach,
                                         struct mlg_error *err)
{
    struct mlg_matrix *matrix;
    struct rows rows = {0};
    enum mlg_status status = mlg_matrix_open(path, &matrix, err);
    if (status != MLG_OK)
        return status;
    const uint32_t n_sites = mlg_matrix_info(matrix)->n_sites;
    status = read_rows(path, matrix, limit_ds, &rows, err);
    if (status == MLG_OK && instance)
        status = make_instance(&rows, n_sites, instance, err);
    else if (status == MLG_OK)
        status = mlg_reach_create(rows.n_reached, n_sites, rows.first, rows.cell, rows.time_ds,
                                  reach, err);
    rows_finish(&rows);
    mlg_matrix_close(matrix);
    return status;
}
