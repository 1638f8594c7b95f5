/* Open Matrix files, read back with the library that wrote them. */
#include "scenarios/travel/matrix_export.h"

#include "tests/network/matrix_sample.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_matrix *export_sample(const struct sample *sample, const char *to)
{
    struct mlg_matrix *matrix;
    ck_assert_int_eq(write_sample(sample, path), MLG_OK);
    ck_assert_int_eq(mlg_matrix_open(path, &matrix, &err), MLG_OK);
    ck_assert_msg(mlg_matrix_export(matrix, NULL, false, to, false, NULL, &err) == MLG_OK, "%s",
                  err.message);
    return matrix;
}

static void read_all(hid_t file, const char *place, hid_t type, void *to)
{
    const hid_t set = H5Dopen2(file, place, H5P_DEFAULT);
    ck_assert_int_ge(set, 0);
    ck_assert_int_ge(H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to), 0);
    ck_assert_int_ge(H5Dclose(set), 0);
}

/* The matrix orders its points; its names are their positions. */
static void check_names(hid_t file, const char *place, const struct mlg_matrix *matrix, uint32_t n,
                        void (*position)(const struct mlg_matrix *, uint32_t, int32_t *, int32_t *))
{
    const hid_t set = H5Dopen2(file, place, H5P_DEFAULT), type = H5Dget_type(set);
    const size_t length = H5Tget_size(type);
    char *names = calloc(n, length);
    read_all(file, place, type, names);
    for (uint32_t i = 0; i < n; i++) {
        char expected[64] = "";
        int32_t lon_e7, lat_e7;
        position(matrix, i, &lon_e7, &lat_e7);
        snprintf(expected, sizeof expected, "%.7f,%.7f", lon_e7 / 1e7, lat_e7 / 1e7);
        ck_assert_int_eq(strncmp(names + i * length, expected, length), 0);
    }
    free(names);
    H5Tclose(type);
    H5Dclose(set);
}

START_TEST(an_open_matrix_has_every_time_and_every_name)
{
    const uint32_t sizes[][2] = {{1, 1}, {5, 40}, {37, 9000}};
    const uint32_t n_sites = sizes[_i][0], n_cells = sizes[_i][1];
    const char *to = temporary_path("times.omx");
    struct sample sample = sample_create(7 + (uint64_t)_i, n_sites, n_cells);
    struct mlg_matrix *matrix = export_sample(&sample, to);
    const hid_t file = H5Fopen(to, H5F_ACC_RDONLY, H5P_DEFAULT);
    ck_assert_int_ge(file, 0);
    uint16_t *dense = calloc((size_t)n_sites * n_cells, sizeof *dense);
    read_all(file, "/data/time_ds", H5T_NATIVE_UINT16, dense);
    check_names(file, "/lookup/site", matrix, n_sites, mlg_matrix_site_position);
    check_names(file, "/lookup/cell", matrix, n_cells, mlg_matrix_cell_position);
    uint32_t *cells = calloc(n_cells, sizeof *cells);
    uint16_t *times = calloc(n_cells, sizeof *times), *row = calloc(n_cells, sizeof *row);
    for (uint32_t site = 0; site < n_sites; site++) {
        memset(row, 0xff, n_cells * sizeof *row);
        const uint32_t count = mlg_matrix_row(matrix, site, cells, times);
        for (uint32_t k = 0; k < count; k++)
            row[cells[k]] = times[k];
        ck_assert_mem_eq(row, dense + (size_t)site * n_cells, n_cells * sizeof *row);
    }
    free(row);
    free(times);
    free(cells);
    free(dense);
    H5Fclose(file);
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
}
END_TEST

START_TEST(an_existing_file_is_kept_and_one_by_cell_is_refused)
{
    const char *to = temporary_path("times.omx");
    struct sample sample = sample_create(3, 4, 30);
    struct mlg_matrix *matrix = export_sample(&sample, to);
    ck_assert_int_eq(mlg_matrix_export(matrix, NULL, false, to, false, NULL, &err), MLG_IO);
    ck_assert_int_eq(mlg_matrix_export(matrix, NULL, true, to, true, NULL, &err), MLG_USAGE);
    ck_assert_int_eq(mlg_matrix_export(matrix, NULL, false, "none/times.omx", false, NULL, &err),
                     MLG_IO);
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_path, remove_path);
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_loop_test(tests, an_open_matrix_has_every_time_and_every_name, 0, 3);
    tcase_add_test(tests, an_existing_file_is_kept_and_one_by_cell_is_refused);
}

int main(void)
{
    return suite_run("matrix_omx", add);
}
