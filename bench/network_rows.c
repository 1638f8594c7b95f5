#include "bench/network_matrix.h"
#include "network/matrix/matrix_group.h"
#include "network/search/sweep.h"

#include <stdlib.h>

/* One pass over all rows by one thread. */
struct pass {
    struct mlg_sweeper *sweeper;
    struct mlg_block block;
    struct mlg_bytes bytes;
    struct mlg_seconds encoding;
    uint64_t n_bytes;
};

static enum mlg_status pass_init(struct pass *pass, const struct mlg_bench_points *points,
                                 const struct mlg_sweep *sweep, struct mlg_error *err)
{
    *pass = (struct pass){0};
    enum mlg_status status = mlg_sweeper_create(sweep, &pass->sweeper, err);
    if (status == MLG_OK && !mlg_block_init(&pass->block, (uint32_t)points->n_cells))
        status = mlg_fail_memory(err, "the rows of a matrix", points->n_cells / 5);
    return status;
}

static void pass_finish(struct pass *pass)
{
    mlg_sweeper_destroy(pass->sweeper);
    mlg_block_finish(&pass->block);
    free(pass->bytes.data);
}

/* The rows of the batch that begins with site `first`, in the block of the pass. */
static enum mlg_status sweep_batch(struct pass *pass, const struct mlg_bench_points *points,
                                   size_t first, struct mlg_error *err)
{
    const size_t left = points->n_sites - first;
    const uint32_t n_rows = left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS;
    return mlg_sweeper_block(pass->sweeper, points->snaps + first, n_rows, &pass->block, err);
}

static enum mlg_status encode_batch(struct pass *pass, struct mlg_error *err)
{
    const struct mlg_seconds begin = mlg_seconds_now();
    if (!mlg_group_encode(&pass->block, &pass->bytes))
        return mlg_fail_memory(err, "the rows of a matrix", pass->bytes.capacity);
    mlg_seconds_add(&pass->encoding, begin);
    pass->n_bytes += pass->bytes.length;
    return MLG_OK;
}

/* All rows, on `threads` threads. */
static enum mlg_status sweep_rows(const struct mlg_bench_points *points,
                                  const struct mlg_sweep *sweep, int threads, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
#pragma omp parallel num_threads(threads)
    {
        struct pass pass;
        struct mlg_error own = {0};
        enum mlg_status mine = pass_init(&pass, points, sweep, &own);
#pragma omp for schedule(dynamic, 1)
        for (size_t first = 0; first < points->n_sites; first += MLG_GROUP_ROWS)
            if (mine == MLG_OK)
                mine = sweep_batch(&pass, points, first, &own);
        pass_finish(&pass);
#pragma omp critical(mlg_bench_sweep)
        if (mine != MLG_OK) {
            status = mine;
            *err = own;
        }
    }
    return status;
}

static enum mlg_status count_entries(const struct mlg_bench_points *points,
                                     const struct mlg_sweep *sweep, uint64_t *n_entries,
                                     struct mlg_error *err)
{
    struct pass pass;
    enum mlg_status status = pass_init(&pass, points, sweep, err);
    *n_entries = 0;
    for (size_t first = 0; first < points->n_sites && status == MLG_OK; first += MLG_GROUP_ROWS) {
        status = sweep_batch(&pass, points, first, err);
        for (uint32_t i = 0; status == MLG_OK && i < pass.block.n_cells; i++)
            for (uint32_t row = 0; row < pass.block.n_rows; row++)
                *n_entries += pass.block.lanes[i].time_ds[row] != MLG_BEYOND;
    }
    pass_finish(&pass);
    return status;
}

static enum mlg_status create_sweep(const struct mlg_bench_place *place,
                                    const struct mlg_bench_points *points, uint32_t limit_ds,
                                    struct mlg_sweep **sweep, struct mlg_error *err)
{
    return mlg_sweep_create(place->roads.graph, place->hierarchy, &place->metric,
                            points->snaps + points->n_sites, points->n_cells,
                            place->roads.direction, limit_ds, sweep, err);
}

