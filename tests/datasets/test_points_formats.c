#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <cpl_vsi.h>
#include <gdal.h>
#include <pthread.h>
#include <string.h>

static struct mlg_points_source people(const char *path, enum mlg_placement placement)
{
    return (struct mlg_points_source){.path = path,
                                      .placement = placement,
                                      .x_column = "lon",
                                      .y_column = "lat",
                                      .id_column = "id",
                                      .residents_column = "residents"};
}

/* The two records that scratch_table makes. */
static void expect_people(const struct mlg_points_source *source)
{
    struct mlg_points *points = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_points_read(source, NULL, &points, &err);
    ck_assert_msg(status == MLG_OK, "%s: %s", source->path, err.message);
    ck_assert_uint_eq(points->n, 2);
    ck_assert_str_eq(points->id[1], "b");
    ck_assert_int_eq(points->residents_milli[0], 10500);
    ck_assert_int_eq(points->lon_e7[0], 30000000);
    ck_assert_int_eq(points->lat_e7[1], 501000000);
    mlg_points_destroy(points);
}

START_TEST(points_are_read_from_every_format)
{
    static const struct {
        const char *name, *driver;
    } formats[] = {{"p.gpkg", "GPKG"}, {"p.geojson", "GeoJSON"}, {"p.shp", "ESRI Shapefile"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct mlg_points_source source =
            people(scratch_table(formats[i].name, formats[i].driver, false), MLG_PLACE_GEOMETRY);
        expect_people(&source);
        source.placement = MLG_PLACE_COLUMNS;
        expect_people(&source);
    }
}
END_TEST

START_TEST(areas_stand_at_their_centroid)
{
    struct mlg_points_source source =
        people(scratch_table("p.gpkg", "GPKG", true), MLG_PLACE_GEOMETRY);
    expect_people(&source);
}
END_TEST

START_TEST(spreadsheets_are_read_by_columns)
{
    struct mlg_points_source source =
        people(scratch_table("p.xlsx", "XLSX", false), MLG_PLACE_COLUMNS);
    expect_people(&source);
    source.path = scratch_table("p.ods", "ODS", false);
    expect_people(&source);
}
END_TEST

static const char csv[] = "id,residents,lon,lat\na,10.5,3,50\nb,4,3.1,50.1\n";

static void write_with_gdal(const char *gdal_path)
{
    VSILFILE *file = VSIFOpenL(gdal_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(VSIFWriteL(csv, 1, strlen(csv), file), strlen(csv));
    ck_assert_int_eq(VSIFCloseL(file), 0);
}

START_TEST(compressed_files_are_read_as_they_are_and_nothing_is_left_beside_them)
{
    char gdal_path[300];
    snprintf(gdal_path, sizeof gdal_path, "/vsigzip/%s", temporary_path("p.csv.gz"));
    write_with_gdal(gdal_path);
    struct mlg_points_source source = people(temporary_path("p.csv.gz"), MLG_PLACE_COLUMNS);
    expect_people(&source);
    source.path = gdal_path;
    expect_people(&source);
    ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(archives_are_read_whole_or_by_the_name_inside)
{
    char inside[300];
    snprintf(inside, sizeof inside, "/vsizip/%s/p.csv", temporary_path("p.zip"));
    write_with_gdal(inside);
    struct mlg_points_source source = people(temporary_path("p.zip"), MLG_PLACE_COLUMNS);
    expect_people(&source);
    source.path = temporary_path("p.zip/p.csv");
    expect_people(&source);
    source.path = inside;
    expect_people(&source);
}
END_TEST

START_TEST(the_hash_of_a_shapefile_sees_its_table_too)
{
    struct mlg_points_source source =
        people(scratch_table("p.shp", "ESRI Shapefile", false), MLG_PLACE_GEOMETRY);
    struct mlg_points *before, *after;
    ck_assert_int_eq(mlg_points_read(&source, NULL, &before, NULL), MLG_OK);
    FILE *table = fopen(temporary_path("p.dbf"), "r+b");
    fseek(table, -10, SEEK_END);
    fputc('7', table);
    fclose(table);
    ck_assert_int_eq(mlg_points_read(&source, NULL, &after, NULL), MLG_OK);
    ck_assert_mem_ne(&before->hash, &after->hash, sizeof before->hash);
    mlg_points_destroy(before);
    mlg_points_destroy(after);
}
END_TEST

static void *read_in_thread(void *path)
{
    for (int i = 0; i < 5; i++) {
        struct mlg_points_source source = people(path, MLG_PLACE_COLUMNS);
        struct mlg_points *points;
        if (mlg_points_read(&source, NULL, &points, NULL) != MLG_OK)
            return NULL;
        mlg_points_destroy(points);
    }
    return path;
}

START_TEST(threads_read_at_the_same_time)
{
    char path[300];
    snprintf(path, sizeof path, "%s", scratch_write("p.csv", csv));
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, read_in_thread, path), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        pthread_join(threads[i], &result);
        ck_assert_ptr_eq(result, path);
    }
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, points_are_read_from_every_format);
    tcase_add_test(tests, areas_stand_at_their_centroid);
    tcase_add_test(tests, spreadsheets_are_read_by_columns);
    tcase_add_test(tests, compressed_files_are_read_as_they_are_and_nothing_is_left_beside_them);
    tcase_add_test(tests, archives_are_read_whole_or_by_the_name_inside);
    tcase_add_test(tests, the_hash_of_a_shapefile_sees_its_table_too);
    tcase_add_test(tests, threads_read_at_the_same_time);
}

int main(void)
{
    return suite_run("points_formats", add);
}
