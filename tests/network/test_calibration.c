#include "network/profiles/profile_rules.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A town of SIDE x SIDE junctions, 140 m by 220 m apart, and a road from its corner into the
 * country. */
enum { SIDE = 10, COUNTRY = 5 };

static struct mlg_profile *profile_of(const char *text)
{
    const char *path = write_temporary(".yaml", text, strlen(text));
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_profile_load(path, &profile, &err) == MLG_OK, "%zu:%zu: %s", err.line,
                  err.column, err.message);
    unlink(path);
    return profile;
}

static void write_way(FILE *out, int id, int from, int to, const char *class)
{
    fprintf(out,
            "<way id=\"%d\"><nd ref=\"%d\"/><nd ref=\"%d\"/><tag k=\"highway\" v=\"%s\"/></way>\n",
            id, from + 1, to + 1, class);
}

static const char *write_town(void)
{
    static const char *path;
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    int id = 0;
    fputs("<osm version=\"0.6\">\n", out);
    for (int i = 0; i < SIDE * SIDE; i++)
        fprintf(out, "<node id=\"%d\" lon=\"%.7f\" lat=\"%.7f\"/>\n", i + 1, 2 + 0.002 * (i % SIDE),
                50 + 0.002 * (i / SIDE));
    for (int i = 0; i < COUNTRY; i++)
        fprintf(out, "<node id=\"%d\" lon=\"%.7f\" lat=\"50\"/>\n", SIDE * SIDE + i + 1,
                1.95 - 0.05 * i);
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (i % SIDE + 1 < SIDE)
            write_way(out, ++id, i, i + 1, "residential");
        if (i + SIDE < SIDE * SIDE)
            write_way(out, ++id, i, i + SIDE, "residential");
    }
    write_way(out, ++id, 0, SIDE * SIDE, "primary");
    for (int i = 0; i + 1 < COUNTRY; i++)
        write_way(out, ++id, SIDE * SIDE + i, SIDE * SIDE + i + 1, "primary");
    fputs("</osm>\n", out);
    fclose(out);
    path = write_temporary(".osm", text, length);
    free(text);
    return path;
}

static struct mlg_graph *graph_of(const char *path, const struct mlg_profile *profile)
{
    struct mlg_graph *graph = NULL;
    ck_assert_int_eq(mlg_graph_read(&path, 1, profile, NULL, &graph, NULL), MLG_OK);
    return graph;
}

/* Checks that each edge takes as long as on free roads, divided by the share of its class. */
static void check_shares(const struct mlg_graph *free, const struct mlg_graph *busy,
                         const struct mlg_profile *profile, double residential, double primary)
{
    ck_assert_uint_eq(free->n_shape, busy->n_shape);
    for (uint32_t e = 0; e < free->n_edges; e++) {
        const char *class = mlg_profile_class_name(profile, free->edge_class[e]);
        double share = strcmp(class, "primary") == 0 ? primary : residential;
        for (uint32_t s = free->first_shape[e]; s < free->first_shape[e + 1]; s++) {
            ck_assert_double_le(busy->forward_ms[s] * share, free->forward_ms[s] + 2.0);
            ck_assert_double_ge(busy->forward_ms[s] * share, free->forward_ms[s] - 2.0);
            ck_assert_double_le(busy->backward_ms[s] * share, free->backward_ms[s] + 2.0);
            ck_assert_double_ge(busy->backward_ms[s] * share, free->backward_ms[s] - 2.0);
        }
    }
}

START_TEST(speeds_take_their_shares_in_towns_and_in_the_country)
{
    const char *path = write_town();
    struct mlg_profile *car = load_profile("car");
    struct mlg_profile *busy = profile_of("name: busy\nextends: car\ncalibration:\n"
                                          "  urban_junctions_per_km2: 2\n"
                                          "  rural: {primary: 0.8, others: 0.9}\n"
                                          "  urban: {others: 0.5}\n");
    struct mlg_graph *free_roads = graph_of(path, car), *busy_roads = graph_of(path, busy);
    check_shares(free_roads, busy_roads, car, 0.5, 0.8);
    ck_assert_double_eq(free_roads->counts.urban_km, 0);
    ck_assert_double_gt(busy_roads->counts.urban_km, 25);
    ck_assert_double_lt(busy_roads->counts.urban_km, 40);
    mlg_graph_destroy(free_roads);
    mlg_graph_destroy(busy_roads);
    mlg_profile_destroy(busy);
    mlg_profile_destroy(car);
    unlink(path);
}
END_TEST

START_TEST(only_junctions_of_the_named_classes_make_a_town)
{
    const char *path = write_town();
    struct mlg_profile *car = load_profile("car");
    struct mlg_profile *busy = profile_of("name: busy\nextends: car\ncalibration:\n"
                                          "  urban_junctions_per_km2: 10\n"
                                          "  junctions_of: [service, primary]\n"
                                          "  urban: {others: 0.5}\n");
    struct mlg_graph *free_roads = graph_of(path, car), *busy_roads = graph_of(path, busy);
    check_shares(free_roads, busy_roads, car, 1, 1);
    ck_assert_double_eq(busy_roads->counts.urban_km, 0);
    mlg_graph_destroy(free_roads);
    mlg_graph_destroy(busy_roads);
    mlg_profile_destroy(busy);
    mlg_profile_destroy(car);
    unlink(path);
}
END_TEST

