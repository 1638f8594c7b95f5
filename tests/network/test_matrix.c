#include "matrix_sample.h"

#include "base/memory.h"
#include "network/matrix/matrix_columns.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The reader's rows are those read one by one. */
static void compare_reader(const struct mlg_matrix *matrix)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    uint32_t *cells = mlg_alloc(info->max_row, sizeof *cells);
    uint16_t *times = mlg_alloc(info->max_row, sizeof *times);
    struct mlg_matrix_reader *reader;
    ck_assert_int_eq(mlg_matrix_reader_create(matrix, &reader, &err), MLG_OK);
    for (uint32_t i = 0; i < info->n_sites; i++) {
        uint32_t site = i * 37 % info->n_sites; /* from group to group, too */
        const uint32_t *read_cells;
        const uint16_t *read_times;
        uint32_t count = mlg_matrix_row(matrix, site, cells, times);
        ck_assert_uint_eq(mlg_matrix_reader_row(reader, site, &read_cells, &read_times), count);
        for (uint32_t k = 0; k < count; k++)
            ck_assert(read_cells[k] == cells[k] && read_times[k] == times[k]);
    }
    mlg_matrix_reader_destroy(reader);
    free(cells);
    free(times);
}

static void compare_rows(const struct sample *sample, const struct mlg_matrix *matrix)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    uint32_t *cells = mlg_alloc(info->max_row, sizeof *cells), max_row = 0;
    uint16_t *times = mlg_alloc(info->max_row, sizeof *times);
    uint16_t *dense = mlg_alloc(sample->n_cells, sizeof *dense);
    for (uint32_t site = 0; site < sample->n_sites; site++) {
        memset(dense, 0xff, sample->n_cells * sizeof *dense);
        uint32_t count = mlg_matrix_row(matrix, site, cells, times);
        max_row = count > max_row ? count : max_row;
        for (uint32_t i = 0; i < count; i++) {
            ck_assert(i == 0 || cells[i] > cells[i - 1]);
            ck_assert_uint_lt(cells[i], sample->n_cells);
            dense[cells[i]] = times[i];
        }
        for (uint32_t cell = 0; cell < sample->n_cells; cell++) {
            uint32_t at = mlg_matrix_find_cell(matrix, sample->lon_e7[sample->n_sites + cell],
                                               sample->lat_e7[sample->n_sites + cell]);
            ck_assert_uint_lt(at, sample->n_cells);
            ck_assert_uint_eq(dense[at], sample->time_ds[(size_t)site * sample->n_cells + cell]);
        }
    }
    ck_assert_uint_eq(max_row, info->max_row);
    free(cells);
    free(times);
    free(dense);
}

/* The columns, near and far from each other, are those of the rows. */
static void compare_columns(const struct sample *sample, const struct mlg_matrix *matrix)
{
    struct mlg_matrix_columns *columns;
    ck_assert_int_eq(mlg_matrix_columns_create(matrix, &columns, &err), MLG_OK);
    uint64_t n_entries = 0;
    for (uint32_t i = 0; i < 2 * sample->n_cells; i++) {
        uint32_t cell = (i < sample->n_cells ? i : i * 37) % sample->n_cells, count;
        const uint32_t *sites;
        const uint16_t *times;
        uint32_t at = mlg_matrix_find_cell(matrix, sample->lon_e7[sample->n_sites + cell],
                                           sample->lat_e7[sample->n_sites + cell]);
        ck_assert_int_eq(mlg_matrix_columns_read(columns, at, &count, &sites, &times, &err),
                         MLG_OK);
        n_entries += i < sample->n_cells ? count : 0;
        for (uint32_t k = 0; k < count; k++) {
            ck_assert(k == 0 || sites[k] > sites[k - 1]);
            ck_assert_uint_eq(times[k], sample->time_ds[(size_t)sites[k] * sample->n_cells + cell]);
        }
    }
    ck_assert_uint_eq(n_entries, sample->n_entries);
    mlg_matrix_columns_destroy(columns);
}

