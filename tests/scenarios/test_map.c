#include "base/file.h"
#include "folder.h"
#include "scenarios/map/map.h"
#include "scenarios/map/map_page.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;

/* A town of 5 x 5 cells; one row for each class of time, the last beyond the limit of 10 minutes.
 */
enum { SIDE = 5, CELLS = SIDE * SIDE, LIMIT_DS = 6000 };
static char ids[CELLS][40];
static const char *cell_id[CELLS], *place[CELLS];
static int32_t lon_e7[CELLS], lat_e7[CELLS];
static int64_t residents[CELLS];
static uint16_t time_ds[CELLS];

static const struct mlg_map_site sites[] = {
    {"Petite-Ville", 27001000, 500001000, false},
    {"Autre-Lieu", 27080000, 500050000, true},
    {"", 27120000, 500080000, true},
};
static const char *const facts[] = {"90 % of residents", "Proven."};
static const char *const caveats[] = {"Invented."};

static struct mlg_map town(void)
{
    for (int i = 0; i < CELLS; i++) {
        snprintf(ids[i], sizeof ids[i], "CRS3035RES1000mN%dE%d", (3000 + i / SIDE) * 1000,
                 (3800 + i % SIDE) * 1000);
        cell_id[i] = ids[i];
        place[i] = i % SIDE < 3 ? "Petite-Ville" : "Autre-Lieu";
        lon_e7[i] = 27000000 + i % SIDE * 30000;
        lat_e7[i] = 500000000 + i / SIDE * 20000;
        residents[i] = 1000 * (i + 1);
        time_ds[i] = (uint16_t)(1500 * (i / SIDE + 1));
    }
    return (struct mlg_map){
        .title = "A town",
        .subtitle = "as it is",
        .facts = facts,
        .n_facts = 2,
        .caveats = caveats,
        .n_caveats = 1,
        .source = "© OpenStreetMap contributors",
        .limit_ds = LIMIT_DS,
        .n_cells = CELLS,
        .lon_e7 = lon_e7,
        .lat_e7 = lat_e7,
        .cell_id = cell_id,
        .place = place,
        .residents_milli = residents,
        .time_ds = time_ds,
        .n_sites = 3,
        .sites = sites,
    };
}

/* The map as SVG; caller frees. */
static char *drawn(const struct mlg_map *map)
{
    ck_assert_msg(mlg_map_draw(map, "map.svg", true, &err) == MLG_OK, "%s", err.message);
    return folder_read("map.svg");
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        n++;
    return n;
}

/* cairo writes a colour as percentages. */
static size_t count_filled(const char *svg, struct map_colour colour)
{
    char fill[128];
    snprintf(fill, sizeof fill, "fill:rgb(%g%%,%g%%,%g%%)", 100 * colour.red, 100 * colour.green,
             100 * colour.blue);
    return count(svg, fill);
}

START_TEST(each_class_of_time_is_drawn_on_the_map_and_in_the_legend)
{
    struct mlg_map map = town();
    char *svg = drawn(&map);
    for (int class = 0; class < MAP_CLASSES; class ++)
        ck_assert_uint_eq(count_filled(svg, map_class_colour(class)), 2);
    free(svg);
}
END_TEST

START_TEST(class_without_cells_is_only_in_the_legend)
{
    struct mlg_map map = town();
    for (int i = 0; i < CELLS; i++)
        time_ds[i] = 100;
    char *svg = drawn(&map);
    ck_assert_uint_eq(count_filled(svg, map_class_colour(0)), 2);
    for (int class = 1; class < MAP_CLASSES; class ++)
        ck_assert_uint_eq(count_filled(svg, map_class_colour(class)), 1);
    free(svg);
}
END_TEST

START_TEST(every_cell_is_a_square_of_its_class)
{
    struct mlg_map map = town();
    map.n_sites = 0;
    map.place = NULL;
    for (int i = 0; i < CELLS; i++)
        time_ds[i] = 100;
    char *svg = drawn(&map);
    char fill[128];
    struct map_colour near = map_class_colour(0);
    snprintf(fill, sizeof fill, "fill:rgb(%g%%,%g%%,%g%%)", 100 * near.red, 100 * near.green,
             100 * near.blue);
    char *path = strstr(svg, fill), *end = strstr(path, "/>");
    *end = '\0';
    ck_assert_uint_eq(count(path, "Z"), CELLS);
    free(svg);
}
END_TEST

