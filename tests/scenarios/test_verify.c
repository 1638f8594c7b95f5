/* The verification accepts what a run wrote and refuses every plan that was changed in any figure.
 */
#include "folder.h"
#include "scenarios/verify/verify.h"
#include "tests/suite.h"
#include "tiny.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;
static const struct mlg_verify_options plain;

static void set_up(void)
{
    folder_enter();
    tiny_write();
    memset(&err, 0, sizeof err);
    struct mlg_run_options options = tiny_options();
    char *text = replaced(tiny_scenario, "fewest_sites", "most_residents");
    char *all = replaced(text, "goals:", "  new: {max: 2}\ngoals:");
    folder_write("s.yaml", all);
    free(text);
    free(all);
    ck_assert_msg(tiny_run("s.yaml", &options, NULL, NULL, &err) == MLG_OK, "%s", shown(&err));
    tiny_notes[0] = 0;
}

static json_t *read_plan(void)
{
    json_t *json = json_load_file("out/plan.json", 0, NULL);
    ck_assert_ptr_nonnull(json);
    return json;
}

static enum mlg_status verify_changed(const json_t *json)
{
    tiny_notes[0] = 0;
    ck_assert_int_eq(json_dump_file(json, "changed.json", JSON_REAL_PRECISION(15)), 0);
    return mlg_verify("changed.json", &plain, &tiny_monitor, &err);
}

START_TEST(plan_as_written_holds)
{
    ck_assert_msg(mlg_verify("out/plan.json", &plain, &tiny_monitor, &err) == MLG_OK, "%s",
                  shown(&err));
    ck_assert_str_eq(tiny_notes, "");
}
END_TEST

/* What a verification cannot recount: how far the solver reduced its problem. */
static bool is_told_only(const char *place)
{
    return strncmp(place, "problem.reduced", 15) == 0;
}

/* Changes each value of a plan in turn, checks that it is refused, and changes it back. */
struct mutation {
    json_t *plan;
    size_t count;
};

static void refuse(struct mutation *mutation, const char *place)
{
    if (is_told_only(place))
        return;
    enum mlg_status status = verify_changed(mutation->plan);
    ck_assert_msg(status != MLG_OK, "a change of %s was not found", place);
    mutation->count++;
}

static void change_number(struct mutation *mutation, json_t *value, const char *place, double step)
{
    if (json_is_integer(value)) {
        json_int_t kept = json_integer_value(value);
        json_integer_set(value, kept + 1);
        refuse(mutation, place);
        json_integer_set(value, kept);
    } else {
        double kept = json_real_value(value);
        json_real_set(value, kept + step);
        refuse(mutation, place);
        json_real_set(value, kept);
    }
}

static void change_text(struct mutation *mutation, json_t *value, const char *place)
{
    char kept[512];
    snprintf(kept, sizeof kept, "%s", json_string_value(value));
    json_string_set(value, "another text");
    refuse(mutation, place);
    json_string_set(value, kept);
}

static void change_each(struct mutation *mutation, json_t *json, const char *place)
{
    const char *key;
    json_t *value;
    size_t i;
    char inner[256];
    json_object_foreach(json, key, value)
    {
        snprintf(inner, sizeof inner, "%s%s%s", place, *place ? "." : "", key);
        change_each(mutation, value, inner);
    }
    json_array_foreach(json, i, value)
    {
        snprintf(inner, sizeof inner, "%s[%zu]", place, i);
        change_each(mutation, value, inner);
    }
    if (json_is_number(json)) {
        change_number(mutation, json, place, 1);
        if (json_is_real(json))
            change_number(mutation, json, place, 0.01);
    } else if (json_is_string(json) && strcmp(place, "program") != 0) {
        change_text(mutation, json, place);
    }
}

START_TEST(every_changed_value_is_refused)
{
    struct mutation mutation = {read_plan(), 0};
    change_each(&mutation, mutation.plan, "");
    json_decref(mutation.plan);
    ck_assert_uint_gt(mutation.count, 150);
}
END_TEST

static void remove_each(struct mutation *mutation, json_t *json, const char *place);

static void remove_keys(struct mutation *mutation, json_t *json, const char *place)
{
    const char *key;
    json_t *value, *copy = json_copy(json); /* the object itself changes on the way */
    char inner[256];
    json_object_foreach(copy, key, value)
    {
        snprintf(inner, sizeof inner, "%s%s%s", place, *place ? "." : "", key);
        if (is_told_only(inner))
            continue;
        remove_each(mutation, value, inner);
        json_object_del(json, key);
        refuse(mutation, inner);
        json_object_set(json, key, value);
    }
    json_decref(copy);
}

/* Takes out each key and each item in turn. */
static void remove_each(struct mutation *mutation, json_t *json, const char *place)
{
    if (json_is_object(json))
        remove_keys(mutation, json, place);
    for (size_t i = 0; i < json_array_size(json); i++) {
        char inner[256];
        snprintf(inner, sizeof inner, "%s[%zu]", place, i);
        json_t *value = json_incref(json_array_get(json, i));
        remove_each(mutation, value, inner);
        json_array_remove(json, i);
        refuse(mutation, inner);
        json_array_insert_new(json, i, value);
    }
}

