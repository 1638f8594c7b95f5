#include "network/graph/snap.h"
#include "random_roads.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct mlg_snap snap_at(const struct mlg_graph *graph, int32_t lon_e7, int32_t lat_e7,
                               double max_m)
{
    struct mlg_snap snap;
    ck_assert(mlg_snap_points(graph, 1, &lon_e7, &lat_e7, max_m, 1, NULL, &snap, NULL) == MLG_OK);
    return snap;
}

static bool goes_between(const struct mlg_graph *graph, uint32_t edge, int a, int b)
{
    uint32_t first = graph->first_shape[edge], last = graph->first_shape[edge + 1] - 1;
    for (uint32_t s = first; s < last; s++) {
        bool along = graph->shape_lon_e7[s] == lon_of(a) && graph->shape_lat_e7[s] == lat_of(a) &&
                     graph->shape_lon_e7[s + 1] == lon_of(b) &&
                     graph->shape_lat_e7[s + 1] == lat_of(b);
        bool against = graph->shape_lon_e7[s] == lon_of(b) && graph->shape_lat_e7[s] == lat_of(b) &&
                       graph->shape_lon_e7[s + 1] == lon_of(a) &&
                       graph->shape_lat_e7[s + 1] == lat_of(a);
        if (along || against)
            return true;
    }
    return false;
}

