/* A plan is what scenarios/plan/plan-schema.json says: the words of JSON Schema that it uses,
 * checked.
 */
#include "folder.h"
#include "tests/suite.h"
#include "tiny.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_type(const json_t *value, const char *type)
{
    static const struct {
        const char *name;
        json_type type;
    } types[] = {{"object", JSON_OBJECT},
                 {"array", JSON_ARRAY},
                 {"string", JSON_STRING},
                 {"integer", JSON_INTEGER},
                 {"null", JSON_NULL}};
    if (strcmp(type, "number") == 0)
        return json_is_number(value);
    if (strcmp(type, "boolean") == 0)
        return json_is_boolean(value);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(type, types[i].name) == 0)
            return json_typeof(value) == types[i].type;
    ck_abort_msg("the schema has the type '%s'", type);
}

static bool has_one_type(const json_t *value, const json_t *types)
{
    if (json_is_string(types))
        return has_type(value, json_string_value(types));
    for (size_t i = 0; i < json_array_size(types); i++)
        if (has_type(value, json_string_value(json_array_get(types, i))))
            return true;
    return false;
}

static bool is_listed(const json_t *value, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_equal(value, json_array_get(list, i)))
            return true;
    return false;
}

static void check_value(json_t *value, const json_t *schema, const char *place);

static void check_object(json_t *value, const json_t *schema, const char *place)
{
    json_t *properties = json_object_get(schema, "properties"), *one;
    const json_t *required = json_object_get(schema, "required");
    const char *key;
    char inner[256];
    for (size_t i = 0; i < json_array_size(required); i++) {
        key = json_string_value(json_array_get(required, i));
        ck_assert_msg(json_object_get(value, key) != NULL, "%s has no %s", place, key);
    }
    json_object_foreach(value, key, one)
    {
        snprintf(inner, sizeof inner, "%s.%s", place, key);
        check_value(one, json_object_get(properties, key), inner);
    }
}

static void check_value(json_t *value, const json_t *schema, const char *place)
{
    ck_assert_msg(schema != NULL, "%s is not in the schema", place);
    const json_t *types = json_object_get(schema, "type"), *list = json_object_get(schema, "enum");
    const json_t *constant = json_object_get(schema, "const");
    json_t *one;
    size_t i;
    ck_assert_msg(types || list || constant, "%s: the schema says nothing", place);
    ck_assert_msg(!types || has_one_type(value, types), "%s has another type", place);
    ck_assert_msg(!list || is_listed(value, list), "%s has a value that is not listed", place);
    ck_assert_msg(!constant || json_equal(value, constant), "%s has another value", place);
    if (json_is_object(value))
        check_object(value, schema, place);
    json_array_foreach(value, i, one) check_value(one, json_object_get(schema, "items"), place);
}

START_TEST(plan_is_what_the_schema_says)
{
    struct mlg_error err = {0};
    struct mlg_plan *plan;
    struct mlg_run_options options = tiny_options();
    char path[4096];
    snprintf(path, sizeof path, "%s/scenarios/plan/plan-schema.json", getenv("MAILLAGE_SOURCE"));
    json_t *schema = json_load_file(path, 0, NULL);
    ck_assert_ptr_nonnull(schema);
    folder_enter();
    tiny_write();
    ck_assert_msg(tiny_run("s.yaml", &options, NULL, &plan, &err) == MLG_OK, "%s", shown(&err));
    check_value(plan->json, schema, "plan");
    mlg_plan_destroy(plan);
    json_decref(schema);
    folder_leave();
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_test(cases, plan_is_what_the_schema_says);
}

int main(void)
{
    return suite_run("schema", add);
}