START_TEST(every_missing_value_is_refused)
{
    struct mutation mutation = {read_plan(), 0};
    remove_each(&mutation, mutation.plan, "");
    json_decref(mutation.plan);
    ck_assert_uint_gt(mutation.count, 100);
}
END_TEST

START_TEST(difference_names_the_claim_and_what_was_found)
{
    json_t *plan = read_plan();
    json_t *site = json_array_get(json_object_get(json_object_get(plan, "sites"), "new"), 0);
    json_object_set_new(site, "residents_nearest", json_integer(31));
    ck_assert_int_eq(verify_changed(plan), MLG_DIFFERENT);
    ck_assert_str_eq(err.message, "sites.new[0].residents_nearest: the plan says 31, found 30");
    ck_assert_str_eq(tiny_notes, "sites.new[0].residents_nearest: the plan says 31, found 30\n");
    json_decref(plan);
}
END_TEST

START_TEST(worse_site_with_honest_figures_elsewhere_is_refused)
{
    json_t *plan = read_plan();
    json_t *sites = json_object_get(json_object_get(plan, "sites"), "new");
    json_object_set_new(json_array_get(sites, 1), "id", json_string("c3"));
    ck_assert_int_eq(verify_changed(plan), MLG_DIFFERENT);
    ck_assert_ptr_nonnull(strstr(tiny_notes, "totals.plan.covered"));
    json_decref(plan);
}
END_TEST

START_TEST(site_that_is_no_candidate_or_listed_twice_is_refused)
{
    json_t *plan = read_plan();
    json_t *sites = json_object_get(json_object_get(plan, "sites"), "new");
    json_object_set_new(json_array_get(sites, 1), "id", json_string("c9"));
    ck_assert_int_eq(verify_changed(plan), MLG_DIFFERENT);
    ck_assert_str_eq(err.message, "sites.new: the plan says c9, found no such candidate");
    json_object_set_new(json_array_get(sites, 1), "id", json_string("c1"));
    ck_assert_int_eq(verify_changed(plan), MLG_DIFFERENT);
    json_decref(plan);
}
END_TEST

START_TEST(bound_better_than_the_plan_is_refused)
{
    json_t *plan = read_plan(), *goal = json_array_get(json_object_get(plan, "goals"), 0);
    json_object_set_new(goal, "bound", json_integer(64));
    json_object_set_new(goal, "proven", json_false());
    json_object_set_new(goal, "ended", json_string("time limit"));
    json_object_set_new(goal, "gap_percent", json_real(1.54));
    ck_assert_int_eq(verify_changed(plan), MLG_DIFFERENT);
    ck_assert_ptr_nonnull(strstr(tiny_notes, "goals.bound"));
    json_decref(plan);
}
END_TEST

START_TEST(changed_input_is_named)
{
    static const char *const files[] = {"people.csv", "open.csv", "halls.csv", "s.yaml"};
    char *text = folder_read(files[_i]), words[128];
    size_t bytes = strlen(text) + 2;
    char *longer = malloc(bytes);
    snprintf(longer, bytes, "%s\n", text);
    folder_write(files[_i], longer);
    free(text);
    free(longer);
    ck_assert_int_eq(mlg_verify("out/plan.json", &plain, NULL, &err), MLG_DIFFERENT);
    static const char *const names[] = {"people file", "existing sites' file", "candidates' file",
                                        "scenario"};
    snprintf(words, sizeof words, "the %s '%s' is not the one that the plan was made from",
             names[_i], files[_i]);
    ck_assert_str_eq(err.message, words);
}
END_TEST

START_TEST(other_matrix_is_refused)
{
    tiny_write_matrix("car.mtt", "car", 18001, MLG_TO_SITE);
    ck_assert_int_eq(mlg_verify("out/plan.json", &plain, NULL, &err), MLG_DIFFERENT);
    ck_assert_ptr_nonnull(strstr(err.message, "is not the one that the plan was made from"));
}
END_TEST

START_TEST(what_is_no_plan_is_refused)
{
    static const char *const texts[] = {"", "{", "[]", "{\"format\": \"maillage plan 2\"}",
                                        "{\"format\": \"maillage plan 1\"}"};
    folder_write("plan.json", texts[_i]);
    ck_assert_int_eq(mlg_verify("plan.json", &plain, NULL, &err), MLG_BAD_INPUT);
    ck_assert_str_eq(err.file, "plan.json");
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_checked_fixture(cases, set_up, folder_leave);
    tcase_add_test(cases, plan_as_written_holds);
    tcase_add_test(cases, every_changed_value_is_refused);
    tcase_add_test(cases, every_missing_value_is_refused);
    tcase_add_test(cases, difference_names_the_claim_and_what_was_found);
    tcase_add_test(cases, worse_site_with_honest_figures_elsewhere_is_refused);
    tcase_add_test(cases, site_that_is_no_candidate_or_listed_twice_is_refused);
    tcase_add_test(cases, bound_better_than_the_plan_is_refused);
    tcase_add_loop_test(cases, changed_input_is_named, 0, 4);
    tcase_add_test(cases, other_matrix_is_refused);
    tcase_add_loop_test(cases, what_is_no_plan_is_refused, 0, 5);
}

int main(void)
{
    return suite_run("verify", add);
}
