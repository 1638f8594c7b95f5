#include "datasets/layers.h"
#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const int32_t lon[] = {30621391, 22957200, -14500000};
static const int32_t lat[] = {506342641, 498941400, 467000001};
static const char *const ids[] = {"59350", "80021", NULL};
static const int64_t residents[] = {238246, INT64_MIN, 3};
static const double minutes[] = {12.3, NAN, 0};
static const struct mlg_field fields[] = {
    {.name = "id", .type = MLG_FIELD_TEXT, .text = ids},
    {.name = "residents", .type = MLG_FIELD_INTEGER, .integer = residents},
    {.name = "time_min", .type = MLG_FIELD_REAL, .real = minutes},
};
static const struct mlg_layer sites = {
    .name = "sites", .n = 3, .lon_e7 = lon, .lat_e7 = lat, .fields = fields, .n_fields = 3};

static char *slurp(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = calloc(1, *length + 1);
    ck_assert_uint_eq(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

static void expect_equal_files(const char *a, const char *b)
{
    size_t na, nb;
    char *first = slurp(a, &na), *second = slurp(b, &nb);
    ck_assert_uint_eq(na, nb);
    ck_assert_mem_eq(first, second, na);
    free(first);
    free(second);
}

static const char *const about[][2] = {{"program", "maillage"}, {"note", "é"}, {NULL, NULL}};

static const char *write_gpkg(const char *name, const struct mlg_layer *layers, size_t n)
{
    struct mlg_error err = {0};
    const char *path = temporary_path(name);
    enum mlg_status status = mlg_layers_write_gpkg(path, false, layers, n, about, &err);
    ck_assert_msg(status == MLG_OK, "%s", err.message);
    return path;
}

START_TEST(csv_is_for_spreadsheets)
{
    const char *path = temporary_path("s.csv");
    ck_assert_int_eq(mlg_layer_write_csv(path, false, &sites, NULL), MLG_OK);
    size_t length;
    char *text = slurp(path, &length);
    ck_assert_str_eq(text, "\xef\xbb\xbflon,lat,id,residents,time_min\n"
                           "3.0621391,50.6342641,59350,238246,12.3\n"
                           "2.2957200,49.8941400,80021,,\n"
                           "-1.4500000,46.7000001,,3,0\n");
    free(text);
    ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

static void expect_points_back(const char *path, const char *layer, int32_t tolerance_e7)
{
    struct mlg_points_source source = {
        .path = path, .layer = layer, .placement = MLG_PLACE_GEOMETRY};
    const char *further[] = {"id", "residents", "time_min"};
    source.columns = further;
    source.n_columns = 3;
    struct mlg_points *points = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_points_read(&source, NULL, &points, &err) == MLG_OK, "%s", err.message);
    ck_assert_uint_eq(points->n, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_le(abs(points->lon_e7[i] - lon[i]), tolerance_e7);
        ck_assert_int_le(abs(points->lat_e7[i] - lat[i]), tolerance_e7);
    }
    ck_assert_str_eq(points->column[0][1], "80021");
    ck_assert_str_eq(points->column[0][2], "");
    ck_assert_str_eq(points->column[1][0], "238246");
    ck_assert_str_eq(points->column[1][1], "");
    ck_assert_str_eq(points->column[2][0], "12.3");
    ck_assert_str_eq(points->column[2][1], "");
    mlg_points_destroy(points);
}

START_TEST(geojson_comes_back_as_it_was)
{
    const char *path = temporary_path("s.geojson");
    ck_assert_int_eq(mlg_layer_write_geojson(path, false, &sites, NULL), MLG_OK);
    expect_points_back(path, NULL, 0);
    ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(geopackage_holds_all_layers_in_lambert_and_what_it_is_about)
{
    struct mlg_layer two[] = {sites, sites};
    two[1].name = "cells";
    const char *path = write_gpkg("plan.gpkg", two, 2);
    ck_assert_int_eq(scratch_count(), 1);
    expect_points_back(path, "sites", 1);
    expect_points_back(path, "cells", 1);
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    ck_assert_ptr_nonnull(file);
    OGRLayerH layer = GDALDatasetGetLayerByName(file, "cells");
    ck_assert_str_eq(OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL), "2154");
    ck_assert(OGR_L_TestCapability(layer, OLCFastSpatialFilter));
    OGRLayerH table = GDALDatasetGetLayerByName(file, "about");
    OGRFeatureH second = OGR_L_GetFeature(table, 2);
    ck_assert_str_eq(OGR_F_GetFieldAsString(second, 0), "note");
    ck_assert_str_eq(OGR_F_GetFieldAsString(second, 1), "é");
    OGR_F_Destroy(second);
    GDALClose(file);
}
END_TEST

START_TEST(geopackage_outside_france_stays_in_degrees)
{
    static const int32_t far_lon[] = {30621391, 144000000, 0};
    struct mlg_layer layer = sites;
    layer.lon_e7 = far_lon;
    const char *path = write_gpkg("malta.gpkg", &layer, 1);
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    OGRLayerH written = GDALDatasetGetLayerByName(file, "sites");
    ck_assert_str_eq(OSRGetAuthorityCode(OGR_L_GetSpatialRef(written), NULL), "4326");
    OGRFeatureH feature = OGR_L_GetFeature(written, 2);
    ck_assert_double_eq_tol(OGR_G_GetX(OGR_F_GetGeometryRef(feature), 0), 14.4, 1e-12);
    OGR_F_Destroy(feature);
    GDALClose(file);
}
END_TEST

START_TEST(equal_layers_are_equal_bytes)
{
    const char *first = write_gpkg("a.gpkg", &sites, 1);
    sleep(1); /* a date inside would change */
    expect_equal_files(first, write_gpkg("b.gpkg", &sites, 1));
    first = temporary_path("a.geojson");
    const char *second = temporary_path("b.geojson");
    ck_assert_int_eq(mlg_layer_write_geojson(first, false, &sites, NULL), MLG_OK);
    ck_assert_int_eq(mlg_layer_write_geojson(second, false, &sites, NULL), MLG_OK);
    expect_equal_files(first, second);
}
END_TEST

START_TEST(an_empty_layer_is_a_file_without_records)
{
    struct mlg_layer empty = sites;
    empty.n = 0;
    const char *path = write_gpkg("e.gpkg", &empty, 1);
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    ck_assert_int_eq(OGR_L_GetFeatureCount(GDALDatasetGetLayerByName(file, "sites"), 1), 0);
    GDALClose(file);
    ck_assert_int_eq(mlg_layer_write_csv(temporary_path("e.csv"), false, &empty, NULL), MLG_OK);
    ck_assert_int_eq(mlg_layer_write_geojson(temporary_path("e.geojson"), false, &empty, NULL),
                     MLG_OK);
}
END_TEST

START_TEST(an_existing_file_is_kept_unless_overwritten)
{
    const char *path = scratch_write("s.csv", "precious");
    struct mlg_error err;
    ck_assert_int_eq(mlg_layer_write_csv(path, false, &sites, &err), MLG_IO);
    ck_assert_ptr_nonnull(strstr(err.message, "exists already"));
    size_t length;
    char *text = slurp(path, &length);
    ck_assert_str_eq(text, "precious");
    free(text);
    ck_assert_int_eq(mlg_layer_write_csv(path, true, &sites, NULL), MLG_OK);
    ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(an_unwritable_place_is_an_error_and_leaves_nothing)
{
    struct mlg_error err;
    ck_assert_int_eq(
        mlg_layers_write_gpkg(temporary_path("none/p.gpkg"), false, &sites, 1, NULL, &err), MLG_IO);
    ck_assert_ptr_nonnull(strstr(err.message, "No such file or directory"));
    ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

START_TEST(a_disk_that_fills_up_is_an_error_and_leaves_nothing)
{
    struct rlimit before, small = {.rlim_cur = 100, .rlim_max = RLIM_INFINITY};
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    small.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN); /* writing fails instead, as on a full disk */
    struct mlg_error err = {0};
    setrlimit(RLIMIT_FSIZE,
              &small); /* Check itself writes on every claim: none until it is lifted */
    enum mlg_status status =
        mlg_layers_write_gpkg(temporary_path("p.gpkg"), false, &sites, 1, NULL, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    ck_assert_int_eq(status, MLG_IO);
    ck_assert_ptr_nonnull(strstr(err.message, "cannot write"));
    ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, csv_is_for_spreadsheets);
    tcase_add_test(tests, geojson_comes_back_as_it_was);
    tcase_add_test(tests, geopackage_holds_all_layers_in_lambert_and_what_it_is_about);
    tcase_add_test(tests, geopackage_outside_france_stays_in_degrees);
    tcase_add_test(tests, equal_layers_are_equal_bytes);
    tcase_add_test(tests, an_empty_layer_is_a_file_without_records);
    tcase_add_test(tests, an_existing_file_is_kept_unless_overwritten);
    tcase_add_test(tests, an_unwritable_place_is_an_error_and_leaves_nothing);
    tcase_add_test(tests, a_disk_that_fills_up_is_an_error_and_leaves_nothing);
}

int main(void)
{
    return suite_run("layers", add);
}
