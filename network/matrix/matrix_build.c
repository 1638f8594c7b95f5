#include "network/matrix/matrix_write.h"

#include "base/file.h"
#include "base/memory.h"
#include "network/graph/hilbert.h"
#include "network/matrix/matrix_merge.h"
#include "network/search/rows_source.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Different positions along the Hilbert curve, and where they snapped. */
struct points {
    size_t n;
    int32_t *lon_e7, *lat_e7;
    struct mlg_snap *snaps;
};

struct place {
    uint64_t key;
    int32_t lon_e7, lat_e7;
};

/* What the threads share. */
struct build {
    const struct mlg_matrix_request *request;
    const struct mlg_monitor *monitor;
    struct points sites, cells;
    struct mlg_rows_source *source;
    int threads;
    struct mlg_matrix_writer *writer;
    size_t n_done;        /* sites */
    struct mlg_error err; /* the first failure ends the work of all */
};

/* What each has of its own. */
struct worker {
    struct mlg_rows_worker *rows;
    struct mlg_bytes bytes; /* of a group */
    uint32_t n_rows;
};

/* The groups of a file: all of the matrix, or those of a part. */
struct range {
    size_t begin, end;
};

static int by_key(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void points_finish(struct points *points)
{
    free(points->lon_e7);
    free(points->lat_e7);
    free(points->snaps);
}

/* Equal positions become one. */
static bool points_init(struct points *points, size_t n, const int32_t *lon_e7,
                        const int32_t *lat_e7)
{
    struct place *places = mlg_alloc(n, sizeof *places);
    points->lon_e7 = mlg_alloc(n, sizeof *points->lon_e7);
    points->lat_e7 = mlg_alloc(n, sizeof *points->lat_e7);
    points->snaps = mlg_alloc(n, sizeof *points->snaps);
    bool fits = places && points->lon_e7 && points->lat_e7 && points->snaps;
    for (size_t i = 0; fits && i < n; i++)
        places[i] = (struct place){mlg_hilbert_place(lon_e7[i], lat_e7[i]), lon_e7[i], lat_e7[i]};
    if (fits)
        qsort(places, n, sizeof *places, by_key);
    for (size_t i = 0; fits && i < n; i++) {
        if (i && places[i].key == places[i - 1].key)
            continue;
        points->lon_e7[points->n] = places[i].lon_e7;
        points->lat_e7[points->n++] = places[i].lat_e7;
    }
    free(places);
    return fits;
}

/* Computes and encodes the rows of a group. */
static enum mlg_status compute_group(const struct build *build, size_t group, struct worker *worker,
                                     struct mlg_error *err)
{
    size_t first = group * MLG_GROUP_ROWS, left = build->sites.n - first;
    const struct mlg_block *block;
    worker->n_rows = left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS;
    enum mlg_status status =
        mlg_rows_worker_block(worker->rows, first, worker->n_rows, &block, err);
    if (status == MLG_OK && !mlg_group_encode(block, &worker->bytes))
        return mlg_fail_memory(err, "the rows of a matrix", worker->bytes.capacity);
    return status;
}

/* Writes a group in its turn; called by one thread at a time. */
static enum mlg_status write_group(struct build *build, const struct worker *worker,
                                   struct mlg_error *err)
{
    if (mlg_stopped(build->monitor))
        return mlg_fail(err, MLG_STOPPED, "stopped after %zu of %zu sites", build->n_done,
                        build->sites.n);
    enum mlg_status status = mlg_matrix_writer_add_group(build->writer, &worker->bytes, err);
    build->n_done += worker->n_rows;
    mlg_progress(build->monitor, "computing travel times", build->n_done, build->sites.n, NULL);
    return status;
}

static void record_failure(struct build *build, const struct mlg_error *err)
{
#pragma omp critical(mlg_matrix_build_failure)
    if (build->err.status == MLG_OK)
        build->err = *err;
}

static bool has_failed(struct build *build)
{
    bool failed;
#pragma omp critical(mlg_matrix_build_failure)
    failed = build->err.status != MLG_OK;
    return failed;
}

static void compute_rows(struct build *build, struct range range)
{
#pragma omp parallel num_threads(build->threads)
    {
        struct mlg_error err = {0};
        struct worker worker = {0};
        enum mlg_status status = mlg_rows_worker_create(build->source, &worker.rows, &err);
        if (status != MLG_OK)
            record_failure(build, &err);
#pragma omp for ordered schedule(dynamic, 1)
        for (size_t group = range.begin; group < range.end; group++) {
            status = has_failed(build) ? MLG_OK : compute_group(build, group, &worker, &err);
            if (status != MLG_OK)
                record_failure(build, &err);
#pragma omp ordered
            if (!has_failed(build)) {
                status = write_group(build, &worker, &err);
                if (status != MLG_OK)
                    record_failure(build, &err);
            }
        }
        mlg_rows_worker_destroy(worker.rows);
        free(worker.bytes.data);
    }
}

/* Refuses what would end in swapping or in the system's killing the program. */
static enum mlg_status check_memory(const struct mlg_matrix_request *request, int threads,
                                    struct mlg_error *err)
{
    const struct mlg_graph *graph = request->graph;
    double points = (double)request->n_sites + (double)request->n_cells;
    double needed = points * (sizeof(struct place) + sizeof(struct mlg_snap) + 40) +
                    100.0 * graph->n_nodes +
                    threads * (6.0 * graph->n_nodes + 8.0 * graph->n_arcs +
                               2.5 * sizeof(struct mlg_lanes) * (double)request->n_cells);
    double memory = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    if (needed <= memory)
        return MLG_OK;
    mlg_fail(err, MLG_NO_MEMORY,
             "a matrix of %zu sites and %zu cells needs about %.1f GB of memory; this machine has "
             "%.1f GB",
             request->n_sites, request->n_cells, needed / 1e9, memory / 1e9);
    mlg_hint(err, "use fewer threads, or a coarser grid of people");
    return MLG_NO_MEMORY;
}

/* A matrix of points that are all somewhere else would be a file of nothing: refused. */
static enum mlg_status check_snaps(const struct points *points, const char *what, double snap_max_m,
                                   struct mlg_error *err)
{
    for (size_t i = 0; i < points->n; i++)
        if (points->snaps[i].reason == MLG_SNAPPED)
            return MLG_OK;
    mlg_fail(err, MLG_BAD_INPUT, "none of the %zu %s is within %g m of the road network", points->n,
             what, snap_max_m);
    return mlg_hint(err,
                    "one is at longitude %g, latitude %g: are the two swapped, is the reference "
                    "system right, are the roads of the same place?",
                    points->n ? points->lon_e7[0] / 1e7 : 0.0,
                    points->n ? points->lat_e7[0] / 1e7 : 0.0);
}

static enum mlg_status snap_points(struct build *build, struct points *points, const char *what,
                                   int threads, struct mlg_error *err)
{
    const struct mlg_matrix_request *request = build->request;
    enum mlg_status status =
        mlg_snap_points(request->graph, points->n, points->lon_e7, points->lat_e7,
                        request->snap_max_m, threads, build->monitor, points->snaps, err);
    return status == MLG_OK ? check_snaps(points, what, request->snap_max_m, err) : status;
}

static enum mlg_status prepare(struct build *build, int threads, struct mlg_error *err)
{
    const struct mlg_matrix_request *request = build->request;
    if (!points_init(&build->sites, request->n_sites, request->site_lon_e7, request->site_lat_e7) ||
        !points_init(&build->cells, request->n_cells, request->cell_lon_e7, request->cell_lat_e7))
        return mlg_fail_memory(err, "the points of a matrix",
                               request->n_cells * sizeof(struct mlg_snap));
    enum mlg_status status = snap_points(build, &build->sites, "sites", threads, err);
    if (status == MLG_OK)
        status = snap_points(build, &build->cells, "points of people", threads, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_rows_job job = {.graph = request->graph,
                                     .sites = build->sites.snaps,
                                     .points = build->cells.snaps,
                                     .n_sites = build->sites.n,
                                     .n_points = build->cells.n,
                                     .direction = request->direction,
                                     .bound_ds = request->bound_ds,
                                     .orders = request->orders};
    return mlg_rows_source_create(&job, build->monitor, &build->source, err);
}

static enum mlg_status open_writer(struct build *build, const char *path, bool overwrite,
                                   enum mlg_extent extent, struct mlg_error *err)
{
    const struct mlg_matrix_request *request = build->request;
    const struct points *sites = &build->sites, *cells = &build->cells;
    const struct mlg_matrix_layout layout = {
        .n_sites = sites->n,
        .n_cells = cells->n,
        .site_lon_e7 = sites->lon_e7,
        .site_lat_e7 = sites->lat_e7,
        .cell_lon_e7 = cells->lon_e7,
        .cell_lat_e7 = cells->lat_e7,
        .site_snaps = sites->snaps,
        .cell_snaps = cells->snaps,
        .snap_max_m = request->snap_max_m,
        .bound_ds = request->bound_ds,
        .direction = request->direction,
        .profile = request->graph->profile_name,
        .roads_hash = request->graph->roads_hash,
        .profile_hash = request->graph->profile_hash,
    };
    return mlg_matrix_writer_create_extent(path, overwrite, &layout, extent, &build->writer, err);
}

static size_t count_groups(const struct build *build)
{
    return (build->sites.n + MLG_GROUP_ROWS - 1) / MLG_GROUP_ROWS;
}

static enum mlg_status skip_groups(struct build *build, size_t n_groups, struct mlg_error *err)
{
    static const struct mlg_bytes nothing;
    enum mlg_status status = MLG_OK;
    for (size_t group = 0; group < n_groups && status == MLG_OK; group++)
        status = mlg_matrix_writer_add_group(build->writer, &nothing, err);
    return status;
}

/* Computes and writes the groups of the range; the others are left out. */
static enum mlg_status build_range(struct build *build, struct range range, const char *path,
                                   bool overwrite, struct mlg_error *err)
{
    const size_t n_groups = count_groups(build);
    const bool whole = range.begin == 0 && range.end == n_groups && build->request->n_shards < 2;
    enum mlg_status status = open_writer(build, path, overwrite, whole ? MLG_WHOLE : MLG_PART, err);
    if (status == MLG_OK)
        status = skip_groups(build, range.begin, err);
    if (status == MLG_OK) {
        compute_rows(build, range);
        status = build->err.status;
        if (status != MLG_OK && err)
            *err = build->err;
    }
    if (status == MLG_OK)
        status = skip_groups(build, n_groups - range.end, err);
    if (status == MLG_OK)
        status = mlg_matrix_writer_commit(build->writer, err);
    mlg_matrix_writer_destroy(build->writer);
    build->writer = NULL;
    return status;
}

/* The i-th (from 0) of n parts that are about as long as each other. */
static struct range part_range(const struct build *build, size_t i, size_t n)
{
    const size_t n_groups = count_groups(build);
    return (struct range){n_groups * i / n, n_groups * (i + 1) / n};
}

static size_t sites_until(const struct build *build, size_t group)
{
    size_t sites = group * MLG_GROUP_ROWS;
    return sites < build->sites.n ? sites : build->sites.n;
}

/* Builds the parts that were not kept. */
static enum mlg_status build_parts(struct build *build, char *const *paths, size_t n_parts,
                                   struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    size_t n_kept = 0;
    for (size_t i = 0; i < n_parts && status == MLG_OK; i++) {
        struct range range = part_range(build, i, n_parts);
        if (mlg_matrix_is_part(paths[i])) {
            n_kept += sites_until(build, range.end) - sites_until(build, range.begin);
            build->n_done = sites_until(build, range.end);
        } else {
            status = build_range(build, range, paths[i], true, err);
        }
    }
    if (n_kept)
        mlg_note(build->monitor, "%zu of %zu rows were there from an interrupted build", n_kept,
                 build->sites.n);
    if (status == MLG_STOPPED)
        mlg_hint(err, "the same command goes on from the parts that are finished");
    return status;
}

static enum mlg_status build_in_parts(struct build *build, size_t n_parts, const char *path,
                                      bool overwrite, struct mlg_error *err)
{
    char **paths = mlg_alloc_zero(n_parts, sizeof *paths);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; paths && i < n_parts && status == MLG_OK; i++)
        if (asprintf(&paths[i], "%s.%zu-%zu.mtp", build->request->parts, i + 1, n_parts) < 0) {
            paths[i] = NULL;
            status = mlg_fail_memory(err, "a file name", 0);
        }
    if (!paths)
        return mlg_fail_memory(err, "file names", n_parts * sizeof *paths);
    if (status == MLG_OK)
        status = build_parts(build, paths, n_parts, err);
    if (status == MLG_OK)
        status = mlg_matrix_merge((const char *const *)paths, n_parts, path, overwrite,
                                  build->monitor, err);
    for (size_t i = 0; i < n_parts; i++) {
        if (status == MLG_OK)
            unlink(paths[i]);
        free(paths[i]);
    }
    free(paths);
    return status;
}

/* Refuses a file that exists now, not after all the work. */
static enum mlg_status check_name(const char *path, bool overwrite, struct mlg_error *err)
{
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status == MLG_OK)
        free(temporary);
    return status;
}

