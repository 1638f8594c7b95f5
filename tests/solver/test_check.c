#include "base/random.h"
#include "solver/check/check.h"
#include "tests/suite.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

START_TEST(tally_of_two_sites_is_what_a_hand_counts)
{
    struct mlg_tally *tally = NULL;
    ck_assert_int_eq(mlg_tally_create(4, 3, &tally, NULL), MLG_OK);
    const uint16_t limit[] = {100, 100, 100, 100};
    const uint32_t near_0[] = {0, 1, 2}, near_2[] = {1, 2};
    const uint16_t time_0[] = {50, 90, 101}, time_2[] = {90, 60};
    mlg_tally_add(tally, 0, limit, 3, near_0, time_0);
    mlg_tally_add(tally, 2, limit, 2, near_2, time_2);
    const int64_t milli[] = {1000, 200, 30, 4};
    mlg_tally_finish(tally, limit, milli);
    ck_assert_int_eq(tally->total_milli, 1234);
    ck_assert_int_eq(tally->covered_milli, 1230);
    const uint16_t best[] = {50, 90, 60, MLG_CHECK_BEYOND};
    ck_assert_mem_eq(tally->best_ds, best, sizeof best);
    const uint32_t site[] = {0, 0, 2, MLG_CHECK_NOBODY}, reach[] = {1, 2, 1, 0};
    ck_assert_mem_eq(tally->best_site, site, sizeof site);
    ck_assert_mem_eq(tally->in_reach, reach, sizeof reach);
    const uint32_t only[] = {0, MLG_CHECK_NOBODY, 2, MLG_CHECK_NOBODY};
    ck_assert_mem_eq(tally->only_site, only, sizeof only);
    const int64_t only_milli[] = {1000, 0, 30}, nearest_milli[] = {1200, 0, 30};
    ck_assert_mem_eq(tally->only_milli, only_milli, sizeof only_milli);
    ck_assert_mem_eq(tally->nearest_milli, nearest_milli, sizeof nearest_milli);
    mlg_tally_destroy(tally);
}
END_TEST

/* From a dense table, the slow way. */
static void compare_with_table(uint16_t table[][30], uint32_t n_sites, const uint16_t *limit,
                               const int64_t *milli, const struct mlg_tally *tally)
{
    int64_t covered = 0;
    for (uint32_t c = 0; c < 30; c++) {
        uint16_t best = MLG_CHECK_BEYOND;
        uint32_t within = 0;
        for (uint32_t s = 0; s < n_sites; s++) {
            best = table[s][c] < best ? table[s][c] : best;
            within += table[s][c] <= limit[c] && table[s][c] != MLG_CHECK_BEYOND;
        }
        ck_assert_uint_eq(tally->best_ds[c], best);
        ck_assert_uint_eq(tally->in_reach[c], within);
        covered += within > 0 ? milli[c] : 0;
    }
    ck_assert_int_eq(tally->covered_milli, covered);
}

START_TEST(tally_equals_a_dense_table)
{
    struct mlg_random random;
    mlg_random_seed(&random, 11);
    for (int round = 0; round < 100; round++) {
        uint16_t table[6][30];
        struct mlg_tally *tally = NULL;
        ck_assert_int_eq(mlg_tally_create(30, 6, &tally, NULL), MLG_OK);
        int64_t milli[30];
        uint16_t limit[30];
        for (uint32_t c = 0; c < 30; c++) {
            milli[c] = mlg_random_below(&random, 5000);
            limit[c] = (uint16_t)(50 + mlg_random_below(&random, 100));
        }
        for (uint32_t s = 0; s < 6; s++) {
            uint32_t cells[30], n = 0;
            uint16_t times[30];
            for (uint32_t c = 0; c < 30; c++) {
                bool reached = mlg_random_below(&random, 2);
                table[s][c] = reached ? (uint16_t)mlg_random_below(&random, 200) : MLG_CHECK_BEYOND;
                cells[n] = c;
                times[n] = table[s][c];
                n += reached || mlg_random_below(&random, 2);
            }
            mlg_tally_add(tally, s, limit, n, cells, times);
        }
        mlg_tally_finish(tally, limit, milli);
        compare_with_table(table, 6, limit, milli, tally);
        mlg_tally_destroy(tally);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, tally_of_two_sites_is_what_a_hand_counts);
    tcase_add_test(tests, tally_equals_a_dense_table);
}

int main(void)
{
    return suite_run("check", add);
}
