#include "network/search/sweep.h"

#include "base/memory.h"
#include "network/search/rows_source.h"
#include "network/search/sweep_kernel.h"
#include "random_graph.h"
#include "tests/suite.h"

#include <check.h>
#include <omp.h>
#include <string.h>

enum { POINTS = 150, SITES = 200, BATCHED = 60 };

/* A network with points and sites on it. */
struct place {
    struct mlg_graph *graph;
    struct mlg_search *search;
    struct mlg_snap points[POINTS], sites[SITES];
};

/* Maps and, every third time, networks without any order. Legs and parts of edges are up to leg_ds.
 */
static struct place place_create(struct mlg_random *random, uint32_t round, uint32_t max_ds,
                                 uint32_t leg_ds)
{
    uint32_t side = 4 + mlg_random_below(random, 9);
    struct place place;
    place.graph = round % 3 ? random_map(random, side, side, round % 2, max_ds)
                            : random_graph(random, 30, 60, max_ds);
    ck_assert_int_eq(mlg_search_create(place.graph, &place.search, NULL), MLG_OK);
    for (uint32_t i = 0; i < POINTS; i++)
        place.points[i] = random_snap(random, place.graph, leg_ds);
    for (uint32_t i = 0; i < SITES; i++)
        place.sites[i] = random_snap(random, place.graph, leg_ds);
    return place;
}

static void place_destroy(struct place *place)
{
    mlg_search_destroy(place->search);
    random_graph_destroy(place->graph);
}

/* Checks the rows of a block against searches. Returns how many entries there are. */
static uint32_t check_block(const struct place *place, const struct mlg_block *block,
                            uint32_t first, uint32_t n_sites, enum mlg_direction direction,
                            uint32_t bound)
{
    uint32_t n_entries = 0;
    ck_assert_uint_eq(block->n_rows, n_sites);
    for (uint32_t i = 0; i < block->n_cells; i++) {
        ck_assert_uint_lt(block->cell[i], POINTS);
        ck_assert(i == 0 || block->cell[i] > block->cell[i - 1]);
    }
    for (uint32_t row = 0; row < n_sites; row++) {
        uint16_t times[POINTS], want[POINTS];
        mlg_search_times(place->search, &place->sites[first + row], place->points, POINTS,
                         direction, bound, want);
        memset(times, 0xff, sizeof times);
        for (uint32_t i = 0; i < block->n_cells; i++)
            times[block->cell[i]] = block->lanes[i].time_ds[row];
        ck_assert_mem_eq(times, want, sizeof times);
        for (uint32_t i = 0; i < POINTS; i++)
            n_entries += want[i] != MLG_BEYOND;
    }
    return n_entries;
}

/* All sites in batches of random sizes, with one kernel. */
static uint32_t check_batches(const struct place *place, const struct mlg_sweep *sweep,
                              const struct mlg_sweep_kernel *kernel, struct mlg_random *random,
                              enum mlg_direction direction, uint32_t bound)
{
    struct mlg_sweeper *sweeper;
    struct mlg_block block;
    uint32_t n_entries = 0, size;
    ck_assert_int_eq(mlg_sweeper_create(sweep, &sweeper, NULL), MLG_OK);
    ck_assert(mlg_block_init(&block, POINTS));
    mlg_sweeper_use(sweeper, kernel);
    for (uint32_t first = 0; first < BATCHED; first += size) {
        size = 1 + mlg_random_below(random, MLG_GROUP_ROWS);
        size = size < BATCHED - first ? size : BATCHED - first;
        ck_assert_int_eq(mlg_sweeper_block(sweeper, place->sites + first, size, &block, NULL),
                         MLG_OK);
        n_entries += check_block(place, &block, first, size, direction, bound);
    }
    mlg_block_finish(&block);
    mlg_sweeper_destroy(sweeper);
    return n_entries;
}

static uint32_t check_place(const struct place *place, struct mlg_random *random, uint32_t bound)
{
    struct mlg_hierarchy *h;
    struct mlg_metric metric;
    uint32_t n_entries = 0;
    ck_assert_int_eq(mlg_hierarchy_create(place->graph, NULL, &h, NULL), MLG_OK);
    ck_assert_int_eq(mlg_metric_init(&metric, h, place->graph, NULL), MLG_OK);
    for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++) {
        struct mlg_sweep *sweep;
        ck_assert_int_eq(mlg_sweep_create(place->graph, h, &metric, place->points, POINTS,
                                          direction, bound, &sweep, NULL),
                         MLG_OK);
        for (size_t k = 0; mlg_sweep_kernels[k]; k++)
            if (mlg_sweep_kernels[k]->runs_here())
                n_entries +=
                    check_batches(place, sweep, mlg_sweep_kernels[k], random, direction, bound);
        mlg_sweep_destroy(sweep);
    }
    mlg_metric_finish(&metric);
    mlg_hierarchy_destroy(h);
    return n_entries;
}

START_TEST(times_equal_those_of_searches_in_every_direction_and_kernel)
{
    static const struct {
        uint32_t max_ds, leg_ds, bound;
    } cases[] = {{0, 0, 0},
                 {3, 3, 0},
                 {3, 3, 7},
                 {40, 9, 60},
                 {40, 40, 200},
                 {900, 100, 900},
                 {900, 300, 2500},
                 {900, 900, 65534},
                 {20000, 4000, 65534},
                 {65534, 9000, 65534},
                 {UINT32_MAX / 400, 65534, 65534}};
    struct mlg_random random;
    mlg_random_seed(&random, 8);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t n_entries = 0;
        for (uint32_t round = 0; round < 12; round++) {
            struct place place = place_create(&random, round, cases[i].max_ds, cases[i].leg_ds);
            n_entries += check_place(&place, &random, cases[i].bound);
            place_destroy(&place);
        }
        ck_assert_uint_gt(n_entries, 0);
    }
}
END_TEST

