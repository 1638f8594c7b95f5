#include "network/graph/snap.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *real_path(const char *name)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/osm/%s.osm.pbf", getenv("MAILLAGE_SHARED"), name);
    return path;
}

static struct mlg_graph *read_real(const char *name)
{
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(try_roads(real_path(name), &graph, &err) == MLG_OK, "%s", err.message);
    return graph;
}

/* Arrays that lead where they should, whatever the roads. */
static void check_structure(const struct mlg_graph *graph)
{
    ck_assert_uint_eq(graph->first_out[graph->n_nodes], graph->n_arcs);
    ck_assert_uint_eq(graph->first_in[graph->n_nodes], graph->n_arcs);
    ck_assert_uint_eq(graph->first_shape[graph->n_edges], graph->n_shape);
    ck_assert_uint_le(graph->n_arcs, 2 * graph->n_edges + graph->n_turns);
    ck_assert_uint_ge(graph->n_arcs, graph->n_edges);
    uint64_t n_turns = 0, astray = 0; /* counted: a check for each of millions takes its time */
    for (uint32_t a = 0; a < graph->n_arcs; a++) {
        bool is_turn = graph->arc_edge[a] == MLG_NO_EDGE;
        n_turns += is_turn;
        astray += graph->head[a] >= graph->n_nodes || graph->tail[a] >= graph->n_nodes ||
                  (!is_turn && graph->arc_edge[a] >= graph->n_edges) ||
                  graph->time_ds[a] > (is_turn ? 0 : 1000000);
    }
    ck_assert_uint_eq(n_turns, graph->n_turns);
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        uint32_t first = graph->first_shape[e], last = graph->first_shape[e + 1] - 1;
        uint32_t tail = graph->edge_tail[e], head = graph->edge_head[e];
        astray += first >= last;
        astray += graph->shape_lon_e7[first] != graph->node_lon_e7[tail];
        astray += graph->shape_lat_e7[last] != graph->node_lat_e7[head];
        for (uint32_t s = first; s < last; s++)
            astray += graph->forward_ms[s] > graph->forward_ms[s + 1] ||
                      graph->backward_ms[s] < graph->backward_ms[s + 1];
    }
    ck_assert_uint_eq(astray, 0);
}

static void check_file(const char *name, uint64_t nodes, uint64_t ways)
{
    struct mlg_graph *graph = read_real(name);
    check_structure(graph);
    ck_assert_uint_eq(graph->counts.file_nodes, nodes);
    ck_assert_uint_eq(graph->counts.file_ways, ways);
    ck_assert_uint_eq(graph->counts.duplicate_nodes, 0);
    ck_assert_uint_gt(graph->main_size, graph->n_nodes / 10 * 9); /* most roads hang together */
    ck_assert_uint_lt(graph->n_nodes, graph->counts.used_nodes / 2);
    mlg_graph_destroy(graph);
}

START_TEST(malta_and_liechtenstein_hang_together)
{
    check_file("malta-2018-08", 333684, 56021);
    check_file("liechtenstein", 142832, 15247);
}
END_TEST

START_TEST(the_region_hangs_together)
{
    check_file("hdf-roads-car-2021-08", 2285933, 319168);
}
END_TEST

START_TEST(gozo_is_reached_by_ferry)
{
    struct mlg_graph *graph = read_real("malta-2018-08");
    const int32_t lon[] = {145140000, 142390000}, lat[] = {358990000, 360440000};
    struct mlg_snap snaps[2]; /* Valletta and Victoria */
    ck_assert(!mlg_snap_points(graph, 2, lon, lat, 500, 1, NULL, snaps, NULL));
    ck_assert_int_eq(snaps[0].reason, MLG_SNAPPED);
    ck_assert_int_eq(snaps[1].reason, MLG_SNAPPED);
    ck_assert_uint_gt(graph->counts.ferries, 0);
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *real)
{
    tcase_add_test(real, malta_and_liechtenstein_hang_together);
    tcase_add_test(real, the_region_hangs_together);
    tcase_add_test(real, gozo_is_reached_by_ferry);
}

int main(void)
{
    if (access(real_path("hdf-roads-car-2021-08"), R_OK) != 0)
        return suite_skip("the development data is not there");
    return suite_run("graph_real", add);
}
