#include "network/graph/distance.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <string.h>

static struct mlg_graph *read_files(const char *first, const char *second)
{
    const char *paths[] = {osm_path(first), osm_path(second)};
    struct mlg_profile *profile = load_profile("car");
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_graph_read(paths, 2, profile, NULL, &graph, &err) == MLG_OK, "%s",
                  err.message);
    mlg_profile_destroy(profile);
    return graph;
}

START_TEST(a_bridge_does_not_join_what_it_crosses)
{
    struct mlg_graph *graph = read_roads("bridge", "car");
    ck_assert(kmh(graph, 20, 24) > 0);
    ck_assert_uint_eq(time_between(graph, 20, 12), MLG_CLOSED);
    ck_assert_uint_ne(time_between(graph, 14, 34), MLG_CLOSED);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(files_join_at_the_nodes_that_they_share)
{
    struct mlg_graph *graph = read_files("border_west", "border_east");
    ck_kmh(graph, 10, 14, 25);
    ck_assert_uint_eq(graph->n_edges, 2); /* one road across the border, and way 100 once */
    ck_assert_uint_eq(graph->counts.used_ways, 3);
    ck_assert_uint_eq(graph->counts.file_ways, 4);
    ck_assert_uint_eq(graph->counts.duplicate_nodes, 4);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(the_order_of_the_files_changes_their_hash_alone)
{
    struct mlg_graph *a = read_files("border_west", "border_east");
    struct mlg_graph *b = read_files("border_east", "border_west");
    ck_assert_uint_eq(a->n_nodes, b->n_nodes);
    ck_assert_mem_eq(a->time_ds, b->time_ds, a->n_arcs * sizeof *a->time_ds);
    ck_assert_mem_ne(&a->roads_hash, &b->roads_hash, sizeof a->roads_hash);
    mlg_graph_destroy(a);
    mlg_graph_destroy(b);
}
END_TEST

START_TEST(a_way_falls_apart_at_a_missing_node)
{
    struct mlg_graph *graph = read_roads("missing_nodes", "car");
    ck_assert_uint_eq(graph->counts.missing_nodes, 1);
    ck_assert_uint_eq(graph->n_edges, 3);
    ck_kmh(graph, 10, 11, 25);
    ck_kmh(graph, 13, 14, 25);
    ck_assert_uint_eq(time_between(graph, 11, 13), MLG_CLOSED);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(ways_without_length_are_no_edges)
{
    struct mlg_graph *graph = read_roads("short_ways", "car");
    ck_assert_uint_eq(graph->n_edges, 1);
    ck_assert_uint_eq(graph->n_shape, 2);
    ck_kmh(graph, 40, 41, 25);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(nodes_at_the_same_place_do_not_join)
{
    struct mlg_graph *graph = read_roads("same_place", "car");
    ck_assert_uint_eq(nodes_at(graph, 11), 2);
    ck_assert_uint_eq(graph->n_components, 2);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(of_a_repeated_node_the_first_position_counts)
{
    struct mlg_graph *graph = read_roads("repeated_node", "car");
    ck_assert_uint_eq(graph->counts.duplicate_nodes, 1);
    ck_kmh(graph, 10, 11, 25);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(loops_parallel_chains_and_circles_are_edges_of_their_own)
{
    struct mlg_graph *graph = read_roads("loops", "car");
    unsigned loops = 0, parallel = 0;
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        loops += graph->edge_tail[e] == graph->edge_head[e];
        for (uint32_t f = 0; f < e; f++)
            parallel += graph->edge_tail[e] == graph->edge_tail[f] &&
                        graph->edge_head[e] == graph->edge_head[f];
    }
    ck_assert_uint_eq(graph->n_edges, 7);
    ck_assert_uint_eq(loops, 2); /* the cul-de-sac's and the circle */
    ck_assert_uint_eq(parallel, 1);
    ck_assert_uint_eq(graph->n_nodes, 7);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(speeds_change_inside_an_edge_and_directions_at_junctions)
{
    struct mlg_graph *graph = read_roads("attributes", "car");
    ck_assert_uint_eq(graph->n_edges, 2);
    ck_assert_uint_eq(graph->n_nodes, 3);
    double m = mlg_distance_m(lon_of(10), lat_of(10), lon_of(11), lat_of(11));
    double expected_ds = m * 36 * (1 / 65.0 + 2 / 25.0 + 1 / 15.0);
    ck_assert_double_lt(fabs(time_between(graph, 10, 14) - expected_ds), 1);
    ck_assert_uint_eq(time_between(graph, 15, 14), MLG_CLOSED);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(an_edge_has_the_class_and_name_of_its_longest_road)
{
    struct mlg_profile *profile = load_profile("car");
    struct mlg_graph *graph = read_roads("attributes", "car");
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        if (graph->first_shape[e + 1] - graph->first_shape[e] != 5)
            continue;
        ck_assert_str_eq(graph->names + graph->edge_name[e], "Rue du Moulin");
        ck_assert_str_eq(mlg_profile_class_name(profile, graph->edge_class[e]), "residential");
    }
    ck_assert_str_eq(mlg_profile_class_name(profile, mlg_profile_n_classes(profile) - 1), "ferry");
    mlg_graph_destroy(graph);
    mlg_profile_destroy(profile);
}
END_TEST

START_TEST(nobody_starts_on_motorways_bridges_and_ferries)
{
    struct mlg_graph *graph = read_roads("bridge", "car");
    unsigned barred = 0;
    for (uint32_t e = 0; e < graph->n_edges; e++)
        barred += graph->edge_flags[e] == MLG_EDGE_NO_ACCESS_POINT;
    ck_assert_uint_eq(barred, 1);
    mlg_graph_destroy(graph);
    graph = read_roads("ferry_in_parts", "car");
    for (uint32_t e = 0; e < graph->n_edges; e++)
        if (graph->edge_flags[e] & MLG_EDGE_FERRY)
            ck_assert(graph->edge_flags[e] & MLG_EDGE_NO_ACCESS_POINT);
    ck_assert_uint_eq(graph->n_edges, 3);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_graph_tells_what_it_was_made_by)
{
    struct mlg_profile *profile = load_profile("foot");
    struct mlg_graph *graph = read_roads("loops", "foot");
    ck_assert_str_eq(graph->profile_name, "foot");
    ck_assert_mem_eq(&graph->profile_hash, mlg_profile_hash(profile), sizeof graph->profile_hash);
    ck_assert_double_eq(graph->access_speed_kmh, 5);
    ck_assert_double_gt(graph->counts.length_km, 14);
    ck_assert_double_lt(graph->counts.length_km, 20);
    mlg_graph_destroy(graph);
    mlg_profile_destroy(profile);
}
END_TEST

static void add(TCase *shapes)
{
    tcase_add_test(shapes, a_bridge_does_not_join_what_it_crosses);
    tcase_add_test(shapes, files_join_at_the_nodes_that_they_share);
    tcase_add_test(shapes, the_order_of_the_files_changes_their_hash_alone);
    tcase_add_test(shapes, a_way_falls_apart_at_a_missing_node);
    tcase_add_test(shapes, ways_without_length_are_no_edges);
    tcase_add_test(shapes, nodes_at_the_same_place_do_not_join);
    tcase_add_test(shapes, of_a_repeated_node_the_first_position_counts);
    tcase_add_test(shapes, loops_parallel_chains_and_circles_are_edges_of_their_own);
    tcase_add_test(shapes, speeds_change_inside_an_edge_and_directions_at_junctions);
    tcase_add_test(shapes, an_edge_has_the_class_and_name_of_its_longest_road);
    tcase_add_test(shapes, nobody_starts_on_motorways_bridges_and_ferries);
    tcase_add_test(shapes, a_graph_tells_what_it_was_made_by);
}

int main(void)
{
    return suite_run("graph_shapes", add);
}
