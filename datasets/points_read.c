#include "datasets/points_rows.h"

#include "base/memory.h"
#include "datasets/text_index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { ABSENT = -1, RECORDS_A_PROGRESS = 8192 };

/* More people than this in one record is a mistake; below, sums of milliresidents fit. */
static const double most_residents = 1e9;

struct reader {
    struct mlg_rows *rows;
    int id, name, residents, x, y, grid, join; /* column numbers or ABSENT */
    int *further;                              /* [n_columns] */
    struct mlg_text_index joined;              /* id -> index in source->join */
};

static enum mlg_status find_column(struct reader *reader, const char *name, int *column,
                                   struct mlg_error *err)
{
    *column = ABSENT;
    return name ? mlg_table_column(reader->rows->table, name, column, err) : MLG_OK;
}

static enum mlg_status find_columns(struct reader *reader, struct mlg_error *err)
{
    const struct mlg_points_source *source = reader->rows->source;
    const struct {
        const char *name;
        int *column;
    } wanted[] = {
        {source->id_column, &reader->id},
        {source->name_column, &reader->name},
        {source->residents_column, &reader->residents},
        {source->placement == MLG_PLACE_COLUMNS ? source->x_column : NULL, &reader->x},
        {source->placement == MLG_PLACE_COLUMNS ? source->y_column : NULL, &reader->y},
        {source->placement == MLG_PLACE_GRID_ID ? source->grid_column : NULL, &reader->grid},
        {source->placement == MLG_PLACE_JOIN ? source->join_column : NULL, &reader->join},
    };
    enum { WANTED = sizeof wanted / sizeof *wanted };
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < WANTED && status == MLG_OK; i++)
        status = find_column(reader, wanted[i].name, wanted[i].column, err);
    reader->further = mlg_alloc(source->n_columns + WANTED, sizeof *reader->further);
    if (!reader->further)
        return mlg_fail_memory(err, source->path, source->n_columns * sizeof *reader->further);
    for (size_t i = 0; i < source->n_columns && status == MLG_OK; i++)
        status = find_column(reader, source->columns[i], &reader->further[i], err);
    if (status != MLG_OK)
        return status;
    for (size_t i = 0; i < WANTED; i++)
        reader->further[source->n_columns + i] = *wanted[i].column;
    mlg_table_keep_columns(reader->rows->table, reader->further, source->n_columns + WANTED);
    return MLG_OK;
}

static enum mlg_status index_joined(struct reader *reader, struct mlg_error *err)
{
    const struct mlg_points *join = reader->rows->source->join;
    if (!mlg_text_index_init(&reader->joined, join->n))
        return mlg_fail_memory(err, "an index of ids", join->n * 32);
    for (size_t i = 0; i < join->n; i++)
        mlg_text_index_put(&reader->joined, join->id[i], i);
    return MLG_OK;
}

/* A copy of the text in the arena. */
static enum mlg_status keep_text(struct reader *reader, int column, const char **kept,
                                 struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_table_text(reader->rows->table, column, &text, err);
    if (status != MLG_OK)
        return status;
    *kept = mlg_arena_text(reader->rows->strings, text);
    return *kept ? MLG_OK : mlg_fail_memory(err, reader->rows->source->path, 0);
}

static enum mlg_status read_names(struct reader *reader, struct mlg_row *row, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (reader->id == ABSENT) {
        char number[32];
        snprintf(number, sizeof number, "%zu", row->record);
        row->id = mlg_arena_text(reader->rows->strings, number);
        if (!row->id)
            return mlg_fail_memory(err, reader->rows->source->path, 0);
    } else {
        status = keep_text(reader, reader->id, &row->id, err);
        if (status == MLG_OK && !*row->id)
            return mlg_table_fail(reader->rows->table, row->record, err,
                                  "column '%s' is empty, expected an id",
                                  reader->rows->source->id_column);
    }
    if (status == MLG_OK && reader->name != ABSENT)
        status = keep_text(reader, reader->name, &row->name, err);
    if (!row->name || !*row->name)
        row->name = row->id;
    return status;
}

static enum mlg_status read_further(struct reader *reader, struct mlg_row *row,
                                    struct mlg_error *err)
{
    size_t n = reader->rows->source->n_columns;
    row->column = mlg_arena_take(reader->rows->strings, n * sizeof *row->column);
    if (!row->column)
        return mlg_fail_memory(err, reader->rows->source->path, n * sizeof *row->column);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = keep_text(reader, reader->further[i], &row->column[i], err);
    return status;
}

static enum mlg_status read_residents(struct reader *reader, struct mlg_row *row,
                                      struct mlg_error *err)
{
    row->weight_milli = 1000;
    if (reader->residents == ABSENT)
        return MLG_OK;
    struct mlg_table *table = reader->rows->table;
    double residents = 0;
    enum mlg_status status = mlg_table_number(table, reader->residents, &residents, err);
    if (status != MLG_OK)
        return status;
    const char *name = reader->rows->source->residents_column;
    if (residents < 0)
        return mlg_table_fail(table, row->record, err,
                              "column '%s' is %.15g, residents cannot be negative", name,
                              residents);
    if (residents > most_residents)
        return mlg_table_fail(table, row->record, err,
                              "column '%s' is %.15g, expected at most %.0f residents", name,
                              residents, most_residents);
    row->weight_milli = (int64_t)floor(residents * 1000 + 0.5);
    return MLG_OK;
}

