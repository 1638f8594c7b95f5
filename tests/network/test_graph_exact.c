#include "network/search/search.h"
#include "random_roads.h"
#include "road_fixture.h"

#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static struct mlg_graph *graph_of(const struct random_roads *roads)
{
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    const char *path = write_temporary(".osm", roads->text, roads->length);
    ck_assert_msg(try_roads(path, &graph, &err) == MLG_OK, "%s", err.message);
    unlink(path);
    return graph;
}

static int node_of_shape(const struct random_roads *roads, const struct mlg_graph *graph,
                         uint32_t s)
{
    int node = random_roads_node(roads, graph->shape_lon_e7[s], graph->shape_lat_e7[s]);
    ck_assert_int_ge(node, 0);
    return node;
}

/* The times of an edge's points are sums over its segments; each segment is in one edge. */
static void check_edge(const struct random_roads *roads, const struct mlg_graph *graph, uint32_t e,
                       int *used)
{
    uint32_t first = graph->first_shape[e], last = graph->first_shape[e + 1] - 1;
    double there_ms = 0, back_ms = 0;
    for (uint32_t s = first; s < last; s++) {
        int from = node_of_shape(roads, graph, s), to = node_of_shape(roads, graph, s + 1);
        int i = random_roads_segment(roads, from, to);
        ck_assert_int_ge(i, 0);
        used[i]++;
        bool same = roads->segment[i].from == from;
        there_ms += same ? roads->segment[i].there_ms : roads->segment[i].back_ms;
        back_ms += same ? roads->segment[i].back_ms : roads->segment[i].there_ms;
        if (isinf(there_ms))
            ck_assert_uint_eq(graph->forward_ms[s + 1], MLG_CLOSED);
        else
            ck_assert_double_lt(fabs(graph->forward_ms[s + 1] - there_ms), 0.501);
    }
    if (isinf(back_ms))
        ck_assert_uint_eq(graph->backward_ms[first], MLG_CLOSED);
    else
        ck_assert_double_lt(fabs(graph->backward_ms[first] - back_ms), 0.501);
}

/* Every arc is an open direction of its edge, its time rounded once. */
static void check_arcs(const struct mlg_graph *graph)
{
    uint32_t open = 0;
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        open += graph->forward_ms[graph->first_shape[e]] != MLG_CLOSED;
        open += graph->backward_ms[graph->first_shape[e]] != MLG_CLOSED;
    }
    ck_assert_uint_eq(graph->n_arcs, open);
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        for (uint32_t a = graph->first_out[v]; a < graph->first_out[v + 1]; a++) {
            uint32_t e = graph->arc_edge[a], first = graph->first_shape[e];
            uint32_t forward = graph->forward_ms[graph->first_shape[e + 1] - 1];
            uint32_t backward = graph->backward_ms[first];
            bool is_forward = graph->edge_tail[e] == v && graph->edge_head[e] == graph->head[a] &&
                              (forward + 50) / 100 == graph->time_ds[a];
            bool is_backward = graph->edge_head[e] == v && graph->edge_tail[e] == graph->head[a] &&
                               (backward + 50) / 100 == graph->time_ds[a];
            ck_assert(is_forward || is_backward);
        }
}

START_TEST(every_segment_is_in_one_edge_with_its_time)
{
    struct mlg_random random;
    struct random_roads roads;
    mlg_random_seed(&random, 11);
    for (int i = 0; i < 60; i++) {
        int used[ROAD_SEGMENTS] = {0};
        random_roads_init(&roads, &random);
        struct mlg_graph *graph = graph_of(&roads);
        for (uint32_t e = 0; e < graph->n_edges; e++)
            check_edge(&roads, graph, e, used);
        for (int s = 0; s < roads.n_segments; s++)
            ck_assert_int_eq(used[s], 1);
        check_arcs(graph);
        mlg_graph_destroy(graph);
        random_roads_finish(&roads);
    }
}
END_TEST

/* No node that two like segments meet at is left, unless it closes a circle. */
START_TEST(no_node_is_kept_that_a_road_only_passes)
{
    struct mlg_random random;
    struct random_roads roads;
    mlg_random_seed(&random, 12);
    for (int i = 0; i < 60; i++) {
        random_roads_init(&roads, &random);
        struct mlg_graph *graph = graph_of(&roads);
        for (uint32_t v = 0; v < graph->n_nodes; v++) {
            unsigned out = graph->first_out[v + 1] - graph->first_out[v];
            unsigned in = graph->first_in[v + 1] - graph->first_in[v];
            if (out != 2 || in != 2)
                continue;
            const uint32_t *edge = &graph->arc_edge[graph->first_out[v]];
            int node = random_roads_node(&roads, graph->node_lon_e7[v], graph->node_lat_e7[v]);
            bool passed = edge[0] != edge[1] && !roads.blocked[node];
            unsigned meeting = 0;
            for (int s = 0; s < roads.n_segments; s++)
                meeting += roads.segment[s].from == node || roads.segment[s].to == node;
            ck_assert(!passed || meeting > 2);
        }
        mlg_graph_destroy(graph);
        random_roads_finish(&roads);
    }
}
END_TEST

