#include "network/graph/distance.h"
#include "network/graph/route.h"
#include "network/search/search.h"
#include "random_roads.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { POINTS = 40, BOUND_DS = 65534 };

/* A random network with points beside it, all of them snapped that can be. */
struct place {
    struct random_roads roads;
    struct mlg_graph *graph;
    struct mlg_search *search;
    struct mlg_snap snaps[POINTS];
};

/* Half of the points stand on nodes. */
static void place_init(struct place *place, struct mlg_random *random)
{
    int32_t lon[POINTS], lat[POINTS];
    struct mlg_error err = {0};
    random_roads_init(&place->roads, random);
    const char *path = write_temporary(".osm", place->roads.text, place->roads.length);
    ck_assert_msg(try_roads(path, &place->graph, &err) == MLG_OK, "%s", err.message);
    unlink(path);
    for (int i = 0; i < POINTS; i++) {
        unsigned node = mlg_random_below(random, ROAD_NODES);
        bool beside = i % 2;
        lon[i] = place->roads.lon_e7[node] + beside * (int32_t)mlg_random_below(random, 50000);
        lat[i] = place->roads.lat_e7[node] + beside * (int32_t)mlg_random_below(random, 50000);
    }
    ck_assert(mlg_snap_points(place->graph, POINTS, lon, lat, 3000, 1, NULL, place->snaps, NULL) ==
              MLG_OK);
    ck_assert(mlg_search_create(place->graph, &place->search, NULL) == MLG_OK);
}

static void place_finish(struct place *place)
{
    mlg_search_destroy(place->search);
    mlg_graph_destroy(place->graph);
    random_roads_finish(&place->roads);
}

/* What the line takes by the segments of the file, and how many there are; it must not go where
 * they are closed. Its first and last piece may be a part of a segment: they are not counted. */
static double line_ms(const struct random_roads *roads, const struct mlg_route *route, int *hops)
{
    double ms = 0;
    *hops = 0;
    for (size_t i = 1; i + 2 < route->n_points; i++) {
        int from = random_roads_node(roads, route->lon_e7[i], route->lat_e7[i]);
        int to = random_roads_node(roads, route->lon_e7[i + 1], route->lat_e7[i + 1]);
        ck_assert_int_ge(from, 0);
        ck_assert_int_ge(to, 0);
        int s = random_roads_segment(roads, from, to);
        ck_assert_int_ge(s, 0);
        ms +=
            roads->segment[s].from == from ? roads->segment[s].there_ms : roads->segment[s].back_ms;
        ++*hops;
    }
    return ms;
}

/* Steps follow each other, and make up the way with the legs. */
static void check_steps(const struct mlg_route *route, uint32_t legs_ds)
{
    uint32_t time_ds = legs_ds;
    double length_m = 0, line_m = 0;
    ck_assert_uint_ge(route->n_steps, 1);
    ck_assert_uint_eq(route->steps[0].first_point, 0);
    ck_assert_uint_eq(route->steps[route->n_steps].first_point, route->n_points - 1);
    for (size_t i = 0; i < route->n_steps; i++) {
        const struct mlg_route_step *step = &route->steps[i];
        ck_assert_uint_le(step[0].first_point, step[1].first_point);
        ck_assert(i == 0 || step[0].name != step[-1].name ||
                  step[0].road_class != step[-1].road_class);
        time_ds += step->time_ds;
        length_m += step->length_m;
    }
    for (size_t i = 0; i + 1 < route->n_points; i++)
        line_m += mlg_distance_m(route->lon_e7[i], route->lat_e7[i], route->lon_e7[i + 1],
                                 route->lat_e7[i + 1]);
    ck_assert_uint_eq(time_ds, route->time_ds);
    ck_assert_double_lt(fabs(length_m - line_m), 1e-6 * (1 + line_m));
    ck_assert_double_lt(fabs(route->length_m - line_m), 1e-6 * (1 + line_m));
}

