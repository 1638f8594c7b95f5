#include "network/search/customize.h"
#include "network/search/hierarchy.h"

#include "base/memory.h"
#include "random_graph.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* An upper neighbour of a place by its level, or MLG_ROOT. */
static uint32_t ancestor(const struct mlg_hierarchy *h, uint32_t place, uint32_t level)
{
    while (place != MLG_ROOT && h->level[place] > level)
        place = h->parent[place];
    return place;
}

static bool has_arc(const struct mlg_hierarchy *h, uint32_t place, uint32_t upper)
{
    for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++)
        if (ancestor(h, place, h->up_level[arc]) == upper)
            return true;
    return false;
}

static void check_tree(const struct mlg_hierarchy *h)
{
    for (uint32_t place = 0; place < h->n_nodes; place++) {
        uint32_t parent = h->parent[place], first = h->first_up[place];
        ck_assert_uint_gt(h->end[place], place);
        ck_assert_uint_lt(h->level[place], h->n_levels);
        if (parent == MLG_ROOT) {
            ck_assert_uint_eq(h->level[place], 0);
            ck_assert_uint_eq(first, h->first_up[place + 1]);
            continue;
        }
        ck_assert_uint_lt(parent, place);
        ck_assert_uint_le(h->end[place], h->end[parent]);
        ck_assert_uint_eq(h->level[place], h->level[parent] + 1u);
        ck_assert_uint_eq(h->up_level[first], h->level[parent]);
        for (uint32_t arc = first + 1; arc < h->first_up[place + 1]; arc++)
            ck_assert_uint_lt(h->up_level[arc], h->up_level[arc - 1]);
    }
}

/* All roads are arcs, and the upper neighbours of a place are neighbours of each other. */
static void check_chordal(const struct mlg_graph *graph, const struct mlg_hierarchy *h)
{
    for (uint32_t edge = 0; edge < graph->n_edges; edge++) {
        uint32_t a = h->place[graph->edge_tail[edge]], b = h->place[graph->edge_head[edge]];
        ck_assert(a == b || has_arc(h, a > b ? a : b, a > b ? b : a));
    }
    for (uint32_t place = 0; place < h->n_nodes; place++)
        for (uint32_t i = h->first_up[place]; i < h->first_up[place + 1]; i++)
            for (uint32_t k = i + 1; k < h->first_up[place + 1]; k++)
                ck_assert(has_arc(h, ancestor(h, place, h->up_level[i]),
                                  ancestor(h, place, h->up_level[k])));
}

START_TEST(upper_neighbours_are_ancestors_and_know_each_other)
{
    struct mlg_random random;
    mlg_random_seed(&random, 4);
    for (uint32_t size = 1; size < 24; size++) {
        struct mlg_graph *graph =
            size % 2 ? random_map(&random, size, size, 1, 9) : random_graph(&random, 60, 150, 9);
        struct mlg_hierarchy *h;
        ck_assert_int_eq(mlg_hierarchy_create(graph, NULL, &h, NULL), MLG_OK);
        ck_assert_ptr_nonnull(h);
        check_tree(h);
        check_chordal(graph, h);
        mlg_hierarchy_destroy(h);
        random_graph_destroy(graph);
    }
}
END_TEST

/* Shortest times between all places (Floyd and Warshall). */
static uint32_t *all_times(const struct mlg_graph *graph, const struct mlg_hierarchy *h)
{
    uint32_t n = graph->n_nodes;
    uint32_t *time = mlg_alloc((size_t)n * n, sizeof *time);
    memset(time, 0xff, (size_t)n * n * sizeof *time);
    for (uint32_t node = 0; node < n; node++) {
        time[(size_t)h->place[node] * n + h->place[node]] = 0;
        for (uint32_t arc = graph->first_out[node]; arc < graph->first_out[node + 1]; arc++) {
            uint32_t *entry = &time[(size_t)h->place[node] * n + h->place[graph->head[arc]]];
            if (graph->time_ds[arc] < *entry)
                *entry = graph->time_ds[arc];
        }
    }
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n; j++) {
                uint64_t over = (uint64_t)time[(size_t)i * n + k] + time[(size_t)k * n + j];
                if (over < time[(size_t)i * n + j])
                    time[(size_t)i * n + j] = (uint32_t)over;
            }
    return time;
}

