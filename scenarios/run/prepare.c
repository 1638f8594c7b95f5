#include "scenarios/run/prepare.h"

#include "base/memory.h"
#include "network/graph/graph.h"
#include "network/graph/turn_report.h"
#include "network/matrix/matrix.h"
#include "scenarios/run/cache.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A matrix of at least twice as many is made in parts, so that not all is lost when the work is
 * interrupted: each takes seconds, and repeats the points of the whole. */
enum { SITES_OF_PART = 8192 };

/* Positions of all sites, existing and candidates; *lon_e7 and *lat_e7: caller frees. */
static enum mlg_status collect_sites(const struct mlg_tables *tables, int32_t **lon_e7,
                                     int32_t **lat_e7, struct mlg_error *err)
{
    int32_t *lon = mlg_alloc(tables->n_sites, sizeof *lon);
    int32_t *lat = mlg_alloc(tables->n_sites, sizeof *lat);
    if (!lon || !lat) {
        free(lon);
        free(lat);
        return mlg_fail_memory(err, "positions", tables->n_sites * 2 * sizeof *lon);
    }
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, s);
        lon[s] = site.lon_e7;
        lat[s] = site.lat_e7;
    }
    *lon_e7 = lon;
    *lat_e7 = lat;
    return MLG_OK;
}

/* How the matrix is to be computed. */
struct job {
    const struct mlg_scenario *scenario;
    const struct mlg_tables *tables;
    const struct mlg_run_options *options;
    const struct mlg_monitor *monitor;
    struct mlg_profile *profile;
    const char *path;
    bool overwrite;
    char *cached; /* the matrix's name in the cache, or NULL */
    char *folder; /* the cache's, or NULL */
};

static enum mlg_status build(const struct job *job, const struct mlg_graph *graph,
                             struct mlg_error *err)
{
    const struct mlg_tables *tables = job->tables;
    const struct mlg_run_options *options = job->options;
    int32_t *lon = NULL, *lat = NULL;
    enum mlg_status status = collect_sites(tables, &lon, &lat, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_matrix_request request = {
        .graph = graph,
        .n_sites = tables->n_sites,
        .n_cells = tables->n_people,
        .site_lon_e7 = lon,
        .site_lat_e7 = lat,
        .cell_lon_e7 = tables->people->lon_e7,
        .cell_lat_e7 = tables->people->lat_e7,
        .snap_max_m = job->scenario->snap_max_m,
        .bound_ds = job->scenario->bound_ds,
        .direction = job->scenario->direction,
        .threads = options->threads >= 0 ? options->threads : job->scenario->solver.threads,
        .shard = options->shard,
        .n_shards = options->n_shards,
        .parts = job->cached,
        .orders = job->folder,
        .sites_of_part = SITES_OF_PART,
    };
    status = mlg_matrix_build(&request, job->path, job->overwrite, job->monitor, err);
    free(lon);
    free(lat);
    return status;
}

static enum mlg_status compute(const struct job *job, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = job->scenario;
    struct mlg_graph *graph;
    enum mlg_status status =
        mlg_graph_read(scenario->roads, scenario->n_roads, job->profile, job->monitor, &graph, err);
    if (status != MLG_OK)
        return status;
    mlg_turns_note(&graph->counts.turns, job->monitor);
    status = build(job, graph, err);
    mlg_graph_destroy(graph);
    return status;
}

enum mlg_status mlg_compute_matrix(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables,
                                   const struct mlg_run_options *options, const char *path,
                                   bool overwrite, const struct mlg_monitor *monitor,
                                   struct mlg_error *err)
{
    struct job job = {.scenario = scenario,
                      .tables = tables,
                      .options = options,
                      .monitor = monitor,
                      .path = path,
                      .overwrite = overwrite};
    enum mlg_status status = mlg_profile_load(scenario->profile, &job.profile, err);
    if (status == MLG_OK && options->n_shards < 2 && tables->n_sites >= 2 * SITES_OF_PART)
        status = mlg_cache_path(scenario, tables, job.profile, options->cache_folder, monitor,
                                &job.cached, err);
    struct mlg_error ignored = {0}; /* without a cache, everything is only slower */
    mlg_cache_folder(options->cache_folder, &job.folder, &ignored);
    if (status == MLG_OK)
        status = compute(&job, err);
    mlg_profile_destroy(job.profile);
    free(job.folder);
    free(job.cached);
    return status;
}

/* A cache that cannot be written, or is full, need not end the work: another folder will do. */
static void hint_cache(enum mlg_status status, const char *path, struct mlg_error *err)
{
    if (err && status == MLG_IO && strcmp(err->file, path) == 0)
        mlg_hint(err, "use --cache FOLDER to keep the travel times elsewhere");
}

/* Whether a usable matrix is in the cache; a damaged one is told and computed anew. */
static bool is_cached(const char *path, const struct mlg_monitor *monitor)
{
    if (access(path, F_OK) != 0)
        return false;
    struct mlg_matrix *matrix;
    struct mlg_error why = {0};
    if (mlg_matrix_open(path, &matrix, &why) != MLG_OK) {
        mlg_note(monitor, "travel times in the cache cannot be used, computing them anew: %s",
                 why.message);
        return false;
    }
    mlg_matrix_close(matrix);
    mlg_note(monitor, "travel times reused: %s", path);
    return true;
}

static enum mlg_status prepare_from_roads(const struct mlg_scenario *scenario,
                                          const struct mlg_tables *tables,
                                          const struct mlg_run_options *options,
                                          const struct mlg_monitor *monitor, char **path,
                                          struct mlg_error *err)
{
    struct mlg_profile *profile;
    enum mlg_status status = mlg_profile_load(scenario->profile, &profile, err);
    if (status != MLG_OK)
        return status;
    char *cached = NULL;
    status =
        mlg_cache_path(scenario, tables, profile, options->cache_folder, monitor, &cached, err);
    if (status == MLG_OK && !is_cached(cached, monitor)) {
        status = mlg_compute_matrix(scenario, tables, options, cached, true, monitor, err);
        hint_cache(status, cached, err);
        if (status == MLG_OK)
            mlg_note(monitor, "travel times kept: %s", cached);
    }
    mlg_profile_destroy(profile);
    if (status == MLG_OK)
        *path = cached;
    else
        free(cached);
    return status;
}

enum mlg_status mlg_prepare_matrix(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables,
                                   const struct mlg_run_options *options,
                                   const struct mlg_monitor *monitor, char **path,
                                   struct mlg_error *err)
{
    if (!scenario->matrix)
        return prepare_from_roads(scenario, tables, options, monitor, path, err);
    char *copy = mlg_strdup(scenario->matrix);
    if (!copy)
        return mlg_fail_memory(err, "a file name", strlen(scenario->matrix));
    *path = copy;
    return MLG_OK;
}
