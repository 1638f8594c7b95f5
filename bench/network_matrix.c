#include "bench/network_matrix.h"

#include "base/memory.h"
#include "network/matrix/matrix.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_SEARCHES = 256 };

static enum mlg_status time_build(struct mlg_bench_place *place, uint32_t limit_ds,
                                  const char *path, struct mlg_error *err)
{
    const struct mlg_matrix_request request = {
        .graph = place->roads.graph,
        .n_sites = place->n_sites,
        .n_cells = place->n_cells,
        .site_lon_e7 = place->lon_e7,
        .site_lat_e7 = place->lat_e7,
        .cell_lon_e7 = place->lon_e7 + place->n_sites,
        .cell_lat_e7 = place->lat_e7 + place->n_sites,
        .snap_max_m = place->roads.snap_max_m,
        .bound_ds = limit_ds,
        .direction = place->roads.direction,
        .threads = 1,
    };
    for (unsigned r = 0; r < place->options->repeat; r++) {
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status = mlg_matrix_build(&request, path, true, NULL, err);
        if (status != MLG_OK)
            return status;
        mlg_bench_note(place, r, begin);
    }
    return MLG_OK;
}

static enum mlg_status time_reading(struct mlg_bench_place *place, uint32_t limit_ds,
                                    const struct mlg_matrix *matrix, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct mlg_matrix_reader *reader;
    enum mlg_status status = mlg_matrix_reader_create(matrix, &reader, err);
    if (status != MLG_OK)
        return status;
    for (unsigned r = 0; r < place->options->repeat; r++) {
        const struct mlg_seconds begin = mlg_seconds_now();
        for (uint32_t site = 0; site < info->n_sites; site++) {
            const uint32_t *cells;
            const uint16_t *time_ds;
            mlg_matrix_reader_row(reader, site, &cells, &time_ds);
        }
        mlg_bench_note(place, r, begin);
    }
    mlg_matrix_reader_destroy(reader);
    mlg_bench_tell(place, "decode", limit_ds, 1, info->n_entries, "entries");
    return MLG_OK;
}

/* Whether the row of the matrix is what a search reached: the same points are at the same numbers,
 * as both are in the same order. */
static bool is_equal_row(const struct mlg_matrix *matrix, uint32_t site,
                         const struct mlg_reached *reach, uint32_t *cells, uint16_t *time_ds)
{
    const uint32_t count = mlg_matrix_row(matrix, site, cells, time_ds);
    bool equal = count == reach->count;
    for (uint32_t k = 0; equal && k < count; k++)
        equal = cells[k] == reach->point[k] && time_ds[k] == reach->time_ds[k];
    return equal;
}

/* Searches from at most MAX_SEARCHES sites; the seconds are those of all sites in proportion. */
static enum mlg_status search_rows(struct mlg_bench_place *place, uint32_t limit_ds,
                                   const struct mlg_matrix *matrix, struct mlg_search *search,
                                   const struct mlg_targets *targets, struct mlg_reached *reach,
                                   struct mlg_error *err)
{
    const uint32_t n_sites = (uint32_t)place->n_sites, most = mlg_matrix_info(matrix)->max_row;
    const uint32_t n = n_sites < MAX_SEARCHES ? n_sites : MAX_SEARCHES;
    if (n == 0)
        return mlg_fail(err, MLG_BAD_SCENARIO, "no site to search from");
    uint32_t *cells = mlg_alloc(most, sizeof *cells);
    uint16_t *time_ds = mlg_alloc(most, sizeof *time_ds);
    struct mlg_seconds sum = {0};
    uint64_t n_entries = 0;
    enum mlg_status status =
        cells && time_ds ? MLG_OK : mlg_fail_memory(err, "a row of a matrix", most * 6);
    for (uint32_t i = 0; i < n && status == MLG_OK; i++) {
        const uint32_t site = (uint32_t)((uint64_t)i * n_sites / n);
        const struct mlg_seconds begin = mlg_seconds_now();
        status = mlg_search_reach(search, &place->snaps[site], targets, place->roads.direction,
                                  limit_ds, reach, err);
        mlg_seconds_add(&sum, begin);
        n_entries += reach->count;
        if (status == MLG_OK && !is_equal_row(matrix, site, reach, cells, time_ds))
            status = mlg_fail(err, MLG_DIFFERENT,
                              "row %" PRIu32 " of the matrix is not what plain Dijkstra finds",
                              site + 1);
    }
    free(cells);
    free(time_ds);
    for (unsigned r = 0; r < place->options->repeat; r++)
        place->runs[r] = (struct mlg_seconds){sum.cpu_s * n_sites / n, sum.wall_s * n_sites / n};
    if (status == MLG_OK)
        mlg_bench_tell(place, "rows by plain Dijkstra", limit_ds, 1, n_entries * n_sites / n,
                       "entries");
    return status;
}

static enum mlg_status time_searches(struct mlg_bench_place *place, uint32_t limit_ds,
                                     const struct mlg_matrix *matrix, struct mlg_error *err)
{
    struct mlg_targets *targets = NULL;
    struct mlg_search *search = NULL;
    struct mlg_reached reach = {0};
    enum mlg_status status = mlg_targets_create(place->roads.graph, place->snaps + place->n_sites,
                                                place->n_cells, &targets, err);
    if (status == MLG_OK)
        status = mlg_search_create(place->roads.graph, &search, err);
    if (status == MLG_OK)
        status = mlg_reached_init(&reach, targets, err);
    if (status == MLG_OK)
        status = search_rows(place, limit_ds, matrix, search, targets, &reach, err);
    mlg_reached_finish(&reach);
    mlg_search_destroy(search);
    mlg_targets_destroy(targets);
    return status;
}

static enum mlg_status time_file(struct mlg_bench_place *place, uint32_t limit_ds, const char *path,
                                 struct mlg_error *err)
{
    struct mlg_matrix *matrix = NULL;
    enum mlg_status status = time_build(place, limit_ds, path, err);
    if (status == MLG_OK) {
        mlg_bench_tell(place, "points to .mtt, all steps", limit_ds, 1, 0, "");
        for (unsigned r = 0; r < place->options->repeat && status == MLG_OK; r++) {
            mlg_matrix_close(matrix);
            matrix = NULL;
            const struct mlg_seconds begin = mlg_seconds_now();
            status = mlg_matrix_open(path, &matrix, err);
            mlg_bench_note(place, r, begin);
        }
    }
    if (status == MLG_OK) {
        mlg_bench_tell(place, "open and check .mtt", limit_ds, 1,
                       mlg_matrix_info(matrix)->file_bytes, "bytes");
        status = time_reading(place, limit_ds, matrix, err);
    }
    if (status == MLG_OK)
        status = time_searches(place, limit_ds, matrix, err);
    mlg_matrix_close(matrix);
    return status;
}

enum mlg_status mlg_bench_matrix(struct mlg_bench_place *place, uint32_t limit_ds,
                                 struct mlg_error *err)
{
    enum mlg_status status = mlg_bench_rows(place, limit_ds, err);
    if (status != MLG_OK)
        return status;
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/maillage-bench-%ld.mtt",
                                getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid());
    if (length < 0 || (size_t)length >= sizeof path)
        return mlg_fail(err, MLG_USAGE, "the name of the folder TMPDIR is too long");
    status = time_file(place, limit_ds, path, err);
    unlink(path);
    return status;
}
