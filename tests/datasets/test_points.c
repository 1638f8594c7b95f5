#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <string.h>

static struct mlg_points *read_good(const struct mlg_points_source *source)
{
    struct mlg_points *points = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_points_read(source, NULL, &points, &err);
    ck_assert_msg(status == MLG_OK, "%s:%zu: %s", err.file, err.line, err.message);
    return points;
}

static struct mlg_points_source columns(const char *path)
{
    return (struct mlg_points_source){.path = path,
                                      .placement = MLG_PLACE_COLUMNS,
                                      .x_column = "lon",
                                      .y_column = "lat",
                                      .id_column = "id"};
}

START_TEST(sites_keep_order_names_and_further_columns)
{
    struct mlg_points_source source = columns(scratch_write(
        "sites.csv", "commune,id,lat,label,lon\n59350,x2,50.6342641,Mairie,3.0621391\n"
                     "02001,x1,49.5,\"L'été, \"\"ici\"\"\",3.2\n,x3,49.6,,3.3\n"));
    const char *further[] = {"commune", "label"};
    source.name_column = "label";
    source.columns = further;
    source.n_columns = 2;
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 3);
    ck_assert_uint_eq(points->n_records, 3);
    ck_assert_str_eq(points->id[0], "x2");
    ck_assert_str_eq(points->name[1], "L'été, \"ici\"");
    ck_assert_str_eq(points->name[2], "x3"); /* a nameless site is called by its id */
    ck_assert_str_eq(points->column[0][1], "02001");
    ck_assert_str_eq(points->column[0][2], "");
    ck_assert_str_eq(points->column[1][0], "Mairie");
    ck_assert_int_eq(points->lon_e7[0], 30621391);
    ck_assert_int_eq(points->lat_e7[0], 506342641);
    ck_assert_ptr_null(points->residents_milli);
    ck_assert_uint_eq(mlg_points_find(points, "x1"), 1);
    ck_assert_uint_eq(mlg_points_find(points, "x9"), SIZE_MAX);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(records_without_an_id_are_numbered)
{
    struct mlg_points_source source = columns(scratch_write("s.csv", "lon,lat\n3,50\n4,51\n"));
    source.id_column = NULL;
    struct mlg_points *points = read_good(&source);
    ck_assert_str_eq(points->id[1], "2");
    ck_assert_str_eq(points->name[1], "2");
    mlg_points_destroy(points);
}
END_TEST

START_TEST(semicolons_byte_order_mark_and_crlf_are_read)
{
    struct mlg_points_source source =
        columns(scratch_write("s.csv", "\xef\xbb\xbfid;lon;lat\r\na;3;50\r\n\r\nb;4;51\r\n"));
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 2);
    ck_assert_str_eq(points->id[1], "b");
    mlg_points_destroy(points);
}
END_TEST

START_TEST(people_of_one_id_are_merged_at_their_centre_of_gravity)
{
    struct mlg_points_source source =
        columns(scratch_write("p.csv", "id,lon,lat,n,commune\na,3,50,1,A\nb,4,51,2.5,B\n"
                                       "a,3.4,50.8,3,C\nc,5,52,0,D\nb,4,51,0,E\n"));
    const char *further[] = {"commune"};
    source.residents_column = "n";
    source.merge_equal_ids = true;
    source.columns = further;
    source.n_columns = 1;
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 2);
    ck_assert_uint_eq(points->n_records, 5);
    ck_assert_uint_eq(points->n_dropped_empty, 1);
    ck_assert_int_eq(points->residents_milli[0], 4000);
    ck_assert_int_eq(points->residents_milli[1], 2500);
    ck_assert_int_eq(points->total_residents_milli, 6500);
    ck_assert_int_eq(points->lon_e7[0], 33000000);
    ck_assert_int_eq(points->lat_e7[0], 506000000);
    ck_assert_str_eq(points->column[0][0], "C"); /* of most of its residents */
    ck_assert_str_eq(points->column[0][1], "B");
    mlg_points_destroy(points);
}
END_TEST

