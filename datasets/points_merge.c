#include "datasets/points_rows.h"

#include "base/memory.h"
#include "datasets/text_index.h"

#include <math.h>
#include <stdlib.h>

/* What the records of one id add up to, kept at the first of them. */
struct merged {
    int64_t heaviest_milli;        /* of a single record, which gives name and further columns */
    double moment_lon, moment_lat; /* milliresidents x e7 degrees from the first record */
};

static enum mlg_status fail_equal_ids(const struct mlg_rows *rows, size_t first, size_t second,
                                      struct mlg_error *err)
{
    char place[48];
    return mlg_table_fail(
        rows->table, rows->row[second].record, err,
        "the id '%.200s' is that of %s already, expected every id once", rows->row[second].id,
        mlg_table_place(rows->table, rows->row[first].record, place, sizeof place));
}

static void add_row(struct mlg_row *first, struct merged *sum, const struct mlg_row *row)
{
    double weight = (double)row->weight_milli;
    sum->moment_lon += weight * ((double)row->lon_e7 - first->lon_e7);
    sum->moment_lat += weight * ((double)row->lat_e7 - first->lat_e7);
    first->weight_milli += row->weight_milli;
    if (row->weight_milli > sum->heaviest_milli) {
        sum->heaviest_milli = row->weight_milli;
        first->name = row->name;
        first->column = row->column;
    }
}

static void move_to_centre(struct mlg_row *row, const struct merged *sum)
{
    if (row->weight_milli == 0)
        return;
    row->lon_e7 += (int32_t)lround(sum->moment_lon / (double)row->weight_milli);
    row->lat_e7 += (int32_t)lround(sum->moment_lat / (double)row->weight_milli);
}

/* Sums into the first row of each id; the others are marked by an id of NULL. */
static enum mlg_status sum_rows(struct mlg_rows *rows, struct mlg_text_index *index,
                                struct merged *merged, struct mlg_error *err)
{
    for (size_t i = 0; i < rows->n; i++) {
        merged[i] = (struct merged){.heaviest_milli = rows->row[i].weight_milli};
        size_t first = mlg_text_index_put(index, rows->row[i].id, i);
        if (first == i)
            continue;
        if (!rows->source->merge_equal_ids)
            return fail_equal_ids(rows, first, i, err);
        add_row(&rows->row[first], &merged[first], &rows->row[i]);
        rows->row[i].id = NULL;
    }
    return MLG_OK;
}

static void keep_inhabited(struct mlg_rows *rows, const struct merged *merged)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct mlg_row row = rows->row[i];
        if (!row.id)
            continue;
        if (row.weight_milli == 0) {
            rows->n_dropped_empty++;
            continue;
        }
        move_to_centre(&row, &merged[i]);
        rows->row[kept++] = row;
    }
    rows->n = kept;
}

enum mlg_status mlg_rows_merge(struct mlg_rows *rows, struct mlg_error *err)
{
    struct mlg_text_index index = {0};
    struct merged *merged = mlg_alloc(rows->n, sizeof *merged);
    enum mlg_status status = MLG_OK;
    if (!merged || !mlg_text_index_init(&index, rows->n))
        status = mlg_fail_memory(err, "an index of ids", rows->n * 64);
    if (status == MLG_OK)
        status = sum_rows(rows, &index, merged, err);
    if (status == MLG_OK)
        keep_inhabited(rows, merged);
    mlg_text_index_finish(&index);
    free(merged);
    if (status == MLG_OK && rows->n == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, rows->source->path, 0, 0,
                           "'%s' has no residents: column '%s' is 0 in all of its %zu records",
                           rows->source->path, rows->source->residents_column, rows->n_records);
    return status;
}
