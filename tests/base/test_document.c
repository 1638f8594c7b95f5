#include "base/document.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;

static enum mlg_status parse(const char *text, struct mlg_document **document)
{
    memset(&err, 0, sizeof err);
    return mlg_document_parse("s.yaml", text, strlen(text), document, &err);
}

START_TEST(values_are_read_with_their_types)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("a: 3\nb: 2.5\nc: {d: true, e: [x, y]}\n", &document), MLG_OK);
    struct mlg_node root = mlg_document_root(document);
    int64_t integer;
    double number;
    bool flag;
    const char *text;
    ck_assert_int_eq(mlg_node_integer(mlg_node_get(root, "a"), 0, 9, &integer, &err), MLG_OK);
    ck_assert_int_eq(integer, 3);
    ck_assert_int_eq(mlg_node_number(mlg_node_get(root, "b"), 0, 9, &number, &err), MLG_OK);
    ck_assert(number == 2.5);
    struct mlg_node inner = mlg_node_get(root, "c");
    ck_assert_int_eq(mlg_node_bool(mlg_node_get(inner, "d"), &flag, &err), MLG_OK);
    ck_assert(flag);
    struct mlg_node list = mlg_node_get(inner, "e");
    ck_assert_uint_eq(mlg_node_count(list), 2);
    ck_assert_int_eq(mlg_node_text(mlg_node_at(list, 1), &text, &err), MLG_OK);
    ck_assert_str_eq(text, "y");
    ck_assert(mlg_node_is_absent(mlg_node_get(root, "z")));
    mlg_document_destroy(document);
}
END_TEST

START_TEST(syntax_error_has_line_and_caret)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("a: 1\nb: [1, 2\nc: 3\n", &document), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.file, "s.yaml");
    ck_assert_uint_ge(err.line, 2);
    ck_assert(strchr(err.excerpt, '^') != NULL);
}
END_TEST

START_TEST(unknown_key_names_the_nearest)
{
    static const char *const keys[] = {"limit_min", "profile", NULL};
    struct mlg_document *document;
    ck_assert_int_eq(parse("profile: car\nlimt_min: 20\n", &document), MLG_OK);
    ck_assert_int_eq(mlg_node_expect_keys(mlg_document_root(document), keys, &err),
                     MLG_BAD_SCENARIO);
    ck_assert_uint_eq(err.line, 2);
    ck_assert_uint_eq(err.column, 1);
    ck_assert_str_eq(err.excerpt, "limt_min: 20\n^");
    ck_assert_str_eq(err.hint, "did you mean 'limit_min'?");
    mlg_document_destroy(document);
}
END_TEST

START_TEST(caret_stands_below_the_value_in_any_script)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("été: {n: 20min}\n", &document), MLG_OK);
    struct mlg_node inner = mlg_node_get(mlg_document_root(document), "été");
    double value;
    ck_assert_int_eq(mlg_node_number(mlg_node_get(inner, "n"), 0, 9, &value, &err),
                     MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.excerpt, "été: {n: 20min}\n         ^");
    ck_assert_str_eq(err.message, "expected a number, found '20min'");
    mlg_document_destroy(document);
}
END_TEST

START_TEST(range_is_stated)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("n: -5\n", &document), MLG_OK);
    double value = 7;
    struct mlg_node node = mlg_node_get(mlg_document_root(document), "n");
    ck_assert_int_eq(mlg_node_number(node, 1, 100, &value, &err), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.message, "-5 is out of range: expected 1 to 100");
    ck_assert(value == 7);
    mlg_document_destroy(document);
}
END_TEST

START_TEST(missing_key_is_an_error_at_the_mapping)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("a: 1\nb:\n  c: 2\n", &document), MLG_OK);
    struct mlg_node inner = mlg_node_get(mlg_document_root(document), "b"), value;
    ck_assert_int_eq(mlg_node_require(inner, "d", &value, &err), MLG_BAD_SCENARIO);
    ck_assert_uint_eq(err.line, 3);
    mlg_document_destroy(document);
}
END_TEST

START_TEST(empty_text_zero_byte_and_alias_are_refused)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("", &document), MLG_BAD_SCENARIO);
    ck_assert_int_eq(parse("# nothing\n", &document), MLG_BAD_SCENARIO);
    ck_assert_int_eq(mlg_document_parse("s.yaml", "a\0b", 3, &document, &err), MLG_BAD_SCENARIO);
    ck_assert_int_eq(parse("a: &x [1]\nb: [*x, *x]\n", &document), MLG_BAD_SCENARIO);
    ck_assert(strstr(err.message, "alias") != NULL);
}
END_TEST