/* Compares the times from each road node that can be snapped to with all others. */
static unsigned compare_times(const struct random_roads *roads, const struct mlg_snap *snaps,
                              struct mlg_search *search)
{
    double ms[ROAD_NODES];
    int hops[ROAD_NODES];
    uint16_t ds[ROAD_NODES];
    unsigned compared = 0;
    for (int source = 0; source < ROAD_NODES; source++) {
        if (snaps[source].distance_m > 0 || snaps[source].edge == MLG_NO_EDGE ||
            roads->blocked[source])
            continue;
        random_roads_times(roads, source, ms, hops);
        mlg_search_times(search, &snaps[source], snaps, ROAD_NODES, MLG_FROM_SITE, 65534, ds);
        for (int to = 0; to < ROAD_NODES; to++) {
            if (snaps[to].distance_m > 0 || snaps[to].edge == MLG_NO_EDGE || roads->blocked[to])
                continue;
            if (isinf(ms[to]) || ms[to] > 6553400) {
                ck_assert_uint_ge(ds[to], 65530);
                continue;
            }
            /* Every arc and every part of an edge is rounded to the nearest unit. */
            ck_assert_double_le(fabs(ds[to] - ms[to] / 100), 0.52 * (hops[to] + 2));
            compared++;
        }
    }
    return compared;
}

START_TEST(times_equal_those_on_the_segments)
{
    struct mlg_random random;
    struct random_roads roads;
    unsigned compared = 0;
    mlg_random_seed(&random, 13);
    for (int i = 0; i < 60; i++) {
        struct mlg_snap snaps[ROAD_NODES];
        struct mlg_search *search = NULL;
        random_roads_init(&roads, &random);
        struct mlg_graph *graph = graph_of(&roads);
        ck_assert(mlg_snap_points(graph, ROAD_NODES, roads.lon_e7, roads.lat_e7, 1, 1, NULL, snaps,
                                  NULL) == MLG_OK);
        ck_assert(mlg_search_create(graph, &search, NULL) == MLG_OK);
        compared += compare_times(&roads, snaps, search);
        mlg_search_destroy(search);
        mlg_graph_destroy(graph);
        random_roads_finish(&roads);
    }
    ck_assert_uint_gt(compared, 10000);
}
END_TEST

/* Whether each node reaches each other: the components by their definition. */
START_TEST(components_are_the_nodes_that_reach_each_other)
{
    struct mlg_random random;
    struct random_roads roads;
    mlg_random_seed(&random, 14);
    for (int i = 0; i < 30; i++) {
        random_roads_init(&roads, &random);
        struct mlg_graph *graph = graph_of(&roads);
        uint32_t n = graph->n_nodes, size[4 * ROAD_SEGMENTS] = {0};
        bool *reaches = mlg_alloc_zero((size_t)n * n, sizeof *reaches);
        for (uint32_t v = 0; v < n; v++) {
            reaches[v * n + v] = true;
            size[graph->component[v]]++;
            for (uint32_t a = graph->first_out[v]; a < graph->first_out[v + 1]; a++)
                reaches[v * n + graph->head[a]] = true;
        }
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t a = 0; a < n; a++)
                for (uint32_t b = 0; b < n && reaches[a * n + k]; b++)
                    reaches[a * n + b] |= reaches[k * n + b];
        for (uint32_t a = 0; a < n; a++)
            for (uint32_t b = 0; b < n; b++)
                ck_assert((graph->component[a] == graph->component[b]) ==
                          (reaches[a * n + b] && reaches[b * n + a]));
        for (uint32_t c = 1; c < graph->n_components; c++)
            ck_assert_uint_le(size[c], size[c - 1]);
        ck_assert_uint_eq(graph->main_size, size[0]);
        free(reaches);
        mlg_graph_destroy(graph);
        random_roads_finish(&roads);
    }
}
END_TEST

static void add(TCase *exact)
{
    tcase_add_test(exact, every_segment_is_in_one_edge_with_its_time);
    tcase_add_test(exact, no_node_is_kept_that_a_road_only_passes);
    tcase_add_test(exact, times_equal_those_on_the_segments);
    tcase_add_test(exact, components_are_the_nodes_that_reach_each_other);
}

int main(void)
{
    return suite_run("graph_exact", add);
}
