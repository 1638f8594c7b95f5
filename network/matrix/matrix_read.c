#include "network/matrix/matrix.h"

#include "base/memory.h"
#include "network/graph/position_index.h"
#include "network/matrix/matrix_check.h"
#include "network/matrix/matrix_format.h"
#include "network/matrix/matrix_group.h"
#include "network/matrix/matrix_map.h"

#include <stdlib.h>
#include <string.h>

struct mlg_matrix {
    struct mlg_matrix_info info;
    const uint8_t *bytes;
    struct mlg_matrix_map map; /* of the bytes; empty where they are the caller's */
    const uint32_t *site_snaps, *cell_snaps;
    const uint8_t *rows;
    const uint64_t *index;
    uint64_t max_group; /* entries of the largest group */
    struct mlg_position_index sites, cells;
};

struct mlg_matrix_reader {
    const struct mlg_matrix *matrix;
    uint32_t group; /* whose rows these are; UINT32_MAX: of none yet */
    struct mlg_rows rows;
};

static void fill_info(const struct mlg_matrix_header *header, struct mlg_matrix_info *info)
{
    *info = (struct mlg_matrix_info){
        .n_sites = header->n_sites,
        .n_cells = header->n_cells,
        .n_entries = header->n_entries,
        .max_row = header->max_row,
        .bound_ds = header->bound,
        .direction = (enum mlg_direction)header->direction,
        .snap_max_m = header->snap_max_m,
        .roads_hash = header->roads_hash,
        .profile_hash = header->profile_hash,
        .n_sites_unsnapped = header->n_sites_unsnapped,
        .n_cells_unsnapped = header->n_cells_unsnapped,
        .file_bytes = header->file_bytes,
        .row_bytes = header->row_bytes,
    };
    memcpy(info->profile, header->profile, sizeof info->profile);
    memcpy(info->program, header->program, sizeof info->program);
}

/* Finds the sections of bytes that were checked. */
static bool use(struct mlg_matrix *matrix)
{
    const uint8_t *bytes = matrix->bytes;
    const struct mlg_matrix_header *header = (const struct mlg_matrix_header *)(const void *)bytes;
    struct mlg_matrix_sections at = mlg_matrix_sections(header);
    matrix->site_snaps = (const uint32_t *)(const void *)(bytes + at.site_snaps);
    matrix->cell_snaps = (const uint32_t *)(const void *)(bytes + at.cell_snaps);
    matrix->rows = bytes + at.rows;
    matrix->index = (const uint64_t *)(const void *)(bytes + at.index);
    fill_info(header, &matrix->info);
    const void *sites = bytes + at.sites, *cells = bytes + at.cells;
    return mlg_position_index_init(&matrix->sites, sites, header->n_sites) &&
           mlg_position_index_init(&matrix->cells, cells, header->n_cells);
}

enum mlg_status mlg_matrix_from_memory(const char *name, const void *bytes, size_t length,
                                       struct mlg_matrix **matrix, struct mlg_error *err)
{
    struct mlg_matrix *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a matrix", sizeof *made);
    made->bytes = bytes;
    enum mlg_status status =
        mlg_matrix_check(name, bytes, length, MLG_WHOLE, &made->max_group, err);
    if (status == MLG_OK && !use(made))
        status = mlg_fail_memory(err, "the positions of a matrix", length);
    if (status == MLG_OK)
        *matrix = made;
    else
        mlg_matrix_close(made);
    return status;
}

enum mlg_status mlg_matrix_open(const char *path, struct mlg_matrix **matrix, struct mlg_error *err)
{
    struct mlg_matrix_map map;
    enum mlg_status status = mlg_matrix_map_open(path, &map, err);
    if (status != MLG_OK)
        return status;
    struct mlg_matrix *opened;
    status = mlg_matrix_from_memory(path, map.bytes, map.length, &opened, err);
    if (status != MLG_OK) {
        mlg_matrix_map_close(&map);
        return status;
    }
    opened->map = map;
    *matrix = opened;
    return MLG_OK;
}

void mlg_matrix_close(struct mlg_matrix *matrix)
{
    if (!matrix)
        return;
    mlg_matrix_map_close(&matrix->map);
    mlg_position_index_finish(&matrix->sites);
    mlg_position_index_finish(&matrix->cells);
    free(matrix);
}

const struct mlg_matrix_info *mlg_matrix_info(const struct mlg_matrix *matrix)
{
    return &matrix->info;
}

uint32_t mlg_matrix_find_site(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7)
{
    return mlg_position_find(&matrix->sites, lon_e7, lat_e7);
}

uint32_t mlg_matrix_find_cell(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7)
{
    return mlg_position_find(&matrix->cells, lon_e7, lat_e7);
}

