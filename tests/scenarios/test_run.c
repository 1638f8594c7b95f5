/* The run, on a case that is solved by hand (tiny.h), and on every kind of bad input. */
#include "folder.h"
#include "tiny.h"

#include "tests/suite.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct mlg_error err;

static void set_up(void)
{
    folder_enter();
    tiny_write();
    memset(&err, 0, sizeof err);
}

static enum mlg_status run(const struct mlg_run_options *options, struct mlg_plan **plan)
{
    return tiny_run("s.yaml", options, &tiny_monitor, plan, &err);
}

static enum mlg_status run_plain(struct mlg_plan **plan)
{
    struct mlg_run_options options = tiny_options();
    return run(&options, plan);
}

/* Writes s.yaml with one change. */
static void change_scenario(const char *old, const char *new)
{
    char *text = replaced(tiny_scenario, old, new);
    folder_write("s.yaml", text);
    free(text);
}

static void change_file(const char *name, const char *old, const char *new)
{
    char *before = folder_read(name), *after = replaced(before, old, new);
    folder_write(name, after);
    free(before);
    free(after);
}

/* Hashes, the program's version, how far the solver reduced the problem and how long its proof is
 * are not compared. */
static void drop_hashes(json_t *json)
{
    const char *key;
    json_t *value;
    void *next;
    size_t i;
    json_object_del(json, "sha256");
    json_object_del(json, "program");
    json_object_del(json, "reduced");
    json_object_del(json, "steps");
    json_object_foreach_safe(json, next, key, value) drop_hashes(value);
    json_array_foreach(json, i, value) drop_hashes(value);
}

static void assert_plan_is(const struct mlg_plan *plan, const char *golden)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/scenarios/%s", getenv("MAILLAGE_SOURCE"), golden);
    json_error_t why;
    json_t *expected = json_load_file(path, 0, &why), *found = json_deep_copy(plan->json);
    drop_hashes(found);
    char *text = json_dumps(found, JSON_SORT_KEYS | JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    bool equal = json_equal(expected, found);
    if (!equal)
        puts(text); /* longer than a message of Check may be */
    free(text);
    ck_assert_msg(expected != NULL, "%s: %s", golden, why.text);
    ck_assert_msg(equal, "the plan is not %s but the one above", golden);
    json_decref(expected);
    json_decref(found);
}

