#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>

START_TEST(oneway_tags_close_directions)
{
    struct mlg_graph *graph = read_roads("oneway", "car");
    ck_kmh(graph, 10, 11, 25);
    ck_assert(kmh(graph, 11, 10) == 0);
    ck_assert(kmh(graph, 20, 21) == 0); /* oneway=-1 */
    ck_kmh(graph, 21, 20, 25);
    ck_kmh(graph, 30, 31, 25);
    ck_kmh(graph, 31, 30, 25);
    ck_assert(kmh(graph, 41, 40) == 0);        /* oneway=true */
    ck_assert_uint_eq(nodes_at(graph, 50), 0); /* reversible: not used */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(motorways_and_their_links_are_oneway_unless_tagged_otherwise)
{
    struct mlg_graph *graph = read_roads("oneway", "car");
    ck_kmh(graph, 60, 61, 105);
    ck_assert(kmh(graph, 61, 60) == 0);
    ck_kmh(graph, 71, 70, 105); /* oneway=no */
    ck_kmh(graph, 80, 81, 55);
    ck_assert(kmh(graph, 81, 80) == 0);
    ck_kmh(graph, 91, 90, 85); /* a trunk road is for both directions */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(links_have_their_own_speeds_and_are_passed_both_ways_unless_tagged_otherwise)
{
    static const double link_kmh[] = {50, 45, 40, 35}; /* trunk, primary, secondary, tertiary */
    struct mlg_graph *graph = read_roads("links", "car");
    for (int row = 0; row < 4; row++) {
        ck_kmh(graph, 10 * row + 10, 10 * row + 11, link_kmh[row]);
        ck_kmh(graph, 10 * row + 11, 10 * row + 10, link_kmh[row]);
    }
    ck_kmh(graph, 50, 51, 45);
    ck_assert(kmh(graph, 51, 50) == 0); /* oneway=yes */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(roundabouts_are_passed_one_way)
{
    struct mlg_graph *graph = read_roads("roundabout", "car");
    uint32_t there = time_between(graph, 22, 23), back = time_between(graph, 23, 22);
    ck_assert_uint_gt(back, 3 * there);
    ck_assert_uint_ne(time_between(graph, 11, 14), MLG_CLOSED);
    ck_assert_uint_gt(time_between(graph, 14, 11), time_between(graph, 11, 14));
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(walkers_pass_oneways_and_roundabouts_both_ways)
{
    struct mlg_graph *graph = read_roads("oneway", "foot");
    ck_kmh(graph, 11, 10, 5);
    mlg_graph_destroy(graph);
    graph = read_roads("roundabout", "foot");
    ck_assert_uint_eq(time_between(graph, 22, 23), time_between(graph, 23, 22));
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(the_most_specific_access_tag_decides_for_a_car)
{
    struct mlg_graph *graph = read_roads("access", "car");
    ck_assert_uint_eq(nodes_at(graph, 10), 0); /* access=no */
    ck_kmh(graph, 20, 21, 25);                 /* access=no, motorcar=yes */
    ck_assert_uint_eq(nodes_at(graph, 30), 0); /* motor_vehicle=no */
    ck_kmh(graph, 40, 41, 25);                 /* motor_vehicle=private, motorcar=designated */
    ck_assert_uint_eq(nodes_at(graph, 50), 0); /* vehicle=no */
    ck_assert_uint_eq(nodes_at(graph, 60), 0); /* access=private */
    ck_kmh(graph, 70, 71, 15);                 /* access=destination: no way through */
    ck_kmh(graph, 80, 81, 25);                 /* foot=no */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(each_means_of_travel_has_its_own_access_tags)
{
    struct mlg_graph *bicycle = read_roads("access", "bicycle");
    ck_kmh(bicycle, 50, 51, 16); /* vehicle=no, bicycle=yes */
    ck_kmh(bicycle, 30, 31, 16); /* motor_vehicle=no */
    ck_assert_uint_eq(nodes_at(bicycle, 20), 0);
    ck_assert_uint_eq(nodes_at(bicycle, 80), 0); /* bicycle=no */
    mlg_graph_destroy(bicycle);
    struct mlg_graph *foot = read_roads("access", "foot");
    ck_kmh(foot, 50, 51, 5);
    ck_assert_uint_eq(nodes_at(foot, 80), 0); /* foot=no */
    mlg_graph_destroy(foot);
}
END_TEST

START_TEST(barriers_block_a_car_unless_passable)
{
    struct mlg_graph *graph = read_roads("barriers", "car");
    ck_assert(kmh(graph, 10, 12) == 0);
    ck_assert_uint_eq(nodes_at(graph, 11), 2);          /* both sides of the bollard end there */
    ck_assert_int_eq(delay_ds(graph, 20, 22, 25), 100); /* a gate: 10 s */
    ck_assert(kmh(graph, 30, 32) == 0);                 /* a private gate */
    ck_assert_int_eq(delay_ds(graph, 40, 42, 25), 0);   /* a bollard with motor_vehicle=yes */
    ck_assert_int_eq(delay_ds(graph, 50, 52, 25), 100);
    ck_assert(kmh(graph, 60, 62) == 0);
    ck_assert(kmh(graph, 70, 72) == 0);               /* unknown kinds block */
    ck_assert_int_eq(delay_ds(graph, 90, 92, 25), 0); /* access=no on a crossing is no barrier */
    ck_assert_uint_eq(graph->counts.barriers, 8);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(cyclists_pass_bollards)
{
    struct mlg_graph *graph = read_roads("barriers", "bicycle");
    ck_assert(kmh(graph, 10, 12) > 0);
    ck_assert(kmh(graph, 80, 82) == 0); /* a fence */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(walkers_pass_bollards_but_no_fences)
{
    struct mlg_graph *graph = read_roads("barriers", "foot");
    ck_kmh(graph, 10, 12, 5);
    ck_assert(kmh(graph, 80, 82) == 0);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(cyclists_use_contraflow_lanes)
{
    struct mlg_graph *graph = read_roads("bicycle_contraflow", "bicycle");
    ck_assert(kmh(graph, 11, 10) == 0);
    ck_kmh(graph, 21, 20, 16);          /* cycleway=opposite */
    ck_kmh(graph, 31, 30, 16);          /* cycleway:left=opposite_lane */
    ck_kmh(graph, 41, 40, 16);          /* oneway:bicycle=no */
    ck_assert(kmh(graph, 51, 50) == 0); /* oneway:bicycle=yes */
    ck_assert(kmh(graph, 61, 60) == 0); /* a one-way cycleway */
    ck_kmh(graph, 70, 71, 16);          /* against oneway=-1 */
    ck_assert(kmh(graph, 81, 80) == 0); /* oneway:bicycle=yes is the most specific */
    mlg_graph_destroy(graph);
    graph = read_roads("bicycle_contraflow", "car");
    ck_assert(kmh(graph, 21, 20) == 0);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(streets_for_walkers_are_closed_to_cars)
{
    struct mlg_graph *car = read_roads("pedestrian", "car");
    for (int row = 10; row <= 60; row += 10)
        ck_assert_uint_eq(nodes_at(car, row), 0);
    ck_kmh(car, 90, 91, 6); /* motor_vehicle=yes */
    mlg_graph_destroy(car);
    struct mlg_graph *foot = read_roads("pedestrian", "foot");
    ck_kmh(foot, 10, 11, 5);
    ck_kmh(foot, 20, 21, 2); /* steps */
    ck_kmh(foot, 30, 31, 5);
    ck_assert_uint_eq(nodes_at(foot, 50), 0); /* a cycleway without foot=yes */
    ck_assert_uint_eq(nodes_at(foot, 70), 0); /* a motorway */
    ck_assert_uint_eq(nodes_at(foot, 80), 0); /* motorroad=yes */
    mlg_graph_destroy(foot);
}
END_TEST

START_TEST(cyclists_use_footways_only_where_told)
{
    struct mlg_graph *graph = read_roads("pedestrian", "bicycle");
    ck_assert_uint_eq(nodes_at(graph, 20), 0);
    ck_assert_uint_eq(nodes_at(graph, 30), 0);
    ck_kmh(graph, 40, 41, 8);
    ck_kmh(graph, 50, 51, 16);
    ck_assert_uint_eq(nodes_at(graph, 80), 0);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(areas_are_no_roads)
{
    const char *const profiles[] = {"car", "bicycle", "foot"};
    for (size_t i = 0; i < 3; i++) {
        struct mlg_graph *graph = read_roads("areas", profiles[i]);
        ck_assert_uint_eq(graph->n_edges, 1);
        mlg_graph_destroy(graph);
    }
}
END_TEST

START_TEST(roads_closed_in_reality_are_not_used)
{
    struct mlg_graph *graph = read_roads("closed", "car");
    ck_assert_uint_eq(graph->n_edges, 1);
    ck_kmh(graph, 80, 81, 25);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(roads_of_the_past_and_the_future_are_not_used)
{
    const char *const profiles[] = {"car", "bicycle", "foot"};
    for (size_t i = 0; i < 3; i++) {
        struct mlg_graph *graph = read_roads("lifecycle", profiles[i]);
        ck_assert_uint_eq(graph->n_edges, 1);
        ck_assert(kmh(graph, 90, 91) > 0);
        mlg_graph_destroy(graph);
    }
}
END_TEST

START_TEST(of_contradictory_tags_the_most_specific_one_counts_then_the_first)
{
    struct mlg_graph *graph = read_roads("contradictions", "car");
    ck_kmh(graph, 11, 10, 25);          /* oneway=yes, but not for cars */
    ck_assert(kmh(graph, 20, 21) == 0); /* a roundabout with oneway=-1 */
    ck_kmh(graph, 21, 20, 25);
    ck_kmh(graph, 30, 31, 65);                 /* of two highway tags the first */
    ck_assert_uint_eq(nodes_at(graph, 40), 0); /* vehicle=yes, motorcar=no */
    ck_kmh(graph, 50, 51, 27);                 /* maxspeed:forward=30, maxspeed=50 */
    ck_kmh(graph, 51, 50, 45);
    ck_kmh(graph, 60, 61, 25); /* a road that is also a ferry is a road */
    ck_kmh(graph, 70, 71, 25); /* construction=no and the like close nothing */
    ck_kmh(graph, 80, 81, 18); /* of several limits the lowest that is one */
    ck_kmh(graph, 91, 90, 105);
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *rules)
{
    tcase_add_test(rules, oneway_tags_close_directions);
    tcase_add_test(rules, motorways_and_their_links_are_oneway_unless_tagged_otherwise);
    tcase_add_test(rules,
                   links_have_their_own_speeds_and_are_passed_both_ways_unless_tagged_otherwise);
    tcase_add_test(rules, roundabouts_are_passed_one_way);
    tcase_add_test(rules, walkers_pass_oneways_and_roundabouts_both_ways);
    tcase_add_test(rules, the_most_specific_access_tag_decides_for_a_car);
    tcase_add_test(rules, each_means_of_travel_has_its_own_access_tags);
    tcase_add_test(rules, barriers_block_a_car_unless_passable);
    tcase_add_test(rules, cyclists_pass_bollards);
    tcase_add_test(rules, walkers_pass_bollards_but_no_fences);
    tcase_add_test(rules, cyclists_use_contraflow_lanes);
    tcase_add_test(rules, streets_for_walkers_are_closed_to_cars);
    tcase_add_test(rules, cyclists_use_footways_only_where_told);
    tcase_add_test(rules, areas_are_no_roads);
    tcase_add_test(rules, roads_closed_in_reality_are_not_used);
    tcase_add_test(rules, roads_of_the_past_and_the_future_are_not_used);
    tcase_add_test(rules, of_contradictory_tags_the_most_specific_one_counts_then_the_first);
}

int main(void)
{
    return suite_run("road_access", add);
}