START_TEST(limit_itself_is_within_the_limit)
{
    struct mlg_map map = town();
    ck_assert_int_eq(map_time_class(&map, 0), 0);
    ck_assert_int_eq(map_time_class(&map, 1500), 0);
    ck_assert_int_eq(map_time_class(&map, 1501), 1);
    ck_assert_int_eq(map_time_class(&map, 6000), 3);
    ck_assert_int_eq(map_time_class(&map, 6001), 4);
    ck_assert_int_eq(map_time_class(&map, UINT16_MAX), 4);
}
END_TEST

START_TEST(same_map_is_drawn_with_the_same_bytes)
{
    struct mlg_map map = town();
    static const char *const names[] = {"map.svg", "map.png"};
    for (int f = 0; f < 2; f++) {
        char *bytes[2];
        size_t length[2];
        for (int i = 0; i < 2; i++) {
            ck_assert_int_eq(mlg_map_draw(&map, names[f], true, &err), MLG_OK);
            ck_assert_int_eq(mlg_read_file(names[f], 1 << 24, &bytes[i], &length[i], &err), MLG_OK);
        }
        ck_assert_uint_eq(length[0], length[1]);
        ck_assert(memcmp(bytes[0], bytes[1], length[0]) == 0);
        free(bytes[0]);
        free(bytes[1]);
    }
}
END_TEST

START_TEST(png_is_1600_pixels_wide)
{
    struct mlg_map map = town();
    ck_assert_int_eq(mlg_map_draw(&map, "map.png", true, &err), MLG_OK);
    cairo_surface_t *surface = cairo_image_surface_create_from_png("map.png");
    ck_assert_int_eq(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    ck_assert_int_eq(cairo_image_surface_get_width(surface), 1600);
    ck_assert_int_ge(cairo_image_surface_get_height(surface), 700);
    cairo_surface_destroy(surface);
}
END_TEST

START_TEST(names_never_become_markup_and_bad_bytes_do_no_harm)
{
    static const char *const bad[] = {
        "<script>alert(1)</script>", "\"/><script>", "\xff\xfe\xed\xa0\x80 \xf5", "a\tb\nc\x01", "",
    };
    struct mlg_map map = town();
    struct mlg_map_site site = sites[1];
    map.sites = &site;
    map.n_sites = 1;
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        for (int i = 0; i < CELLS; i++)
            place[i] = bad[b];
        map.title = map.subtitle = map.source = site.place = bad[b];
        char *svg = drawn(&map);
        ck_assert_ptr_null(strstr(svg, "script"));
        free(svg);
    }
}
END_TEST

START_TEST(very_long_title_and_caveat_are_drawn)
{
    static char text[5000];
    memset(text, 'w', sizeof text - 1);
    const char *const long_caveats[] = {text};
    struct mlg_map map = town();
    map.title = text;
    map.caveats = long_caveats;
    ck_assert_int_eq(mlg_map_draw(&map, "map.png", true, &err), MLG_OK);
}
END_TEST

START_TEST(points_without_a_grid_and_outside_france_are_squares_too)
{
    struct mlg_map map = town();
    map.cell_id = NULL;
    for (int i = 0; i < CELLS; i++)
        lon_e7[i] += 900000000;
    map.n_sites = 0;
    char *svg = drawn(&map);
    ck_assert_uint_eq(count_filled(svg, map_class_colour(0)), 2);
    free(svg);
}
END_TEST

START_TEST(other_endings_are_refused_and_leave_no_file)
{
    static const char *const names[] = {"map.gif", "map", ".svg", "map.png.txt"};
    struct mlg_map map = town();
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        ck_assert_int_eq(mlg_map_draw(&map, names[n], true, &err), MLG_USAGE);
        ck_assert(strstr(err.hint, ".svg") != NULL);
        ck_assert(!folder_has(names[n]));
    }
}
END_TEST

START_TEST(existing_file_is_kept_unless_told)
{
    struct mlg_map map = town();
    folder_write("kept.svg", "mine");
    ck_assert_int_eq(mlg_map_draw(&map, "kept.svg", false, &err), MLG_IO);
    char *kept = folder_read("kept.svg");
    ck_assert_str_eq(kept, "mine");
    free(kept);
}
END_TEST