START_TEST(the_daytime_profile_is_slower_than_the_car_everywhere_and_most_in_towns)
{
    struct mlg_profile *car = load_profile("car"), *daytime = load_profile("car-daytime");
    ck_assert_uint_eq(mlg_profile_n_classes(car), mlg_profile_n_classes(daytime));
    ck_assert_mem_ne(mlg_profile_hash(car), mlg_profile_hash(daytime), sizeof(struct mlg_sha256));
    for (size_t c = 0; c + 1 < mlg_profile_n_classes(car); c++) {
        ck_assert_double_eq(car->calibration.urban[c], 1);
        ck_assert_double_le(daytime->calibration.rural[c], 1);
        ck_assert_double_le(daytime->calibration.urban[c], daytime->calibration.rural[c]);
    }
    mlg_profile_destroy(car);
    mlg_profile_destroy(daytime);
}
END_TEST

START_TEST(a_profile_has_the_sections_of_the_one_that_it_extends_unless_it_has_its_own)
{
    struct mlg_profile *car = load_profile("car");
    struct mlg_profile *mine = profile_of("name: mine\nextends: car\naccess_speed_kmh: 7\n");
    ck_assert_str_eq(mlg_profile_name(mine), "mine");
    ck_assert_double_eq(mine->access_speed_kmh, 7);
    ck_assert_uint_eq(mlg_profile_n_classes(mine), mlg_profile_n_classes(car));
    ck_assert_double_eq(mine->limit_factor, car->limit_factor);
    ck_assert_uint_eq(mine->barriers.n, car->barriers.n);
    mlg_profile_destroy(mine);
    mlg_profile_destroy(car);
}
END_TEST

START_TEST(a_changed_base_changes_the_hash)
{
    struct mlg_profile *by_car = profile_of("name: mine\nextends: car\n");
    struct mlg_profile *by_bicycle = profile_of("name: mine\nextends: bicycle\n");
    struct mlg_profile *by_car_again = profile_of("name: mine\nextends: car\n");
    ck_assert_mem_ne(mlg_profile_hash(by_car), mlg_profile_hash(by_bicycle),
                     sizeof(struct mlg_sha256));
    ck_assert_mem_eq(mlg_profile_hash(by_car), mlg_profile_hash(by_car_again),
                     sizeof(struct mlg_sha256));
    mlg_profile_destroy(by_car);
    mlg_profile_destroy(by_bicycle);
    mlg_profile_destroy(by_car_again);
}
END_TEST

START_TEST(a_path_is_looked_for_beside_the_profile)
{
    char text[512];
    const char base_text[] = "name: base\nextends: car\n",
               own[] = "name: own\naccess_speed_kmh: 0\n";
    const char *third = write_temporary(".yaml", base_text, strlen(base_text));
    const char *wrong = write_temporary(".yaml", own, strlen(own));
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    snprintf(text, sizeof text, "name: mine\nextends: ./%s\n", strrchr(third, '/') + 1);
    const char *path = write_temporary(".yaml", text, strlen(text));
    ck_assert_int_eq(mlg_profile_load(path, &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(err.message, "cannot extend a third"));
    unlink(path);
    snprintf(text, sizeof text, "name: mine\nextends: %s\n", wrong);
    path = write_temporary(".yaml", text, strlen(text));
    ck_assert_int_eq(mlg_profile_load(path, &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.file, wrong);
    ck_assert_uint_eq(err.line, 2);
    unlink(path);
    unlink(third);
    unlink(wrong);
}
END_TEST

static void expect_mistake(const char *calibration, const char *words)
{
    char text[512];
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    snprintf(text, sizeof text, "name: mine\nextends: car\ncalibration: {%s}\n", calibration);
    const char *path = write_temporary(".yaml", text, strlen(text));
    ck_assert_int_eq(mlg_profile_load(path, &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_msg(strstr(err.message, words), "'%s' does not say '%s'", err.message, words);
    ck_assert_uint_eq(err.line, 3);
    unlink(path);
}

START_TEST(mistakes_in_a_calibration_are_shown_at_their_place)
{
    expect_mistake("rural: {primary: 0.9}", "urban_junctions_per_km2");
    expect_mistake("urban_junctions_per_km2: 0", "0");
    expect_mistake("urban_junctions_per_km2: 10, towns: {}", "towns");
    expect_mistake("urban_junctions_per_km2: 10, urban: {autobahn: 0.9}", "autobahn");
    expect_mistake("urban_junctions_per_km2: 10, urban: {ferry: 0.9}", "ferry");
    expect_mistake("urban_junctions_per_km2: 10, rural: {primary: 0}", "0");
    expect_mistake("urban_junctions_per_km2: 10, junctions_of: primary", "list");
    expect_mistake("urban_junctions_per_km2: 10, junctions_of: [street]", "street");
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, speeds_take_their_shares_in_towns_and_in_the_country);
    tcase_add_test(tests, only_junctions_of_the_named_classes_make_a_town);
    tcase_add_test(tests, the_daytime_profile_is_slower_than_the_car_everywhere_and_most_in_towns);
    tcase_add_test(tests,
                   a_profile_has_the_sections_of_the_one_that_it_extends_unless_it_has_its_own);
    tcase_add_test(tests, a_changed_base_changes_the_hash);
    tcase_add_test(tests, a_path_is_looked_for_beside_the_profile);
    tcase_add_test(tests, mistakes_in_a_calibration_are_shown_at_their_place);
}

int main(void)
{
    return suite_run("calibration", add);
}
