/* Matrices built from random roads, compared with searches one by one. */
#include "network/matrix/matrix.h"
#include "network/matrix/matrix_merge.h"
#include "random_roads.h"
#include "road_fixture.h"

#include "base/file.h"
#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SITES = 75, CELLS = 700, MAX_BYTES = 1 << 24 };

static struct random_roads roads;
static struct mlg_graph *graph;
static int32_t lon_e7[SITES + CELLS], lat_e7[SITES + CELLS];
static struct mlg_error err;
static char path[64];

/* Roads, and points beside their nodes; some at one and the same position, some far from any road.
 */
static void set_up(void)
{
    struct mlg_random random;
    mlg_random_seed(&random, 31);
    random_roads_init(&roads, &random);
    const char *name = write_temporary(".osm", roads.text, roads.length);
    ck_assert_int_eq(try_roads(name, &graph, &err), MLG_OK);
    unlink(name);
    for (int i = 0; i < SITES + CELLS; i++) {
        uint32_t node = mlg_random_below(&random, ROAD_NODES);
        uint32_t far = mlg_random_below(&random, 20) == 0 ? 400000 : 3000;
        lon_e7[i] = roads.lon_e7[node] + (int32_t)mlg_random_below(&random, far);
        lat_e7[i] = roads.lat_e7[node] + (int32_t)mlg_random_below(&random, far);
        if (i % 10 == 9) {
            lon_e7[i] = lon_e7[i - 3];
            lat_e7[i] = lat_e7[i - 3];
        }
    }
    snprintf(path, sizeof path, "test_matrix_build.%ld.mtt", (long)getpid());
}

static void tear_down(void)
{
    mlg_graph_destroy(graph);
    random_roads_finish(&roads);
    unlink(path);
}

static struct mlg_matrix_request request_of(enum mlg_direction direction, uint32_t bound_ds,
                                            int threads)
{
    return (struct mlg_matrix_request){.graph = graph,
                                       .n_sites = SITES,
                                       .n_cells = CELLS,
                                       .site_lon_e7 = lon_e7,
                                       .site_lat_e7 = lat_e7,
                                       .cell_lon_e7 = lon_e7 + SITES,
                                       .cell_lat_e7 = lat_e7 + SITES,
                                       .snap_max_m = 100,
                                       .bound_ds = bound_ds,
                                       .direction = direction,
                                       .threads = threads};
}

/* Every row, looked up by position, has the times of a search. Returns the entries compared. */
static size_t compare_with_search(const struct mlg_matrix *matrix, enum mlg_direction direction,
                                  uint32_t bound_ds)
{
    struct mlg_snap snaps[SITES + CELLS];
    struct mlg_search *search;
    struct mlg_matrix_reader *reader;
    ck_assert_int_eq(
        mlg_snap_points(graph, SITES + CELLS, lon_e7, lat_e7, 100, 1, NULL, snaps, &err), MLG_OK);
    ck_assert_int_eq(mlg_search_create(graph, &search, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_reader_create(matrix, &reader, &err), MLG_OK);
    size_t n_entries = 0;
    for (uint32_t i = 0; i < SITES; i++) {
        uint16_t expected[CELLS], found[CELLS];
        const uint32_t *cells;
        const uint16_t *times;
        mlg_search_times(search, &snaps[i], snaps + SITES, CELLS, direction, bound_ds, expected);
        memset(found, 0xff, sizeof found);
        uint32_t site = mlg_matrix_find_site(matrix, lon_e7[i], lat_e7[i]);
        uint32_t count = mlg_matrix_reader_row(reader, site, &cells, &times);
        for (uint32_t k = 0; k < count; k++)
            found[cells[k]] = times[k];
        for (uint32_t k = 0; k < CELLS; k++) {
            uint32_t cell = mlg_matrix_find_cell(matrix, lon_e7[SITES + k], lat_e7[SITES + k]);
            ck_assert_uint_eq(found[cell], expected[k]);
            n_entries += expected[k] != MLG_BEYOND;
        }
    }
    mlg_matrix_reader_destroy(reader);
    mlg_search_destroy(search);
    return n_entries;
}

START_TEST(entries_equal_the_searches_in_every_direction)
{
    static const uint32_t bounds[] = {0, 300, 12000, 65534};
    for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++)
        for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
            struct mlg_matrix_request request = request_of(direction, bounds[i], 2);
            struct mlg_matrix *matrix;
            ck_assert_int_eq(mlg_matrix_build(&request, path, true, NULL, &err), MLG_OK);
            ck_assert_msg(mlg_matrix_open(path, &matrix, &err) == MLG_OK, "%s", err.message);
            size_t n_entries = compare_with_search(matrix, direction, bounds[i]);
            ck_assert(bounds[i] < 12000 || n_entries > 1000);
            mlg_matrix_close(matrix);
        }
}
END_TEST