START_TEST(residents_are_rounded_half_up_to_thousandths)
{
    struct mlg_points_source source = columns(
        scratch_write("p.csv", "id,lon,lat,n\na,3,50,0.0015\nb,3,50,18.51\nc,3,50,0.0004\n"));
    source.residents_column = "n";
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 2);
    ck_assert_int_eq(points->residents_milli[0], 2);
    ck_assert_int_eq(points->residents_milli[1], 18510);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(grid_cells_stand_at_their_centre_even_when_merged)
{
    struct mlg_points_source source = {
        .path = scratch_write("p.csv", "idcar_200m,ind\nCRS3035RES200mN3067400E3722400,2\n"
                                       "CRS3035RES200mN3067400E3722400,5\n"),
        .placement = MLG_PLACE_GRID_ID,
        .grid_column = "idcar_200m",
        .id_column = "idcar_200m",
        .residents_column = "ind",
        .merge_equal_ids = true};
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 1);
    ck_assert_int_eq(points->residents_milli[0], 7000);
    PJ *grid = proj_create(NULL, "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 "
                                 "+ellps=GRS80");
    PJ_COORD centre = proj_trans(grid, PJ_INV, proj_coord(3722500, 3067500, 0, 0));
    ck_assert_int_eq(points->lon_e7[0], lround(proj_todeg(centre.lp.lam) * 1e7));
    ck_assert_int_eq(points->lat_e7[0], lround(proj_todeg(centre.lp.phi) * 1e7));
    proj_destroy(grid);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(joined_records_stand_where_the_other_table_says)
{
    struct mlg_points_source towns =
        columns(scratch_write("towns.csv", "id,lon,lat\n02001,3.18,49.6\n59350,3.06,50.63\n"));
    struct mlg_points *joined = read_good(&towns);
    struct mlg_points_source source = {
        .path = scratch_write("sites.csv", "id,commune\ns1,59350\ns2,02001\ns3,59350\n"),
        .placement = MLG_PLACE_JOIN,
        .join = joined,
        .join_column = "commune",
        .id_column = "id"};
    struct mlg_points *points = read_good(&source);
    ck_assert_uint_eq(points->n, 3);
    ck_assert_int_eq(points->lon_e7[0], 30600000);
    ck_assert_int_eq(points->lat_e7[1], 496000000);
    ck_assert_int_eq(points->lat_e7[2], 506300000);
    mlg_points_destroy(points);
    mlg_points_destroy(joined);
}
END_TEST

START_TEST(projected_columns_become_degrees)
{
    struct mlg_points_source source =
        columns(scratch_write("s.csv", "id,lon,lat\na,700000,6600000\n"));
    source.crs = "EPSG:2154";
    struct mlg_points *points = read_good(&source);
    ck_assert_int_eq(points->lon_e7[0], 30000000);
    ck_assert_int_eq(points->lat_e7[0], 465000000);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(the_hash_is_that_of_the_file)
{
    static const char text[] = "id,lon,lat\na,3,50\n";
    struct mlg_points_source source = columns(scratch_write("s.csv", text));
    struct mlg_points *points = read_good(&source);
    struct mlg_sha256 expected;
    mlg_hash_bytes(text, strlen(text), &expected);
    ck_assert_mem_eq(&points->hash, &expected, sizeof expected);
    ck_assert_str_eq(points->path, source.path);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(a_monitor_that_stops_ends_the_reading)
{
    static char text[200000] = "id,lon,lat\n";
    char *end = text + strlen(text);
    for (int i = 0; i < 9000; i++)
        end += sprintf(end, "%d,3,50\n", i);
    struct mlg_points_source source = columns(scratch_write("s.csv", text));
    volatile sig_atomic_t stop = 1;
    struct mlg_monitor monitor = {.stop = &stop};
    struct mlg_points *untouched = NULL;
    ck_assert_int_eq(mlg_points_read(&source, &monitor, &untouched, NULL), MLG_STOPPED);
    ck_assert_ptr_null(untouched);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, sites_keep_order_names_and_further_columns);
    tcase_add_test(tests, records_without_an_id_are_numbered);
    tcase_add_test(tests, semicolons_byte_order_mark_and_crlf_are_read);
    tcase_add_test(tests, people_of_one_id_are_merged_at_their_centre_of_gravity);
    tcase_add_test(tests, residents_are_rounded_half_up_to_thousandths);
    tcase_add_test(tests, grid_cells_stand_at_their_centre_even_when_merged);
    tcase_add_test(tests, joined_records_stand_where_the_other_table_says);
    tcase_add_test(tests, projected_columns_become_degrees);
    tcase_add_test(tests, the_hash_is_that_of_the_file);
    tcase_add_test(tests, a_monitor_that_stops_ends_the_reading);
}

int main(void)
{
    return suite_run("points", add);
}
