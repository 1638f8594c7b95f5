/* The run from roads: a street along the parallel, written by hand, and the cache of its times. */
#include "folder.h"
#include "network/matrix/matrix.h"
#include "scenarios/verify/verify.h"
#include "tests/suite.h"
#include "tiny.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Five nodes about 7.17 km apart; at 65 km/h each stretch takes a bit less than 7 minutes. */
static const char roads[] = "<?xml version='1.0'?>\n<osm version='0.6'>\n"
                            "<node id='1' version='1' lon='3.0' lat='50.0'/>\n"
                            "<node id='2' version='1' lon='3.1' lat='50.0'/>\n"
                            "<node id='3' version='1' lon='3.2' lat='50.0'/>\n"
                            "<node id='4' version='1' lon='3.3' lat='50.0'/>\n"
                            "<node id='5' version='1' lon='3.4' lat='50.0'/>\n"
                            "<way id='1' version='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/>"
                            "<nd ref='4'/><nd ref='5'/><tag k='highway' v='primary'/></way>\n"
                            "</osm>\n";

static const char scenario[] =
    "maillage: 1\n"
    "name: A street\n"
    "travel: {profile: car, limit_min: 10, bound_min: 15, roads: [a.osm]}\n"
    "people:\n"
    "  {file: people.csv, residents: pop, id: id, at: {lon: lon, lat: lat}}\n"
    "sites:\n"
    "  candidates: {file: halls.csv, id: id, at: {lon: lon, lat: lat}}\n"
    "goals: [{goal: fewest_sites}]\n"
    "outputs: {folder: out, formats: [json]}\n";

static struct mlg_error err;
static const struct mlg_verify_options plain;

static void set_up(void)
{
    folder_enter();
    folder_write("a.osm", roads);
    folder_write("people.csv", "id,pop,lon,lat\nwest,10,3.0,50.0\nmiddle,20,3.2,50.0\n"
                               "east,30,3.4,50.0\nfar,5,3.2,50.02\n");
    folder_write("halls.csv", "id,lon,lat\na,3.0,50.0\nb,3.1,50.0\nc,3.3,50.0\n");
    folder_write("s.yaml", scenario);
    memset(&err, 0, sizeof err);
    tiny_notes[0] = 0;
}

static struct mlg_plan *run(int threads, const char *folder)
{
    struct mlg_run_options options = tiny_options();
    struct mlg_plan *plan;
    options.threads = threads;
    options.output_folder = folder;
    ck_assert_msg(tiny_run("s.yaml", &options, &tiny_monitor, &plan, &err) == MLG_OK, "%s",
                  shown(&err));
    return plan;
}

static const char *new_site(const struct mlg_plan *plan, size_t index)
{
    const json_t *sites = json_object_get(json_object_get(plan->json, "sites"), "new");
    return json_string_value(json_object_get(json_array_get(sites, index), "id"));
}

