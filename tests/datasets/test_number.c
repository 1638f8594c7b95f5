#include "datasets/number.h"
#include "tests/datasets/scratch.h"
#include "tests/suite.h"

#include <locale.h>

START_TEST(plain_numbers_are_read_exactly)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},        {"12", 12},  {"12.5", 12.5}, {"-3", -3},
                {"+4.25", 4.25}, {".5", .5},  {"7.", 7},      {"1e3", 1000},
                {"2E-2", .02},   {" 8\t", 8}, {"0.1", 0.1},   {"00012", 12}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = -99;
        ck_assert_msg(mlg_number_parse(good[i].text, &value) == MLG_NUMBER_GOOD, "'%s' was refused",
                      good[i].text);
        ck_assert_double_eq(value, good[i].value);
    }
}
END_TEST

START_TEST(a_decimal_comma_is_told_from_other_text)
{
    double value = -99;
    ck_assert_int_eq(mlg_number_parse("12,5", &value), MLG_NUMBER_COMMA);
    ck_assert_int_eq(mlg_number_parse(" -0,25 ", &value), MLG_NUMBER_COMMA);
    ck_assert_int_eq(mlg_number_parse("1,2,3", &value), MLG_NUMBER_TEXT);
    ck_assert_int_eq(mlg_number_parse("1.234,5", &value), MLG_NUMBER_TEXT);
    ck_assert_double_eq(value, -99);
}
END_TEST

START_TEST(what_is_no_finite_decimal_number_is_refused)
{
    static const char *const bad[] = {"NaN", "nan",  "inf", "-Infinity", "1e999", "0x10", "12 000",
                                      "12m", "1..2", "-",   ".",         "e5",    "12e",  "s"};
    double value = -99;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(mlg_number_parse(bad[i], &value) == MLG_NUMBER_TEXT, "'%s' was taken",
                      bad[i]);
    ck_assert_int_eq(mlg_number_parse("", &value), MLG_NUMBER_EMPTY);
    ck_assert_int_eq(mlg_number_parse("  ", &value), MLG_NUMBER_EMPTY);
    ck_assert_double_eq(value, -99);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, plain_numbers_are_read_exactly);
    tcase_add_test(tests, a_decimal_comma_is_told_from_other_text);
    tcase_add_test(tests, what_is_no_finite_decimal_number_is_refused);
}

int main(void)
{
    setlocale(LC_ALL, "fr_FR.UTF-8"); /* its decimal comma must not matter, where it is installed */
    return suite_run("number", add);
}