START_TEST(equal_positions_share_a_row_and_a_column)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 1);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, NULL, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    ck_assert_uint_lt(info->n_sites, SITES);
    ck_assert_uint_lt(info->n_cells, CELLS);
    ck_assert_uint_eq(mlg_matrix_find_site(matrix, lon_e7[9], lat_e7[9]),
                      mlg_matrix_find_site(matrix, lon_e7[6], lat_e7[6]));
    mlg_matrix_close(matrix);
}
END_TEST

START_TEST(unsnapped_points_are_kept_with_their_reason)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 1);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, NULL, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    uint32_t n_unsnapped = 0;
    for (uint32_t cell = 0; cell < info->n_cells; cell++) {
        float distance_m;
        enum mlg_snap_reason reason = mlg_matrix_cell_snap(matrix, cell, &distance_m);
        ck_assert(reason != MLG_SNAPPED || distance_m <= 100);
        ck_assert(reason != MLG_SNAP_TOO_FAR || distance_m > 100);
        n_unsnapped += reason != MLG_SNAPPED;
    }
    ck_assert_uint_gt(n_unsnapped, 0);
    ck_assert_uint_eq(n_unsnapped, info->n_cells_unsnapped);
    mlg_matrix_close(matrix);
}
END_TEST

START_TEST(bytes_do_not_depend_on_the_threads)
{
    static const int threads[] = {1, 2, 8};
    char *bytes[3];
    size_t length[3];
    for (int i = 0; i < 3; i++) {
        struct mlg_matrix_request request = request_of(MLG_LONGER, 12000, threads[i]);
        ck_assert_int_eq(mlg_matrix_build(&request, path, true, NULL, &err), MLG_OK);
        ck_assert_int_eq(mlg_read_file(path, MAX_BYTES, &bytes[i], &length[i], &err), MLG_OK);
        ck_assert_uint_eq(length[i], length[0]);
        ck_assert_mem_eq(bytes[i], bytes[0], length[0]);
    }
    for (int i = 0; i < 3; i++)
        free(bytes[i]);
}
END_TEST

START_TEST(existing_file_is_refused_and_kept)
{
    FILE *stream = fopen(path, "w");
    fputs("mine", stream);
    fclose(stream);
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 1);
    ck_assert_int_eq(mlg_matrix_build(&request, path, false, NULL, &err), MLG_IO);
    char *text;
    size_t length;
    ck_assert_int_eq(mlg_read_file(path, 100, &text, &length, &err), MLG_OK);
    ck_assert_str_eq(text, "mine");
    free(text);
}
END_TEST

static void count_progress(void *context, const char *phase, uint64_t done, uint64_t total,
                           const char *detail)
{
    uint64_t *last = context;
    if (strcmp(phase, "computing travel times") != 0)
        return;
    ck_assert_uint_gt(done, *last);
    ck_assert_uint_le(done, total);
    ck_assert(detail == NULL);
    *last = done;
}

START_TEST(progress_leads_to_the_last_site)
{
    uint64_t last = 0;
    struct mlg_monitor monitor = {.progress = count_progress, .context = &last};
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 2);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, &monitor, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    ck_assert_uint_eq(last, mlg_matrix_info(matrix)->n_sites);
    mlg_matrix_close(matrix);
}
END_TEST

START_TEST(stopping_leaves_no_file)
{
    sig_atomic_t stop = 1;
    struct mlg_monitor monitor = {.stop = &stop};
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 2);
    ck_assert_int_eq(mlg_matrix_build(&request, path, false, &monitor, &err), MLG_STOPPED);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(bound_that_no_matrix_holds_is_refused)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 65535, 1);
    ck_assert_int_eq(mlg_matrix_build(&request, path, false, NULL, &err), MLG_BAD_INPUT);
    ck_assert(strstr(err.message, "65534") != NULL);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

enum { SHARDS = 3 };

static char part_names[SHARDS][80];
static const char *parts[SHARDS] = {part_names[0], part_names[1], part_names[2]};

static void remove_parts(void)
{
    for (int i = 0; i < SHARDS; i++)
        unlink(parts[i]);
}

static void build_shard(uint32_t shard, uint32_t bound_ds)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, bound_ds, 2);
    request.shard = shard;
    request.n_shards = SHARDS;
    snprintf(part_names[shard - 1], sizeof *part_names, "%s.%u", path, shard);
    ck_assert_int_eq(mlg_matrix_build(&request, parts[shard - 1], true, NULL, &err), MLG_OK);
}

static void expect_same_bytes(const char *expected)
{
    char *a, *b;
    size_t a_length, b_length;
    ck_assert_int_eq(mlg_read_file(expected, MAX_BYTES, &a, &a_length, &err), MLG_OK);
    ck_assert_int_eq(mlg_read_file(path, MAX_BYTES, &b, &b_length, &err), MLG_OK);
    ck_assert_uint_eq(a_length, b_length);
    ck_assert_mem_eq(a, b, a_length);
    free(a);
    free(b);
}

