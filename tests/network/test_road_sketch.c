/* Sketches of random networks: every road is in them, nothing else is, and they are short. */
#include "network/graph/distance.h"
#include "network/graph/road_sketch.h"
#include "random_roads.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NETWORKS = 20 };

static struct mlg_graph *random_graph(struct mlg_random *random)
{
    struct random_roads roads;
    struct mlg_graph *graph;
    struct mlg_error err = {0};
    random_roads_init(&roads, random);
    const char *path = write_temporary(".osm", roads.text, roads.length);
    ck_assert_msg(try_roads(path, &graph, &err) == MLG_OK, "%s", err.message);
    unlink(path);
    random_roads_finish(&roads);
    return graph;
}

static int32_t e7(double degrees)
{
    return (int32_t)lround(degrees * 1e7);
}

static double sketch_m(const struct mlg_outlines *sketch)
{
    double sum = 0;
    for (size_t l = 0; l < sketch->n_lines; l++)
        for (size_t k = sketch->first[l] + 1; k < sketch->first[l + 1]; k++)
            sum += mlg_distance_m(e7(sketch->lon_deg[k - 1]), e7(sketch->lat_deg[k - 1]),
                                  e7(sketch->lon_deg[k]), e7(sketch->lat_deg[k]));
    return sum;
}

static double edges_m(const struct mlg_graph *graph, const bool *wanted)
{
    double sum = 0;
    for (uint32_t edge = 0; edge < graph->n_edges; edge++)
        for (uint32_t k = graph->first_shape[edge] + 1;
             wanted[graph->edge_class[edge]] && k < graph->first_shape[edge + 1]; k++)
            sum += mlg_distance_m(graph->shape_lon_e7[k - 1], graph->shape_lat_e7[k - 1],
                                  graph->shape_lon_e7[k], graph->shape_lat_e7[k]);
    return sum;
}

static void want(bool *wanted, size_t first, size_t step)
{
    memset(wanted, 0, MLG_MAX_ROAD_CLASSES * sizeof *wanted);
    for (size_t c = first; c < MLG_MAX_ROAD_CLASSES; c += step)
        wanted[c] = true;
}

START_TEST(a_sketch_is_as_long_as_the_roads_that_it_shows)
{
    struct mlg_random random;
    mlg_random_seed(&random, 11);
    for (int n = 0; n < NETWORKS; n++) {
        struct mlg_graph *graph = random_graph(&random);
        bool wanted[MLG_MAX_ROAD_CLASSES];
        want(wanted, (size_t)n % 2, 1 + (size_t)n % 3);
        double whole_m = edges_m(graph, wanted);
        struct mlg_outlines *sketch = NULL;
        ck_assert_int_eq(mlg_road_sketch(graph, wanted, SIZE_MAX, &sketch, NULL), MLG_OK);
        if (whole_m > 0) {
            /* Bends of up to ten metres may be cut. */
            ck_assert_double_le(sketch_m(sketch), whole_m * (1 + 1e-6));
            ck_assert_double_ge(sketch_m(sketch), whole_m * 0.98);
        } else {
            ck_assert_ptr_null(sketch);
        }
        mlg_outlines_destroy(sketch);
        mlg_graph_destroy(graph);
    }
}
END_TEST

START_TEST(every_point_of_a_sketch_is_on_a_road)
{
    struct mlg_random random;
    mlg_random_seed(&random, 12);
    struct mlg_graph *graph = random_graph(&random);
    bool wanted[MLG_MAX_ROAD_CLASSES];
    want(wanted, 0, 1);
    struct mlg_outlines *sketch;
    ck_assert_int_eq(mlg_road_sketch(graph, wanted, SIZE_MAX, &sketch, NULL), MLG_OK);
    for (size_t i = 0; i < sketch->n_points; i++) {
        bool found = false;
        for (uint32_t k = 0; k < graph->n_shape && !found; k++)
            found = graph->shape_lon_e7[k] == e7(sketch->lon_deg[i]) &&
                    graph->shape_lat_e7[k] == e7(sketch->lat_deg[i]);
        ck_assert(found);
    }
    mlg_outlines_destroy(sketch);
    mlg_graph_destroy(graph);
}
END_TEST

START_TEST(a_sketch_keeps_to_its_points_or_is_none)
{
    struct mlg_random random;
    mlg_random_seed(&random, 13);
    struct mlg_graph *graph = random_graph(&random);
    bool wanted[MLG_MAX_ROAD_CLASSES];
    want(wanted, 0, 1);
    struct mlg_outlines *whole, *sketch;
    ck_assert_int_eq(mlg_road_sketch(graph, wanted, SIZE_MAX, &whole, NULL), MLG_OK);
    for (size_t most = 0; most <= whole->n_points + 1; most++) {
        ck_assert_int_eq(mlg_road_sketch(graph, wanted, most, &sketch, NULL), MLG_OK);
        if (most >= whole->n_points)
            ck_assert_ptr_nonnull(sketch);
        if (sketch)
            ck_assert_uint_le(sketch->n_points, most);
        mlg_outlines_destroy(sketch);
    }
    mlg_outlines_destroy(whole);
    mlg_graph_destroy(graph);
}
END_TEST

static void add(TCase *sketches)
{
    tcase_add_test(sketches, a_sketch_is_as_long_as_the_roads_that_it_shows);
    tcase_add_test(sketches, every_point_of_a_sketch_is_on_a_road);
    tcase_add_test(sketches, a_sketch_keeps_to_its_points_or_is_none);
}

int main(void)
{
    return suite_run("road sketch", add);
}
