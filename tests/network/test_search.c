#include "network/search/search.h"

#include "base/memory.h"
#include "random_graph.h"
#include "tests/suite.h"

#include <check.h>

enum { NODES = 12, EDGES = 20, SITES = 4, POINTS = 90 };

static uint64_t within(uint64_t time, uint64_t bound)
{
    return time <= bound ? time : MLG_CLOSED;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Times from one node to all, by relaxing all arcs as often as there are nodes (Bellman-Ford). */
static void bellman_ford(const struct mlg_graph *graph, uint32_t source, uint64_t *time)
{
    for (uint32_t node = 0; node < graph->n_nodes; node++)
        time[node] = node == source ? 0 : MLG_CLOSED;
    for (uint32_t round = 0; round < graph->n_nodes; round++)
        for (uint32_t node = 0; node < graph->n_nodes; node++)
            for (uint32_t arc = graph->first_out[node]; arc < graph->first_out[node + 1]; arc++)
                time[graph->head[arc]] =
                    smaller(time[graph->head[arc]], time[node] + graph->time_ds[arc]);
}

/* From a to b by the definition: directly, or from an end of a's edge to an end of b's. */
static uint64_t brute_force(const struct mlg_graph *graph, const struct mlg_snap *a,
                            const struct mlg_snap *b, uint64_t bound)
{
    if (a->edge == MLG_NO_EDGE || b->edge == MLG_NO_EDGE)
        return MLG_CLOSED;
    uint64_t best = a->edge == b->edge ? mlg_snap_direct_ds(a, b) : MLG_CLOSED;
    const uint32_t leave[2] = {graph->edge_tail[a->edge], graph->edge_head[a->edge]};
    const uint64_t leave_ds[2] = {a->to_tail_ds, a->to_head_ds};
    const uint32_t enter[2] = {graph->edge_tail[b->edge], graph->edge_head[b->edge]};
    const uint64_t enter_ds[2] = {b->from_tail_ds, b->from_head_ds};
    for (int i = 0; i < 2; i++) {
        uint64_t time[NODES];
        bellman_ford(graph, leave[i], time);
        for (int k = 0; k < 2; k++)
            best = smaller(best, leave_ds[i] + time[enter[k]] + enter_ds[k]);
    }
    return within(best + a->leg_ds + b->leg_ds, bound);
}

static uint64_t expected(const struct mlg_graph *graph, const struct mlg_snap *site,
                         const struct mlg_snap *point, enum mlg_direction direction, uint64_t bound)
{
    uint64_t to = brute_force(graph, point, site, bound);
    uint64_t from = brute_force(graph, site, point, bound);
    return direction == MLG_TO_SITE     ? to
           : direction == MLG_FROM_SITE ? from
           : to > from                  ? to
                                        : from;
}

static void check_reach(struct mlg_search *search, const struct mlg_snap *site,
                        const struct mlg_targets *targets, enum mlg_direction direction,
                        uint32_t bound, const uint16_t *times, struct mlg_reached *reach)
{
    ck_assert_int_eq(mlg_search_reach(search, site, targets, direction, bound, reach, NULL),
                     MLG_OK);
    uint32_t k = 0;
    for (uint32_t i = 0; i < POINTS; i++) {
        if (times[i] == MLG_BEYOND)
            continue;
        ck_assert_uint_lt(k, reach->count);
        ck_assert_uint_eq(reach->point[k], i);
        ck_assert_uint_eq(reach->time_ds[k++], times[i]);
    }
    ck_assert_uint_eq(k, reach->count);
}

static uint32_t check_site(struct mlg_search *search, const struct mlg_graph *graph,
                           const struct mlg_snap *site, const struct mlg_snap *points,
                           const struct mlg_targets *targets, uint32_t bound,
                           struct mlg_reached *reach)
{
    uint32_t n_reached = 0;
    for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++) {
        uint16_t times[POINTS];
        mlg_search_times(search, site, points, POINTS, direction, bound, times);
        for (uint32_t i = 0; i < POINTS; i++) {
            uint64_t time = expected(graph, site, &points[i], direction, bound);
            ck_assert_uint_eq(times[i], time == MLG_CLOSED ? MLG_BEYOND : time);
            n_reached += time != MLG_CLOSED;
        }
        check_reach(search, site, targets, direction, bound, times, reach);
    }
    return n_reached;
}

