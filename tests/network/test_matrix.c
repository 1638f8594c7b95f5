#include "network/matrix.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "network/matrix_format.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

enum { BOUND = 12000, MAX_BYTES = 1 << 24 };

static struct mlg_error err;
static char path[64];

static void set_path(void)
{
    snprintf(path, sizeof path, "test_matrix.%ld.mtt", (long)getpid());
}

static void remove_path(void)
{
    remove(path);
}

/* Dense rows: MLG_BEYOND where there is no entry. */
struct sample {
    uint32_t n_sites, n_cells;
    int32_t *lon_e7, *lat_e7; /* sites first, then cells */
    uint16_t *time_ds;        /* [n_sites x n_cells] */
    uint64_t n_entries;
};

/* Rows of all kinds: empty, full, single entries, runs, scattered; smooth, extreme and random
 * times. */
static uint16_t sample_time(struct mlg_random *random, uint32_t site, uint32_t cell,
                            uint32_t n_cells)
{
    bool run = (cell / 7 + site) % 3 == 0;
    uint16_t smooth = (uint16_t)((cell * 37 + site * 11) % (BOUND + 1));
    uint16_t noise = (uint16_t)mlg_random_below(random, BOUND + 1);
    switch (site % 9) {
    case 0:
        return MLG_BEYOND;
    case 1:
        return smooth;
    case 2:
        return cell == site % n_cells ? noise : MLG_BEYOND;
    case 3:
        return run ? smooth : MLG_BEYOND;
    case 4:
        return run ? noise : MLG_BEYOND;
    case 5:
        return mlg_random_below(random, 20) == 0 ? noise : MLG_BEYOND;
    case 6:
        return cell % 2 ? BOUND : 0;
    case 7:
        return run ? (uint16_t)(smooth % 256) : MLG_BEYOND;
    default:
        return cell == 0 || cell == n_cells - 1 ? smooth : MLG_BEYOND;
    }
}

static struct sample sample_create(uint64_t seed, uint32_t n_sites, uint32_t n_cells)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    size_t n_points = (size_t)n_sites + n_cells;
    struct sample sample = {.n_sites = n_sites, .n_cells = n_cells};
    sample.lon_e7 = mlg_alloc(n_points, sizeof(int32_t));
    sample.lat_e7 = mlg_alloc(n_points, sizeof(int32_t));
    sample.time_ds = mlg_alloc((size_t)n_sites * n_cells, sizeof(uint16_t));
    for (size_t i = 0; i < n_points; i++) {
        sample.lon_e7[i] = (int32_t)(mlg_random_below(&random, 1000000) * 1000 + i) - 500000000;
        sample.lat_e7[i] = (int32_t)mlg_random_below(&random, 900000000);
    }
    for (uint32_t site = 0; site < n_sites; site++)
        for (uint32_t cell = 0; cell < n_cells; cell++) {
            uint16_t time = sample_time(&random, site, cell, n_cells);
            sample.time_ds[(size_t)site * n_cells + cell] = time;
            sample.n_entries += time != MLG_BEYOND;
        }
    return sample;
}

static void sample_destroy(struct sample *sample)
{
    free(sample->lon_e7);
    free(sample->lat_e7);
    free(sample->time_ds);
}

static struct mlg_matrix_layout sample_layout(const struct sample *sample)
{
    return (struct mlg_matrix_layout){
        .n_sites = sample->n_sites,
        .n_cells = sample->n_cells,
        .site_lon_e7 = sample->lon_e7,
        .site_lat_e7 = sample->lat_e7,
        .cell_lon_e7 = sample->lon_e7 + sample->n_sites,
        .cell_lat_e7 = sample->lat_e7 + sample->n_sites,
        .snap_max_m = 500,
        .bound_ds = BOUND,
        .direction = MLG_FROM_SITE,
        .profile = "car",
        .roads_hash = {.byte = {1, 2, 3}},
        .profile_hash = {.byte = {4, 5, 6}},
    };
}

/* Adds the rows, cells in falling order to see them sorted. */
static enum mlg_status write_rows(const struct sample *sample, struct mlg_matrix_writer *writer)
{
    enum mlg_status status = MLG_OK;
    uint32_t *cells = mlg_alloc(sample->n_cells, sizeof *cells);
    uint16_t *times = mlg_alloc(sample->n_cells, sizeof *times);
    for (uint32_t site = 0; status == MLG_OK && site < sample->n_sites; site++) {
        uint32_t count = 0;
        for (uint32_t cell = sample->n_cells; cell-- > 0;) {
            uint16_t time = sample->time_ds[(size_t)site * sample->n_cells + cell];
            if (time == MLG_BEYOND)
                continue;
            cells[count] = cell;
            times[count++] = time;
        }
        status = mlg_matrix_writer_add(writer, count, cells, times, &err);
    }
    free(cells);
    free(times);
    return status;
}

