#include "network/profiles/profile_rules.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Each is what the program needs at least; a test adds a mistake at its end. */
#define SMALLEST                                                                                   \
    "name: test\n"                                                                                 \
    "access_speed_kmh: 5\n"                                                                        \
    "classes_kmh: {residential: 30}\n"                                                             \
    "access: {keys: [access], allowed: [\"yes\"]}\n"                                               \
    "oneway: {keys: [oneway]}\n"                                                                   \
    "barriers: {others: blocks}\n"                                                                 \
    "ferries: {routes: [ferry], speed_kmh: 10, wait_s: 60}\n"

static enum mlg_status load_text(const char *text, struct mlg_profile **profile,
                                 struct mlg_error *err)
{
    const char *path = write_temporary(".yaml", text, strlen(text));
    enum mlg_status status = mlg_profile_load(path, profile, err);
    unlink(path);
    return status;
}

static void expect_mistake(const char *text, size_t line, const char *words)
{
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    ck_assert_int_eq(load_text(text, &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_ptr_null(profile);
    ck_assert_msg(strstr(err.message, words), "'%s' does not say '%s'", err.message, words);
    ck_assert_uint_eq(err.line, line);
    ck_assert_uint_gt(err.column, 0);
}

START_TEST(the_profiles_that_come_with_the_program_load)
{
    static const char *const names[] = {"car", "car-daytime", "bicycle", "foot"};
    for (size_t i = 0; i < 4; i++) {
        struct mlg_profile *profile = load_profile(names[i]);
        ck_assert_str_eq(mlg_profile_name(profile), names[i]);
        ck_assert_uint_gt(mlg_profile_n_classes(profile), 10);
        mlg_profile_destroy(profile);
    }
}
END_TEST

START_TEST(the_smallest_profile_loads)
{
    struct mlg_profile *profile = NULL;
    struct mlg_way_use use;
    const struct mlg_osm_tag tags[] = {{"highway", "residential"}, {"maxspeed", "20"}};
    ck_assert_int_eq(load_text(SMALLEST, &profile, NULL), MLG_OK);
    ck_assert_uint_eq(mlg_profile_n_classes(profile), 2);
    ck_assert(mlg_profile_way(profile, tags, 2, &use));
    ck_assert_double_eq(use.forward_kmh, 30); /* no section on maxspeed: it is ignored */
    mlg_profile_destroy(profile);
}
END_TEST

START_TEST(an_unknown_profile_is_named)
{
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    ck_assert_int_eq(mlg_profile_load("helicopter", &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(err.message, "'helicopter'"));
    ck_assert_int_eq(mlg_profile_load("/nowhere/car.yaml", &profile, &err), MLG_IO);
}
END_TEST

START_TEST(mistakes_are_shown_at_their_place)
{
    expect_mistake(SMALLEST "wings: 2\n", 8, "wings");
    expect_mistake(SMALLEST "maxspeed: {use: replaces, fator: 0.9}\n", 8, "fator");
    expect_mistake(SMALLEST "maxspeed: {use: sometimes}\n", 8, "sometimes");
    expect_mistake(SMALLEST "maxspeed: {use: caps}\n", 8, "factor");
    expect_mistake(SMALLEST "caps_kmh:\n  surface: {gravel: slow}\n", 9, "slow");
    expect_mistake(SMALLEST "caps_kmh:\n  surface: [gravel]\n", 9, "number for each value");
    expect_mistake(SMALLEST "delays_s: {highway: {stop: -4}}\n", 8, "-4");
    expect_mistake(SMALLEST "never: {area: {yes: 1}}\n", 8, "list of values");
    expect_mistake(SMALLEST "no_access_point: [motorway]\n", 8, "tag keys");
    expect_mistake(SMALLEST "maxspeed: {use: caps, factor: 1, none_kmh: 130, walk_kmh: 6, "
                            "only_lower: [autobahn]}\n",
                   8, "autobahn");
    expect_mistake("name: test\n", 1, "access_speed_kmh");
    expect_mistake("name: test\naccess_speed_kmh: 0\n", 2, "0");
}
END_TEST

START_TEST(a_profile_asks_for_a_bounded_number_of_keys)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    fputs(SMALLEST "never:\n", out);
    for (int i = 0; i < 200; i++)
        fprintf(out, "  key%d: [\"yes\"]\n", i);
    fclose(out);
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    ck_assert_int_eq(load_text(text, &profile, &err), MLG_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(err.message, "different tag keys"));
    free(text);
}
END_TEST

static void add(TCase *profiles)
{
    tcase_add_test(profiles, the_profiles_that_come_with_the_program_load);
    tcase_add_test(profiles, the_smallest_profile_loads);
    tcase_add_test(profiles, an_unknown_profile_is_named);
    tcase_add_test(profiles, mistakes_are_shown_at_their_place);
    tcase_add_test(profiles, a_profile_asks_for_a_bounded_number_of_keys);
}

int main(void)
{
    return suite_run("profile", add);
}
