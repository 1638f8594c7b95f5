/* Files that are not what they should be are refused with their reason, and harm nothing. */
#include "matrix_sample.h"
#include "network/matrix/matrix_format.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { MAX_BYTES = 1 << 24 };

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

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_path, remove_path);
    tcase_add_test(tests, truncated_file_is_refused_at_every_length);
    tcase_add_test(tests, every_flipped_bit_is_noticed);
    tcase_add_test(tests, foreign_swapped_and_newer_files_are_told_apart);
    tcase_add_test(tests, header_that_does_not_fit_is_refused_in_spite_of_its_checksum);
    tcase_add_test(tests, rows_that_lie_with_a_right_checksum_do_no_harm);
}

int main(void)
{
    return suite_run("matrix_damage", add);
}
