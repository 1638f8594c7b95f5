#include "network/matrix/matrix_write.h"

#include "base/memory.h"
#include "network/graph/hilbert.h"
#include "network/matrix/matrix_stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct mlg_matrix_writer {
    struct mlg_matrix_stream stream;
    uint32_t *file_cell;      /* [n_cells] from the layout's numbers to the file's */
    uint32_t n_rows;          /* added */
    struct mlg_rows rows;     /* of the group being collected */
    struct mlg_block block;   /* the same side by side */
    struct mlg_bytes bytes;   /* the group encoded */
    struct cell_time *sorted; /* of the row being added */
    size_t sorted_capacity;
    uint32_t *cells;
    uint16_t *times;
    size_t capacity;
};

struct cell_time {
    uint32_t cell;
    uint16_t time;
};

struct place {
    uint64_t key;
    uint32_t cell;
};

static int by_key(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* The layout's cells in the order of the file. */
static struct place *order_cells(const struct mlg_matrix_layout *layout)
{
    struct place *places = mlg_alloc(layout->n_cells, sizeof *places);
    for (uint32_t i = 0; places && i < layout->n_cells; i++)
        places[i] = (struct place){
            .key = mlg_hilbert_place(layout->cell_lon_e7[i], layout->cell_lat_e7[i]), .cell = i};
    if (places)
        qsort(places, layout->n_cells, sizeof *places, by_key);
    return places;
}

static enum mlg_status write_position(struct mlg_matrix_writer *writer, int32_t lon_e7,
                                      int32_t lat_e7, struct mlg_error *err)
{
    const int32_t position[2] = {lon_e7, lat_e7};
    return mlg_matrix_stream_write(&writer->stream, position, sizeof position, err);
}

static enum mlg_status write_positions(struct mlg_matrix_writer *writer,
                                       const struct mlg_matrix_layout *layout,
                                       const struct place *places, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; status == MLG_OK && i < layout->n_sites; i++)
        status = write_position(writer, layout->site_lon_e7[i], layout->site_lat_e7[i], err);
    for (size_t i = 0; status == MLG_OK && i < layout->n_cells; i++)
        status = write_position(writer, layout->cell_lon_e7[places[i].cell],
                                layout->cell_lat_e7[places[i].cell], err);
    return status;
}

static enum mlg_status write_snap(struct mlg_matrix_writer *writer, const struct mlg_snap *snap,
                                  uint32_t *n_unsnapped, struct mlg_error *err)
{
    uint32_t word = 0;
    if (snap) {
        double cm = round(snap->distance_m * 100.0);
        double most = (double)(UINT32_MAX >> 2);
        word = (uint32_t)(cm < most ? cm : most) << 2 | (uint32_t)snap->reason;
        *n_unsnapped += snap->reason != MLG_SNAPPED;
    }
    return mlg_matrix_stream_write(&writer->stream, &word, sizeof word, err);
}

static enum mlg_status write_snaps(struct mlg_matrix_writer *writer,
                                   const struct mlg_matrix_layout *layout,
                                   const struct place *places, struct mlg_error *err)
{
    const struct mlg_snap *sites = layout->site_snaps, *cells = layout->cell_snaps;
    struct mlg_matrix_header *header = &writer->stream.header;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; status == MLG_OK && i < layout->n_sites; i++)
        status = write_snap(writer, sites ? &sites[i] : NULL, &header->n_sites_unsnapped, err);
    for (size_t i = 0; status == MLG_OK && i < layout->n_cells; i++)
        status = write_snap(writer, cells ? &cells[places[i].cell] : NULL,
                            &header->n_cells_unsnapped, err);
    return status;
}

static enum mlg_status check_repeated(const struct mlg_matrix_layout *layout,
                                      const struct place *places, struct mlg_error *err)
{
    for (size_t i = 1; i < layout->n_cells; i++)
        if (places[i].key == places[i - 1].key)
            return mlg_fail(err, MLG_BAD_INPUT, "cells %u and %u have the same position",
                            places[i - 1].cell, places[i].cell);
    return MLG_OK;
}

