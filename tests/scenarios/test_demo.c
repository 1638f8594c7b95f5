/* The demo that is shipped, from its roads to its maps. */
#include "folder.h"
#include "scenarios/map/plan_map.h"
#include "scenarios/run/run.h"
#include "scenarios/verify/verify.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;
static struct mlg_plan *plan;

static const char *demo_path(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/scenarios/demo.yaml", getenv("MAILLAGE_SOURCE"));
    return path;
}

static void run_demo(void)
{
    folder_enter();
    const struct mlg_run_options options = {
        .output_folder = "out", .threads = 1, .time_s = -1, .cache_folder = "cache"};
    struct mlg_scenario *scenario;
    ck_assert_msg(mlg_scenario_load(demo_path(), &scenario, &err) == MLG_OK, "%s", err.message);
    ck_assert_msg(mlg_run(scenario, &options, NULL, &plan, &err) == MLG_OK, "%s", err.message);
    mlg_scenario_destroy(scenario);
}

static void forget_demo(void)
{
    mlg_plan_destroy(plan);
    folder_leave();
}

static const json_t *at(const char *outer, const char *inner)
{
    return json_object_get(json_object_get(plan->json, outer), inner);
}

START_TEST(some_are_served_today_and_the_fewest_new_sites_are_proven)
{
    double today = json_number_value(json_object_get(at("totals", "today"), "covered_percent"));
    size_t n_new = json_array_size(at("sites", "new"));
    const json_t *goal = json_array_get(json_object_get(plan->json, "goals"), 0);
    ck_assert(today > 50 && today < 90);
    ck_assert(n_new >= 5 && n_new <= 10);
    ck_assert(json_is_true(json_object_get(goal, "proven")));
    ck_assert_uint_eq((size_t)json_integer_value(json_object_get(goal, "bound")), n_new);
}
END_TEST

START_TEST(the_cape_is_left_out_by_name_and_the_islet_gets_a_site)
{
    const json_t *communes = at("uncovered", "communes");
    ck_assert_uint_eq(json_array_size(communes), 1);
    const char *name = json_string_value(json_object_get(json_array_get(communes, 0), "commune"));
    ck_assert_int_eq(strncmp(name, "Cap ", 4), 0);
    bool islet = false;
    for (size_t i = 0; i < json_array_size(at("sites", "new")); i++) {
        const json_t *site = json_array_get(at("sites", "new"), i);
        const char *commune = json_string_value(json_object_get(site, "commune"));
        islet = islet || strncmp(commune, "Île ", strlen("Île ")) == 0;
    }
    ck_assert(islet);
}
END_TEST

START_TEST(every_claim_holds_by_plain_search_on_the_roads)
{
    char roads[4200];
    snprintf(roads, sizeof roads, "%s/datasets/demo/roads.osm.pbf", getenv("MAILLAGE_SOURCE"));
    const char *const paths[] = {roads};
    const struct mlg_verify_options options = {.roads = paths, .n_roads = 1, .threads = 1};
    ck_assert_msg(mlg_verify("out/plan.json", &options, NULL, &err) == MLG_OK, "%s", err.message);
}
END_TEST

static struct mlg_plan_map_options map_options(const char *output)
{
    return (struct mlg_plan_map_options){.output = output, .threads = 1, .cache_folder = "cache"};
}

START_TEST(plan_is_drawn_before_and_after_in_both_languages)
{
    for (int i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "map%d.svg", i);
        struct mlg_plan_map_options options = map_options(name);
        options.before = i % 2;
        options.language = i / 2 ? MLG_FRENCH : MLG_ENGLISH;
        ck_assert_msg(mlg_plan_map("out/plan.json", &options, NULL, &err) == MLG_OK, "%s",
                      err.message);
        char *svg = folder_read(name);
        ck_assert_uint_gt(strlen(svg), 10000);
        free(svg);
    }
}
END_TEST

/* The plan with one text replaced: written as other.json and drawn, which must fail. */
static void draw_altered(json_t *object, const char *key, const char *value)
{
    json_t *old = json_incref(json_object_get(object, key));
    json_object_set_new(object, key, json_string(value));
    ck_assert_int_eq(mlg_plan_write(plan, "other.json", true, &err), MLG_OK);
    json_object_set_new(object, key, old);
    const struct mlg_plan_map_options options = map_options("other.png");
    ck_assert_int_eq(mlg_plan_map("other.json", &options, NULL, &err), MLG_BAD_INPUT);
    ck_assert(!folder_has("other.png"));
}

START_TEST(map_is_refused_where_the_inputs_are_others)
{
    static const char *const inputs[] = {"scenario", "people", "matrix"};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        draw_altered((json_t *)at("inputs", inputs[i]), "sha256", "0123");
        ck_assert(strstr(err.message, "not the one that the plan was made from") != NULL);
        ck_assert(strstr(err.message, inputs[i]) != NULL);
    }
}
END_TEST

START_TEST(new_site_that_is_no_candidate_is_named)
{
    draw_altered(json_array_get(at("sites", "new"), 0), "id", "X999");
    ck_assert(strstr(err.message, "'X999'") != NULL);
}
END_TEST

START_TEST(wrong_ending_is_refused_before_anything_is_read)
{
    const struct mlg_plan_map_options options = map_options("map.pdf");
    ck_assert_int_eq(mlg_plan_map("missing.json", &options, NULL, &err), MLG_USAGE);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_unchecked_fixture(tests, run_demo, forget_demo);
    tcase_add_test(tests, some_are_served_today_and_the_fewest_new_sites_are_proven);
    tcase_add_test(tests, the_cape_is_left_out_by_name_and_the_islet_gets_a_site);
    tcase_add_test(tests, every_claim_holds_by_plain_search_on_the_roads);
    tcase_add_test(tests, plan_is_drawn_before_and_after_in_both_languages);
    tcase_add_test(tests, map_is_refused_where_the_inputs_are_others);
    tcase_add_test(tests, new_site_that_is_no_candidate_is_named);
    tcase_add_test(tests, wrong_ending_is_refused_before_anything_is_read);
}

int main(void)
{
    return suite_run("demo", add);
}
