/* Figures never look better than they are, and the summary says what the plan says. */
#include "folder.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/summary.h"
#include "tests/suite.h"
#include "tiny.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double value_of(json_t *json)
{
    double value = json_number_value(json);
    json_decref(json);
    return value;
}

START_TEST(share_is_100_percent_only_where_nobody_is_left_out)
{
    ck_assert(value_of(mlg_json_percent(5992194000, 5992194000)) == 100);
    ck_assert(value_of(mlg_json_percent(5992193999, 5992194000)) == 99.99);
    ck_assert(value_of(mlg_json_percent(1, 3)) == 33.33);
    ck_assert(value_of(mlg_json_percent(0, 0)) == 100);
}
END_TEST

START_TEST(minutes_are_rounded_up)
{
    ck_assert(value_of(mlg_json_minutes(12000)) == 20);
    ck_assert(value_of(mlg_json_minutes(12001)) == 20.01);
    ck_assert(value_of(mlg_json_minutes(13440)) == 22.4);
    ck_assert(value_of(mlg_json_minutes(0)) == 0);
    ck_assert(value_of(mlg_json_mean_minutes(12001, 2)) == 10.01);
}
END_TEST

START_TEST(mean_of_nobody_is_null)
{
    json_t *mean = mlg_json_mean_minutes(0, 0);
    ck_assert(json_is_null(mean));
    json_decref(mean);
}
END_TEST

START_TEST(gap_is_0_only_where_it_is_closed)
{
    ck_assert(value_of(mlg_json_gap(73, 73)) == 0);
    ck_assert(value_of(mlg_json_gap(1000000, 999999)) == 0.01);
    ck_assert(value_of(mlg_json_gap(78, 75)) == 3.85);
    ck_assert(value_of(mlg_json_gap(0, 2)) == 200);
}
END_TEST

START_TEST(steps_hold_the_limit_once_and_end_at_the_bound)
{
    static const uint32_t expected[] = {3000, 6000, 7200, 9000, 12000};
    uint32_t steps[MLG_MAX_STEPS];
    ck_assert_uint_eq(mlg_time_steps(7200, 12000, steps), 5);
    for (int i = 0; i < 5; i++)
        ck_assert_uint_eq(steps[i], expected[i]);
    ck_assert_uint_eq(mlg_time_steps(12000, 18000, steps), 5);
    ck_assert_uint_eq(mlg_time_steps(65534, 65534, steps), MLG_MAX_STEPS);
    ck_assert_uint_eq(steps[MLG_MAX_STEPS - 1], 65534);
    ck_assert_uint_eq(mlg_time_steps(600, 900, steps), 1);
}
END_TEST

static const char expected_summary[] =
    "Ten points\n"
    "\n"
    "Today     66.74 %   150 of 225 residents within 20 min of the only site\n"
    "Plan      97.33 %   219 of 225 residents within 20 min of one of 4 sites\n"
    "Goal     3 new sites; proven: no plan needs fewer (certified)\n";

START_TEST(summary_says_what_is_proven_and_who_is_left_out)
{
    struct mlg_error err = {0};
    struct mlg_plan *plan;
    struct mlg_run_options options = tiny_options();
    char *text = NULL;
    size_t length;
    folder_enter();
    tiny_write();
    ck_assert_msg(tiny_run("s.yaml", &options, NULL, &plan, &err) == MLG_OK, "%s", shown(&err));
    FILE *stream = open_memstream(&text, &length);
    ck_assert_int_eq(mlg_summary_print(plan, stream, &err), MLG_OK);
    fclose(stream);
    ck_assert_msg(strncmp(text, expected_summary, strlen(expected_summary)) == 0, "%s", text);
    ck_assert_ptr_nonnull(strstr(text, "nearest candidate Hall 3, 22.4 min"));
    ck_assert_ptr_nonnull(strstr(text, "no candidate within 30 min"));
    ck_assert_ptr_nonnull(strstr(text, "too far from any road"));
    ck_assert_ptr_nonnull(strstr(text, "too far, 1,500 m from a road"));
    ck_assert_ptr_nonnull(strstr(text, "To know: invented"));
    free(text);
    mlg_plan_destroy(plan);
    folder_leave();
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_test(cases, share_is_100_percent_only_where_nobody_is_left_out);
    tcase_add_test(cases, minutes_are_rounded_up);
    tcase_add_test(cases, mean_of_nobody_is_null);
    tcase_add_test(cases, gap_is_0_only_where_it_is_closed);
    tcase_add_test(cases, steps_hold_the_limit_once_and_end_at_the_bound);
    tcase_add_test(cases, summary_says_what_is_proven_and_who_is_left_out);
}

int main(void)
{
    return suite_run("figures", add);
}
