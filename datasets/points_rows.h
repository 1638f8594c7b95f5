/* The records of a table of points on their way to a struct mlg_points: internal to this room. */
#ifndef MLG_DATASETS_POINTS_ROWS_H
#define MLG_DATASETS_POINTS_ROWS_H

#include "datasets/arena.h"
#include "datasets/points.h"
#include "datasets/table.h"

struct mlg_row {
    size_t record;
    const char *id, *name;
    const char **column; /* [n_columns] */
    double x, y;         /* in the CRS of the table; unused for MLG_PLACE_JOIN */
    int32_t lon_e7, lat_e7;
    int64_t weight_milli; /* residents; 1000 in a table without them */
};

struct mlg_rows {
    const struct mlg_points_source *source;
    struct mlg_table *table;
    struct mlg_arena *strings;
    struct mlg_row *row;
    size_t n, capacity;
    size_t n_records, n_dropped_empty;
};

/* Reads all records; for MLG_PLACE_JOIN with their places. */
enum mlg_status mlg_rows_read(struct mlg_rows *rows, const struct mlg_monitor *monitor,
                              struct mlg_error *err);
/* From x, y to degrees; finds wrong, swapped and unknown coordinates. */
enum mlg_status mlg_rows_place(struct mlg_rows *rows, struct mlg_error *err);
/* Merges equal ids, or refuses them; drops points without residents. */
enum mlg_status mlg_rows_merge(struct mlg_rows *rows, struct mlg_error *err);

#endif
