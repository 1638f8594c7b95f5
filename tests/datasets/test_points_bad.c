/* Every way in which a table can be wrong, and the words that say so. */
#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct mlg_points_source people(const char *path)
{
    return (struct mlg_points_source){.path = path,
                                      .placement = MLG_PLACE_COLUMNS,
                                      .x_column = "lon",
                                      .y_column = "lat",
                                      .id_column = "id",
                                      .residents_column = "ind"};
}

/* Refused at this line with exactly this message and a hint that contains these words. */
static void expect_error(const struct mlg_points_source *source, size_t line, const char *message,
                         const char *hint)
{
    struct mlg_points *untouched = NULL;
    struct mlg_error err = {0};
    ck_assert_int_ne(mlg_points_read(source, NULL, &untouched, &err), MLG_OK);
    ck_assert_ptr_null(untouched);
    ck_assert_str_eq(err.file, source->path);
    ck_assert_str_eq(err.message, message);
    ck_assert_uint_eq(err.line, line);
    ck_assert_msg(strstr(err.hint, hint) != NULL, "the hint is '%s'", err.hint);
}

static void expect_people_error(const char *csv, size_t line, const char *message, const char *hint)
{
    struct mlg_points_source source = people(scratch_write("p.csv", csv));
    expect_error(&source, line, message, hint);
}

static void expect_path_error(const char *path, const char *format, const char *hint)
{
    struct mlg_points_source source = people(path);
    char message[600];
    snprintf(message, sizeof message, format, path);
    expect_error(&source, 0, message, hint);
}