static uint32_t check_graph(struct mlg_random *random, uint32_t max_ds, uint32_t bound)
{
    struct mlg_graph *graph = random_graph(random, NODES, EDGES, max_ds);
    struct mlg_snap points[POINTS];
    for (uint32_t i = 0; i < POINTS; i++)
        points[i] = random_snap(random, graph, max_ds);
    struct mlg_search *search;
    struct mlg_targets *targets;
    struct mlg_reached reach;
    ck_assert_int_eq(mlg_search_create(graph, &search, NULL), MLG_OK);
    ck_assert_int_eq(mlg_targets_create(graph, points, POINTS, &targets, NULL), MLG_OK);
    ck_assert_int_eq(mlg_reached_init(&reach, targets, NULL), MLG_OK);
    uint32_t n_reached = 0;
    for (int i = 0; i < SITES; i++) {
        struct mlg_snap site = random_snap(random, graph, max_ds);
        n_reached += check_site(search, graph, &site, points, targets, bound, &reach);
    }
    mlg_reached_finish(&reach);
    mlg_targets_destroy(targets);
    mlg_search_destroy(search);
    random_graph_destroy(graph);
    return n_reached;
}

START_TEST(times_equal_the_brute_force_at_every_bound_and_direction)
{
    static const struct {
        uint32_t max_ds, bound;
    } cases[] = {{0, 0},       {3, 0},         {3, 7},
                 {40, 60},     {40, 200},      {900, 900},
                 {900, 65534}, {65534, 65534}, {UINT32_MAX / 400, 65534}};
    struct mlg_random random;
    mlg_random_seed(&random, 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t n_reached = 0;
        for (int round = 0; round < 12; round++)
            n_reached += check_graph(&random, cases[i].max_ds, cases[i].bound);
        ck_assert_uint_gt(n_reached, 0);
    }
}
END_TEST

/* A straight road 0 - 1 of 10 ds, open both ways, and a point on it 4 ds from its tail. */
static struct mlg_snap on_road(uint32_t from_tail_ds)
{
    return (struct mlg_snap){.edge = 0,
                             .leg_ds = 1,
                             .from_tail_ds = from_tail_ds,
                             .to_head_ds = 10 - from_tail_ds,
                             .from_head_ds = 10 - from_tail_ds,
                             .to_tail_ds = from_tail_ds,
                             .forward_ms = from_tail_ds * 100,
                             .backward_ms = 1000 - from_tail_ds * 100};
}

START_TEST(limit_is_inclusive_and_counts_both_legs)
{
    uint32_t first[] = {0, 1, 2}, far[] = {1, 0}, time[] = {10, 10}, edge[] = {0, 0};
    uint32_t tail = 0, head = 1;
    struct mlg_graph graph = {.n_nodes = 2,
                              .n_arcs = 2,
                              .n_edges = 1,
                              .first_out = first,
                              .head = far,
                              .time_ds = time,
                              .arc_edge = edge,
                              .first_in = first,
                              .tail = far,
                              .in_time_ds = time,
                              .edge_tail = &tail,
                              .edge_head = &head};
    struct mlg_snap site = on_road(1), points[] = {on_road(7), on_road(1)};
    struct mlg_search *search;
    ck_assert_int_eq(mlg_search_create(&graph, &search, NULL), MLG_OK);
    uint16_t times[2];
    mlg_search_times(search, &site, points, 2, MLG_TO_SITE, 8, times);
    ck_assert_uint_eq(times[0], 8);
    ck_assert_uint_eq(times[1], 2);
    mlg_search_times(search, &site, points, 2, MLG_TO_SITE, 7, times);
    ck_assert_uint_eq(times[0], MLG_BEYOND);
    mlg_search_destroy(search);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, times_equal_the_brute_force_at_every_bound_and_direction);
    tcase_add_test(tests, limit_is_inclusive_and_counts_both_legs);
}

int main(void)
{
    return suite_run("search", add);
}