START_TEST(a_point_snaps_to_the_nearest_place_of_an_edge)
{
    struct mlg_graph *graph = read_roads("islands", "car");
    /* 100 m south of a third of the way from 10 to 11 */
    struct mlg_snap snap = snap_at(graph, lon_of(10) + 33333, lat_of(10) - 8993, 500);
    ck_assert_int_eq(snap.reason, MLG_SNAPPED);
    ck_assert(goes_between(graph, snap.edge, 10, 11));
    ck_assert_double_lt(fabs(snap.distance_m - 100), 0.1);
    ck_assert_uint_eq(snap.leg_ds, 240); /* 100 m at 15 km/h */
    uint32_t total = snap.from_tail_ds + snap.to_head_ds;
    ck_assert_uint_ge(total + 1, graph->time_ds[graph->first_out[graph->edge_tail[snap.edge]]]);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(shares_of_an_edge_add_up)
{
    struct mlg_graph *graph = read_roads("islands", "car");
    for (int32_t east = 0; east <= 100000; east += 3217) {
        struct mlg_snap snap = snap_at(graph, lon_of(10) + east, lat_of(10) - 5000, 500);
        uint32_t e = snap.edge;
        uint32_t forward = graph->forward_ms[graph->first_shape[e + 1] - 1];
        uint32_t backward = graph->backward_ms[graph->first_shape[e]];
        ck_assert_int_le(abs((int)(snap.from_tail_ds + snap.to_head_ds) - (int)(forward / 100)), 1);
        ck_assert_int_le(abs((int)(snap.from_head_ds + snap.to_tail_ds) - (int)(backward / 100)),
                         1);
        ck_assert_int_le(abs((int)snap.from_tail_ds - (int)snap.to_tail_ds), 1);
    }
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(nobody_snaps_to_motorways_or_tunnels)
{
    struct mlg_graph *graph = read_roads("islands", "car");
    /* 30 m from the motorway 12-13; the town's 11-21 is 715 m further. */
    struct mlg_snap snap = snap_at(graph, lon_of(12), lat_of(12) + 2700, 2000);
    ck_assert_int_eq(snap.reason, MLG_SNAPPED);
    ck_assert(!goes_between(graph, snap.edge, 11, 12) && !goes_between(graph, snap.edge, 12, 13));
    ck_assert_double_gt(snap.distance_m, 700);
    snap = snap_at(graph, lon_of(21) + 60000, lat_of(21), 2000); /* on the tunnel */
    ck_assert_double_gt(snap.distance_m, 200);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(islands_and_distances_are_told_apart)
{
    struct mlg_graph *graph = read_roads("islands", "car");
    struct mlg_snap snap = snap_at(graph, lon_of(50), lat_of(50) + 900, 500);
    ck_assert_uint_eq(snap.edge, MLG_NO_EDGE);
    ck_assert_int_eq(snap.reason, MLG_SNAP_ISLAND);
    ck_assert_double_lt(fabs(snap.distance_m - 10), 0.1);
    ck_assert_uint_eq(snap.leg_ds, MLG_CLOSED);
    ck_assert_uint_eq(snap.from_tail_ds, MLG_CLOSED);
    snap = snap_at(graph, lon_of(90), lat_of(90), 500);
    ck_assert_int_eq(snap.reason, MLG_SNAP_TOO_FAR);
    ck_assert_double_gt(snap.distance_m, 4000);
    snap = snap_at(graph, lon_of(13), lat_of(13), 50); /* on the motorway, far from the town */
    ck_assert_int_eq(snap.reason, MLG_SNAP_TOO_FAR);
    ck_assert_double_lt(snap.distance_m, 0.01);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(the_main_network_is_preferred_to_a_nearer_island)
{
    struct mlg_graph *graph = read_roads("islands", "car");
    struct mlg_snap snap = snap_at(graph, lon_of(40), lat_of(40) + 10000, 10000);
    ck_assert_int_eq(snap.reason, MLG_SNAPPED);
    ck_assert(goes_between(graph, snap.edge, 20, 21));
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(oneway_edges_close_one_direction_but_not_the_junction)
{
    struct mlg_graph *graph = read_roads("roundabout", "car");
    struct mlg_snap snap = snap_at(graph, lon_of(22) + 50000, lat_of(22), 100);
    ck_assert(goes_between(graph, snap.edge, 22, 23));
    ck_assert((snap.from_tail_ds == MLG_CLOSED) != (snap.from_head_ds == MLG_CLOSED));
    ck_assert((snap.to_head_ds == MLG_CLOSED) == (snap.from_tail_ds == MLG_CLOSED));
    snap = snap_at(graph, lon_of(22), lat_of(22), 100);
    bool at_tail = snap.from_tail_ds == 0 && snap.to_tail_ds == 0;
    bool at_head = snap.from_head_ds == 0 && snap.to_head_ds == 0;
    ck_assert(at_tail || at_head);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(equally_near_edges_go_to_the_smallest)
{
    struct mlg_graph *graph = read_roads("loops", "car");
    struct mlg_snap snap = snap_at(graph, lon_of(41), lat_of(41), 100);
    for (uint32_t e = 0; e < snap.edge; e++)
        ck_assert_uint_ne(graph->component[graph->edge_tail[e]], 0);
    mlg_graph_destroy(graph);
}
END_TEST

/* The nearest place of the kinds by looking at every segment. */
static double brute_force_m(const struct mlg_graph *graph, int32_t lon_e7, int32_t lat_e7)
{
    double best = INFINITY, unit = 6371008.8 * M_PI / 1.8e9, east = cos(lat_e7 / 1e7 * M_PI / 180);
    for (uint32_t e = 0; e < graph->n_edges; e++)
        for (uint32_t s = graph->first_shape[e]; s + 1 < graph->first_shape[e + 1]; s++) {
            double x0 = (graph->shape_lon_e7[s] - lon_e7) * unit * east;
            double y0 = (graph->shape_lat_e7[s] - lat_e7) * unit;
            double x1 = (graph->shape_lon_e7[s + 1] - lon_e7) * unit * east;
            double y1 = (graph->shape_lat_e7[s + 1] - lat_e7) * unit;
            double length = hypot(x1 - x0, y1 - y0);
            double along = length > 0 ? -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length : 0;
            if (graph->component[graph->edge_tail[e]] || graph->component[graph->edge_head[e]])
                continue;
            double off = fabs(x0 * y1 - x1 * y0) / length;
            double here = along <= 0 ? hypot(x0, y0) : along >= length ? hypot(x1, y1) : off;
            best = fmin(best, here);
        }
    return best;
}

START_TEST(the_index_finds_what_looking_at_all_segments_finds)
{
    struct mlg_random random;
    mlg_random_seed(&random, 21);
    for (int i = 0; i < 20; i++) {
        struct random_roads roads;
        struct mlg_graph *graph = NULL;
        random_roads_init(&roads, &random);
        const char *path = write_temporary(".osm", roads.text, roads.length);
        ck_assert(try_roads(path, &graph, NULL) == MLG_OK);
        unlink(path);
        for (int k = 0; k < 100; k++) {
            int32_t lon = 19500000 + (int32_t)mlg_random_below(&random, 2000000);
            int32_t lat = 499500000 + (int32_t)mlg_random_below(&random, 2000000);
            struct mlg_snap snap = snap_at(graph, lon, lat, 100000);
            double expected = brute_force_m(graph, lon, lat);
            ck_assert(isinf(expected) == (snap.edge == MLG_NO_EDGE));
            if (!isinf(expected))
                ck_assert_double_lt(fabs(snap.distance_m - expected), 0.01);
        }
        mlg_graph_destroy(graph);
        random_roads_finish(&roads);
    }
}
END_TEST

START_TEST(threads_do_not_change_where_points_snap)
{
    enum { POINTS = 2000 };
    struct mlg_random random;
    static int32_t lon[POINTS], lat[POINTS];
    static struct mlg_snap one[POINTS], four[POINTS];
    struct mlg_graph *graph = read_roads("islands", "car");
    mlg_random_seed(&random, 22);
    for (int i = 0; i < POINTS; i++) {
        lon[i] = 19900000 + (int32_t)mlg_random_below(&random, 500000);
        lat[i] = 499900000 + (int32_t)mlg_random_below(&random, 700000);
    }
    ck_assert(!mlg_snap_points(graph, POINTS, lon, lat, 900, 1, NULL, one, NULL));
    ck_assert(!mlg_snap_points(graph, POINTS, lon, lat, 900, 4, NULL, four, NULL));
    for (int i = 0; i < POINTS; i++) {
        ck_assert_uint_eq(one[i].edge, four[i].edge);
        ck_assert_uint_eq(one[i].forward_ms, four[i].forward_ms);
        ck_assert_uint_eq(one[i].leg_ds, four[i].leg_ds);
        ck_assert(one[i].distance_m == four[i].distance_m && one[i].reason == four[i].reason);
    }
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *snaps)
{
    tcase_add_test(snaps, a_point_snaps_to_the_nearest_place_of_an_edge);
    tcase_add_test(snaps, shares_of_an_edge_add_up);
    tcase_add_test(snaps, nobody_snaps_to_motorways_or_tunnels);
    tcase_add_test(snaps, islands_and_distances_are_told_apart);
    tcase_add_test(snaps, the_main_network_is_preferred_to_a_nearer_island);
    tcase_add_test(snaps, oneway_edges_close_one_direction_but_not_the_junction);
    tcase_add_test(snaps, equally_near_edges_go_to_the_smallest);
    tcase_add_test(snaps, the_index_finds_what_looking_at_all_segments_finds);
    tcase_add_test(snaps, threads_do_not_change_where_points_snap);
}

int main(void)
{
    return suite_run("snap", add);
}