static enum mlg_status time_layout(struct mlg_bench_place *place,
                                   const struct mlg_bench_points *points, uint32_t limit_ds,
                                   const char *name, struct mlg_sweep **sweep,
                                   struct mlg_error *err)
{
    *sweep = NULL;
    for (unsigned r = 0; r < place->options->repeat; r++) {
        mlg_sweep_destroy(*sweep);
        *sweep = NULL;
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status = create_sweep(place, points, limit_ds, sweep, err);
        if (status != MLG_OK)
            return status;
        mlg_bench_note(place, r, begin);
    }
    mlg_bench_tell(place, name, limit_ds, 1, points->n_cells, "cells");
    return MLG_OK;
}

static enum mlg_status time_sweeps(struct mlg_bench_place *place,
                                   const struct mlg_bench_points *points, uint32_t limit_ds,
                                   const char *name, const struct mlg_sweep *sweep, int threads,
                                   struct mlg_error *err)
{
    uint64_t n_entries;
    enum mlg_status status = count_entries(points, sweep, &n_entries, err);
    for (unsigned r = 0; r < place->options->repeat && status == MLG_OK; r++) {
        const struct mlg_seconds begin = mlg_seconds_now();
        status = sweep_rows(points, sweep, threads, err);
        mlg_bench_note(place, r, begin);
    }
    if (status == MLG_OK)
        mlg_bench_tell(place, name, limit_ds, threads, n_entries, "entries");
    return status;
}

static enum mlg_status time_encoding(struct mlg_bench_place *place,
                                     const struct mlg_bench_points *points, uint32_t limit_ds,
                                     const struct mlg_sweep *sweep, struct mlg_error *err)
{
    uint64_t n_bytes = 0;
    enum mlg_status status = MLG_OK;
    for (unsigned r = 0; status == MLG_OK && r < place->options->repeat; r++) {
        struct pass pass;
        status = pass_init(&pass, points, sweep, err);
        for (size_t first = 0; first < points->n_sites && status == MLG_OK;
             first += MLG_GROUP_ROWS) {
            status = sweep_batch(&pass, points, first, err);
            if (status == MLG_OK)
                status = encode_batch(&pass, err);
        }
        place->runs[r] = pass.encoding;
        n_bytes = pass.n_bytes;
        pass_finish(&pass);
    }
    if (status == MLG_OK)
        mlg_bench_tell(place, "encode", limit_ds, 1, n_bytes, "bytes");
    return status;
}

static enum mlg_status time_points(struct mlg_bench_place *place,
                                   const struct mlg_bench_points *points, uint32_t limit_ds,
                                   const char *layout, const char *rows, bool encode,
                                   struct mlg_error *err)
{
    struct mlg_sweep *sweep;
    const int threads = place->options->threads;
    enum mlg_status status = time_layout(place, points, limit_ds, layout, &sweep, err);
    if (status == MLG_OK)
        status = time_sweeps(place, points, limit_ds, rows, sweep, 1, err);
    if (status == MLG_OK && threads > 1)
        status = time_sweeps(place, points, limit_ds, rows, sweep, threads, err);
    if (status == MLG_OK && encode)
        status = time_encoding(place, points, limit_ds, sweep, err);
    mlg_sweep_destroy(sweep);
    return status;
}

enum mlg_status mlg_bench_rows(struct mlg_bench_place *place, uint32_t limit_ds,
                               struct mlg_error *err)
{
    const struct mlg_bench_points points = {place->n_sites, place->n_cells, place->snaps};
    struct mlg_bench_points junctions;
    enum mlg_status status = mlg_bench_junctions(place, &junctions, err);
    if (status != MLG_OK)
        return status;
    status = time_points(place, &junctions, limit_ds, "lay out junctions", "rows to junctions",
                         false, err);
    free((void *)junctions.snaps);
    if (status == MLG_OK)
        status =
            time_points(place, &points, limit_ds, "lay out points", "rows to points", true, err);
    return status;
}
