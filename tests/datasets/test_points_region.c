/* The region's real people, where the development data is. */
#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[1024];

static struct mlg_points *read_region(enum mlg_placement placement)
{
    struct mlg_points_source source = {.path = path,
                                       .placement = placement,
                                       .x_column = "lon",
                                       .y_column = "lat",
                                       .grid_column = "idcell_laea200",
                                       .id_column = "idcell_laea200",
                                       .residents_column = "pop_est",
                                       .merge_equal_ids = true};
    struct mlg_points *points = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_points_read(&source, NULL, &points, &err);
    ck_assert_msg(status == MLG_OK, "%s:%zu: %s", err.file, err.line, err.message);
    return points;
}

START_TEST(the_region_has_its_known_cells_and_residents)
{
    struct mlg_points *points = read_region(MLG_PLACE_COLUMNS);
    ck_assert_uint_eq(points->n_records, 192052);
    ck_assert_uint_eq(points->n, 176332);
    ck_assert_uint_eq(points->n + points->n_dropped_empty, 184593);
    ck_assert_int_eq(points->total_residents_milli / 1000000, 5992);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(buildings_lie_in_the_cell_that_their_id_names)
{
    struct mlg_points *by_columns = read_region(MLG_PLACE_COLUMNS);
    struct mlg_points *by_id = read_region(MLG_PLACE_GRID_ID);
    ck_assert_uint_eq(by_columns->n, by_id->n);
    ck_assert_int_eq(by_columns->total_residents_milli, by_id->total_residents_milli);
    size_t n_outside = 0;
    for (size_t i = 0; i < by_id->n; i++) {
        /* 200 m are 0.0018 degrees of latitude and 0.0028 of longitude here; the grid is turned. */
        n_outside += abs(by_columns->lat_e7[i] - by_id->lat_e7[i]) >= 15000 ||
                     abs(by_columns->lon_e7[i] - by_id->lon_e7[i]) >= 20000;
    }
    ck_assert_uint_eq(n_outside, 0);
    mlg_points_destroy(by_columns);
    mlg_points_destroy(by_id);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, the_region_has_its_known_cells_and_residents);
    tcase_add_test(tests, buildings_lie_in_the_cell_that_their_id_names);
}

int main(void)
{
    const char *shared = getenv("MAILLAGE_SHARED");
    snprintf(path, sizeof path, "%s/people/pop-est-200m-dasymetric.csv.gz", shared ? shared : "");
    if (access(path, R_OK) != 0)
        return suite_skip("the development data is not there");
    return suite_run("points_region", add);
}