/* The shortest of the ways that only go up and then only down, from one place to all. */
static void up_down(const struct mlg_hierarchy *h, const struct mlg_metric *metric, uint32_t from,
                    uint32_t *time)
{
    memset(time, 0xff, h->n_nodes * sizeof *time);
    time[from] = 0;
    for (uint32_t place = from; place != MLG_ROOT; place = h->parent[place])
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
            uint32_t upper = ancestor(h, place, h->up_level[arc]);
            uint64_t over = (uint64_t)time[place] + metric->up[arc];
            if (metric->up[arc] != MLG_NO_TIME && over < time[upper])
                time[upper] = (uint32_t)over;
        }
    for (uint32_t place = 0; place < h->n_nodes; place++)
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
            uint64_t over =
                (uint64_t)time[ancestor(h, place, h->up_level[arc])] + metric->down[arc];
            if (metric->down[arc] != MLG_NO_TIME && over < time[place])
                time[place] = (uint32_t)over;
        }
}

/* Returns how many arcs the metric dropped though there is a way. */
static uint32_t check_metric(const struct mlg_graph *graph)
{
    struct mlg_hierarchy *h;
    struct mlg_metric metric;
    ck_assert_int_eq(mlg_hierarchy_create(graph, NULL, &h, NULL), MLG_OK);
    ck_assert_int_eq(mlg_metric_init(&metric, h, graph, NULL), MLG_OK);
    uint32_t n = graph->n_nodes, n_dropped = 0, *time = mlg_alloc(n, sizeof *time);
    uint32_t *expected = all_times(graph, h);
    for (uint32_t from = 0; from < n; from++) {
        up_down(h, &metric, from, time);
        for (uint32_t to = 0; to < n; to++) {
            uint32_t want = expected[(size_t)from * n + to];
            if (want < MLG_NO_TIME)
                ck_assert_uint_eq(time[to], want);
            else
                ck_assert_uint_ge(time[to], MLG_NO_TIME);
        }
        for (uint32_t arc = h->first_up[from]; arc < h->first_up[from + 1]; arc++) {
            uint32_t upper = ancestor(h, from, h->up_level[arc]);
            uint32_t best = expected[(size_t)from * n + upper];
            ck_assert(metric.up[arc] == MLG_NO_TIME || metric.up[arc] == best);
            n_dropped += metric.up[arc] == MLG_NO_TIME && best < MLG_NO_TIME;
        }
    }
    free(expected);
    free(time);
    mlg_metric_finish(&metric);
    mlg_hierarchy_destroy(h);
    return n_dropped;
}

START_TEST(ways_up_and_down_are_as_short_as_any_and_no_arc_is_longer)
{
    static const uint32_t max_ds[] = {0, 5, 900, 65534, UINT32_MAX / 400};
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    uint32_t n_dropped = 0;
    for (uint32_t round = 0; round < 30; round++) {
        uint32_t longest = max_ds[round % 5];
        struct mlg_graph *graph = round % 3 ? random_map(&random, 7, 8, 2, longest)
                                            : random_graph(&random, 40, 90, longest);
        n_dropped += check_metric(graph);
        random_graph_destroy(graph);
    }
    ck_assert_uint_gt(n_dropped, 0);
}
END_TEST

START_TEST(network_without_small_separators_gets_no_hierarchy)
{
    struct mlg_random random;
    mlg_random_seed(&random, 6);
    struct mlg_graph *graph = random_graph(&random, 4000, 16000, 9);
    struct mlg_hierarchy *h = (void *)&random;
    ck_assert_int_eq(mlg_hierarchy_create(graph, NULL, &h, NULL), MLG_OK);
    ck_assert_ptr_null(h);
    random_graph_destroy(graph);
}
END_TEST

static uint32_t count_levels(struct mlg_random *random, uint32_t width, uint32_t height)
{
    struct mlg_graph *graph = random_map(random, width, height, 0, 9);
    struct mlg_hierarchy *h;
    ck_assert_int_eq(mlg_hierarchy_create(graph, NULL, &h, NULL), MLG_OK);
    uint32_t n_levels = h->n_levels;
    mlg_hierarchy_destroy(h);
    random_graph_destroy(graph);
    return n_levels;
}

START_TEST(levels_grow_with_the_side_of_a_map_and_hardly_with_the_length_of_a_road)
{
    struct mlg_random random;
    mlg_random_seed(&random, 7);
    ck_assert_uint_lt(count_levels(&random, 60, 60), 3 * 60);
    ck_assert_uint_lt(count_levels(&random, 2000, 2), 80);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, upper_neighbours_are_ancestors_and_know_each_other);
    tcase_add_test(tests, ways_up_and_down_are_as_short_as_any_and_no_arc_is_longer);
    tcase_add_test(tests, network_without_small_separators_gets_no_hierarchy);
    tcase_add_test(tests, levels_grow_with_the_side_of_a_map_and_hardly_with_the_length_of_a_road);
}

int main(void)
{
    return suite_run("hierarchy", add);
}
