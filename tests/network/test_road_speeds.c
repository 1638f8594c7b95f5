#include "network/profiles/profile_rules.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>

START_TEST(maxspeed_replaces_the_speed_of_the_class)
{
    struct mlg_graph *graph = read_roads("maxspeed", "car");
    ck_kmh(graph, 10, 11, 0.9 * 50);
    ck_kmh(graph, 20, 21, 0.9 * 30 * 1.609344); /* 30 mph */
    ck_kmh(graph, 30, 31, 0.9 * 50);            /* FR:urban */
    ck_kmh(graph, 40, 41, 0.9 * 80);            /* FR:rural */
    ck_kmh(graph, 50, 51, 0.9 * 130);           /* none */
    ck_kmh(graph, 60, 61, 0.9 * 30);            /* 50;30 */
    ck_kmh(graph, 70, 71, 0.9 * 6);             /* walk */
    ck_kmh(graph, 80, 81, 65);                  /* "signals": says nothing */
    ck_kmh(graph, 90, 91, 65);                  /* 0: a mistake */
    ck_assert_uint_eq(graph->counts.with_maxspeed, 7);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(other_tags_imply_limits)
{
    struct mlg_graph *graph = read_roads("maxspeed_zone", "car");
    ck_kmh(graph, 10, 11, 0.9 * 80);
    ck_kmh(graph, 20, 21, 0.9 * 30);
    ck_kmh(graph, 30, 31, 0.9 * 50);
    ck_kmh(graph, 40, 41, 0.9 * 130);
    ck_kmh(graph, 70, 71, 0.9 * 30);
    ck_kmh(graph, 80, 81, 0.9 * 70); /* the limit itself comes first */
    ck_kmh(graph, 90, 91, 65);       /* "sign" says nothing */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_limit_only_slows_small_roads)
{
    struct mlg_graph *graph = read_roads("maxspeed_zone", "car");
    ck_kmh(graph, 50, 51, 25);
    ck_kmh(graph, 60, 61, 0.9 * 20);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(each_direction_has_its_limit)
{
    struct mlg_graph *graph = read_roads("maxspeed_direction", "car");
    ck_kmh(graph, 10, 11, 0.9 * 30);
    ck_kmh(graph, 11, 10, 0.9 * 50);
    ck_kmh(graph, 20, 21, 0.9 * 30);
    ck_kmh(graph, 21, 20, 0.9 * 70);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(walkers_and_cyclists_gain_nothing_from_a_limit)
{
    struct mlg_graph *graph = read_roads("maxspeed", "foot");
    ck_kmh(graph, 40, 41, 5);
    mlg_graph_destroy(graph);
    graph = read_roads("maxspeed", "bicycle");
    ck_kmh(graph, 40, 41, 15);
    ck_kmh(graph, 70, 71, 6); /* walk */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(surfaces_and_tracks_cap_the_speed)
{
    struct mlg_graph *graph = read_roads("surfaces", "car");
    ck_kmh(graph, 10, 11, 65);
    ck_kmh(graph, 20, 21, 40);
    ck_kmh(graph, 30, 31, 10);
    ck_kmh(graph, 40, 41, 5);
    ck_kmh(graph, 50, 51, 15);                 /* the lowest of surface and smoothness */
    ck_assert_uint_eq(nodes_at(graph, 60), 0); /* a track without permission */
    ck_kmh(graph, 70, 71, 15);
    ck_kmh(graph, 80, 81, 25); /* no cap makes a road faster */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(ferries_take_their_duration_and_a_wait)
{
    const uint32_t wait_ds = 9000, half_hour_ds = 18000;
    struct mlg_graph *graph = read_roads("ferries", "car");
    ck_assert_uint_eq(time_between(graph, 11, 12), half_hour_ds + wait_ds);
    ck_assert_uint_eq(time_between(graph, 12, 11), half_hour_ds + wait_ds);
    ck_assert_uint_eq(time_between(graph, 31, 32), 3 * half_hour_ds + wait_ds);
    uint32_t untimed = time_between(graph, 21, 22); /* about 715 m at 10 km/h */
    ck_assert_uint_gt(untimed, wait_ds + 2500);
    ck_assert_uint_lt(untimed, wait_ds + 2650);
    ck_assert_uint_eq(time_between(graph, 41, 42), MLG_CLOSED); /* motor_vehicle=no */
    ck_assert_uint_eq(graph->counts.ferries, 3);
    mlg_graph_destroy(graph);
    graph = read_roads("ferries", "foot");
    ck_assert_uint_eq(time_between(graph, 41, 42), 20 * 600 + 6000);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_ferry_in_two_parts_is_waited_for_once)
{
    struct mlg_graph *graph = read_roads("ferry_in_parts", "car");
    ck_assert_uint_eq(time_between(graph, 11, 13), 12000 + 9000);
    ck_assert_uint_eq(time_between(graph, 13, 11), 12000 + 9000);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(signals_and_stops_delay_in_their_direction)
{
    struct mlg_graph *graph = read_roads("delays", "car");
    ck_assert_int_eq(delay_ds(graph, 60, 62, 25), 0);
    ck_assert_int_eq(delay_ds(graph, 10, 12, 25), 80);
    ck_assert_int_eq(delay_ds(graph, 12, 10, 25), 80);
    ck_assert_int_eq(delay_ds(graph, 20, 22, 25), 40);
    ck_assert_int_eq(delay_ds(graph, 30, 32, 25), 20); /* direction=forward */
    ck_assert_int_eq(delay_ds(graph, 32, 30, 25), 0);
    ck_assert_int_eq(delay_ds(graph, 40, 42, 25), 50);
    ck_assert_int_eq(delay_ds(graph, 50, 52, 25), 0); /* a signal for the other direction */
    ck_assert_int_eq(delay_ds(graph, 52, 50, 25), 80);
    ck_assert_uint_eq(graph->n_edges, 6); /* none of them is a junction */
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(limits_are_read_with_their_units)
{
    static const struct {
        const char *text;
        double kmh;
    } cases[] = {{"50", 50},
                 {"50 km/h", 50},
                 {"7.5", 7.5},
                 {"20 mph", 32.18688},
                 {"20mph", 32.18688},
                 {"5 knots", 9.26},
                 {"FR:zone30", 30},
                 {"DE:30", 30},
                 {"XX:urban", 50},
                 {"80; 50", 50},
                 {"80|30|50", 30},
                 {"none;50", 50},
                 {"", 0},
                 {";;", 0},
                 {"fast", 0},
                 {"-50", 0},
                 {"1000", 0},
                 {"50 parsec", 0},
                 {"FR:", 0},
                 {"FR:zone", 0}};
    struct mlg_profile *car = load_profile("car");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(mlg_profile_limit(car, cases[i].text) - cases[i].kmh < 1e-6 &&
                          cases[i].kmh - mlg_profile_limit(car, cases[i].text) < 1e-6,
                      "'%s' gives %g", cases[i].text, mlg_profile_limit(car, cases[i].text));
    mlg_profile_destroy(car);
}
END_TEST

START_TEST(durations_are_read_in_both_notations)
{
    ck_assert_uint_eq(mlg_duration_ms("0:25"), 25 * 60000);
    ck_assert_uint_eq(mlg_duration_ms("1:10:30"), 4230000);
    ck_assert_uint_eq(mlg_duration_ms("90"), 90 * 60000);
    ck_assert_uint_eq(mlg_duration_ms("PT1H30M"), 5400000);
    ck_assert_uint_eq(mlg_duration_ms("PT45S"), 45000);
    ck_assert_uint_eq(mlg_duration_ms("P1DT2H"), 26 * 3600000);
    const char *const wrong[] = {"",    "soon", "1:",  "1:2:3:4", "P",
                                 "P1H", "PT",   "PT5", "-5",      "9999:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(mlg_duration_ms(wrong[i]) == 0, "'%s'", wrong[i]);
}
END_TEST

static void add(TCase *speeds)
{
    tcase_add_test(speeds, maxspeed_replaces_the_speed_of_the_class);
    tcase_add_test(speeds, other_tags_imply_limits);
    tcase_add_test(speeds, a_limit_only_slows_small_roads);
    tcase_add_test(speeds, each_direction_has_its_limit);
    tcase_add_test(speeds, walkers_and_cyclists_gain_nothing_from_a_limit);
    tcase_add_test(speeds, surfaces_and_tracks_cap_the_speed);
    tcase_add_test(speeds, ferries_take_their_duration_and_a_wait);
    tcase_add_test(speeds, a_ferry_in_two_parts_is_waited_for_once);
    tcase_add_test(speeds, signals_and_stops_delay_in_their_direction);
    tcase_add_test(speeds, limits_are_read_with_their_units);
    tcase_add_test(speeds, durations_are_read_in_both_notations);
}

int main(void)
{
    return suite_run("road_speeds", add);
}
