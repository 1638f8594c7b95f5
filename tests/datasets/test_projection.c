#include "base/random.h"
#include "datasets/projection.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <math.h>
#include <proj.h>
#include <string.h>

START_TEST(axes_are_always_easting_or_longitude_first)
{
    struct mlg_projection *projection;
    double x = 3, y = 46.5; /* the origin of Lambert-93 */
    ck_assert_int_eq(mlg_projection_create("EPSG:4326", "EPSG:2154", &projection, NULL), MLG_OK);
    ck_assert_int_eq(mlg_projection_apply(projection, 1, &x, &y, NULL), MLG_OK);
    ck_assert_double_eq_tol(x, 700000, 1e-3);
    ck_assert_double_eq_tol(y, 6600000, 1e-3);
    mlg_projection_destroy(projection);
}
END_TEST

/* The grid's projection written out in full, instead of by its number in the database. */
START_TEST(grid_coordinates_agree_with_the_projection_written_out)
{
    struct mlg_projection *projection;
    ck_assert_int_eq(mlg_projection_create("EPSG:3035", "EPSG:4326", &projection, NULL), MLG_OK);
    PJ *written = proj_create(NULL, "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 "
                                    "+ellps=GRS80");
    ck_assert_ptr_nonnull(written);
    struct mlg_random random;
    mlg_random_seed(&random, 5);
    for (int i = 0; i < 100; i++) {
        double x = 3.6e6 + 8e5 * mlg_random_unit(&random);
        double y = 2.2e6 + 9e5 * mlg_random_unit(&random);
        PJ_COORD degrees = proj_trans(written, PJ_INV, proj_coord(x, y, 0, 0));
        ck_assert_int_eq(mlg_projection_apply(projection, 1, &x, &y, NULL), MLG_OK);
        ck_assert_double_eq_tol(x, proj_todeg(degrees.lp.lam), 1e-9);
        ck_assert_double_eq_tol(y, proj_todeg(degrees.lp.phi), 1e-9);
    }
    proj_destroy(written);
    mlg_projection_destroy(projection);
}
END_TEST

START_TEST(unknown_crs_is_an_error_with_an_example)
{
    struct mlg_projection *untouched = NULL;
    struct mlg_error err;
    static const char *const unknown[] = {"EPSG:99999", "2154", "", "Lambert ninety-three",
                                          "+proj=noop"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        ck_assert_int_eq(mlg_projection_create(unknown[i], "EPSG:4326", &untouched, &err),
                         MLG_BAD_INPUT);
        ck_assert_ptr_nonnull(strstr(err.message, "is not a coordinate reference system"));
        ck_assert_ptr_nonnull(strstr(err.hint, "EPSG:2154"));
        ck_assert_ptr_null(untouched);
    }
}
END_TEST

START_TEST(first_point_that_cannot_be_projected_is_named)
{
    struct mlg_projection *projection;
    struct mlg_error err;
    double x[] = {3, 3, INFINITY}, y[] = {50, 500, 50};
    ck_assert_int_eq(mlg_projection_create("EPSG:4326", "EPSG:2154", &projection, NULL), MLG_OK);
    ck_assert_int_eq(mlg_projection_apply(projection, 3, x, y, &err), MLG_BAD_INPUT);
    ck_assert_ptr_nonnull(strstr(err.message, "point 2 cannot be projected"));
    mlg_projection_destroy(projection);
}
END_TEST

START_TEST(equal_crs_are_recognised_by_meaning)
{
    ck_assert(mlg_crs_equal("EPSG:4326", "OGC:CRS84"));
    ck_assert(!mlg_crs_equal("EPSG:4326", "EPSG:2154"));
    ck_assert(!mlg_crs_equal("EPSG:4326", "nonsense"));
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, axes_are_always_easting_or_longitude_first);
    tcase_add_test(tests, grid_coordinates_agree_with_the_projection_written_out);
    tcase_add_test(tests, unknown_crs_is_an_error_with_an_example);
    tcase_add_test(tests, first_point_that_cannot_be_projected_is_named);
    tcase_add_test(tests, equal_crs_are_recognised_by_meaning);
}

int main(void)
{
    return suite_run("projection", add);
}
