#include "network/search/order_keep.h"

#include "base/memory.h"
#include "network/search/peel.h"
#include "network/search/separator.h"
#include "random_graph.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool are_neighbours(const struct mlg_adjacency *adjacency, uint32_t a, uint32_t b)
{
    for (uint32_t k = adjacency->first[a]; k < adjacency->first[a + 1]; k++)
        if (adjacency->neighbour[k] == b)
            return true;
    return false;
}

START_TEST(neighbours_are_the_ends_of_roads_once_each)
{
    struct mlg_random random;
    mlg_random_seed(&random, 1);
    for (int round = 0; round < 20; round++) {
        struct mlg_graph *graph = random_graph(&random, 15, 40, 9);
        struct mlg_adjacency adjacency;
        ck_assert_int_eq(mlg_adjacency_init(&adjacency, graph, NULL), MLG_OK);
        for (uint32_t edge = 0; edge < graph->n_edges; edge++) {
            uint32_t a = graph->edge_tail[edge], b = graph->edge_head[edge];
            ck_assert_int_eq(are_neighbours(&adjacency, a, b), a != b);
            ck_assert_int_eq(are_neighbours(&adjacency, b, a), a != b);
        }
        for (uint32_t node = 0; node < graph->n_nodes; node++)
            for (uint32_t k = adjacency.first[node] + 1; k < adjacency.first[node + 1]; k++)
                ck_assert_uint_gt(adjacency.neighbour[k], adjacency.neighbour[k - 1]);
        mlg_adjacency_finish(&adjacency);
        random_graph_destroy(graph);
    }
}
END_TEST

static void order_graph(const struct mlg_graph *graph, uint32_t *order)
{
    struct mlg_adjacency adjacency;
    ck_assert_int_eq(mlg_adjacency_init(&adjacency, graph, NULL), MLG_OK);
    ck_assert_int_eq(mlg_order_nodes(graph, &adjacency, order, NULL), MLG_OK);
    mlg_adjacency_finish(&adjacency);
}

static void check_permutation(const struct mlg_graph *graph)
{
    uint32_t *order = mlg_alloc(graph->n_nodes, sizeof *order);
    uint8_t *seen = mlg_alloc_zero(graph->n_nodes, sizeof *seen);
    order_graph(graph, order);
    for (uint32_t i = 0; i < graph->n_nodes; i++) {
        ck_assert_uint_lt(order[i], graph->n_nodes);
        ck_assert_uint_eq(seen[order[i]]++, 0);
    }
    free(order);
    free(seen);
}

START_TEST(every_node_is_ordered_once)
{
    struct mlg_random random;
    mlg_random_seed(&random, 2);
    for (uint32_t size = 0; size < 40; size++) {
        struct mlg_graph *graph = random_map(&random, size, size, 1, 9);
        check_permutation(graph);
        random_graph_destroy(graph);
        graph = random_graph(&random, size * 5 + 1, size * 12, 9); /* all at one position */
        check_permutation(graph);
        random_graph_destroy(graph);
    }
}
END_TEST

START_TEST(trees_are_peeled_away_and_leave_no_core)
{
    struct mlg_random random;
    mlg_random_seed(&random, 3);
    for (uint32_t n = 1; n < 60; n++) {
        uint32_t first[61] = {0}, neighbour[120], above[60] = {0}, order[60], used = 0;
        for (uint32_t node = 1; node < n; node++)
            above[node] = mlg_random_below(&random, node);
        for (uint32_t node = 0; node < n; first[++node] = used)
            for (uint32_t other = 0; other < n; other++)
                if ((node && above[node] == other) || (other && above[other] == node))
                    neighbour[used++] = other;
        const struct mlg_adjacency adjacency = {n, first, neighbour};
        struct mlg_core core;
        ck_assert_int_eq(mlg_core_init(&core, &adjacency, order, NULL), MLG_OK);
        ck_assert_uint_eq(core.n_nodes, 0);
        mlg_core_finish(&core);
    }
}
END_TEST

