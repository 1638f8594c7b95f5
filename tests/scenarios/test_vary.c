#include "scenarios/sweep/vary.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_vary vary[3];

static void read_all(const char *const *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(mlg_vary_read(text[i], &vary[i], NULL), MLG_OK);
}

static void finish(size_t n)
{
    for (size_t i = 0; i < n; i++)
        mlg_vary_finish(&vary[i]);
}

START_TEST(a_range_has_both_ends_and_a_list_every_item)
{
    const char *const text[] = {"sites.new.max=0..30/10", "travel.limit_min=12.5,20",
                                "solver.time_s=0..1/0.25"};
    read_all(text, 3);
    ck_assert_uint_eq(vary[0].n, 4);
    ck_assert_str_eq(vary[0].value[3], "30");
    ck_assert_uint_eq(vary[1].n, 2);
    ck_assert_str_eq(vary[1].value[0], "12.5");
    ck_assert_uint_eq(vary[2].n, 5);
    ck_assert_str_eq(vary[2].value[3], "0.75");
    ck_assert_uint_eq(mlg_vary_count(vary, 3), 40);
    finish(3);
}
END_TEST

START_TEST(the_last_key_varies_fastest_and_the_name_says_all)
{
    const char *const text[] = {"a=1,2", "b.c=x,y,z"};
    static const char *const names[] = {"a=1,b.c=x", "a=1,b.c=y", "a=1,b.c=z",
                                        "a=2,b.c=x", "a=2,b.c=y", "a=2,b.c=z"};
    read_all(text, 2);
    for (size_t i = 0; i < 6; i++) {
        char *name = mlg_vary_name(vary, 2, i);
        ck_assert_str_eq(name, names[i]);
        free(name);
    }
    finish(2);
}
END_TEST

START_TEST(keys_with_common_parents_are_printed_below_them_once)
{
    const char *const text[] = {"travel.limit_min=20", "sites.new.max=7", "sites.new.budget=9"};
    char *yaml = NULL;
    size_t length = 0;
    read_all(text, 3);
    FILE *stream = open_memstream(&yaml, &length);
    mlg_vary_print(vary, 3, 0, stream);
    fclose(stream);
    ck_assert_str_eq(yaml, "sites:\n  new:\n    budget: 9\n    max: 7\ntravel:\n  limit_min: 20\n");
    free(yaml);
    finish(3);
}
END_TEST

START_TEST(what_is_no_key_or_no_value_is_refused)
{
    static const char *const wrong[] = {"",         "a",           "=1",     "a=",     "a.=1",
                                        ".a=1",     "A=1",         "a..b=1", "a=1,,2", "a=1..2/0",
                                        "a=2..1/1", "a=0..1/1e-9", "a=x/y",  "a=1,"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(mlg_vary_read(wrong[i], &vary[0], NULL) == MLG_USAGE, "'%s'", wrong[i]);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, a_range_has_both_ends_and_a_list_every_item);
    tcase_add_test(tests, the_last_key_varies_fastest_and_the_name_says_all);
    tcase_add_test(tests, keys_with_common_parents_are_printed_below_them_once);
    tcase_add_test(tests, what_is_no_key_or_no_value_is_refused);
}

int main(void)
{
    return suite_run("what a sweep varies", add);
}
