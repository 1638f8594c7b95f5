/* The whole way on a real road network, where the development data is. */
#include "network/matrix/matrix.h"

#include "base/memory.h"
#include "base/random.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SITES = 50, CELLS = 2000, BRUTE_SITES = 4, BOUND = 9000, SNAP_M = 500 };

static char roads[512], path[64];
static struct mlg_error err;
static int32_t lon_e7[SITES + CELLS], lat_e7[SITES + CELLS];

static struct mlg_graph *read_malta(void)
{
    const char *const paths[] = {roads};
    struct mlg_profile *profile;
    struct mlg_graph *graph;
    ck_assert_int_eq(mlg_profile_load("car", &profile, &err), MLG_OK);
    ck_assert_msg(mlg_graph_read(paths, 1, profile, NULL, &graph, &err) == MLG_OK, "%s",
                  err.message);
    mlg_profile_destroy(profile);
    return graph;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Times from all nodes to a snapped site, by relaxing all arcs until nothing changes. */
static void relax(const struct mlg_graph *graph, const struct mlg_snap *site, uint64_t *time)
{
    for (uint32_t node = 0; node < graph->n_nodes; node++)
        time[node] = MLG_CLOSED;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(graph, site, false, ends);
    for (int i = 0; i < 2; i++)
        time[ends[i].node] = smaller(time[ends[i].node], ends[i].time_ds);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t node = 0; node < graph->n_nodes; node++)
            for (uint32_t arc = graph->first_out[node]; arc < graph->first_out[node + 1]; arc++) {
                uint64_t through = time[graph->head[arc]] + graph->time_ds[arc];
                if (through < time[node]) {
                    time[node] = through;
                    changed = true;
                }
            }
    }
}

static void check_brute_force(const struct mlg_graph *graph, const struct mlg_snap *site,
                              const struct mlg_snap *points, const uint16_t *times)
{
    uint64_t *node_ds = mlg_alloc(graph->n_nodes, sizeof *node_ds);
    relax(graph, site, node_ds);
    for (uint32_t i = 0; i < CELLS; i++) {
        const struct mlg_snap *point = &points[i];
        uint64_t time = MLG_CLOSED;
        if (point->edge != MLG_NO_EDGE) {
            time = point->edge == site->edge ? mlg_snap_direct_ds(point, site) : MLG_CLOSED;
            struct mlg_snap_end ends[2];
            mlg_snap_ends(graph, point, true, ends);
            for (int end = 0; end < 2; end++)
                time = smaller(time, ends[end].time_ds + node_ds[ends[end].node]);
            time += point->leg_ds + site->leg_ds;
        }
        ck_assert_uint_eq(times[i], time <= BOUND ? time : MLG_BEYOND);
    }
    free(node_ds);
}

/* Returns how many entries the row has. */
static uint32_t check_row(const struct mlg_matrix *matrix, uint32_t i, const uint16_t *times)
{
    uint32_t cells[CELLS], count;
    uint16_t row[CELLS], dense[CELLS];
    memset(dense, 0xff, sizeof dense);
    count = mlg_matrix_row(matrix, mlg_matrix_find_site(matrix, lon_e7[i], lat_e7[i]), cells, row);
    for (uint32_t k = 0; k < count; k++)
        dense[cells[k]] = row[k];
    for (uint32_t k = 0; k < CELLS; k++)
        ck_assert_uint_eq(dense[mlg_matrix_find_cell(matrix, lon_e7[SITES + k], lat_e7[SITES + k])],
                          times[k]);
    return count;
}

static void check_matrix(const struct mlg_graph *graph, const struct mlg_matrix *matrix)
{
    static struct mlg_snap snaps[SITES + CELLS];
    struct mlg_search *search;
    ck_assert_int_eq(
        mlg_snap_points(graph, SITES + CELLS, lon_e7, lat_e7, SNAP_M, 1, NULL, snaps, &err),
        MLG_OK);
    ck_assert_int_eq(mlg_search_create(graph, &search, &err), MLG_OK);
    uint32_t n_entries = 0, n_brute = 0;
    for (uint32_t i = 0; i < SITES; i++) {
        uint16_t times[CELLS];
        mlg_search_times(search, &snaps[i], snaps + SITES, CELLS, MLG_TO_SITE, BOUND, times);
        n_entries += check_row(matrix, i, times);
        if (snaps[i].edge != MLG_NO_EDGE && n_brute++ < BRUTE_SITES)
            check_brute_force(graph, &snaps[i], snaps + SITES, times);
    }
    ck_assert_uint_gt(n_brute, BRUTE_SITES);
    ck_assert_uint_gt(n_entries, 1000);
    mlg_search_destroy(search);
}

START_TEST(matrix_search_and_brute_force_agree_on_malta)
{
    struct mlg_graph *graph = read_malta();
    struct mlg_random random;
    mlg_random_seed(&random, 41);
    for (int i = 0; i < SITES + CELLS; i++) { /* beside shape points, so inside roads mostly */
        uint32_t at = mlg_random_below(&random, graph->n_shape);
        lon_e7[i] = graph->shape_lon_e7[at] + (int32_t)mlg_random_below(&random, 4000);
        lat_e7[i] = graph->shape_lat_e7[at] + (int32_t)mlg_random_below(&random, 4000);
    }
    const struct mlg_matrix_request request = {.graph = graph,
                                               .n_sites = SITES,
                                               .n_cells = CELLS,
                                               .site_lon_e7 = lon_e7,
                                               .site_lat_e7 = lat_e7,
                                               .cell_lon_e7 = lon_e7 + SITES,
                                               .cell_lat_e7 = lat_e7 + SITES,
                                               .snap_max_m = SNAP_M,
                                               .bound_ds = BOUND};
    struct mlg_matrix *matrix;
    snprintf(path, sizeof path, "test_matrix_malta.%ld.mtt", (long)getpid());
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, NULL, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    check_matrix(graph, matrix);
    mlg_matrix_close(matrix);
    unlink(path);
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, matrix_search_and_brute_force_agree_on_malta);
}

int main(void)
{
    const char *shared = getenv("MAILLAGE_SHARED");
    snprintf(roads, sizeof roads, "%s/osm/malta-2018-08.osm.pbf", shared ? shared : "");
    if (access(roads, R_OK) != 0)
        return suite_skip("the development data is not there");
    return suite_run("matrix_malta", add);
}