START_TEST(outlines_are_read_and_drawn)
{
    folder_write("land.geojson",
                 "{\"type\":\"Polygon\",\"coordinates\":[[[2.69,49.99],[2.73,49.99],"
                 "[2.73,50.02],[2.69,50.02],[2.69,49.99]]]}");
    struct mlg_outlines *outlines;
    ck_assert_int_eq(mlg_outlines_read("land.geojson", &outlines, &err), MLG_OK);
    ck_assert_uint_eq(outlines->n_lines, 1);
    ck_assert_uint_eq(outlines->n_points, 5);
    ck_assert(outlines->lon_deg[1] == 2.73 && outlines->lat_deg[1] == 49.99);
    struct mlg_map map = town();
    char *without = drawn(&map);
    map.outlines = outlines;
    char *with = drawn(&map);
    ck_assert_uint_gt(count(with, "<path"), count(without, "<path"));
    free(without);
    free(with);
    mlg_outlines_destroy(outlines);
}
END_TEST

START_TEST(outlines_that_are_none_are_named)
{
    struct mlg_outlines *outlines;
    folder_write("point.geojson", "{\"type\":\"Point\",\"coordinates\":[2.7,50]}");
    ck_assert_int_eq(mlg_outlines_read("point.geojson", &outlines, &err), MLG_BAD_INPUT);
    ck_assert(strstr(err.message, "'point.geojson'") != NULL);
    folder_write("text.geojson", "no map at all");
    ck_assert_int_eq(mlg_outlines_read("text.geojson", &outlines, &err), MLG_BAD_INPUT);
    ck_assert_int_eq(mlg_outlines_read("missing.geojson", &outlines, &err), MLG_BAD_INPUT);
}
END_TEST

static const struct {
    enum mlg_language language;
    int64_t count;
    const char *text;
} counts[] = {
    {MLG_ENGLISH, 0, "0"},
    {MLG_ENGLISH, 999, "999"},
    {MLG_ENGLISH, 1000, "1,000"},
    {MLG_ENGLISH, 5992194, "5,992,194"},
    {MLG_FRENCH, 12345, "12\u202f345"},
};

START_TEST(counts_are_grouped_as_the_language_does)
{
    char text[32];
    map_format_count(counts[_i].language, counts[_i].count, text, sizeof text);
    ck_assert_str_eq(text, counts[_i].text);
}
END_TEST

START_TEST(shares_are_rounded_down)
{
    char text[32];
    map_format_number(MLG_ENGLISH, 99.99, text, sizeof text);
    ck_assert_str_eq(text, "99.9");
    map_format_number(MLG_FRENCH, 2.5, text, sizeof text);
    ck_assert_str_eq(text, "2,5");
    map_format_number(MLG_ENGLISH, 100, text, sizeof text);
    ck_assert_str_eq(text, "100");
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, folder_enter, folder_leave);
    tcase_add_test(tests, each_class_of_time_is_drawn_on_the_map_and_in_the_legend);
    tcase_add_test(tests, class_without_cells_is_only_in_the_legend);
    tcase_add_test(tests, every_cell_is_a_square_of_its_class);
    tcase_add_test(tests, limit_itself_is_within_the_limit);
    tcase_add_test(tests, same_map_is_drawn_with_the_same_bytes);
    tcase_add_test(tests, png_is_1600_pixels_wide);
    tcase_add_test(tests, names_never_become_markup_and_bad_bytes_do_no_harm);
    tcase_add_test(tests, very_long_title_and_caveat_are_drawn);
    tcase_add_test(tests, points_without_a_grid_and_outside_france_are_squares_too);
    tcase_add_test(tests, other_endings_are_refused_and_leave_no_file);
    tcase_add_test(tests, existing_file_is_kept_unless_told);
    tcase_add_test(tests, outlines_are_read_and_drawn);
    tcase_add_test(tests, outlines_that_are_none_are_named);
    tcase_add_loop_test(tests, counts_are_grouped_as_the_language_does, 0,
                        sizeof counts / sizeof *counts);
    tcase_add_test(tests, shares_are_rounded_down);
}

int main(void)
{
    return suite_run("map", add);
}
