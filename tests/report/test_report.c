/* The data of the report's page: how it is coded, and that it stays data. */
#include "scenarios/report/coded.h"
#include "scenarios/report/page.h"
#include "scenarios/report/report.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;

START_TEST(base64_is_that_of_rfc_4648)
{
    static const char *const vectors[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        json_t *text = report_base64((const uint8_t *)vectors[i][0], strlen(vectors[i][0]));
        ck_assert_str_eq(json_string_value(text), vectors[i][1]);
        json_decref(text);
    }
}
END_TEST

START_TEST(small_numbers_of_either_sign_take_one_byte)
{
    struct report_bytes bytes = {0};
    for (int value = -64; value < 64; value++)
        report_put_signed(&bytes, value);
    ck_assert_uint_eq(bytes.length, 128);
    report_put_signed(&bytes, 64);
    ck_assert_uint_eq(bytes.length, 130);
    json_decref(report_take_base64(&bytes));
}
END_TEST

/* Three people in a row, one existing site and two candidates, of which the first opens. */
enum { N = 3 };
static const char *id[N] = {"p", "q", "r"}, *text[N] = {"</script>", "B", "<!--<script>"};
static const char *none[N];
static const int32_t lon_e7[N] = {30000000, 30010000, 30020000},
                     lat_e7[N] = {500000000, 500000000, 500000000};
static const int64_t milli[N] = {1000, 2500, 3};
static const uint16_t limit_ds[N] = {600, 600, 600};
static const uint32_t row[N] = {0, 1, 2};
static const bool open_sites[N] = {true, true, false};

static uint32_t read_row(void *context, size_t site, const uint32_t **person,
                         const uint16_t **time_ds)
{
    static uint32_t people[N] = {0, 1, 2};
    static uint16_t times[N];
    (void)context;
    for (size_t i = 0; i < N; i++)
        times[i] = (uint16_t)(100 + 300 * llabs((long long)site - (long long)i));
    *person = people;
    *time_ds = times;
    return N;
}

static struct mlg_report village(const json_t *plan)
{
    return (struct mlg_report){
        .plan = plan,
        .limit_ds = 600,
        .bound_ds = 900,
        .people = {N, id, lon_e7, lat_e7, milli, limit_ds, text, id, NULL, none},
        .sites = {N, 1, id, text, text, lon_e7, lat_e7, NULL, open_sites, row},
        .read_row = read_row,
        .max_row_bytes = 1 << 20,
    };
}

/* The page of a report; caller frees. */
static char *written(const struct mlg_report *report)
{
    const char *path = temporary_path("report.html");
    ck_assert_msg(mlg_report_write(report, path, true, &err) == MLG_OK, "%s", err.message);
    FILE *stream = fopen(path, "rb");
    ck_assert_ptr_nonnull(stream);
    char *page = calloc(1, 4 << 20);
    ck_assert_ptr_nonnull(page);
    ck_assert_uint_lt(fread(page, 1, (4 << 20) - 1, stream), (4 << 20) - 1);
    fclose(stream);
    return page;
}

static size_t count(const char *page, const char *part)
{
    size_t n = 0;
    for (; (page = strstr(page, part)); page += strlen(part))
        n++;
    return n;
}

START_TEST(no_name_ends_the_script_that_it_is_in)
{
    json_t *plan = json_pack("{s:s}", "name", "</script><script>alert(1)</script>");
    struct mlg_report report = village(plan);
    char *page = written(&report);
    const char *data = page + report_page_head_bytes;
    const char *end = strstr(data, "</script>");
    ck_assert_uint_eq(strlen(end), report_page_tail_bytes);
    ck_assert_ptr_null(memchr(data, '<', (size_t)(end - data)));
    ck_assert_uint_eq(count(data, "\\u003c/script>"), 5); /* the name: 2; people, sites, communes */
    free(page);
    json_decref(plan);
}
END_TEST

START_TEST(the_same_report_gives_the_same_bytes)
{
    json_t *plan = json_object();
    struct mlg_report report = village(plan);
    char *first = written(&report), *second = written(&report);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
    json_decref(plan);
}
END_TEST

START_TEST(times_that_are_too_many_are_left_out_but_for_open_sites)
{
    json_t *plan = json_object();
    struct mlg_report report = village(plan);
    char *whole = written(&report);
    report.max_row_bytes = 1;
    char *part = written(&report);
    ck_assert_uint_eq(count(whole, "\"all\":true"), 1);
    ck_assert_uint_eq(count(whole, "\"row\":\"AQID\""), 1); /* rows 1, 2, 3 */
    ck_assert_uint_eq(count(part, "\"all\":false"), 1);
    ck_assert_uint_eq(count(part, "\"row\":\"AQIA\""), 1); /* rows 1, 2 and none */
    free(whole);
    free(part);
    json_decref(plan);
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_test(cases, base64_is_that_of_rfc_4648);
    tcase_add_test(cases, small_numbers_of_either_sign_take_one_byte);
    tcase_add_test(cases, no_name_ends_the_script_that_it_is_in);
    tcase_add_test(cases, the_same_report_gives_the_same_bytes);
    tcase_add_test(cases, times_that_are_too_many_are_left_out_but_for_open_sites);
}

int main(void)
{
    return suite_run("report", add);
}