/* The sections before the rows. */
static enum mlg_status write_front(struct mlg_matrix_writer *writer,
                                   const struct mlg_matrix_layout *layout, struct mlg_error *err)
{
    struct place *places = order_cells(layout);
    if (!places)
        return mlg_fail_memory(err, "the order of the cells", layout->n_cells * sizeof *places);
    for (uint32_t i = 0; i < layout->n_cells; i++)
        writer->file_cell[places[i].cell] = i;
    enum mlg_status status = check_repeated(layout, places, err);
    if (status == MLG_OK)
        status = write_positions(writer, layout, places, err);
    if (status == MLG_OK)
        status = write_snaps(writer, layout, places, err);
    free(places);
    return status;
}

static enum mlg_status check_layout(const struct mlg_matrix_layout *layout, struct mlg_error *err)
{
    if (layout->n_sites > MLG_MAX_POINTS || layout->n_cells > MLG_MAX_POINTS)
        return mlg_fail(err, MLG_BAD_INPUT,
                        "a matrix of %zu sites and %zu cells is more than the %u of each that a "
                        "file can hold",
                        layout->n_sites, layout->n_cells, MLG_MAX_POINTS);
    if (layout->bound_ds > MLG_MAX_BOUND_DS)
        return mlg_fail(err, MLG_BAD_INPUT,
                        "a bound of %u deciseconds is more than the %u (109 minutes) that a "
                        "matrix can hold",
                        layout->bound_ds, MLG_MAX_BOUND_DS);
    return MLG_OK;
}

static void fill_header(const struct mlg_matrix_layout *layout, enum mlg_extent extent,
                        struct mlg_matrix_header *header)
{
    memcpy(header->magic, extent == MLG_WHOLE ? MLG_MATRIX_MAGIC : MLG_PART_MAGIC,
           sizeof header->magic);
    header->byte_order = MLG_MATRIX_BYTE_ORDER;
    header->version = MLG_MATRIX_VERSION;
    header->n_sites = (uint32_t)layout->n_sites;
    header->n_cells = (uint32_t)layout->n_cells;
    header->unit_ms = MLG_MATRIX_UNIT_MS;
    header->bound = layout->bound_ds;
    header->direction = layout->direction;
    header->snap_max_m = layout->snap_max_m;
    strncpy(header->profile, layout->profile, sizeof header->profile - 1);
    strncpy(header->program, MLG_VERSION, sizeof header->program - 1);
    header->roads_hash = layout->roads_hash;
    header->profile_hash = layout->profile_hash;
}

static enum mlg_status start(struct mlg_matrix_writer *writer, const char *path, bool overwrite,
                             const struct mlg_matrix_layout *layout, enum mlg_extent extent,
                             struct mlg_error *err)
{
    struct mlg_matrix_header header = {0};
    fill_header(layout, extent, &header);
    writer->file_cell = mlg_alloc(layout->n_cells, sizeof *writer->file_cell);
    if (!writer->file_cell || !mlg_block_init(&writer->block, header.n_cells))
        return mlg_fail_memory(err, "a matrix", layout->n_cells * sizeof *writer->file_cell);
    enum mlg_status status = mlg_matrix_stream_open(path, overwrite, &header, &writer->stream, err);
    return status == MLG_OK ? write_front(writer, layout, err) : status;
}

enum mlg_status mlg_matrix_writer_create_extent(const char *path, bool overwrite,
                                                const struct mlg_matrix_layout *layout,
                                                enum mlg_extent extent,
                                                struct mlg_matrix_writer **writer,
                                                struct mlg_error *err)
{
    enum mlg_status status = check_layout(layout, err);
    if (status != MLG_OK)
        return status;
    struct mlg_matrix_writer *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a matrix", sizeof *made);
    status = start(made, path, overwrite, layout, extent, err);
    if (status == MLG_OK)
        *writer = made;
    else
        mlg_matrix_writer_destroy(made);
    return status;
}

enum mlg_status mlg_matrix_writer_create(const char *path, bool overwrite,
                                         const struct mlg_matrix_layout *layout,
                                         struct mlg_matrix_writer **writer, struct mlg_error *err)
{
    return mlg_matrix_writer_create_extent(path, overwrite, layout, MLG_WHOLE, writer, err);
}