static enum mlg_status write_sample(const struct sample *sample, const char *name)
{
    struct mlg_matrix_layout layout = sample_layout(sample);
    struct mlg_matrix_writer *writer = NULL;
    enum mlg_status status = mlg_matrix_writer_create(name, false, &layout, &writer, &err);
    if (status == MLG_OK)
        status = write_rows(sample, writer);
    if (status == MLG_OK)
        status = mlg_matrix_writer_commit(writer, &err);
    mlg_matrix_writer_destroy(writer);
    return status;
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
    mlg_matrix_close(matrix);
    sample_destroy(&sample);
    remove_path();
}

START_TEST(rows_come_back_as_they_were_written)
{
    static const uint32_t sizes[][2] = {{0, 0}, {0, 5}, {5, 0},     {1, 1},     {9, 1},  {9, 2},
                                        {1, 9}, {9, 9}, {40, 1000}, {100, 333}, {64, 64}};
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

/* A matrix file in memory, to be damaged. Aligned, as a map is. */
static uint8_t *read_sample(uint64_t seed, size_t *length)
{
    struct sample sample = sample_create(seed, 70, 200);
    ck_assert_int_eq(write_sample(&sample, path), MLG_OK);
    char *bytes;
    ck_assert_int_eq(mlg_read_file(path, MAX_BYTES, &bytes, length, &err), MLG_OK);
    sample_destroy(&sample);
    remove_path();
    return (uint8_t *)bytes;
}

static void check_refused(const void *bytes, size_t length, const char *reason)
{
    struct mlg_matrix *matrix;
    uint8_t *copy = mlg_alloc(length, 1); /* of the exact size, so that tools see reads beyond */
    memcpy(copy, bytes, length);
    ck_assert_int_eq(mlg_matrix_from_memory("m.mtt", copy, length, &matrix, &err), MLG_BAD_INPUT);
    ck_assert_str_eq(err.file, "m.mtt");
    ck_assert_msg(strstr(err.message, reason) != NULL, "'%s' without '%s'", err.message, reason);
    free(copy);
}

static void renew_header_hash(uint8_t *bytes)
{
    struct mlg_matrix_header header;
    memcpy(&header, bytes, sizeof header);
    header.header_hash = mlg_matrix_header_hash(&header);
    memcpy(bytes, &header, sizeof header);
}

START_TEST(truncated_file_is_refused_at_every_length)
{
    size_t length;
    uint8_t *bytes = read_sample(5, &length);
    check_refused(bytes, 0, "empty");
    for (size_t cut = 1; cut < length; cut += cut < 600 ? 1 : 211)
        check_refused(bytes, cut, "truncated");
    check_refused(bytes, length - 1, "truncated");
    uint8_t *longer = mlg_alloc_zero(length + 1, 1);
    memcpy(longer, bytes, length);
    check_refused(longer, length + 1, "bytes long where its header says");
    free(longer);
    free(bytes);
}
END_TEST

START_TEST(every_flipped_bit_is_noticed)
{
    size_t length;
    uint8_t *bytes = read_sample(6, &length);
    struct mlg_random random;
    mlg_random_seed(&random, 6);
    for (int i = 0; i < 500; i++) {
        uint32_t at = mlg_random_below(&random, (uint32_t)(i < 200 ? 264 : length));
        uint8_t bit = (uint8_t)(1 << mlg_random_below(&random, 8));
        bytes[at] ^= bit;
        check_refused(bytes, length,
                      at < 8     ? "not a travel-time matrix"
                      : at < 12  ? "byte-order"
                      : at < 16  ? "version"
                      : at < 264 ? "checksum of its header"
                                 : "its checksum is wrong");
        bytes[at] ^= bit;
    }
    free(bytes);
}
END_TEST

START_TEST(foreign_swapped_and_newer_files_are_told_apart)
{
    size_t length;
    uint8_t *bytes = read_sample(7, &length);
    check_refused("OSMHeader and so on", 19, "not a travel-time matrix");
    const uint8_t swapped[4] = {1, 2, 3, 4};
    uint8_t native[4];
    memcpy(native, bytes + 8, 4);
    memcpy(bytes + 8, swapped, 4);
    check_refused(bytes, length, "byte-swapped");
    memcpy(bytes + 8, native, 4);
    bytes[12]++;
    check_refused(bytes, length, "format version 2; this program reads version 1");
    free(bytes);
}
END_TEST

START_TEST(header_that_does_not_fit_is_refused_in_spite_of_its_checksum)
{
    size_t length;
    uint8_t *bytes = read_sample(8, &length);
    struct mlg_random random;
    mlg_random_seed(&random, 8);
    for (int i = 0; i < 300; i++) {
        uint8_t kept[264];
        memcpy(kept, bytes, sizeof kept);
        uint32_t at = 16 + mlg_random_below(&random, 44);
        bytes[at] ^= (uint8_t)(1 + mlg_random_below(&random, 255));
        renew_header_hash(bytes);
        struct mlg_matrix *matrix = NULL;
        if (mlg_matrix_from_memory("m.mtt", bytes, length, &matrix, &err) == MLG_OK)
            ck_assert_uint_le(mlg_matrix_info(matrix)->bound_ds, 65534);
        mlg_matrix_close(matrix);
        memcpy(bytes, kept, sizeof kept);
    }
    free(bytes);
}
END_TEST

static void renew_hashes(uint8_t *bytes, size_t length)
{
    struct mlg_matrix_header header;
    memcpy(&header, bytes, sizeof header);
    XXH128_hash_t body = XXH3_128bits(bytes + sizeof header, length - sizeof header);
    header.body_hash[0] = body.low64;
    header.body_hash[1] = body.high64;
    memcpy(bytes, &header, sizeof header);
    renew_header_hash(bytes);
}

/* Whatever opens must be readable within the arrays that the header asks for. */
static bool read_everything(const uint8_t *bytes, size_t length)
{
    struct mlg_matrix *matrix;
    if (mlg_matrix_from_memory("m.mtt", bytes, length, &matrix, &err) != MLG_OK)
        return false;
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    uint32_t *cells = mlg_alloc(info->max_row, sizeof *cells);
    uint16_t *times = mlg_alloc(info->max_row, sizeof *times);
    for (uint32_t site = 0; site < info->n_sites; site++) {
        uint32_t count = mlg_matrix_row(matrix, site, cells, times);
        ck_assert_uint_le(count, info->max_row);
        for (uint32_t i = 0; i < count; i++)
            ck_assert(cells[i] < info->n_cells && times[i] <= info->bound_ds);
    }
    free(cells);
    free(times);
    mlg_matrix_close(matrix);
    return true;
}

START_TEST(rows_that_lie_with_a_right_checksum_do_no_harm)
{
    size_t length;
    uint8_t *bytes = read_sample(9, &length);
    struct mlg_random random;
    mlg_random_seed(&random, 9);
    size_t rows = 264 + 12 * 270;
    int n_read = 0;
    for (int i = 0; i < 3000; i++) {
        uint8_t *copy = mlg_alloc(length, 1);
        memcpy(copy, bytes, length);
        for (uint32_t k = mlg_random_below(&random, 4); k < 4; k++)
            copy[rows + mlg_random_below(&random, (uint32_t)(length - rows))] =
                (uint8_t)mlg_random_next(&random);
        renew_hashes(copy, length);
        n_read += read_everything(copy, length);
        free(copy);
    }
    ck_assert_int_gt(n_read, 0);
    ck_assert_int_lt(n_read, 3000);
    free(bytes);
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

int main(void)
{
    Suite *suite = suite_create("matrix");
    TCase *tests = tcase_create("matrix");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_path, remove_path);
    tcase_add_test(tests, rows_come_back_as_they_were_written);
    tcase_add_test(tests, header_is_told_as_it_was_given);
    tcase_add_test(tests, snap_of_every_point_is_kept);
    tcase_add_test(tests, rows_that_no_matrix_has_are_refused);
    tcase_add_test(tests, existing_file_is_replaced_only_when_asked);
    tcase_add_test(tests, truncated_file_is_refused_at_every_length);
    tcase_add_test(tests, every_flipped_bit_is_noticed);
    tcase_add_test(tests, foreign_swapped_and_newer_files_are_told_apart);
    tcase_add_test(tests, header_that_does_not_fit_is_refused_in_spite_of_its_checksum);
    tcase_add_test(tests, rows_that_lie_with_a_right_checksum_do_no_harm);
    tcase_add_test(tests, full_disk_leaves_no_file);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