/* The size of the separator of a grid of n x n; checks that it separates. */
static uint32_t separate_grid(uint32_t n, uint32_t *n_left)
{
    uint32_t n_nodes = n * n, n_roads = 0, count[3] = {0};
    float *x = mlg_alloc(n_nodes, sizeof *x), *y = mlg_alloc(n_nodes, sizeof *y);
    struct mlg_road *roads = mlg_alloc(2 * n_nodes, sizeof *roads);
    uint8_t *side = mlg_alloc(n_nodes, sizeof *side);
    for (uint32_t i = 0; i < n_nodes; i++) {
        x[i] = (float)(i % n);
        uint32_t row = i / n;
        y[i] = (float)row;
        if (i % n + 1 < n)
            roads[n_roads++] = (struct mlg_road){i, i + 1};
        if (i + n < n_nodes)
            roads[n_roads++] = (struct mlg_road){i, i + n};
    }
    const struct mlg_piece piece = {n_nodes, n_roads, x, y, roads};
    struct mlg_separator *separator;
    ck_assert_int_eq(mlg_separator_create(n_nodes, n_roads, &separator, NULL), MLG_OK);
    mlg_separate(separator, &piece, side);
    for (uint32_t i = 0; i < n_nodes; i++)
        count[side[i]]++;
    for (uint32_t i = 0; i < n_roads; i++)
        ck_assert(side[roads[i].a] == MLG_SIDE_SEPARATOR ||
                  side[roads[i].b] == MLG_SIDE_SEPARATOR || side[roads[i].a] == side[roads[i].b]);
    mlg_separator_destroy(separator);
    free(x);
    free(y);
    free(roads);
    free(side);
    *n_left = count[MLG_SIDE_LEFT];
    return count[MLG_SIDE_SEPARATOR];
}

START_TEST(grid_is_parted_by_one_of_its_lines)
{
    for (uint32_t n = 9; n < 40; n += 5) {
        uint32_t n_left, size = separate_grid(n, &n_left);
        ck_assert_uint_le(size, n);
        ck_assert_uint_ge(n_left, n * n / 5);
        ck_assert_uint_ge(n * n - size - n_left, n * n / 5);
    }
}
END_TEST

static void order_kept(const struct mlg_graph *graph, const char *folder, uint32_t *order)
{
    struct mlg_adjacency adjacency;
    ck_assert_int_eq(mlg_adjacency_init(&adjacency, graph, NULL), MLG_OK);
    ck_assert_int_eq(mlg_order_nodes_kept(graph, &adjacency, folder, order, NULL), MLG_OK);
    mlg_adjacency_finish(&adjacency);
}

/* The one file of the folder. */
static void find_file(const char *folder, char *path, size_t length, struct stat *info)
{
    int n_files = 0;
    DIR *stream = opendir(folder);
    for (struct dirent *entry; (entry = readdir(stream));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, length, "%s/%s", folder, entry->d_name);
        n_files++;
    }
    closedir(stream);
    ck_assert_int_eq(n_files, 1);
    ck_assert_int_eq(stat(path, info), 0);
}

START_TEST(kept_order_is_reused_unless_it_is_damaged)
{
    const char *folder = temporary_folder();
    char path[400];
    struct stat first, second, third;
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    struct mlg_graph *graph = random_graph(&random, 300, 900, 9);
    uint32_t plain[300], kept[300];
    order_graph(graph, plain);
    order_kept(graph, folder, kept);
    ck_assert_mem_eq(kept, plain, sizeof plain);
    find_file(folder, path, sizeof path, &first);
    for (uint32_t arc = 0; arc < graph->n_arcs; arc++)
        graph->time_ds[arc] += 7;
    memset(kept, 0, sizeof kept);
    order_kept(graph, folder, kept);
    ck_assert_mem_eq(kept, plain, sizeof plain);
    find_file(folder, path, sizeof path, &second);
    ck_assert_uint_eq(first.st_ino, second.st_ino);
    FILE *file = fopen(path, "r+");
    fseek(file, -5, SEEK_END);
    fputc(1, file);
    fclose(file);
    order_kept(graph, folder, kept);
    ck_assert_mem_eq(kept, plain, sizeof plain);
    find_file(folder, path, sizeof path, &third);
    ck_assert_uint_ne(first.st_ino, third.st_ino);
    random_graph_destroy(graph);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, neighbours_are_the_ends_of_roads_once_each);
    tcase_add_test(tests, every_node_is_ordered_once);
    tcase_add_test(tests, trees_are_peeled_away_and_leave_no_core);
    tcase_add_test(tests, grid_is_parted_by_one_of_its_lines);
    tcase_add_test(tests, kept_order_is_reused_unless_it_is_damaged);
}

int main(void)
{
    return suite_run("order", add);
}