static enum mlg_status build_file(struct build *build, const char *path, bool overwrite,
                                  struct mlg_error *err)
{
    const struct mlg_matrix_request *request = build->request;
    if (request->n_shards > 1)
        return build_range(build, part_range(build, request->shard - 1, request->n_shards), path,
                           overwrite, err);
    size_t n_parts = request->parts ? build->sites.n / request->sites_of_part : 1;
    if (n_parts < 2)
        return build_range(build, part_range(build, 0, 1), path, overwrite, err);
    enum mlg_status status = check_name(path, overwrite, err);
    return status == MLG_OK ? build_in_parts(build, n_parts, path, overwrite, err) : status;
}

enum mlg_status mlg_matrix_build(const struct mlg_matrix_request *request, const char *path,
                                 bool overwrite, const struct mlg_monitor *monitor,
                                 struct mlg_error *err)
{
    struct build build = {.request = request, .monitor = monitor};
    build.threads = request->threads > 0 ? request->threads : omp_get_max_threads();
    enum mlg_status status = check_memory(request, build.threads, err);
    if (status == MLG_OK)
        status = prepare(&build, build.threads, err);
    if (status == MLG_OK)
        status = build_file(&build, path, overwrite, err);
    mlg_rows_source_destroy(build.source);
    points_finish(&build.sites);
    points_finish(&build.cells);
    return status;
}
