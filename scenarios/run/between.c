#include "scenarios/run/between.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool make_arrays(struct mlg_between *between)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(between->matrix);
    size_t n = between->tables->n_sites;
    between->row = mlg_alloc(n, sizeof *between->row);
    between->site = mlg_alloc(n, sizeof *between->site);
    between->from = mlg_alloc(n, sizeof *between->from);
    between->from_ds = mlg_alloc(n, sizeof *between->from_ds);
    between->first_site = mlg_alloc_zero((size_t)info->n_cells + 1, sizeof *between->first_site);
    between->cells = mlg_alloc(info->max_row, sizeof *between->cells);
    between->cell_ds = mlg_alloc(info->max_row, sizeof *between->cell_ds);
    return between->row && between->site && between->from && between->from_ds &&
           between->first_site && between->cells && between->cell_ds;
}

/* Rows, and the columns in column_of; sites by column, by counting. */
static enum mlg_status find_sites(struct mlg_between *between, uint32_t *column_of,
                                  const char *path, struct mlg_error *err)
{
    const struct mlg_tables *tables = between->tables;
    uint32_t n_cells = mlg_matrix_info(between->matrix)->n_cells, *first = between->first_site;
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, s);
        between->row[s] = mlg_matrix_find_site(between->matrix, site.lon_e7, site.lat_e7);
        column_of[s] = mlg_matrix_find_cell(between->matrix, site.lon_e7, site.lat_e7);
        if (between->row[s] == UINT32_MAX || column_of[s] == UINT32_MAX)
            return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                               "the matrix '%s' has no times from and to the site '%s' (%.7f, "
                               "%.7f)",
                               path, site.id, site.lon_e7 / 1e7, site.lat_e7 / 1e7);
        first[column_of[s] + 1]++;
    }
    for (uint32_t c = 0; c < n_cells; c++)
        first[c + 1] += first[c];
    for (size_t s = 0; s < tables->n_sites; s++)
        between->site[first[column_of[s]]++] = (uint32_t)s;
    memmove(first + 1, first, n_cells * sizeof *first);
    first[0] = 0;
    return MLG_OK;
}

static enum mlg_status fill(struct mlg_between *between, const char *path, uint32_t longest_ds,
                            struct mlg_error *err)
{
    enum mlg_status status = mlg_matrix_open(path, &between->matrix, err);
    if (status != MLG_OK)
        return status;
    if (longest_ds > mlg_matrix_info(between->matrix)->bound_ds)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "the matrix '%s' knows times up to %g min only, the rules need %g min",
                           path, mlg_matrix_info(between->matrix)->bound_ds / 600.0,
                           longest_ds / 600.0);
    uint32_t *column_of = mlg_alloc(between->tables->n_sites, sizeof *column_of);
    status = column_of && make_arrays(between)
                 ? find_sites(between, column_of, path, err)
                 : mlg_fail_memory(err, "times between sites", between->tables->n_sites * 20);
    free(column_of);
    return status;
}

enum mlg_status mlg_between_open(const struct mlg_tables *tables, const char *path,
                                 uint32_t longest_ds, struct mlg_between **between,
                                 struct mlg_error *err)
{
    struct mlg_between *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "times between sites", sizeof *made);
    made->tables = tables;
    enum mlg_status status = fill(made, path, longest_ds, err);
    if (status == MLG_OK)
        *between = made;
    else
        mlg_between_close(made);
    return status;
}

void mlg_between_close(struct mlg_between *between)
{
    if (!between)
        return;
    mlg_matrix_close(between->matrix);
    free(between->row);
    free(between->first_site);
    free(between->site);
    free(between->cells);
    free(between->cell_ds);
    free(between->from);
    free(between->from_ds);
    free(between);
}

uint32_t mlg_between_row(struct mlg_between *between, size_t site, uint32_t time_ds)
{
    uint32_t n_cells =
        mlg_matrix_row(between->matrix, between->row[site], between->cells, between->cell_ds);
    uint32_t n = 0;
    for (uint32_t k = 0; k < n_cells; k++) {
        if (between->cell_ds[k] > time_ds)
            continue;
        uint32_t cell = between->cells[k];
        for (uint32_t i = between->first_site[cell]; i < between->first_site[cell + 1]; i++) {
            if (between->site[i] == site)
                continue;
            between->from[n] = between->site[i];
            between->from_ds[n++] = between->cell_ds[k];
        }
    }
    return n;
}