START_TEST(street_needs_the_two_sites_in_between)
{
    struct mlg_plan *plan = run(-1, NULL);
    ck_assert_str_eq(new_site(plan, 0), "b");
    ck_assert_str_eq(new_site(plan, 1), "c");
    const json_t *left = json_object_get(json_object_get(plan->json, "off_network"), "people");
    ck_assert_uint_eq(json_array_size(left), 1);
    const json_t *far = json_array_get(left, 0);
    ck_assert_str_eq(json_string_value(json_object_get(far, "id")), "far");
    double distance_m = json_number_value(json_object_get(far, "road_distance_m"));
    ck_assert(distance_m > 2200 && distance_m < 2250); /* 0.02 degrees of latitude */
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(times_are_kept_and_reused)
{
    mlg_plan_destroy(run(-1, "one"));
    ck_assert_ptr_nonnull(strstr(tiny_notes, "travel times kept: cache/"));
    tiny_notes[0] = 0;
    mlg_plan_destroy(run(-1, "two"));
    ck_assert_ptr_nonnull(strstr(tiny_notes, "travel times reused: cache/"));
    ck_assert_uint_eq(folder_count("cache"), 1);
    ck_assert_int_eq(system("cmp one/plan.json two/plan.json"), 0);
}
END_TEST

START_TEST(times_and_plan_do_not_depend_on_threads)
{
    mlg_plan_destroy(run(1, "one"));
    ck_assert_int_eq(system("rm -r cache"), 0);
    mlg_plan_destroy(run(8, "two"));
    ck_assert_int_eq(system("cmp one/plan.json two/plan.json"), 0);
}
END_TEST

/* Each changes what the times depend on. */
static const struct change {
    const char *file, *old, *new;
} changes[] = {
    {"a.osm", "lon='3.4'", "lon='3.41'"},
    {"people.csv", "3.2,50.0\n", "3.21,50.0\n"},
    {"halls.csv", "3.1,", "3.11,"},
    {"s.yaml", "bound_min: 15", "bound_min: 16"},
    {"s.yaml", "bound_min: 15", "bound_min: 15, direction: longer"},
    {"s.yaml", "bound_min: 15", "bound_min: 15, snap_max_m: 3000"},
    {"s.yaml", "profile: car", "profile: bicycle"},
};

START_TEST(times_of_another_question_are_not_reused)
{
    const struct change *change = &changes[_i];
    mlg_plan_destroy(run(-1, "one"));
    char *before = folder_read(change->file);
    char *after = replaced(before, change->old, change->new);
    folder_write(change->file, after);
    free(before);
    free(after);
    tiny_notes[0] = 0;
    mlg_plan_destroy(run(-1, "two"));
    ck_assert_ptr_null(strstr(tiny_notes, "reused"));
    ck_assert_uint_eq(folder_count("cache"), 2);
}
END_TEST

START_TEST(damaged_times_in_the_cache_are_told_and_computed_anew)
{
    mlg_plan_destroy(run(-1, "one"));
    ck_assert_int_eq(system("for f in cache/*.mtt; do head -c 300 $f > x; mv x $f; done"), 0);
    tiny_notes[0] = 0;
    mlg_plan_destroy(run(-1, "two"));
    ck_assert_ptr_nonnull(strstr(tiny_notes, "cannot be used, computing them anew"));
    ck_assert_int_eq(system("cmp one/plan.json two/plan.json"), 0);
}
END_TEST

START_TEST(plan_from_roads_is_verified_on_the_roads)
{
    mlg_plan_destroy(run(-1, NULL));
    ck_assert_msg(mlg_verify("out/plan.json", &plain, &tiny_monitor, &err) == MLG_OK, "%s",
                  shown(&err));
}
END_TEST

START_TEST(plan_is_refused_on_other_roads)
{
    mlg_plan_destroy(run(-1, NULL));
    char *slower = replaced(roads, "primary", "residential");
    folder_write("b.osm", slower);
    free(slower);
    const char *const others[] = {"b.osm"};
    const struct mlg_verify_options options = {.roads = others, .n_roads = 1};
    tiny_notes[0] = 0;
    ck_assert_int_eq(mlg_verify("out/plan.json", &options, &tiny_monitor, &err), MLG_DIFFERENT);
    ck_assert_str_eq(err.message,
                     "the roads file 'b.osm' is not the one that the plan was made from");
    ck_assert_ptr_nonnull(strstr(tiny_notes, " further differences, not listed"));
    ck_assert_ptr_null(strstr(tiny_notes, "totals.plan.covered"));
}
END_TEST

START_TEST(matrix_that_was_built_from_the_roads_gives_the_same_plan)
{
    struct mlg_run_options options = tiny_options();
    struct mlg_scenario *from_roads;
    char *path;
    struct mlg_plan *first = run(-1, NULL);
    ck_assert_int_eq(mlg_scenario_load("s.yaml", &from_roads, &err), MLG_OK);
    ck_assert_msg(mlg_run_matrix(from_roads, &options, "a.mtt", NULL, &path, &err) == MLG_OK, "%s",
                  shown(&err));
    ck_assert_str_eq(path, "a.mtt");
    free(path);
    mlg_scenario_destroy(from_roads);
    char *text = replaced(scenario, "roads: [a.osm]", "matrix: a.mtt");
    folder_write("s.yaml", text);
    free(text);
    struct mlg_plan *second = run(-1, "other");
    static const char *const sections[] = {"sites", "totals", "times", "uncovered", "travel"};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        ck_assert_msg(json_equal(json_object_get(first->json, sections[i]),
                                 json_object_get(second->json, sections[i])),
                      "%s differs", sections[i]);
    const char *const names[] = {"a.osm"};
    const struct mlg_verify_options on_roads = {.roads = names, .n_roads = 1};
    ck_assert_msg(mlg_verify("other/plan.json", &on_roads, NULL, &err) == MLG_OK, "%s",
                  shown(&err));
    mlg_plan_destroy(first);
    mlg_plan_destroy(second);
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_checked_fixture(cases, set_up, folder_leave);
    tcase_add_test(cases, street_needs_the_two_sites_in_between);
    tcase_add_test(cases, times_are_kept_and_reused);
    tcase_add_test(cases, times_and_plan_do_not_depend_on_threads);
    tcase_add_loop_test(cases, times_of_another_question_are_not_reused, 0,
                        (int)(sizeof changes / sizeof *changes));
    tcase_add_test(cases, damaged_times_in_the_cache_are_told_and_computed_anew);
    tcase_add_test(cases, plan_from_roads_is_verified_on_the_roads);
    tcase_add_test(cases, plan_is_refused_on_other_roads);
    tcase_add_test(cases, matrix_that_was_built_from_the_roads_gives_the_same_plan);
}

int main(void)
{
    return suite_run("roads", add);
}