START_TEST(plan_is_the_one_found_by_hand)
{
    struct mlg_plan *plan;
    ck_assert_msg(run_plain(&plan) == MLG_OK, "%s", shown(&err));
    assert_plan_is(plan, "tiny-fewest-sites.json");
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(most_residents_with_two_sites_is_the_plan_found_by_hand)
{
    struct mlg_plan *plan;
    char *text = replaced(tiny_scenario, "fewest_sites", "most_residents");
    char *all = replaced(text, "goals:", "  new: {max: 2}\ngoals:");
    folder_write("s.yaml", all);
    free(text);
    free(all);
    ck_assert_msg(run_plain(&plan) == MLG_OK, "%s", shown(&err));
    assert_plan_is(plan, "tiny-most-residents.json");
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(plain_model_gives_the_same_value)
{
    struct mlg_plan *plan;
    struct mlg_run_options options = tiny_options();
    options.no_presolve = true;
    ck_assert_msg(run(&options, &plan) == MLG_OK, "%s", shown(&err));
    const json_t *goal = json_array_get(json_object_get(plan->json, "goals"), 0);
    ck_assert_int_eq(json_integer_value(json_object_get(goal, "value")), 3);
    ck_assert(json_is_true(json_object_get(goal, "proven")));
    mlg_plan_destroy(plan);
}
END_TEST

static const char *const outputs[] = {
    "plan.json",     "plan.gpkg",     "new_sites.geojson",  "existing_sites.geojson",
    "cells.geojson", "new_sites.csv", "existing_sites.csv", "cells.csv",
    "proof.txt.zst"};
enum { N_OUTPUTS = sizeof outputs / sizeof *outputs };

static void assert_same_file(const char *name)
{
    char command[128];
    snprintf(command, sizeof command, "cmp one/%s two/%s", name, name);
    ck_assert_msg(system(command) == 0, "%s differs", name);
}

START_TEST(same_question_gives_the_same_bytes_on_any_number_of_threads)
{
    struct mlg_run_options options = tiny_options();
    options.output_folder = "one";
    options.threads = 1;
    ck_assert_msg(run(&options, NULL) == MLG_OK, "%s", shown(&err));
    options.output_folder = "two";
    options.threads = 8;
    ck_assert_msg(run(&options, NULL) == MLG_OK, "%s", shown(&err));
    ck_assert_uint_eq(folder_count("one"), N_OUTPUTS);
    for (size_t i = 0; i < N_OUTPUTS; i++)
        assert_same_file(outputs[i]);
}
END_TEST

/* The lines after the first, in reverse. */
static void reverse_records(const char *name)
{
    char *text = folder_read(name), *lines[32];
    size_t n = 0;
    lines[0] = text;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        lines[n++] = line;
    FILE *file = fopen(name, "w");
    fprintf(file, "%s\n", lines[0]);
    while (n-- > 1)
        fprintf(file, "%s\n", lines[n]);
    fclose(file);
    free(text);
}

START_TEST(order_of_records_does_not_change_the_plan)
{
    struct mlg_plan *plan;
    reverse_records("people.csv");
    reverse_records("halls.csv");
    ck_assert_msg(run_plain(&plan) == MLG_OK, "%s", shown(&err));
    assert_plan_is(plan, "tiny-fewest-sites.json");
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(nobody_unserved_needs_no_site)
{
    struct mlg_plan *plan;
    folder_write("open.csv", "id,name,hall\na,A,c0\nb,B,c1\nc,C,c2\nd,D,c3\n");
    ck_assert_msg(run_plain(&plan) == MLG_OK, "%s", shown(&err));
    const json_t *goal = json_array_get(json_object_get(plan->json, "goals"), 0);
    ck_assert_int_eq(json_integer_value(json_object_get(goal, "value")), 0);
    ck_assert(json_is_true(json_object_get(goal, "proven")));
    ck_assert_ptr_nonnull(strstr(tiny_notes, "4 candidates stand where an existing site is"));
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(scenario_without_existing_sites_starts_from_nothing)
{
    struct mlg_plan *plan;
    change_scenario("  existing:\n    file: open.csv\n    id: id\n    name: name\n"
                    "    at: {candidate: hall}\n",
                    "");
    ck_assert_msg(run_plain(&plan) == MLG_OK, "%s", shown(&err));
    const json_t *totals = json_object_get(plan->json, "totals");
    const json_t *today = json_object_get(totals, "today");
    ck_assert(json_number_value(json_object_get(today, "covered")) == 0);
    ck_assert(json_number_value(json_object_get(today, "covered_percent")) == 0);
    ck_assert_uint_eq(json_array_size(json_object_get(json_object_get(plan->json, "sites"), "new")),
                      4);
    char *layer = folder_read("out/new_sites.csv");
    ck_assert_ptr_nonnull(
        strstr(layer, ",commune,status,residents_newly_covered,residents_in_reach,"));
    ck_assert_ptr_nonnull(strstr(layer, ",c2,Hall 2,C,new,35,35,"));
    free(layer);
    mlg_plan_destroy(plan);
}
END_TEST

START_TEST(new_sites_tell_the_year_in_which_they_open)
{
    change_scenario("goals:\n  - goal: fewest_sites",
                    "phases: [{year: 2025, new: 1}, {year: 2026, new: 1}]\n"
                    "goals:\n  - goal: most_residents");
    ck_assert_msg(run_plain(NULL) == MLG_OK, "%s", shown(&err));
    char *layer = folder_read("out/new_sites.csv");
    ck_assert_ptr_nonnull(strstr(layer, ",residents_nearest,year\n"));
    ck_assert_ptr_nonnull(strstr(layer, ",2025\n"));
    ck_assert_ptr_nonnull(strstr(layer, ",2026\n"));
    free(layer);
}
END_TEST

START_TEST(too_few_sites_are_infeasible_and_leave_nothing)
{
    change_scenario("goals:", "  new: {max: 2}\ngoals:");
    ck_assert_int_eq(run_plain(NULL), MLG_INFEASIBLE);
    ck_assert(!folder_has("out"));
}
END_TEST

START_TEST(output_that_exists_is_refused_before_any_computing)
{
    ck_assert_int_eq(mkdir("out", 0777), 0);
    folder_write("out/cells.csv", "mine");
    ck_assert_int_eq(run_plain(NULL), MLG_IO);
    ck_assert_str_eq(err.message, "'out/cells.csv' exists already");
    ck_assert_str_eq(tiny_notes, "");
    ck_assert_uint_eq(folder_count("out"), 1);
    struct mlg_run_options options = tiny_options();
    options.overwrite = true;
    ck_assert_msg(run(&options, NULL) == MLG_OK, "%s", shown(&err));
    ck_assert_uint_eq(folder_count("out"), N_OUTPUTS);
}
END_TEST

START_TEST(folder_that_cannot_be_made_is_told_before_any_computing)
{
    struct mlg_run_options options = tiny_options();
    options.output_folder = "people.csv/out";
    ck_assert_int_eq(run(&options, NULL), MLG_IO);
    ck_assert_str_eq(tiny_notes, "");
}
END_TEST

START_TEST(output_never_replaces_an_input)
{
    struct mlg_run_options options = tiny_options();
    options.overwrite = true;
    options.output_folder = ".";
    change_scenario("file: people.csv", "file: cells.csv");
    ck_assert_int_eq(rename("people.csv", "cells.csv"), 0);
    ck_assert_int_eq(run(&options, NULL), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.message,
                     "the output './cells.csv' would replace an input of the scenario");
    ck_assert(!folder_has("plan.json"));
}
END_TEST

START_TEST(only_the_formats_asked_for_are_written)
{
    change_scenario("{folder: out}", "{folder: out, formats: [json]}");
    ck_assert_msg(run_plain(NULL) == MLG_OK, "%s", shown(&err));
    ck_assert_uint_eq(folder_count("out"), 1);
    ck_assert(folder_has("out/plan.json"));
}
END_TEST

START_TEST(maps_are_drawn_where_asked_for)
{
    change_scenario("{folder: out}", "{folder: out, formats: [svg, png], outlines: a.geojson}");
    folder_write("a.geojson",
                 "{\"type\": \"LineString\", \"coordinates\": [[3, 50], [3.1, 50.1]]}");
    ck_assert_msg(run_plain(NULL) == MLG_OK, "%s", shown(&err));
    ck_assert_uint_eq(folder_count("out"), 2);
    ck_assert(folder_has("out/map.svg") && folder_has("out/map.png"));
    folder_write("a.geojson", "{");
    struct mlg_run_options options = tiny_options();
    options.overwrite = true;
    tiny_notes[0] = 0;
    ck_assert_int_eq(run(&options, NULL), MLG_BAD_INPUT);
    ck_assert_str_eq(tiny_notes, ""); /* before any computing */
}
END_TEST

START_TEST(interrupted_run_has_a_plan_that_says_so_or_none)
{
    static volatile sig_atomic_t stop = 1;
    struct mlg_monitor monitor = tiny_monitor;
    monitor.stop = &stop;
    struct mlg_run_options options = tiny_options();
    struct mlg_plan *plan;
    enum mlg_status status = tiny_run("s.yaml", &options, &monitor, &plan, &err);
    if (status == MLG_OK) {
        const json_t *goal = json_array_get(json_object_get(plan->json, "goals"), 0);
        const char *ended = json_string_value(json_object_get(goal, "ended"));
        ck_assert(strcmp(ended, "interrupted") == 0 || strcmp(ended, "proven") == 0);
        mlg_plan_destroy(plan);
    } else {
        ck_assert_int_eq(status, MLG_STOPPED);
        ck_assert(!folder_has("out"));
    }
}
END_TEST

/* One change to one file, and the status and the words of the answer. */
static const struct bad_input {
    const char *file, *old, *new;
    enum mlg_status status;
    const char *words;
} bad_inputs[] = {
    {"people.csv", "50.5", "many", MLG_BAD_INPUT, "many"},
    {"people.csv", "50.5", "-1", MLG_BAD_INPUT, "-1"},
    {"people.csv", "50.5", "nan", MLG_BAD_INPUT, "nan"},
    {"people.csv", "pop", "people", MLG_BAD_INPUT, "pop"},
    {"people.csv", "3.01,50.0", "3.011,50.0", MLG_BAD_INPUT,
     "no point at the position of the person 'p1'"},
    {"halls.csv", "3.01,50.1", "3.011,50.1", MLG_BAD_INPUT,
     "no point at the position of the candidate 'c1' (3.0110000, 50.1000000); its nearest one is "
     "71 m"},
    {"halls.csv", "c3,", "c2,", MLG_BAD_INPUT, "c2"},
    {"open.csv", "e,Open,c0", "e,Open,c9", MLG_BAD_INPUT, "c9"},
    {"s.yaml", "limit_min: 20", "limit_min: 31", MLG_BAD_SCENARIO,
     "the limit is 31 min, but the matrix knows times up to 30 min only"},
    {"s.yaml", "limit_min: 20", "limit_min: 20, bound_min: 31", MLG_BAD_SCENARIO,
     "the bound is 31 min, but the matrix knows times up to 30 min only"},
    {"s.yaml", "limit_min: 20", "limit_min: 20, direction: from_site", MLG_BAD_SCENARIO,
     "the direction is 'from_site', but the matrix was computed for 'to_site'"},
    {"s.yaml", "limit_min: 20", "limit_min: 20, snap_max_m: 500", MLG_BAD_SCENARIO,
     "the matrix was computed with a snapping distance of 1000 m"},
    {"s.yaml", "limit_min: 20", "limit_min: 20, profile: foot", MLG_BAD_SCENARIO,
     "the profile is 'foot', but the matrix was computed for 'car'"},
    {"s.yaml", "matrix: car.mtt", "matrix: halls.csv", MLG_BAD_INPUT, "halls.csv"},
};

START_TEST(bad_input_is_named_and_leaves_nothing)
{
    const struct bad_input *bad = &bad_inputs[_i];
    change_file(bad->file, bad->old, bad->new);
    ck_assert_int_eq(run_plain(NULL), bad->status);
    ck_assert_msg(strstr(shown(&err), bad->words) != NULL, "'%s' is not in: %s", bad->words,
                  shown(&err));
    ck_assert_msg(!folder_has("out"), "the folder out is there");
    ck_assert_msg(bad->status != MLG_BAD_SCENARIO || strchr(err.excerpt, '^'), "no caret");
}
END_TEST

START_TEST(tables_without_records_are_refused)
{
    folder_write("people.csv", "id,pop,commune,lon,lat\n");
    ck_assert_int_eq(run_plain(NULL), MLG_BAD_INPUT);
    tiny_write();
    folder_write("people.csv", "id,pop,commune,lon,lat\np0,0,A,3.00,50.0\n");
    ck_assert_int_eq(run_plain(NULL), MLG_BAD_INPUT);
    tiny_write();
    folder_write("halls.csv", "id,name,commune,lon,lat\n");
    ck_assert_int_eq(run_plain(NULL), MLG_BAD_INPUT);
    ck_assert(!folder_has("out"));
}
END_TEST

START_TEST(truncated_matrix_is_refused)
{
    char *text = folder_read("car.mtt");
    FILE *file = fopen("car.mtt", "w");
    fwrite(text, 1, 200, file);
    fclose(file);
    free(text);
    ck_assert_int_eq(run_plain(NULL), MLG_BAD_INPUT);
    ck_assert(!folder_has("out"));
}
END_TEST

START_TEST(check_describes_the_case_and_writes_nothing)
{
    struct mlg_scenario *scenario;
    struct mlg_run_options options = tiny_options();
    ck_assert_int_eq(mlg_scenario_load("s.yaml", &scenario, &err), MLG_OK);
    ck_assert_msg(mlg_check_scenario(scenario, &options, &tiny_monitor, &err) == MLG_OK, "%s",
                  shown(&err));
    mlg_scenario_destroy(scenario);
    ck_assert_str_eq(tiny_notes,
                     "people: 10 points with 225 residents\n"
                     "sites: 1 existing, 4 candidates\n"
                     "1 candidate stands where an existing site is: it adds nothing\n"
                     "people to the road: median 0 m, 95 % within 0 m, at most 0 m\n"
                     "sites to the road: median 0 m, 95 % within 0 m, at most 0 m\n"
                     "not on the road network: 1 point of people, 0 existing sites, 0 candidates\n"
                     "farthest from a road:\n"
                     "  person 'p9': 1500 m, not on the road network: too far\n");
    ck_assert(!folder_has("out"));
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_up, folder_leave);
    tcase_add_loop_test(tests, bad_input_is_named_and_leaves_nothing, 0,
                        (int)(sizeof bad_inputs / sizeof *bad_inputs));
    tcase_add_test(tests, tables_without_records_are_refused);
    tcase_add_test(tests, truncated_matrix_is_refused);
    tcase_add_test(tests, same_question_gives_the_same_bytes_on_any_number_of_threads);
    tcase_add_test(tests, output_that_exists_is_refused_before_any_computing);
    tcase_add_test(tests, folder_that_cannot_be_made_is_told_before_any_computing);
    tcase_add_test(tests, output_never_replaces_an_input);
    tcase_add_test(tests, only_the_formats_asked_for_are_written);
    tcase_add_test(tests, maps_are_drawn_where_asked_for);
    tcase_add_test(tests, plan_is_the_one_found_by_hand);
    tcase_add_test(tests, most_residents_with_two_sites_is_the_plan_found_by_hand);
    tcase_add_test(tests, plain_model_gives_the_same_value);
    tcase_add_test(tests, order_of_records_does_not_change_the_plan);
    tcase_add_test(tests, nobody_unserved_needs_no_site);
    tcase_add_test(tests, scenario_without_existing_sites_starts_from_nothing);
    tcase_add_test(tests, new_sites_tell_the_year_in_which_they_open);
    tcase_add_test(tests, too_few_sites_are_infeasible_and_leave_nothing);
    tcase_add_test(tests, interrupted_run_has_a_plan_that_says_so_or_none);
    tcase_add_test(tests, check_describes_the_case_and_writes_nothing);
}

int main(void)
{
    return suite_run("run", add);
}