START_TEST(shards_in_any_order_join_to_the_bytes_of_the_whole)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 2);
    char whole[80];
    snprintf(whole, sizeof whole, "%s.whole", path);
    ck_assert_int_eq(mlg_matrix_build(&request, whole, true, NULL, &err), MLG_OK);
    for (uint32_t shard = 1; shard <= SHARDS; shard++)
        build_shard(shard, 12000);
    const char *const order[SHARDS] = {parts[2], parts[0], parts[1]};
    ck_assert_msg(mlg_matrix_merge(order, SHARDS, path, false, NULL, &err) == MLG_OK, "%s",
                  err.message);
    expect_same_bytes(whole);
    unlink(whole);
    remove_parts();
}
END_TEST

START_TEST(parts_that_do_not_make_a_matrix_are_refused_by_name)
{
    static const struct {
        int names[SHARDS];
        size_t n;
        const char *message;
    } cases[] = {
        {{0, 2}, 2, "no part has the rows 33 to 64 of the matrix's "},
        {{0, 1, 1}, 3, "' both have the rows 33 to 64"},
        {{1}, 1, "no part has the rows 1 to 32 "},
    };
    for (uint32_t shard = 1; shard <= SHARDS; shard++)
        build_shard(shard, 12000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *names[SHARDS];
        for (size_t k = 0; k < cases[i].n; k++)
            names[k] = parts[cases[i].names[k]];
        ck_assert_int_eq(mlg_matrix_merge(names, cases[i].n, path, true, NULL, &err),
                         MLG_BAD_INPUT);
        ck_assert_msg(strstr(err.message, cases[i].message) != NULL, "%s", err.message);
        ck_assert_int_ne(access(path, F_OK), 0);
    }
    build_shard(2, 6000);
    ck_assert_int_eq(mlg_matrix_merge(parts, SHARDS, path, true, NULL, &err), MLG_BAD_INPUT);
    ck_assert_msg(strstr(err.message, "are parts of two matrices") != NULL, "%s", err.message);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_open(parts[0], &matrix, &err), MLG_BAD_INPUT);
    ck_assert_msg(strstr(err.message, "is only a part of a matrix") != NULL, "%s", err.message);
    remove_parts();
}
END_TEST

/* Stops the build when the first part is finished. */
struct interruption {
    volatile sig_atomic_t stop;
    uint64_t most; /* sites done before */
    size_t n_notes;
};

static void interrupt(void *context, const char *phase, uint64_t done, uint64_t total,
                      const char *detail)
{
    (void)total;
    (void)detail;
    struct interruption *interruption = context;
    if (strcmp(phase, "computing travel times") == 0 && done > interruption->most)
        interruption->stop = 1;
}

static void count_notes(void *context, const char *text)
{
    struct interruption *interruption = context;
    interruption->n_notes += strncmp(text, "32 of ", 6) == 0;
}

START_TEST(an_interrupted_build_goes_on_and_gives_the_same_bytes)
{
    struct mlg_matrix_request request = request_of(MLG_TO_SITE, 12000, 1);
    char whole[80], kept[96];
    snprintf(whole, sizeof whole, "%s.whole", path);
    snprintf(kept, sizeof kept, "%s.1-2.mtp", path);
    ck_assert_int_eq(mlg_matrix_build(&request, whole, true, NULL, &err), MLG_OK);
    request.parts = path;
    request.sites_of_part = 32;
    struct interruption context = {.most = 32};
    struct mlg_monitor monitor = {interrupt, count_notes, &context, &context.stop};
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, &monitor, &err), MLG_STOPPED);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(access(kept, F_OK), 0);
    context = (struct interruption){.most = UINT64_MAX};
    ck_assert_int_eq(mlg_matrix_build(&request, path, true, &monitor, &err), MLG_OK);
    ck_assert_uint_eq(context.n_notes, 1);
    ck_assert_int_ne(access(kept, F_OK), 0);
    expect_same_bytes(whole);
    unlink(whole);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, entries_equal_the_searches_in_every_direction);
    tcase_add_test(tests, equal_positions_share_a_row_and_a_column);
    tcase_add_test(tests, unsnapped_points_are_kept_with_their_reason);
    tcase_add_test(tests, bytes_do_not_depend_on_the_threads);
    tcase_add_test(tests, existing_file_is_refused_and_kept);
    tcase_add_test(tests, progress_leads_to_the_last_site);
    tcase_add_test(tests, stopping_leaves_no_file);
    tcase_add_test(tests, bound_that_no_matrix_holds_is_refused);
    tcase_add_test(tests, shards_in_any_order_join_to_the_bytes_of_the_whole);
    tcase_add_test(tests, parts_that_do_not_make_a_matrix_are_refused_by_name);
    tcase_add_test(tests, an_interrupted_build_goes_on_and_gives_the_same_bytes);
}

int main(void)
{
    return suite_run("matrix_build", add);
}