static enum mlg_status read_cell(struct reader *reader, struct mlg_row *row, struct mlg_error *err)
{
    struct mlg_table *table = reader->rows->table;
    const char *id;
    enum mlg_status status = mlg_table_text(table, reader->grid, &id, err);
    if (status != MLG_OK)
        return status;
    double size;
    if (mlg_grid_cell_parse(id, &row->x, &row->y, &size)) {
        row->x += size / 2;
        row->y += size / 2;
        return MLG_OK;
    }
    mlg_table_fail(table, row->record, err,
                   "column '%s' is '%.80s', expected the id of a grid cell",
                   reader->rows->source->grid_column, id);
    mlg_hint(err, "such as CRS3035RES200mN2029800E4254200 (INSEE) or 1kmN2599E4695 (Eurostat)");
    return MLG_BAD_INPUT;
}

static enum mlg_status read_joined(struct reader *reader, struct mlg_row *row,
                                   struct mlg_error *err)
{
    struct mlg_table *table = reader->rows->table;
    const struct mlg_points *join = reader->rows->source->join;
    const char *id;
    enum mlg_status status = mlg_table_text(table, reader->join, &id, err);
    if (status != MLG_OK)
        return status;
    size_t found = mlg_text_index_get(&reader->joined, id);
    if (found != SIZE_MAX) {
        row->lon_e7 = join->lon_e7[found];
        row->lat_e7 = join->lat_e7[found];
        return MLG_OK;
    }
    mlg_table_fail(table, row->record, err, "column '%s' is '%.80s', but '%s' has no such id",
                   reader->rows->source->join_column, id, join->path);
    if (join->n > 0)
        mlg_hint(err, "its ids are like '%s'", join->id[0]);
    return MLG_BAD_INPUT;
}

static enum mlg_status read_place(struct reader *reader, struct mlg_row *row, struct mlg_error *err)
{
    struct mlg_table *table = reader->rows->table;
    enum mlg_status status;
    switch (reader->rows->source->placement) {
    case MLG_PLACE_COLUMNS:
        status = mlg_table_number(table, reader->x, &row->x, err);
        return status == MLG_OK ? mlg_table_number(table, reader->y, &row->y, err) : status;
    case MLG_PLACE_GRID_ID:
        return read_cell(reader, row, err);
    case MLG_PLACE_JOIN:
        return read_joined(reader, row, err);
    case MLG_PLACE_GEOMETRY:
        break;
    }
    return mlg_table_point(table, &row->x, &row->y, err);
}

static enum mlg_status read_row(struct reader *reader, struct mlg_error *err)
{
    struct mlg_rows *rows = reader->rows;
    if (!mlg_reserve(&rows->row, &rows->capacity, rows->n + 1, sizeof *rows->row))
        return mlg_fail_memory(err, rows->source->path, rows->n * sizeof *rows->row);
    struct mlg_row row = {.record = mlg_table_record(rows->table)};
    enum mlg_status status = read_residents(reader, &row, err);
    if (status == MLG_OK)
        status = read_place(reader, &row, err);
    if (status == MLG_OK)
        status = read_names(reader, &row, err);
    if (status == MLG_OK)
        status = read_further(reader, &row, err);
    if (status == MLG_OK)
        rows->row[rows->n++] = row;
    return status;
}

static enum mlg_status read_rows(struct reader *reader, const struct mlg_monitor *monitor,
                                 struct mlg_error *err)
{
    struct mlg_rows *rows = reader->rows;
    const char *phase = rows->source->residents_column ? "reading people" : "reading sites";
    size_t total = mlg_table_count(rows->table);
    for (;;) {
        bool more;
        enum mlg_status status = mlg_table_next(rows->table, &more, err);
        if (status == MLG_OK && more)
            status = read_row(reader, err);
        if (status != MLG_OK || !more)
            return status;
        if (rows->n % RECORDS_A_PROGRESS)
            continue;
        mlg_progress(monitor, phase, rows->n, total, NULL);
        if (mlg_stopped(monitor))
            return mlg_fail(err, MLG_STOPPED, "stopped while reading '%s'", rows->source->path);
    }
}

/* What no single record shows. */
static enum mlg_status check_table(const struct mlg_rows *rows, struct mlg_error *err)
{
    const char *path = rows->source->path;
    if (rows->source->placement == MLG_PLACE_GEOMETRY && !mlg_table_has_geometry(rows->table)) {
        mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "'%s' has no geometry", path);
        mlg_hint(err,
                 "state the columns of its coordinates, of its grid-cell ids, or of ids to join");
        return MLG_BAD_INPUT;
    }
    return MLG_OK;
}

enum mlg_status mlg_rows_read(struct mlg_rows *rows, const struct mlg_monitor *monitor,
                              struct mlg_error *err)
{
    struct reader reader = {.rows = rows};
    enum mlg_status status = check_table(rows, err);
    if (status == MLG_OK)
        status = find_columns(&reader, err);
    if (status == MLG_OK && rows->source->placement == MLG_PLACE_JOIN)
        status = index_joined(&reader, err);
    if (status == MLG_OK)
        status = read_rows(&reader, monitor, err);
    mlg_text_index_finish(&reader.joined);
    free(reader.further);
    rows->n_records = rows->n;
    if (status == MLG_OK && rows->n == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, rows->source->path, 0, 0,
                           "'%s' has no records, expected at least one", rows->source->path);
    return status;
}