START_TEST(text_that_is_not_utf8_is_named_by_its_line)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("a: \xc3\xa9t\xc3\xa9\nb: \xe9t\xe9\n", &document), MLG_BAD_SCENARIO);
    ck_assert_uint_eq(err.line, 2);
    ck_assert_str_eq(err.message, "the text is not UTF-8");
    ck_assert_int_eq(parse("", &document), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.message, "'s.yaml' is empty");
}
END_TEST

START_TEST(duplicate_key_is_refused)
{
    struct mlg_document *document;
    ck_assert_int_eq(parse("a: 1\nb: 2\na: 3\n", &document), MLG_BAD_SCENARIO);
    ck_assert_uint_eq(err.line, 3);
}
END_TEST

START_TEST(bombs_end_in_a_message)
{
    size_t length = 2 << 20;
    char *text = malloc(length + 1);
    struct mlg_document *document;
    memset(text, '[', length);
    text[length] = 0;
    ck_assert_int_eq(mlg_document_parse("s.yaml", text, length, &document, &err), MLG_BAD_SCENARIO);
    ck_assert_int_eq(mlg_document_parse("s.yaml", text, 1 << 19, &document, &err),
                     MLG_BAD_SCENARIO);
    size_t used = 0;
    for (int i = 0; used < 900000; i++)
        used += (size_t)snprintf(text + used, 32, "k%d: 1\n", i);
    ck_assert_int_eq(mlg_document_parse("s.yaml", text, used, &document, &err), MLG_OK);
    mlg_document_destroy(document);
    free(text);
}
END_TEST

START_TEST(extended_document_keeps_what_it_says_and_where_each_value_stands)
{
    struct mlg_document *document, *base;
    ck_assert_int_eq(parse("a: 1\nb: {c: 2}\nlist: [1]\ngone:\n", &document), MLG_OK);
    static const char text[] = "\n\na: 7\nlist: [4, 5]\nb:\n  c: 8\n  d: word\ngone: 3\n";
    ck_assert_int_eq(mlg_document_parse("base.yaml", text, strlen(text), &base, &err), MLG_OK);
    ck_assert_int_eq(mlg_document_extend(document, base, &err), MLG_OK);
    struct mlg_node root = mlg_document_root(document), b = mlg_node_get(root, "b");
    int64_t value;
    ck_assert_int_eq(mlg_node_integer(mlg_node_get(root, "a"), 0, 9, &value, &err), MLG_OK);
    ck_assert_int_eq(value, 1);
    ck_assert_int_eq(mlg_node_integer(mlg_node_get(b, "c"), 0, 9, &value, &err), MLG_OK);
    ck_assert_int_eq(value, 2);
    ck_assert_uint_eq(mlg_node_count(mlg_node_get(root, "list")), 1);
    ck_assert(mlg_node_is_absent(mlg_node_get(root, "gone")));
    struct mlg_node d = mlg_node_get(b, "d");
    ck_assert_str_eq(mlg_node_path(d), "base.yaml");
    ck_assert_str_eq(mlg_node_path(mlg_node_get(b, "c")), "s.yaml");
    ck_assert_int_eq(mlg_node_integer(d, 0, 9, &value, &err), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.file, "base.yaml");
    ck_assert_uint_eq(err.line, 7);
    ck_assert_uint_eq(err.column, 6);
    ck_assert_str_eq(err.excerpt, "  d: word\n     ^");
    mlg_document_destroy(document);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, values_are_read_with_their_types);
    tcase_add_test(tests, syntax_error_has_line_and_caret);
    tcase_add_test(tests, unknown_key_names_the_nearest);
    tcase_add_test(tests, caret_stands_below_the_value_in_any_script);
    tcase_add_test(tests, range_is_stated);
    tcase_add_test(tests, missing_key_is_an_error_at_the_mapping);
    tcase_add_test(tests, empty_text_zero_byte_and_alias_are_refused);
    tcase_add_test(tests, text_that_is_not_utf8_is_named_by_its_line);
    tcase_add_test(tests, duplicate_key_is_refused);
    tcase_add_test(tests, bombs_end_in_a_message);
    tcase_add_test(tests, extended_document_keeps_what_it_says_and_where_each_value_stands);
}

int main(void)
{
    return suite_run("document", add);
}
