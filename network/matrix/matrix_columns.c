#include "network/matrix/matrix_columns.h"

#include "base/memory.h"
#include "network/matrix/matrix_group.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 64 };

struct entry {
    uint32_t cell, site;
    uint16_t time_ds;
};

struct mlg_matrix_columns {
    const struct mlg_matrix *matrix;
    struct mlg_matrix_reader *reader;
    uint32_t cells_per_block;
    uint64_t *touched; /* [groups of rows], a bit for each block of cells */
    uint32_t block;    /* that is in memory; UINT32_MAX: none yet */
    struct entry *found;
    size_t n_found, capacity;
    uint64_t *first; /* [cells_per_block + 1] */
    uint32_t *site;  /* [n_found], by cell */
    uint16_t *time_ds;
    size_t site_capacity, time_capacity;
};

static void note_blocks(struct mlg_matrix_columns *columns)
{
    const uint32_t n_sites = mlg_matrix_info(columns->matrix)->n_sites;
    for (uint32_t site = 0; site < n_sites; site++) {
        const uint32_t *cells;
        const uint16_t *time_ds;
        uint32_t count = mlg_matrix_reader_row(columns->reader, site, &cells, &time_ds);
        uint64_t blocks = 0;
        for (uint32_t k = 0; k < count; k++)
            blocks |= (uint64_t)1 << (cells[k] / columns->cells_per_block);
        columns->touched[site / MLG_GROUP_ROWS] |= blocks;
    }
}

enum mlg_status mlg_matrix_columns_create(const struct mlg_matrix *matrix,
                                          struct mlg_matrix_columns **columns,
                                          struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct mlg_matrix_columns *made = mlg_alloc_zero(1, sizeof *made);
    enum mlg_status status = MLG_NO_MEMORY;
    if (made) {
        made->matrix = matrix;
        made->block = UINT32_MAX;
        made->cells_per_block = info->n_cells / BLOCKS + 1;
        made->touched = mlg_alloc_zero(info->n_sites / MLG_GROUP_ROWS + 1, sizeof *made->touched);
        made->first = mlg_alloc(made->cells_per_block + 1ul, sizeof *made->first);
    }
    if (!made || !made->touched || !made->first)
        mlg_fail_memory(err, "the columns of a matrix", info->n_cells / BLOCKS);
    else
        status = mlg_matrix_reader_create(matrix, &made->reader, err);
    if (status != MLG_OK) {
        mlg_matrix_columns_destroy(made);
        return status;
    }
    note_blocks(made);
    *columns = made;
    return MLG_OK;
}

void mlg_matrix_columns_destroy(struct mlg_matrix_columns *columns)
{
    if (!columns)
        return;
    mlg_matrix_reader_destroy(columns->reader);
    free(columns->touched);
    free(columns->found);
    free(columns->first);
    free(columns->site);
    free(columns->time_ds);
    free(columns);
}

/* The first of the sorted cells that is not below `cell`. */
static uint32_t lower_bound(const uint32_t *cells, uint32_t count, uint32_t cell)
{
    uint32_t low = 0;
    while (count) {
        uint32_t half = count / 2;
        if (cells[low + half] < cell) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

/* Adds the entries of a row that lie in the block. */
static bool find_in_row(struct mlg_matrix_columns *columns, uint32_t site, uint32_t begin,
                        uint32_t end)
{
    const uint32_t *cells;
    const uint16_t *time_ds;
    uint32_t count = mlg_matrix_reader_row(columns->reader, site, &cells, &time_ds);
    uint32_t from = lower_bound(cells, count, begin), to = lower_bound(cells, count, end);
    if (!mlg_reserve(&columns->found, &columns->capacity, columns->n_found + (to - from),
                     sizeof *columns->found))
        return false;
    for (uint32_t k = from; k < to; k++)
        columns->found[columns->n_found++] = (struct entry){cells[k] - begin, site, time_ds[k]};
    return true;
}

/* By counting: rows came in order, so that the sites of each cell do, too. */
static bool sort_by_cell(struct mlg_matrix_columns *columns)
{
    uint64_t *first = columns->first;
    const size_t n = columns->n_found;
    if (!mlg_reserve(&columns->site, &columns->site_capacity, n, sizeof *columns->site) ||
        !mlg_reserve(&columns->time_ds, &columns->time_capacity, n, sizeof *columns->time_ds))
        return false;
    memset(first, 0, (columns->cells_per_block + 1ul) * sizeof *first);
    for (size_t i = 0; i < n; i++)
        first[columns->found[i].cell + 1]++;
    for (uint32_t c = 0; c < columns->cells_per_block; c++)
        first[c + 1] += first[c];
    for (size_t i = 0; i < n; i++) {
        const uint64_t at = first[columns->found[i].cell]++;
        columns->site[at] = columns->found[i].site;
        columns->time_ds[at] = columns->found[i].time_ds;
    }
    memmove(first + 1, first, columns->cells_per_block * sizeof *first);
    first[0] = 0;
    return true;
}

static bool read_block(struct mlg_matrix_columns *columns, uint32_t block)
{
    const uint32_t n_sites = mlg_matrix_info(columns->matrix)->n_sites;
    const uint32_t begin = block * columns->cells_per_block;
    const uint32_t end = begin + columns->cells_per_block;
    columns->n_found = 0;
    columns->block = UINT32_MAX;
    for (uint32_t site = 0; site < n_sites; site++) {
        if (!(columns->touched[site / MLG_GROUP_ROWS] >> block & 1))
            continue;
        if (!find_in_row(columns, site, begin, end))
            return false;
    }
    if (!sort_by_cell(columns))
        return false;
    columns->block = block;
    return true;
}

enum mlg_status mlg_matrix_columns_read(struct mlg_matrix_columns *columns, uint32_t cell,
                                        uint32_t *count, const uint32_t **sites,
                                        const uint16_t **time_ds, struct mlg_error *err)
{
    const uint32_t block = cell / columns->cells_per_block;
    if (block != columns->block && !read_block(columns, block))
        return mlg_fail_memory(err, "the columns of a matrix",
                               columns->n_found * sizeof *columns->found);
    const uint64_t *first = columns->first + cell % columns->cells_per_block;
    *count = (uint32_t)(first[1] - first[0]);
    *sites = columns->site + first[0];
    *time_ds = columns->time_ds + first[0];
    return MLG_OK;
}
