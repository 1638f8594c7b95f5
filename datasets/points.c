#include "datasets/points.h"

#include "base/memory.h"
#include "datasets/data_path.h"
#include "datasets/points_rows.h"

#include <stdlib.h>
#include <string.h>

static bool allocate(struct mlg_points *points, size_t n, size_t n_columns, bool residents)
{
    points->id = mlg_alloc(n, sizeof *points->id);
    points->name = mlg_alloc(n, sizeof *points->name);
    points->lon_e7 = mlg_alloc(n, sizeof *points->lon_e7);
    points->lat_e7 = mlg_alloc(n, sizeof *points->lat_e7);
    points->residents_milli = residents ? mlg_alloc(n, sizeof *points->residents_milli) : NULL;
    points->column = mlg_alloc_zero(n_columns, sizeof *points->column);
    if (!points->id || !points->name || !points->lon_e7 || !points->lat_e7 || !points->column ||
        (residents && !points->residents_milli))
        return false;
    for (; points->n_columns < n_columns; points->n_columns++) {
        const char **column = mlg_alloc(n, sizeof *column);
        if (!column)
            return false;
        points->column[points->n_columns] = column;
    }
    return true;
}

static void copy_row(struct mlg_points *points, size_t i, const struct mlg_row *row)
{
    points->id[i] = row->id;
    points->name[i] = row->name;
    points->lon_e7[i] = row->lon_e7;
    points->lat_e7[i] = row->lat_e7;
    for (size_t j = 0; j < points->n_columns; j++)
        points->column[j][i] = row->column[j];
    if (!points->residents_milli)
        return;
    points->residents_milli[i] = row->weight_milli;
    points->total_residents_milli += row->weight_milli;
}

/* From rows to arrays; the strings move over. */
static enum mlg_status build(struct mlg_rows *rows, struct mlg_points **points,
                             struct mlg_error *err)
{
    const struct mlg_points_source *source = rows->source;
    struct mlg_points *built = calloc(1, sizeof *built);
    if (!built || !allocate(built, rows->n, source->n_columns, source->residents_column) ||
        !(built->path = mlg_strdup(source->path))) {
        mlg_points_destroy(built);
        return mlg_fail_memory(err, source->path, rows->n * sizeof(struct mlg_row));
    }
    enum mlg_status status = mlg_data_path_hash(source->path, &built->hash, err);
    if (status != MLG_OK) {
        mlg_points_destroy(built);
        return status;
    }
    for (size_t i = 0; i < rows->n; i++)
        copy_row(built, i, &rows->row[i]);
    built->n = rows->n;
    built->n_records = rows->n_records;
    built->n_dropped_empty = rows->n_dropped_empty;
    built->strings = rows->strings;
    rows->strings = NULL;
    *points = built;
    return MLG_OK;
}

enum mlg_status mlg_points_read(const struct mlg_points_source *source,
                                const struct mlg_monitor *monitor, struct mlg_points **points,
                                struct mlg_error *err)
{
    struct mlg_rows rows = {.source = source, .strings = mlg_arena_create()};
    if (!rows.strings)
        return mlg_fail_memory(err, source->path, 0);
    enum mlg_status status = mlg_table_open(source->path, source->layer, &rows.table, err);
    if (status == MLG_OK)
        status = mlg_rows_read(&rows, monitor, err);
    if (status == MLG_OK)
        status = mlg_rows_place(&rows, err);
    if (status == MLG_OK)
        status = mlg_rows_merge(&rows, err);
    if (status == MLG_OK)
        status = build(&rows, points, err);
    mlg_table_close(rows.table);
    mlg_arena_destroy(rows.strings);
    free(rows.row);
    return status;
}

void mlg_points_destroy(struct mlg_points *points)
{
    if (!points)
        return;
    for (size_t i = 0; i < points->n_columns; i++)
        free(points->column[i]);
    free(points->column);
    free(points->id);
    free(points->name);
    free(points->lon_e7);
    free(points->lat_e7);
    free(points->residents_milli);
    free(points->path);
    mlg_arena_destroy(points->strings);
    free(points);
}

size_t mlg_points_find(const struct mlg_points *points, const char *id)
{
    for (size_t i = 0; i < points->n; i++)
        if (strcmp(points->id[i], id) == 0)
            return i;
    return SIZE_MAX;
}