static void check_round_trip(uint64_t seed, uint32_t n_sites, uint32_t n_cells)
{
    struct sample sample = sample_create(seed, n_sites, n_cells);
    ck_assert_int_eq(write_sample(&sample, path), MLG_OK);
    struct mlg_matrix *matrix;
    ck_assert_msg(mlg_matrix_open(path, &matrix, &err) == MLG_OK, "%s", err.message);
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    ck_assert_uint_eq(info->n_sites, n_sites);
    ck_assert_uint_eq(info->n_cells, n_cells);
    ck_assert_uint_eq(info->n_entries, sample.n_entries);
    compare_rows(&sample, matrix);
    compare_reader(matrix);
    compare_columns(&sample, matrix);
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
    remove_path();
}

START_TEST(rows_come_back_as_they_were_written)
{
    static const uint32_t sizes[][2] = {{0, 0},     {0, 5},     {5, 0},   {1, 1},
                                        {9, 1},     {9, 2},     {1, 9},   {9, 9},
                                        {40, 1000}, {100, 333}, {64, 64}, {33, 3000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_round_trip(i, sizes[i][0], sizes[i][1]);
}
END_TEST

START_TEST(header_is_told_as_it_was_given)
{
    struct sample sample = sample_create(1, 3, 5);
    ck_assert_int_eq(write_sample(&sample, path), MLG_OK);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    ck_assert_uint_eq(info->bound_ds, BOUND);
    ck_assert_int_eq(info->direction, MLG_FROM_SITE);
    ck_assert(info->snap_max_m == 500);
    ck_assert_str_eq(info->profile, "car");
    ck_assert_str_eq(info->program, MLG_VERSION);
    ck_assert_uint_eq(info->roads_hash.byte[2], 3);
    ck_assert_uint_eq(info->profile_hash.byte[1], 5);
    ck_assert_uint_eq(mlg_matrix_find_site(matrix, sample.lon_e7[2], sample.lat_e7[2]), 2);
    ck_assert_uint_eq(mlg_matrix_find_site(matrix, 1, 2), UINT32_MAX);
    ck_assert_uint_eq(mlg_matrix_find_cell(matrix, sample.lon_e7[2], sample.lat_e7[2]), UINT32_MAX);
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
}
END_TEST

START_TEST(snap_of_every_point_is_kept)
{
    struct sample sample = sample_create(2, 2, 3);
    struct mlg_snap sites[] = {{.distance_m = 12.34f},
                               {.distance_m = 4000, .reason = MLG_SNAP_TOO_FAR}};
    struct mlg_snap cells[] = {
        {.distance_m = 0}, {.distance_m = 1e30f, .reason = MLG_SNAP_ISLAND}, {.distance_m = 7.5f}};
    struct mlg_matrix_layout layout = sample_layout(&sample);
    layout.site_snaps = sites;
    layout.cell_snaps = cells;
    struct mlg_matrix_writer *writer;
    ck_assert_int_eq(mlg_matrix_writer_create(path, false, &layout, &writer, &err), MLG_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(mlg_matrix_writer_add(writer, 0, NULL, NULL, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_writer_commit(writer, &err), MLG_OK);
    mlg_matrix_writer_destroy(writer);
    struct mlg_matrix *matrix;
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    ck_assert_uint_eq(mlg_matrix_info(matrix)->n_sites_unsnapped, 1);
    ck_assert_uint_eq(mlg_matrix_info(matrix)->n_cells_unsnapped, 1);
    float distance;
    ck_assert_int_eq(mlg_matrix_site_snap(matrix, 0, &distance), MLG_SNAPPED);
    ck_assert_float_eq_tol(distance, 12.34f, 0.006f);
    ck_assert_int_eq(mlg_matrix_site_snap(matrix, 1, &distance), MLG_SNAP_TOO_FAR);
    for (int i = 0; i < 3; i++) {
        uint32_t cell = mlg_matrix_find_cell(matrix, sample.lon_e7[2 + i], sample.lat_e7[2 + i]);
        ck_assert_int_eq(mlg_matrix_cell_snap(matrix, cell, &distance), cells[i].reason);
        if (cells[i].reason == MLG_SNAPPED)
            ck_assert_float_eq_tol(distance, cells[i].distance_m, 0.006f);
    }
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
}
END_TEST

static enum mlg_status add_row(struct mlg_matrix_writer *writer, uint32_t a, uint32_t b,
                               uint16_t time)
{
    const uint32_t cells[2] = {a, b};
    const uint16_t times[2] = {0, time};
    return mlg_matrix_writer_add(writer, 2, cells, times, &err);
}

START_TEST(rows_that_no_matrix_has_are_refused)
{
    struct sample sample = sample_create(3, 1, 4);
    struct mlg_matrix_layout layout = sample_layout(&sample);
    struct mlg_matrix_writer *writer;
    ck_assert_int_eq(mlg_matrix_writer_create(path, false, &layout, &writer, &err), MLG_OK);
    ck_assert_int_eq(mlg_matrix_writer_commit(writer, &err), MLG_BAD_INPUT);
    ck_assert_int_eq(add_row(writer, 1, 4, 0), MLG_BAD_INPUT);
    ck_assert_int_eq(add_row(writer, 1, 2, BOUND + 1), MLG_BAD_INPUT);
    ck_assert_int_eq(add_row(writer, 2, 2, BOUND), MLG_BAD_INPUT);
    ck_assert_int_eq(add_row(writer, 2, 3, BOUND), MLG_OK);
    ck_assert_int_eq(add_row(writer, 2, 3, BOUND), MLG_BAD_INPUT);
    mlg_matrix_writer_destroy(writer);
    ck_assert_int_ne(access(path, F_OK), 0);
    sample.lon_e7[4] = sample.lon_e7[1];
    sample.lat_e7[4] = sample.lat_e7[1];
    ck_assert_int_eq(mlg_matrix_writer_create(path, false, &layout, &writer, &err), MLG_BAD_INPUT);
    ck_assert(strstr(err.message, "same position") != NULL);
    layout.bound_ds = 65535;
    ck_assert_int_eq(mlg_matrix_writer_create(path, false, &layout, &writer, &err), MLG_BAD_INPUT);
    sample_destroy(&sample);
}
END_TEST

START_TEST(existing_file_is_replaced_only_when_asked)
{
    struct sample sample = sample_create(4, 3, 4);
    struct mlg_matrix_layout layout = sample_layout(&sample);
    struct mlg_matrix_writer *writer = NULL;
    ck_assert_int_eq(write_sample(&sample, path), MLG_OK);
    ck_assert_int_eq(write_sample(&sample, path), MLG_IO);
    ck_assert_int_eq(mlg_matrix_writer_create(path, true, &layout, &writer, &err), MLG_OK);
    ck_assert_int_eq(write_rows(&sample, writer), MLG_OK);
    ck_assert_int_eq(mlg_matrix_writer_commit(writer, &err), MLG_OK);
    mlg_matrix_writer_destroy(writer);
    sample_destroy(&sample);
}
END_TEST

START_TEST(full_disk_leaves_no_file)
{
    if (access("/dev/full", W_OK) != 0 || access("/dev/shm", W_OK) != 0)
        return;
    char name[96], temporary[128];
    snprintf(name, sizeof name, "/dev/shm/mlg-full-%ld.mtt", (long)getpid());
    snprintf(temporary, sizeof temporary, "/dev/shm/.mlg-full-%ld.mtt.%ld.part", (long)getpid(),
             (long)getpid());
    struct sample sample = sample_create(10, 40, 9000);
    if (symlink("/dev/full", temporary) == 0) {
        ck_assert_int_eq(write_sample(&sample, name), MLG_IO);
        ck_assert(strstr(err.message, "No space left") != NULL);
        ck_assert_int_ne(access(name, F_OK), 0);
        ck_assert_int_ne(access(temporary, F_OK), 0);
    }
    sample_destroy(&sample);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_path, remove_path);
    tcase_add_test(tests, rows_come_back_as_they_were_written);
    tcase_add_test(tests, header_is_told_as_it_was_given);
    tcase_add_test(tests, snap_of_every_point_is_kept);
    tcase_add_test(tests, rows_that_no_matrix_has_are_refused);
    tcase_add_test(tests, existing_file_is_replaced_only_when_asked);
    tcase_add_test(tests, full_disk_leaves_no_file);
}

int main(void)
{
    return suite_run("matrix", add);
}
