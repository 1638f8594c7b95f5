#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>

/* The arms of a crossing. */
enum { WEST = -1, EAST = 1, SOUTH = -10, NORTH = 10 };

/* Whether the shortest way from the end of one arm to that of another is straight over the
 * crossing. */
static bool may_turn(const struct mlg_graph *graph, int crossing, int from, int to)
{
    uint32_t time_ds = time_between(graph, crossing + from, crossing + to);
    return time_ds != MLG_CLOSED && time_ds <= time_between(graph, crossing + from, crossing) +
                                                   time_between(graph, crossing, crossing + to);
}

/* Checks the turns from the west, and that all others are allowed. */
static void check_crossing(const struct mlg_graph *graph, int crossing, bool left, bool straight,
                           bool right)
{
    static const int arms[] = {EAST, SOUTH, NORTH, WEST};
    ck_assert_int_eq(may_turn(graph, crossing, WEST, NORTH), left);
    ck_assert_int_eq(may_turn(graph, crossing, WEST, EAST), straight);
    ck_assert_int_eq(may_turn(graph, crossing, WEST, SOUTH), right);
    for (int from = 0; from < 3; from++)
        for (int to = 0; to < 4; to++)
            ck_assert(from == to || may_turn(graph, crossing, arms[from], arms[to]));
}

START_TEST(forbidden_turns_are_not_taken_and_all_others_are)
{
    struct mlg_graph *graph = read_roads("turns", "car");
    check_crossing(graph, 11, false, true, true);
    check_crossing(graph, 14, false, true, false);
    ck_assert(!may_turn(graph, 17, WEST, NORTH));
    ck_assert(!may_turn(graph, 17, SOUTH, NORTH));
    ck_assert(may_turn(graph, 17, EAST, NORTH));
    check_crossing(graph, 41, true, false, true);
    check_crossing(graph, 44, false, false, false);
    ck_assert_uint_eq(time_between(graph, 43, 45), MLG_CLOSED);
    ck_assert_uint_eq(graph->counts.turns.used, 9);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(one_restriction_makes_two_nodes_and_one_turn_of_a_junction)
{
    struct mlg_graph *graph = read_roads("turns", "car");
    ck_assert_uint_eq(nodes_at(graph, 11), 2);
    ck_assert_uint_eq(nodes_at(graph, 14), 2);
    ck_assert_uint_eq(nodes_at(graph, 10), 1);
    for (uint32_t i = 0; i < graph->n_turns; i++) {
        uint32_t tail = graph->turns[i].tail, head = graph->turns[i].head;
        ck_assert_uint_ne(tail, head);
        ck_assert_int_eq(graph->node_lon_e7[tail], graph->node_lon_e7[head]);
        ck_assert_int_eq(graph->node_lat_e7[tail], graph->node_lat_e7[head]);
    }
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_turn_back_is_made_where_it_is_allowed)
{
    struct mlg_graph *graph = read_roads("turns_round", "car");
    uint32_t end = time_between(graph, 10, 13) + time_between(graph, 13, 21);
    ck_assert_uint_eq(time_between(graph, 10, 21), end);
    ck_assert_uint_lt(time_between(graph, 11, 21), end);
    ck_assert_uint_eq(time_between(graph, 40, 50),
                      time_between(graph, 40, 42) + time_between(graph, 42, 50));
    ck_assert_uint_eq(time_between(graph, 70, 72), MLG_CLOSED);
    ck_assert_uint_ne(time_between(graph, 72, 70), MLG_CLOSED);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(restrictions_count_for_the_vehicles_that_they_name)
{
    struct mlg_graph *car = read_roads("turns_vehicles", "car");
    check_crossing(car, 11, true, true, true);
    check_crossing(car, 14, true, true, true);
    check_crossing(car, 17, true, true, true);
    check_crossing(car, 47, false, true, true);
    check_crossing(car, 71, true, false, false);
    check_crossing(car, 74, false, true, true);
    ck_assert_uint_eq(car->counts.turns.used, 3);
    ck_assert_uint_eq(car->counts.turns.for_others, 4);
    mlg_graph_destroy(car);
    struct mlg_graph *bicycle = read_roads("turns_vehicles", "bicycle");
    check_crossing(bicycle, 14, false, true, true);
    check_crossing(bicycle, 17, false, true, true);
    check_crossing(bicycle, 47, true, true, true);
    check_crossing(bicycle, 71, false, true, true);
    mlg_graph_destroy(bicycle);
}
END_TEST

START_TEST(who_walks_heeds_only_what_is_for_walkers)
{
    struct mlg_graph *graph = read_roads("turns_vehicles", "foot");
    check_crossing(graph, 14, true, true, true);
    check_crossing(graph, 47, true, true, true);
    check_crossing(graph, 77, false, true, true);
    ck_assert_uint_eq(graph->counts.turns.used, 1);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(restrictions_at_some_hours_are_ignored_and_counted)
{
    struct mlg_graph *graph = read_roads("turns_vehicles", "car");
    check_crossing(graph, 41, true, true, true);
    check_crossing(graph, 44, true, true, true);
    ck_assert_uint_eq(graph->counts.turns.conditional, 2);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(restrictions_that_say_nothing_clear_are_ignored_and_counted)
{
    struct mlg_graph *graph = read_roads("turns_ignored", "car");
    const struct mlg_turn_counts *turns = &graph->counts.turns;
    static const int open[] = {11, 14, 17, 41, 44, 71, 74};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        check_crossing(graph, open[i], true, true, true);
    check_crossing(graph, 77, true, false, false);
    ck_assert_uint_eq(turns->used, 1);
    ck_assert_uint_eq(turns->via_way, 1);
    ck_assert_uint_eq(turns->unclear, 4);
    ck_assert_uint_eq(turns->without_effect, 3);
    ck_assert_uint_eq(graph->n_turns, 1);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(what_a_second_file_repeats_counts_once)
{
    const char *paths[] = {osm_path("turns_ignored"), osm_path("turns_ignored")};
    struct mlg_profile *profile = load_profile("car");
    struct mlg_graph *once = read_roads("turns_ignored", "car"), *twice;
    ck_assert_int_eq(mlg_graph_read(paths, 2, profile, NULL, &twice, NULL), MLG_OK);
    ck_assert_mem_eq(&twice->counts.turns, &once->counts.turns, sizeof once->counts.turns);
    ck_assert_uint_eq(twice->n_nodes, once->n_nodes);
    ck_assert_uint_eq(twice->n_turns, once->n_turns);
    mlg_graph_destroy(once);
    mlg_graph_destroy(twice);
    mlg_profile_destroy(profile);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, forbidden_turns_are_not_taken_and_all_others_are);
    tcase_add_test(tests, one_restriction_makes_two_nodes_and_one_turn_of_a_junction);
    tcase_add_test(tests, a_turn_back_is_made_where_it_is_allowed);
    tcase_add_test(tests, restrictions_count_for_the_vehicles_that_they_name);
    tcase_add_test(tests, who_walks_heeds_only_what_is_for_walkers);
    tcase_add_test(tests, restrictions_at_some_hours_are_ignored_and_counted);
    tcase_add_test(tests, restrictions_that_say_nothing_clear_are_ignored_and_counted);
    tcase_add_test(tests, what_a_second_file_repeats_counts_once);
}

int main(void)
{
    return suite_run("turns", add);
}