START_TEST(last_decisecond_within_the_bound_counts_and_the_next_does_not)
{
    uint32_t first[] = {0, 1, 2}, far[] = {1, 0}, time[] = {65000, 65000}, edge[] = {0, 0};
    uint32_t tail = 0, head = 1;
    int32_t position[] = {0, 1};
    struct mlg_graph graph = {.n_nodes = 2, .n_arcs = 2, .n_edges = 1};
    graph.node_lon_e7 = graph.node_lat_e7 = position;
    graph.first_out = graph.first_in = first;
    graph.head = graph.tail = far;
    graph.time_ds = graph.in_time_ds = time;
    graph.arc_edge = edge;
    graph.edge_tail = &tail;
    graph.edge_head = &head;
    /* a site at the tail; the points beyond the head, closed towards the tail */
    struct mlg_snap site = {.to_tail_ds = 0, .to_head_ds = MLG_CLOSED};
    struct mlg_snap points[2];
    site.from_tail_ds = site.from_head_ds = MLG_CLOSED;
    site.forward_ms = site.backward_ms = MLG_CLOSED;
    points[0] = points[1] = site;
    points[0].from_head_ds = 534;
    points[1].from_head_ds = 535;
    struct mlg_hierarchy *h;
    struct mlg_metric metric;
    struct mlg_sweep *sweep;
    struct mlg_sweeper *sweeper;
    struct mlg_block block;
    ck_assert_int_eq(mlg_hierarchy_create(&graph, NULL, &h, NULL), MLG_OK);
    ck_assert_int_eq(mlg_metric_init(&metric, h, &graph, NULL), MLG_OK);
    ck_assert_int_eq(mlg_sweep_create(&graph, h, &metric, points, 2, MLG_FROM_SITE,
                                      MLG_MAX_BOUND_DS, &sweep, NULL),
                     MLG_OK);
    ck_assert_int_eq(mlg_sweeper_create(sweep, &sweeper, NULL), MLG_OK);
    ck_assert(mlg_block_init(&block, 2));
    ck_assert_int_eq(mlg_sweeper_block(sweeper, &site, 1, &block, NULL), MLG_OK);
    ck_assert_uint_eq(block.n_cells, 1);
    ck_assert_uint_eq(block.cell[0], 0);
    ck_assert_uint_eq(block.lanes[0].time_ds[0], 65534);
    mlg_block_finish(&block);
    mlg_sweeper_destroy(sweeper);
    mlg_sweep_destroy(sweep);
    mlg_metric_finish(&metric);
    mlg_hierarchy_destroy(h);
}
END_TEST

/* All rows of a job, by several threads. Returns whether they were swept. */
static bool check_job(const struct place *place, size_t n_sites, enum mlg_direction direction,
                      uint32_t bound, int threads)
{
    const struct mlg_rows_job job = {place->graph, place->sites, place->points, n_sites,
                                     POINTS,       direction,    bound,         NULL};
    struct mlg_rows_source *source;
    ck_assert_int_eq(mlg_rows_source_create(&job, NULL, &source, NULL), MLG_OK);
    bool sweeps = mlg_rows_source_sweeps(source);
    bool failed = false;
#pragma omp parallel num_threads(threads) reduction(|| : failed)
    {
        struct mlg_rows_worker *worker;
        failed = mlg_rows_worker_create(source, &worker, NULL) != MLG_OK;
#pragma omp for schedule(dynamic, 1)
        for (size_t first = 0; first < n_sites; first += MLG_GROUP_ROWS) {
            size_t left = n_sites - first;
            uint32_t n = left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS;
            const struct mlg_block *block;
            failed = failed || mlg_rows_worker_block(worker, first, n, &block, NULL) != MLG_OK;
#pragma omp critical(test_sweep)
            check_block(place, block, (uint32_t)first, n, direction, bound);
        }
        mlg_rows_worker_destroy(worker);
    }
    ck_assert(!failed);
    mlg_rows_source_destroy(source);
    return sweeps;
}

START_TEST(large_jobs_are_swept_small_ones_searched_and_threads_change_nothing)
{
    struct mlg_random random;
    mlg_random_seed(&random, 9);
    struct place place = place_create(&random, 1, 40, 9);
    for (int threads = 1; threads <= 4; threads++) {
        for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++) {
            ck_assert(check_job(&place, SITES, direction, 2000, threads));
            ck_assert(!check_job(&place, 5, direction, 2000, threads));
            ck_assert(!check_job(&place, SITES, direction, 0, threads));
        }
        ck_assert(!check_job(&place, 0, MLG_TO_SITE, 2000, threads));
    }
    place_destroy(&place);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, times_equal_those_of_searches_in_every_direction_and_kernel);
    tcase_add_test(tests, last_decisecond_within_the_bound_counts_and_the_next_does_not);
    tcase_add_test(tests, large_jobs_are_swept_small_ones_searched_and_threads_change_nothing);
}

int main(void)
{
    return suite_run("sweep", add);
}