void mlg_matrix_site_position(const struct mlg_matrix *matrix, uint32_t site, int32_t *lon_e7,
                              int32_t *lat_e7)
{
    *lon_e7 = matrix->sites.positions[site].lon_e7;
    *lat_e7 = matrix->sites.positions[site].lat_e7;
}

void mlg_matrix_cell_position(const struct mlg_matrix *matrix, uint32_t cell, int32_t *lon_e7,
                              int32_t *lat_e7)
{
    *lon_e7 = matrix->cells.positions[cell].lon_e7;
    *lat_e7 = matrix->cells.positions[cell].lat_e7;
}

static enum mlg_snap_reason unpack_snap(uint32_t snap, float *distance_m)
{
    if (distance_m)
        *distance_m = (float)(snap >> 2) / 100;
    return (enum mlg_snap_reason)(snap & 3);
}

enum mlg_snap_reason mlg_matrix_cell_snap(const struct mlg_matrix *matrix, uint32_t cell,
                                          float *distance_m)
{
    return unpack_snap(matrix->cell_snaps[cell], distance_m);
}

enum mlg_snap_reason mlg_matrix_site_snap(const struct mlg_matrix *matrix, uint32_t site,
                                          float *distance_m)
{
    return unpack_snap(matrix->site_snaps[site], distance_m);
}

static enum mlg_status report(const uint32_t *snaps, size_t n, struct mlg_snap_report *report,
                              struct mlg_error *err)
{
    struct mlg_snap_distance *points = mlg_alloc(n, sizeof *points);
    if (!points)
        return mlg_fail_memory(err, "the distances to the roads", n * sizeof *points);
    for (size_t i = 0; i < n; i++)
        points[i].reason = unpack_snap(snaps[i], &points[i].distance_m);
    enum mlg_status status = mlg_snap_report_make(points, n, report, err);
    free(points);
    return status;
}

enum mlg_status mlg_matrix_report_cells(const struct mlg_matrix *matrix,
                                        struct mlg_snap_report *cells, struct mlg_error *err)
{
    return report(matrix->cell_snaps, matrix->info.n_cells, cells, err);
}

enum mlg_status mlg_matrix_report_sites(const struct mlg_matrix *matrix,
                                        struct mlg_snap_report *sites, struct mlg_error *err)
{
    return report(matrix->site_snaps, matrix->info.n_sites, sites, err);
}

/* The bytes of a group and its rows. */
static const uint8_t *find_group(const struct mlg_matrix *matrix, uint32_t group, size_t *length,
                                 uint32_t *n_rows)
{
    uint32_t left = matrix->info.n_sites - group * MLG_GROUP_ROWS;
    *n_rows = left < MLG_GROUP_ROWS ? left : MLG_GROUP_ROWS;
    *length = matrix->index[group + 1] - matrix->index[group];
    return matrix->rows + matrix->index[group];
}

uint32_t mlg_matrix_row(const struct mlg_matrix *matrix, uint32_t site, uint32_t *cells,
                        uint16_t *time_ds)
{
    size_t length;
    uint32_t n_rows;
    const uint8_t *group = find_group(matrix, site / MLG_GROUP_ROWS, &length, &n_rows);
    return mlg_group_row(group, length, n_rows, site % MLG_GROUP_ROWS, cells, time_ds);
}

enum mlg_status mlg_matrix_reader_create(const struct mlg_matrix *matrix,
                                         struct mlg_matrix_reader **reader, struct mlg_error *err)
{
    struct mlg_matrix_reader *made = mlg_alloc_zero(1, sizeof *made);
    if (!made || !mlg_rows_reserve(&made->rows, matrix->max_group)) {
        mlg_matrix_reader_destroy(made);
        return mlg_fail_memory(err, "rows of a matrix", 6 * matrix->max_group);
    }
    made->matrix = matrix;
    made->group = UINT32_MAX;
    *reader = made;
    return MLG_OK;
}

void mlg_matrix_reader_destroy(struct mlg_matrix_reader *reader)
{
    if (!reader)
        return;
    mlg_rows_finish(&reader->rows);
    free(reader);
}

uint32_t mlg_matrix_reader_row(struct mlg_matrix_reader *reader, uint32_t site,
                               const uint32_t **cells, const uint16_t **time_ds)
{
    struct mlg_rows *rows = &reader->rows;
    uint32_t row = site % MLG_GROUP_ROWS;
    if (reader->group != site / MLG_GROUP_ROWS) {
        size_t length;
        uint32_t n_rows;
        reader->group = site / MLG_GROUP_ROWS;
        const uint8_t *group = find_group(reader->matrix, reader->group, &length, &n_rows);
        mlg_group_rows(group, length, n_rows, rows);
    }
    *cells = rows->cell + rows->first[row];
    *time_ds = rows->time_ds + rows->first[row];
    return (uint32_t)(rows->first[row + 1] - rows->first[row]);
}
