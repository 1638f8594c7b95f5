/* The shipped case is whole and its files fit each other. */
#include "datasets/points.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *shipped(const char *name)
{
    static char path[2][1024];
    static int next;
    char *text = path[next++ % 2];
    snprintf(text, sizeof *path, "%s/datasets/hauts-de-france/%s", getenv("MAILLAGE_SOURCE"), name);
    return text;
}

static struct mlg_points *read_good(const struct mlg_points_source *source)
{
    struct mlg_points *points = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = mlg_points_read(source, NULL, &points, &err);
    ck_assert_msg(status == MLG_OK, "%s:%zu: %s", err.file, err.line, err.message);
    return points;
}

static struct mlg_points *read_table(const char *name, const char *id, const char *residents,
                                     const char *column)
{
    struct mlg_points_source source = {.path = shipped(name),
                                       .placement = MLG_PLACE_COLUMNS,
                                       .x_column = "lon",
                                       .y_column = "lat",
                                       .id_column = id,
                                       .residents_column = residents,
                                       .columns = &column,
                                       .n_columns = 1};
    return read_good(&source);
}

START_TEST(communes_are_all_there_with_their_population)
{
    struct mlg_points *communes = read_table("communes.csv", "insee", "population", "epci");
    ck_assert_uint_eq(communes->n, 3782);
    ck_assert_int_eq(communes->total_residents_milli, 5992194000);
    size_t n_without_epci = 0;
    for (size_t i = 0; i < communes->n; i++)
        n_without_epci += communes->column[0][i][0] == 0;
    ck_assert_uint_eq(n_without_epci, 0);
    mlg_points_destroy(communes);
}
END_TEST

START_TEST(cells_hold_the_residents_and_lie_in_known_communes)
{
    struct mlg_points *communes = read_table("communes.csv", "insee", "population", "epci");
    struct mlg_points *cells = read_table("people-1km.csv", "id", "residents", "insee");
    ck_assert_uint_eq(cells->n, 23430);
    ck_assert_int_eq(cells->total_residents_milli / 1000, 5992193);
    size_t n_unknown = 0, n_misplaced = 0;
    for (size_t i = 0; i < cells->n; i++) {
        double easting, northing, size;
        n_misplaced +=
            !mlg_grid_cell_parse(cells->id[i], &easting, &northing, &size) || size != 1000;
        if (i % 50 == 0)
            n_unknown += mlg_points_find(communes, cells->column[0][i]) == SIZE_MAX;
    }
    ck_assert_uint_eq(n_unknown, 0);
    ck_assert_uint_eq(n_misplaced, 0);
    mlg_points_destroy(cells);
    mlg_points_destroy(communes);
}
END_TEST

START_TEST(existing_sites_stand_at_town_halls)
{
    struct mlg_points *communes = read_table("communes.csv", "insee", "population", "epci");
    struct mlg_points_source source = {.path = shipped("existing-sites.csv"),
                                       .placement = MLG_PLACE_JOIN,
                                       .join = communes,
                                       .join_column = "commune_insee",
                                       .id_column = "id",
                                       .name_column = "name"};
    struct mlg_points *sites = read_good(&source);
    ck_assert_uint_eq(sites->n, 51);
    mlg_points_destroy(sites);
    mlg_points_destroy(communes);
}
END_TEST

START_TEST(outlines_name_the_five_departements)
{
    struct mlg_points_source source = {.path = shipped("departements.geojson"),
                                       .placement = MLG_PLACE_GEOMETRY,
                                       .id_column = "code",
                                       .name_column = "name"};
    struct mlg_points *outlines = read_good(&source);
    ck_assert_uint_eq(outlines->n, 5);
    ck_assert_str_eq(outlines->name[mlg_points_find(outlines, "62")], "Pas-de-Calais");
    mlg_points_destroy(outlines);
}
END_TEST

START_TEST(the_folder_stays_below_12_megabytes)
{
    DIR *dir = opendir(shipped(""));
    ck_assert_ptr_nonnull(dir);
    long long bytes = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct stat info;
        if (fstatat(dirfd(dir), entry->d_name, &info, 0) == 0 && S_ISREG(info.st_mode))
            bytes += info.st_size;
    }
    closedir(dir);
    ck_assert_int_gt(bytes, 1000000);
    ck_assert_int_lt(bytes, 12000000);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, communes_are_all_there_with_their_population);
    tcase_add_test(tests, cells_hold_the_residents_and_lie_in_known_communes);
    tcase_add_test(tests, existing_sites_stand_at_town_halls);
    tcase_add_test(tests, outlines_name_the_five_departements);
    tcase_add_test(tests, the_folder_stays_below_12_megabytes);
}

int main(void)
{
    return suite_run("hauts_de_france", add);
}
