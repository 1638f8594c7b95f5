#include "network/search/rows_source.h"

#include "base/memory.h"
#include "base/random.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POINTS = 6000 };

static struct mlg_error err;

/* Points at most some hundred metres from junctions anywhere. */
static struct mlg_snap *scatter(const struct mlg_graph *graph, struct mlg_random *random,
                                uint32_t first_node, uint32_t n_nodes, size_t n)
{
    int32_t *lon_e7 = mlg_alloc(n, sizeof *lon_e7), *lat_e7 = mlg_alloc(n, sizeof *lat_e7);
    struct mlg_snap *snaps = mlg_alloc(n, sizeof *snaps);
    for (size_t i = 0; i < n; i++) {
        uint32_t node = first_node + mlg_random_below(random, n_nodes);
        lon_e7[i] = graph->node_lon_e7[node] + (int32_t)mlg_random_below(random, 30000) - 15000;
        lat_e7[i] = graph->node_lat_e7[node] + (int32_t)mlg_random_below(random, 30000) - 15000;
    }
    ck_assert_msg(mlg_snap_points(graph, n, lon_e7, lat_e7, 2000, 0, NULL, snaps, &err) == MLG_OK,
                  "%s", err.message);
    free(lon_e7);
    free(lat_e7);
    return snaps;
}

/* Checks the first rows of a job that is large enough to be swept. Returns the entries. */
static size_t check_rows(const struct mlg_rows_job *job)
{
    struct mlg_rows_source *source;
    struct mlg_rows_worker *worker;
    struct mlg_search *search;
    const struct mlg_block *block;
    size_t n_entries = 0;
    uint16_t *want = mlg_alloc(POINTS, sizeof *want), *times = mlg_alloc(POINTS, sizeof *times);
    ck_assert_int_eq(mlg_rows_source_create(job, NULL, &source, &err), MLG_OK);
    ck_assert(mlg_rows_source_sweeps(source));
    ck_assert_int_eq(mlg_rows_worker_create(source, &worker, &err), MLG_OK);
    ck_assert_int_eq(mlg_rows_worker_block(worker, 0, MLG_GROUP_ROWS, &block, &err), MLG_OK);
    ck_assert_int_eq(mlg_search_create(job->graph, &search, &err), MLG_OK);
    for (uint32_t row = 0; row < MLG_GROUP_ROWS; row++) {
        mlg_search_times(search, &job->sites[row], job->points, POINTS, job->direction,
                         job->bound_ds, want);
        memset(times, 0xff, POINTS * sizeof *times);
        for (uint32_t i = 0; i < block->n_cells; i++)
            times[block->cell[i]] = block->lanes[i].time_ds[row];
        ck_assert_mem_eq(times, want, POINTS * sizeof *times);
        for (uint32_t i = 0; i < POINTS; i++)
            n_entries += want[i] != MLG_BEYOND;
    }
    mlg_search_destroy(search);
    mlg_rows_worker_destroy(worker);
    mlg_rows_source_destroy(source);
    free(want);
    free(times);
    return n_entries;
}

static void check_roads(const char *file, const char *profile_name, uint32_t bound_ds,
                        size_t n_sites)
{
    char path[4096];
    const char *paths[] = {path};
    struct mlg_profile *profile;
    struct mlg_graph *graph;
    struct mlg_random random;
    mlg_random_seed(&random, 10);
    snprintf(path, sizeof path, "%s/osm/%s", getenv("MAILLAGE_SHARED"), file);
    ck_assert_int_eq(mlg_profile_load(profile_name, &profile, &err), MLG_OK);
    ck_assert_msg(mlg_graph_read(paths, 1, profile, NULL, &graph, &err) == MLG_OK, "%s",
                  err.message);
    struct mlg_snap *points = scatter(graph, &random, 0, graph->n_nodes, POINTS);
    struct mlg_snap *sites =
        scatter(graph, &random, graph->n_nodes / 2, graph->n_nodes / 20, n_sites);
    for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++) {
        const struct mlg_rows_job job = {graph,  sites,     points,   n_sites,
                                         POINTS, direction, bound_ds, NULL};
        ck_assert_uint_gt(check_rows(&job), 1000);
    }
    free(points);
    free(sites);
    mlg_graph_destroy(graph);
    mlg_profile_destroy(profile);
}

START_TEST(rows_of_malta_equal_searches_for_every_profile)
{
    check_roads("malta-2018-08.osm.pbf", "car", 12000, 400);
    check_roads("malta-2018-08.osm.pbf", "car-daytime", 18000, 400);
    check_roads("malta-2018-08.osm.pbf", "bicycle", 36000, 400);
    check_roads("malta-2018-08.osm.pbf", "foot", MLG_MAX_BOUND_DS, 400);
}
END_TEST

START_TEST(rows_of_the_region_equal_searches)
{
    check_roads("hdf-roads-car-2021-08.osm.pbf", "car", 18000, 4000);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, rows_of_malta_equal_searches_for_every_profile);
    tcase_add_test(tests, rows_of_the_region_equal_searches);
}

int main(void)
{
    const char *shared = getenv("MAILLAGE_SHARED");
    if (!shared || access(shared, R_OK) != 0)
        return suite_skip("the development data is not there");
    return suite_run("sweep_region", add);
}