static void check_route(const struct place *place, const struct mlg_snap *from,
                        const struct mlg_snap *to, uint16_t expected_ds)
{
    struct mlg_route *route = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_route_find(place->graph, from, to, &route, &err) == MLG_OK, "%s",
                  err.message);
    ck_assert_uint_eq(route->time_ds, expected_ds);
    check_steps(route, from->leg_ds + to->leg_ds);
    ck_assert_int_eq(route->lon_e7[0], from->foot_lon_e7);
    ck_assert_int_eq(route->lat_e7[0], from->foot_lat_e7);
    ck_assert_int_eq(route->lon_e7[route->n_points - 1], to->foot_lon_e7);
    ck_assert_int_eq(route->lat_e7[route->n_points - 1], to->foot_lat_e7);
    int hops;
    double ms = line_ms(&place->roads, route, &hops);
    ck_assert_double_le(ms / 100, route->time_ds + 0.52 * (hops + 2));
    mlg_route_destroy(route);
}

START_TEST(a_route_takes_the_time_of_the_matrix_along_open_roads)
{
    struct mlg_random random;
    unsigned compared = 0;
    mlg_random_seed(&random, 41);
    for (int i = 0; i < 40; i++) {
        struct place place;
        place_init(&place, &random);
        for (int from = 0; from < POINTS; from++) {
            uint16_t ds[POINTS];
            if (place.snaps[from].edge == MLG_NO_EDGE)
                continue;
            mlg_search_times(place.search, &place.snaps[from], place.snaps, POINTS, MLG_FROM_SITE,
                             BOUND_DS, ds);
            for (int to = 0; to < POINTS; to++) {
                if (ds[to] == MLG_BEYOND)
                    continue;
                check_route(&place, &place.snaps[from], &place.snaps[to], ds[to]);
                compared++;
            }
        }
        place_finish(&place);
    }
    ck_assert_uint_gt(compared, 10000);
}
END_TEST

START_TEST(a_route_against_a_oneway_goes_around)
{
    struct mlg_graph *graph = read_roads("roundabout", "car");
    int32_t lon[2], lat[2];
    struct mlg_snap snaps[2];
    struct mlg_route *there = NULL, *back = NULL;
    uint32_t edge = 0; /* that may be used forward only */
    while (edge < graph->n_edges && graph->backward_ms[graph->first_shape[edge]] != MLG_CLOSED)
        edge++;
    ck_assert_uint_lt(edge, graph->n_edges);
    uint32_t first = graph->first_shape[edge], last = graph->first_shape[edge + 1] - 1;
    for (int i = 0; i < 2; i++) {
        uint32_t s = i ? last : first;
        uint32_t next = i ? last - 1 : first + 1;
        lon[i] = (graph->shape_lon_e7[s] * 3 + graph->shape_lon_e7[next]) / 4;
        lat[i] = (graph->shape_lat_e7[s] * 3 + graph->shape_lat_e7[next]) / 4;
    }
    ck_assert(mlg_snap_points(graph, 2, lon, lat, 100, 1, NULL, snaps, NULL) == MLG_OK);
    ck_assert(mlg_route_find(graph, &snaps[0], &snaps[1], &there, NULL) == MLG_OK);
    ck_assert(mlg_route_find(graph, &snaps[1], &snaps[0], &back, NULL) == MLG_OK);
    ck_assert_double_gt(back->length_m, 1.5 * there->length_m);
    mlg_route_destroy(there);
    mlg_route_destroy(back);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_point_off_the_roads_has_no_route)
{
    struct mlg_graph *graph = read_roads("roundabout", "car");
    const struct mlg_snap nowhere = {.edge = MLG_NO_EDGE};
    struct mlg_route *route = NULL;
    struct mlg_error err = {0};
    ck_assert(mlg_route_find(graph, &nowhere, &nowhere, &route, &err) == MLG_BAD_INPUT);
    ck_assert_ptr_null(route);
    ck_assert_str_eq(err.message, "one of the two points is not on the roads");
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *routes)
{
    tcase_add_test(routes, a_route_takes_the_time_of_the_matrix_along_open_roads);
    tcase_add_test(routes, a_route_against_a_oneway_goes_around);
    tcase_add_test(routes, a_point_off_the_roads_has_no_route);
}

int main(void)
{
    return suite_run("route", add);
}
