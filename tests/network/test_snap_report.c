#include "network/graph/snap_report.h"

#include "base/random.h"
#include "tests/suite.h"

#include <check.h>

enum { MOST = 60 };

static size_t count_at_most(const struct mlg_snap_distance *points, size_t n, double limit_m)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += points[i].reason == MLG_SNAPPED && (double)points[i].distance_m <= limit_m;
    return count;
}

/* By the definition: a value of the set, the smallest that this share does not exceed. */
static void check_rank(const struct mlg_snap_distance *points, size_t n, size_t n_snapped,
                       double value_m, double share)
{
    ck_assert_double_ge((double)count_at_most(points, n, value_m), share * (double)n_snapped);
    for (size_t i = 0; i < n; i++)
        if (points[i].reason == MLG_SNAPPED && (double)points[i].distance_m < value_m)
            ck_assert_double_lt((double)count_at_most(points, n, (double)points[i].distance_m),
                                share * (double)n_snapped);
}

/* Nobody who is left out is farther, or as far and earlier. */
static void check_farthest(const struct mlg_snap_distance *points, size_t n,
                           const struct mlg_snap_report *report)
{
    size_t n_off = 0;
    for (size_t i = 0; i < n; i++)
        n_off += points[i].distance_m > 0;
    ck_assert_uint_eq(report->n_farthest, n_off < MLG_N_FARTHEST ? n_off : MLG_N_FARTHEST);
    for (size_t k = 0; k < report->n_farthest; k++) {
        size_t before = 0, here = report->farthest[k];
        for (size_t i = 0; i < n; i++)
            before += points[i].distance_m > points[here].distance_m ||
                      (points[i].distance_m == points[here].distance_m && i < here);
        ck_assert_uint_eq(before, k);
    }
}

START_TEST(the_report_is_what_its_definitions_say)
{
    struct mlg_random random;
    mlg_random_seed(&random, 51);
    for (int round = 0; round < 300; round++) {
        struct mlg_snap_distance points[MOST];
        size_t n = mlg_random_below(&random, MOST + 1), counts[3] = {0};
        for (size_t i = 0; i < n; i++) {
            unsigned kind = mlg_random_below(&random, 8);
            points[i].distance_m = (float)mlg_random_below(&random, 40) / 4;
            points[i].reason = kind == 0   ? MLG_SNAP_TOO_FAR
                               : kind == 1 ? MLG_SNAP_ISLAND
                                           : MLG_SNAPPED;
            counts[points[i].reason]++;
        }
        struct mlg_snap_report report;
        ck_assert_int_eq(mlg_snap_report_make(points, n, &report, NULL), MLG_OK);
        ck_assert_uint_eq(report.n, n);
        ck_assert_uint_eq(report.n_snapped, counts[MLG_SNAPPED]);
        ck_assert_uint_eq(report.n_too_far, counts[MLG_SNAP_TOO_FAR]);
        ck_assert_uint_eq(report.n_islands, counts[MLG_SNAP_ISLAND]);
        check_farthest(points, n, &report);
        if (!report.n_snapped)
            continue;
        check_rank(points, n, report.n_snapped, report.median_m, 0.5);
        check_rank(points, n, report.n_snapped, report.p95_m, 0.95);
        check_rank(points, n, report.n_snapped, report.max_m, 1);
    }
}
END_TEST

START_TEST(no_points_are_no_distance)
{
    struct mlg_snap_report report;
    ck_assert_int_eq(mlg_snap_report_make(NULL, 0, &report, NULL), MLG_OK);
    ck_assert_double_eq(report.max_m, 0);
    ck_assert_uint_eq(report.n_farthest, 0);
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_test(cases, the_report_is_what_its_definitions_say);
    tcase_add_test(cases, no_points_are_no_distance);
}

int main(void)
{
    return suite_run("snap_report", add);
}