enum mlg_status mlg_matrix_writer_add_group(struct mlg_matrix_writer *writer,
                                            const struct mlg_bytes *bytes, struct mlg_error *err)
{
    return mlg_matrix_stream_add(&writer->stream, bytes->data, bytes->length, err);
}

static enum mlg_status flush_group(struct mlg_matrix_writer *writer, struct mlg_error *err)
{
    if (writer->rows.n_rows == 0)
        return MLG_OK;
    if (!mlg_block_fill(&writer->block, &writer->rows) ||
        !mlg_group_encode(&writer->block, &writer->bytes))
        return mlg_fail_memory(err, "the rows of a matrix", writer->bytes.capacity);
    enum mlg_status status = mlg_matrix_writer_add_group(writer, &writer->bytes, err);
    mlg_rows_clear(&writer->rows);
    return status;
}

static int by_cell(const void *a, const void *b)
{
    const struct cell_time *x = a, *y = b;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static bool reserve_row(struct mlg_matrix_writer *writer, uint32_t count)
{
    size_t cells = writer->capacity;
    return mlg_reserve(&writer->sorted, &writer->sorted_capacity, count, sizeof *writer->sorted) &&
           mlg_reserve(&writer->cells, &cells, count, sizeof *writer->cells) &&
           mlg_reserve(&writer->times, &writer->capacity, count, sizeof *writer->times);
}

/* The row in the file's numbers and order, into writer->cells and ->times. */
static enum mlg_status sort_row(struct mlg_matrix_writer *writer, uint32_t count,
                                const uint32_t *cells, const uint16_t *time_ds,
                                struct mlg_error *err)
{
    const struct mlg_matrix_header *header = &writer->stream.header;
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i] >= header->n_cells || time_ds[i] > header->bound)
            return mlg_fail(
                err, MLG_BAD_INPUT,
                "row %u has cell %u at %u ds; there are %u cells and the bound is %u ds",
                writer->n_rows, cells[i], time_ds[i], header->n_cells, header->bound);
        writer->sorted[i] = (struct cell_time){writer->file_cell[cells[i]], time_ds[i]};
    }
    if (count > 1)
        qsort(writer->sorted, count, sizeof *writer->sorted, by_cell);
    for (uint32_t i = 0; i < count; i++) {
        writer->cells[i] = writer->sorted[i].cell;
        writer->times[i] = writer->sorted[i].time;
        if (i && writer->cells[i] == writer->cells[i - 1])
            return mlg_fail(err, MLG_BAD_INPUT, "row %u has a cell twice", writer->n_rows);
    }
    return MLG_OK;
}

enum mlg_status mlg_matrix_writer_add(struct mlg_matrix_writer *writer, uint32_t count,
                                      const uint32_t *cells, const uint16_t *time_ds,
                                      struct mlg_error *err)
{
    if (writer->n_rows == writer->stream.header.n_sites)
        return mlg_fail(err, MLG_BAD_INPUT, "more rows than the %u sites of the matrix",
                        writer->n_rows);
    if (!reserve_row(writer, count))
        return mlg_fail_memory(err, "a row of a matrix", count * sizeof *writer->sorted);
    enum mlg_status status = sort_row(writer, count, cells, time_ds, err);
    if (status != MLG_OK)
        return status;
    if (!mlg_rows_add(&writer->rows, count, writer->cells, writer->times))
        return mlg_fail_memory(err, "the rows of a matrix", count * sizeof *cells);
    writer->n_rows++;
    return writer->rows.n_rows == MLG_GROUP_ROWS ? flush_group(writer, err) : MLG_OK;
}

enum mlg_status mlg_matrix_writer_commit(struct mlg_matrix_writer *writer, struct mlg_error *err)
{
    enum mlg_status status = flush_group(writer, err);
    return status == MLG_OK ? mlg_matrix_stream_commit(&writer->stream, err) : status;
}

void mlg_matrix_writer_destroy(struct mlg_matrix_writer *writer)
{
    if (!writer)
        return;
    mlg_matrix_stream_finish(&writer->stream);
    mlg_rows_finish(&writer->rows);
    mlg_block_finish(&writer->block);
    free(writer->bytes.data);
    free(writer->file_cell);
    free(writer->sorted);
    free(writer->cells);
    free(writer->times);
    free(writer);
}
