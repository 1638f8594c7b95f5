/* Areas drawn around the low values of a grid. */
#include "datasets/contours.h"
#include "tests/suite.h"

#include <check.h>
#include <math.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>

enum { N = 101 };

static float value[N * N];
static struct mlg_error err;

/* A cone: the distance from the middle, in degrees. */
static struct mlg_grid cone(void)
{
    for (int i = 0; i < N * N; i++)
        value[i] = hypotf((float)(i % N) - 50, (float)(i / N) - 50) / 100;
    return (struct mlg_grid){N, N, 2, 51, 0.01, 0.01, value};
}

/* Square degrees; *inside: whether the point lies in the area. */
static double measure(const char *wkt, double lon, double lat, int *inside)
{
    char *text = (char *)(uintptr_t)wkt;
    OGRGeometryH area = NULL, point = OGR_G_CreateGeometry(wkbPoint);
    ck_assert_int_eq(OGR_G_CreateFromWkt(&text, NULL, &area), OGRERR_NONE);
    OGR_G_SetPoint_2D(point, 0, lon, lat);
    *inside = OGR_G_Contains(area, point);
    double size = OGR_G_Area(area);
    ck_assert(OGR_G_IsValid(area));
    OGR_G_DestroyGeometry(area);
    OGR_G_DestroyGeometry(point);
    return size;
}

START_TEST(area_of_a_cone_is_a_disc_around_its_tip)
{
    struct mlg_grid grid = cone();
    for (double level = 0.1; level < 0.45; level += 0.1) {
        char *wkt;
        int inside;
        ck_assert_int_eq(mlg_contour_area(&grid, level, &wkt, &err), MLG_OK);
        ck_assert_double_eq_tol(measure(wkt, 2.5, 50.5, &inside), M_PI * level * level, 0.003);
        ck_assert(inside);
        measure(wkt, 2.5 + level + 0.02, 50.5, &inside);
        ck_assert(!inside);
        free(wkt);
    }
}
END_TEST

START_TEST(ring_has_a_hole_where_the_values_are_higher)
{
    struct mlg_grid grid = cone();
    for (int i = 0; i < N * N; i++)
        value[i] = fabsf(value[i] - 0.3f);
    char *wkt;
    int inside;
    ck_assert_int_eq(mlg_contour_area(&grid, 0.1, &wkt, &err), MLG_OK);
    ck_assert_double_eq_tol(measure(wkt, 2.5, 50.5, &inside), M_PI * (0.16 - 0.04), 0.004);
    ck_assert(!inside);
    free(wkt);
}
END_TEST

START_TEST(area_is_empty_where_no_value_is_low_and_whole_where_all_are)
{
    struct mlg_grid grid = cone();
    char *wkt;
    int inside;
    ck_assert_int_eq(mlg_contour_area(&grid, -1, &wkt, &err), MLG_OK);
    ck_assert_str_eq(wkt, "MULTIPOLYGON EMPTY");
    free(wkt);
    ck_assert_int_eq(mlg_contour_area(&grid, 10, &wkt, &err), MLG_OK);
    ck_assert_double_eq_tol(measure(wkt, 2.5, 50.5, &inside), 1.0201, 0.03);
    ck_assert(inside);
    free(wkt);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, area_of_a_cone_is_a_disc_around_its_tip);
    tcase_add_test(tests, ring_has_a_hole_where_the_values_are_higher);
    tcase_add_test(tests, area_is_empty_where_no_value_is_low_and_whole_where_all_are);
}

int main(void)
{
    return suite_run("contours", add);
}
