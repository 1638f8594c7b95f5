#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

static void expect_cell(const char *id, double easting, double northing, double size)
{
    double e = -1, n = -1, s = -1;
    ck_assert_msg(mlg_grid_cell_parse(id, &e, &n, &s), "'%s' was refused", id);
    ck_assert_double_eq(e, easting);
    ck_assert_double_eq(n, northing);
    ck_assert_double_eq(s, size);
}

START_TEST(insee_and_eurostat_ids_give_corner_and_size)
{
    expect_cell("CRS3035RES200mN2029800E4254200", 4254200, 2029800, 200);
    expect_cell("FR_CRS3035RES200mN2029800E4254200", 4254200, 2029800, 200);
    expect_cell("CRS3035RES1000mN2689000E4341000", 4341000, 2689000, 1000);
    expect_cell("DE_CRS3035RES100mN2689100E4337000", 4337000, 2689100, 100);
}
END_TEST

START_TEST(short_ids_leave_out_the_zeros_of_their_size)
{
    expect_cell("1kmN2599E4695", 4695000, 2599000, 1000);
    expect_cell("200mN20298E42542", 4254200, 2029800, 200);
    expect_cell("250mN202975E425425", 4254250, 2029750, 250);
    expect_cell("100mN26891E43370", 4337000, 2689100, 100);
    expect_cell("10kmN259E469", 4690000, 2590000, 10000);
}
END_TEST

START_TEST(anything_else_is_refused_and_leaves_the_results_alone)
{
    static const char *const ids[] = {
        "",
        "200m",
        "200mN20298",
        "200mN20298E",
        "200mN20298E42542x",
        "200mE42542N20298",
        "mN20298E42542",
        "0mN20298E42542",
        "CRS2154RES200mN2029800E4254200",
        "XCRS3035RES200mN2029800E4254200",
        "CRS3035RES200mN2029801E4254200",
        "CRS3035RES200mN-200E4254200",
        "CRS3035RES200mN99999999999999999999E0",
        "59350",
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        double e = -1, n = -1, s = -1;
        ck_assert_msg(!mlg_grid_cell_parse(ids[i], &e, &n, &s), "'%s' was taken", ids[i]);
        ck_assert_double_eq(e + n + s, -3);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, insee_and_eurostat_ids_give_corner_and_size);
    tcase_add_test(tests, short_ids_leave_out_the_zeros_of_their_size);
    tcase_add_test(tests, anything_else_is_refused_and_leaves_the_results_alone);
}

int main(void)
{
    return suite_run("grid_cell", add);
}