START_TEST(residents_must_be_numbers_of_people)
{
    static const char head[] = "id,lon,lat,ind\na,3,50,1\n";
    static const struct {
        const char *value, *message, *hint;
    } bad[] = {
        {"-3", "column 'ind' is -3, residents cannot be negative", ""},
        {"NaN", "column 'ind' is 'NaN', expected a number", ""},
        {"inf", "column 'ind' is 'inf', expected a number", ""},
        {"", "column 'ind' is empty, expected a number", ""},
        {"many", "column 'ind' is 'many', expected a number", ""},
        {"\"12,5\"", "column 'ind' is '12,5', expected a number", "write 12.5"},
        {"1e12", "column 'ind' is 1000000000000, expected at most 1000000000 residents", ""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char csv[200];
        snprintf(csv, sizeof csv, "%sb,3,50,%s\n", head, bad[i].value);
        expect_people_error(csv, 3, bad[i].message, bad[i].hint);
    }
}
END_TEST

START_TEST(a_record_with_more_or_fewer_fields_than_the_header_is_refused)
{
    static const char more[] = "the record has 5 fields, expected 4 as in the header";
    static const char fewer[] = "the record has 3 fields, expected 4 as in the header";
    static const struct {
        const char *csv;
        size_t line;
        const char *message, *hint;
    } bad[] = {
        {"id,lon,lat,ind\nParis, centre,3,50,1\n", 2, more, "separated by ','"},
        {"id,lon,lat,ind\na,3,50,1,9\n", 2, more, "in double quotes"},
        {"id,lon,lat,ind\na,3,50\n", 2, fewer, "between its separators"},
        {"id,lon,lat,ind\n\"a,\n\"\"b\",3,50,1\n\n\nc,3,50", 6, fewer, ""},
        {"\xef\xbb\xbfid;lon;lat;ind\r\na;3;50;1\r\n\r\nb,c;3;50;1;\r\n", 4, more, "by ';'"},
        {"id\tlon\tlat\tind\na\t3\t50\n", 2, fewer, "separated by tab"},
        {"id\tlon, x\tlat, y\tind, n\na, b, c\t3\t50\t1\nb\t3\t50\n", 3, fewer, "by tab"},
        {"id lon lat ind\na 3 50 1 2\n", 2, more, "by ' '"},
        {"id,lon,lat,ind\ra,3,50,1\rb,3,50\r", 3, fewer, ""},
        {"id,lon,lat,ind\na,3,50,1\n  \n", 3, "the record has 1 field, expected 4 as in the header",
         ""},
        {"id,lon,lat,ind\na,3,50,\"1\nb,3,50,1\n", 2,
         "a double quote of this record is never closed", "twice"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_people_error(bad[i].csv, bad[i].line, bad[i].message, bad[i].hint);
}
END_TEST

START_TEST(fields_are_counted_inside_of_archives)
{
    static const char *const names[] = {"/vsigzip/%s/g.csv.gz", "/vsizip/%s/one.zip/p.csv",
                                        "/vsizip/%s/two.zip/p.csv", "/vsizip/%s/two.zip/q.csv"};
    static const char csv[] = "id,lon,lat,ind\na,3,50,1\nb,3,50,1,9\n";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[300];
        snprintf(path, sizeof path, names[i], temporary_path("."));
        VSILFILE *file = VSIFOpenL(path, "wb");
        ck_assert_ptr_nonnull(file);
        VSIFWriteL(csv, 1, strlen(csv), file);
        VSIFCloseL(file);
    }
    static const char message[] = "the record has 5 fields, expected 4 as in the header";
    struct mlg_points_source source = people(temporary_path("g.csv.gz"));
    expect_error(&source, 3, message, "separated by ','");
    source.path = temporary_path("one.zip");
    expect_error(&source, 3, message, "separated by ','");
    source.path = temporary_path("two.zip/q.csv");
    expect_error(&source, 3, message, "separated by ','");
    source.path = temporary_path("two.zip");
    source.layer = "q";
    expect_error(&source, 3, message, "separated by ','");
}
END_TEST

START_TEST(lines_are_counted_through_quoted_breaks_and_blank_lines)
{
    expect_people_error("id,lon,lat,ind\n\"a\nb\",3,50,1\n\nc,3,50,x\n", 5,
                        "column 'ind' is 'x', expected a number", "");
}
END_TEST

START_TEST(a_missing_column_names_the_nearest_and_all)
{
    struct mlg_points_source source =
        people(scratch_write("p.csv", "id,lon,lat,population\na,3,50,1\n"));
    char message[400];
    source.residents_column = "populaton";
    snprintf(message, sizeof message, "'%s' has no column 'populaton'", source.path);
    expect_error(&source, 0, message,
                 "did you mean 'population'? its columns: 'id', 'lon', 'lat', 'population'");
    source.residents_column = "Population";
    snprintf(message, sizeof message, "'%s' has no column 'Population'", source.path);
    expect_error(&source, 0, message, "did you mean 'population'?");
    source.residents_column = "xyz";
    snprintf(message, sizeof message, "'%s' has no column 'xyz'", source.path);
    expect_error(&source, 0, message, "its columns: 'id'");
}
END_TEST

START_TEST(equal_ids_name_both_records)
{
    expect_people_error("id,lon,lat,ind\na,3,50,1\nb,3,50,1\na,3,51,1\n", 4,
                        "the id 'a' is that of line 2 already, expected every id once", "");
    expect_people_error("id,lon,lat,ind\n,3,50,1\n", 2, "column 'id' is empty, expected an id", "");
}
END_TEST

START_TEST(tables_without_records_or_residents_are_refused)
{
    const char *path = scratch_write("p.csv", "id,lon,lat,ind\n");
    expect_path_error(path, "'%s' has no records, expected at least one", "");
    scratch_write("p.csv", "id,lon,lat,ind\na,3,50,0\nb,3,50,0.0001\n");
    expect_path_error(path, "'%s' has no residents: column 'ind' is 0 in all of its 2 records", "");
    scratch_write("p.csv", "");
    expect_path_error(path, "'%s' is empty", "");
}
END_TEST

START_TEST(files_that_cannot_be_read_say_why)
{
    expect_path_error(temporary_path("none.csv"), "cannot open '%s': No such file or directory",
                      "");
    struct mlg_points_source source = people(temporary_path("none.zip/p.csv"));
    struct mlg_points *untouched = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_IO);
    ck_assert_str_eq(err.file, temporary_path("none.zip"));
    source.path = scratch_write("p.gpkg", "this is no GeoPackage");
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_ptr_nonnull(strstr(err.message, "cannot read"));
    ck_assert_ptr_nonnull(strstr(err.message, "not recognized as a supported file format"));
}
END_TEST

START_TEST(coordinates_that_are_no_place_hint_at_swapped_axes_or_another_crs)
{
    expect_people_error("id,lon,lat,ind\na,3,50,1\nb,50,103,1\n", 3,
                        "x 50, y 103 is no place in EPSG:4326", "are 'lon' and 'lat' swapped?");
    expect_people_error("id,lon,lat,ind\na,652000,6862000,1\n", 2,
                        "x 652000, y 6862000 is no place in EPSG:4326", "EPSG:2154 for metres");
    expect_people_error("id,lon,lat,ind\na,,50,1\n", 2, "column 'lon' is empty, expected a number",
                        "");
}
END_TEST

START_TEST(points_all_outside_the_use_of_their_crs_are_refused)
{
    struct mlg_points_source source =
        people(scratch_write("p.csv", "id,lon,lat,ind\na,6862000,652000,1\nb,6863000,653000,2\n"));
    source.crs = "EPSG:2154";
    struct mlg_points *untouched = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_ptr_nonnull(strstr(err.message, "all points lie where EPSG:2154 is not used"));
    ck_assert_ptr_nonnull(strstr(err.hint, "are 'lon' and 'lat' swapped?"));
    scratch_write("p.csv", "id,lon,lat,ind\na,3.06,50.63,1\n");
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_ptr_nonnull(strstr(err.message, "all points lie where EPSG:2154 is not used"));
    ck_assert_ptr_nonnull(strstr(err.hint, "EPSG:4326 for degrees"));
}
END_TEST

START_TEST(an_unknown_crs_is_refused)
{
    struct mlg_points_source source = people(scratch_write("p.csv", "id,lon,lat,ind\na,3,50,1\n"));
    source.crs = "EPSG:99999";
    struct mlg_points *untouched = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_ptr_nonnull(strstr(err.message, "'EPSG:99999' is not a coordinate reference system"));
}
END_TEST

START_TEST(geometry_needs_a_crs_and_only_one)
{
    struct mlg_points_source source = people(scratch_table("p.shp", "ESRI Shapefile", false));
    source.placement = MLG_PLACE_GEOMETRY;
    source.residents_column = "residents";
    source.crs = "EPSG:2154";
    char message[400];
    snprintf(message, sizeof message,
             "'%s' states another coordinate reference system than 'EPSG:2154'", source.path);
    expect_error(&source, 0, message, "leave out `crs:`");
    ck_assert_int_eq(unlink(temporary_path("p.prj")), 0);
    source.crs = NULL;
    snprintf(message, sizeof message, "'%s' does not state its coordinate reference system",
             source.path);
    expect_error(&source, 0, message, "state it with `crs:`");
    source.crs = "EPSG:4326";
    struct mlg_points *points;
    ck_assert_int_eq(mlg_points_read(&source, NULL, &points, NULL), MLG_OK);
    mlg_points_destroy(points);
}
END_TEST

START_TEST(a_table_without_geometry_asks_for_columns)
{
    struct mlg_points_source source = people(scratch_write("p.csv", "id,ind\na,1\n"));
    source.placement = MLG_PLACE_GEOMETRY;
    char message[400];
    snprintf(message, sizeof message, "'%s' has no geometry", source.path);
    expect_error(&source, 0, message, "state the columns of its coordinates");
}
END_TEST

START_TEST(a_record_without_geometry_is_named)
{
    struct mlg_points_source source = people(scratch_write(
        "p.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\",\"ind\":1},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[3,50]}},"
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"b\",\"ind\":2},\"geometry\":null}]}"));
    source.placement = MLG_PLACE_GEOMETRY;
    expect_error(&source, 0, "record 2: it has no geometry, expected a point", "");
}
END_TEST

START_TEST(a_grid_id_that_is_none_shows_how_they_look)
{
    struct mlg_points_source source =
        people(scratch_write("p.csv", "id,ind\nCRS3035RES200mN2029800E4254200,1\nN12,4\n"));
    source.placement = MLG_PLACE_GRID_ID;
    source.grid_column = "id";
    expect_error(&source, 3, "column 'id' is 'N12', expected the id of a grid cell",
                 "1kmN2599E4695");
}
END_TEST

START_TEST(an_unknown_join_id_is_refused)
{
    struct mlg_points_source towns = people(scratch_write("t.csv", "id,lon,lat\n02001,3,50\n"));
    towns.residents_column = NULL;
    struct mlg_points *joined;
    ck_assert_int_eq(mlg_points_read(&towns, NULL, &joined, NULL), MLG_OK);
    struct mlg_points_source source = people(scratch_write("s.csv", "id,commune\ns,2001\n"));
    source.placement = MLG_PLACE_JOIN;
    source.join = joined;
    source.join_column = "commune";
    source.residents_column = NULL;
    char message[400];
    snprintf(message, sizeof message, "column 'commune' is '2001', but '%s' has no such id",
             towns.path);
    expect_error(&source, 2, message, "its ids are like '02001'");
    mlg_points_destroy(joined);
}
END_TEST

START_TEST(layers_must_be_stated_where_there_are_several)
{
    const char *path = scratch_table("p.gpkg", "GPKG", false);
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
    GDALDatasetCreateLayer(file, "second", NULL, wkbNone, NULL);
    GDALClose(file);
    expect_path_error(path, "'%s' has 2 layers, state which", "'people', 'second'");
    struct mlg_points_source source = people(path);
    source.layer = "peeple";
    char message[400];
    snprintf(message, sizeof message, "'%s' has no layer 'peeple'", path);
    expect_error(&source, 0, message, "'people', 'second'");
}
END_TEST

START_TEST(text_must_be_utf8)
{
    expect_people_error("id,lon,lat,ind\n\xe9t\xe9,3,50,1\n", 2, "column 'id' is not UTF-8",
                        "save the file with the encoding UTF-8");
}
END_TEST

START_TEST(a_truncated_archive_is_an_error_not_a_shorter_table)
{
    static char text[400000] = "id,lon,lat,ind\n";
    char *end = text + strlen(text);
    for (int i = 0; i < 20000; i++)
        end += sprintf(end, "%d,3,50,1\n", i * 7919);
    char gdal_path[300];
    snprintf(gdal_path, sizeof gdal_path, "/vsigzip/%s", temporary_path("p.csv.gz"));
    VSILFILE *file = VSIFOpenL(gdal_path, "wb");
    VSIFWriteL(text, 1, strlen(text), file);
    VSIFCloseL(file);
    struct stat info;
    ck_assert_int_eq(stat(temporary_path("p.csv.gz"), &info), 0);
    ck_assert_int_eq(truncate(temporary_path("p.csv.gz"), info.st_size / 2), 0);
    struct mlg_points_source source = people(temporary_path("p.csv.gz"));
    struct mlg_points *untouched = NULL;
    struct mlg_error err = {0};
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_ptr_null(untouched);
    ck_assert_ptr_nonnull(strstr(err.message, "cannot read the archive"));
    ck_assert_ptr_nonnull(strstr(err.message, "truncated, damaged or no gzip file"));
}
END_TEST

static const char unrecognized[] =
    "cannot read '%1$s': `%1$s' not recognized as a supported file format";

START_TEST(text_that_is_no_csv_is_told_what_a_table_needs)
{
    static const char table[] = "id;lon;lat;ind\na;3;50;1\n";
    static const char utf16[] = "\xff\xfei\0d\0;\0x\0\n\0";
    static const char hint[] = "needs the ending .csv";
    expect_path_error(scratch_write("p.txt", table), unrecognized, hint);
    expect_path_error(scratch_write("p", table), unrecognized, hint);
    expect_path_error(scratch_write("p.csv", "id|lon|lat|ind\na|3|50|1\n"), unrecognized,
                      "comma, semicolon or tab");
    expect_path_error(scratch_write_bytes("p.csv", utf16, sizeof utf16 - 1), unrecognized, "UTF-8");
    struct mlg_points_source source = people(scratch_write_bytes("p.bin", "\1\2\0\4binary", 10));
    struct mlg_points *untouched = NULL;
    struct mlg_error err = {0};
    ck_assert_int_eq(mlg_points_read(&source, NULL, &untouched, &err), MLG_BAD_INPUT);
    ck_assert_str_eq(err.hint, "");
}
END_TEST

START_TEST(damaged_archives_are_told_from_those_without_the_file)
{
    char inside[300];
    snprintf(inside, sizeof inside, "/vsizip/%s/p.csv", temporary_path("p.zip"));
    VSILFILE *file = VSIFOpenL(inside, "wb");
    VSIFPrintfL(file, "id,lon,lat,ind\na,3,50,1\n");
    VSIFCloseL(file);
    struct mlg_points_source source = people(temporary_path("p.zip/q.csv"));
    char message[600];
    snprintf(message, sizeof message, "the archive '%s' does not contain '%s'",
             temporary_path("p.zip"), source.path);
    expect_error(&source, 0, message, "p.zip/p.csv'");

    static const char damaged[] =
        "cannot read the archive '%s': it is truncated, damaged or no %s file";
    const char *gzip = scratch_write("g.csv.gz", "id,lon,lat,ind\na,3,50,1\n");
    source.path = gzip;
    snprintf(message, sizeof message, damaged, gzip, "gzip");
    expect_error(&source, 0, message, "again");
    const char *zip = scratch_write_bytes("cut.zip", "PK\3\4\24\0\0\0\10\0cut", 13);
    snprintf(message, sizeof message, damaged, zip, "zip");
    source.path = zip;
    expect_error(&source, 0, message, "again");
    source.path = temporary_path("cut.zip/p.csv");
    expect_error(&source, 0, message, "again");
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, residents_must_be_numbers_of_people);
    tcase_add_test(tests, a_record_with_more_or_fewer_fields_than_the_header_is_refused);
    tcase_add_test(tests, fields_are_counted_inside_of_archives);
    tcase_add_test(tests, lines_are_counted_through_quoted_breaks_and_blank_lines);
    tcase_add_test(tests, a_missing_column_names_the_nearest_and_all);
    tcase_add_test(tests, equal_ids_name_both_records);
    tcase_add_test(tests, tables_without_records_or_residents_are_refused);
    tcase_add_test(tests, files_that_cannot_be_read_say_why);
    tcase_add_test(tests, coordinates_that_are_no_place_hint_at_swapped_axes_or_another_crs);
    tcase_add_test(tests, points_all_outside_the_use_of_their_crs_are_refused);
    tcase_add_test(tests, an_unknown_crs_is_refused);
    tcase_add_test(tests, geometry_needs_a_crs_and_only_one);
    tcase_add_test(tests, a_table_without_geometry_asks_for_columns);
    tcase_add_test(tests, a_record_without_geometry_is_named);
    tcase_add_test(tests, a_grid_id_that_is_none_shows_how_they_look);
    tcase_add_test(tests, an_unknown_join_id_is_refused);
    tcase_add_test(tests, layers_must_be_stated_where_there_are_several);
    tcase_add_test(tests, text_must_be_utf8);
    tcase_add_test(tests, a_truncated_archive_is_an_error_not_a_shorter_table);
    tcase_add_test(tests, text_that_is_no_csv_is_told_what_a_table_needs);
    tcase_add_test(tests, damaged_archives_are_told_from_those_without_the_file);
}

int main(void)
{
    return suite_run("points_bad", add);
}
