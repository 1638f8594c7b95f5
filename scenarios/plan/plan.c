#include "scenarios/plan/plan.h"

#include "base/file.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PLAN_BYTES = 1 << 30 };

void mlg_plan_destroy(struct mlg_plan *plan)
{
    if (!plan)
        return;
    json_decref(plan->json);
    free(plan);
}

/* What every reader of a plan may rely on; "[]" stands for each item of an array. */
static const struct need {
    const char *path;
    json_type type; /* JSON_REAL: any number */
} needs[] = {
    {"format", JSON_STRING},
    {"program", JSON_STRING},
    {"name", JSON_STRING},
    {"caveats[]", JSON_STRING},
    {"inputs.scenario.path", JSON_STRING},
    {"inputs.scenario.sha256", JSON_STRING},
    {"travel.limit_min", JSON_REAL},
    {"travel.bound_min", JSON_REAL},
    {"travel.profile", JSON_STRING},
    {"solver.presolve", JSON_TRUE},
    {"goals[].goal", JSON_STRING},
    {"goals[].unit", JSON_STRING},
    {"goals[].value", JSON_REAL},
    {"goals[].bound", JSON_REAL},
    {"goals[].gap_percent", JSON_REAL},
    {"goals[].proven", JSON_TRUE},
    {"goals[].ended", JSON_STRING},
    {"problem.rows", JSON_INTEGER},
    {"problem.reduced.rows", JSON_INTEGER},
    {"problem.reduced.columns", JSON_INTEGER},
    {"sites.existing[].id", JSON_STRING},
    {"sites.new[].id", JSON_STRING},
    {"sites.new[].name", JSON_STRING},
    {"sites.new[].commune", JSON_STRING},
    {"sites.new[].residents_newly_covered", JSON_REAL},
    {"sites.new[].residents_only_here", JSON_REAL},
    {"sites.new[].residents_nearest", JSON_REAL},
    {"totals.residents", JSON_REAL},
    {"totals.today.sites", JSON_INTEGER},
    {"totals.today.covered", JSON_REAL},
    {"totals.today.covered_percent", JSON_REAL},
    {"totals.plan.sites", JSON_INTEGER},
    {"totals.plan.covered", JSON_REAL},
    {"totals.plan.covered_percent", JSON_REAL},
    {"totals.plan.not_covered", JSON_REAL},
    {"times.within[].minutes", JSON_REAL},
    {"times.within[].today_percent", JSON_REAL},
    {"times.within[].plan_percent", JSON_REAL},
    {"times.today", JSON_OBJECT},
    {"times.plan", JSON_OBJECT},
    {"uncovered.residents", JSON_REAL},
    {"uncovered.communes[].commune", JSON_STRING},
    {"uncovered.communes[].reason", JSON_STRING},
    {"uncovered.communes[].residents", JSON_REAL},
    {"off_network.people[].id", JSON_STRING},
    {"off_network.sites[].id", JSON_STRING},
};

static bool has_type(const json_t *value, json_type type)
{
    if (type == JSON_REAL)
        return json_is_number(value);
    if (type == JSON_TRUE)
        return json_is_boolean(value);
    return value && json_typeof(value) == type;
}

/* Whether `value` has what `path` asks of it. */
static bool meets(const json_t *value, const char *path, json_type type)
{
    if (!*path)
        return has_type(value, type);
    if (strncmp(path, "[]", 2) == 0) {
        if (!json_is_array(value))
            return false;
        for (size_t i = 0; i < json_array_size(value); i++)
            if (!meets(json_array_get(value, i), path + 2, type))
                return false;
        return true;
    }
    path += *path == '.';
    char key[64];
    size_t length = strcspn(path, ".[");
    memcpy(key, path, length);
    key[length] = 0;
    return meets(json_object_get(value, key), path + length, type);
}

static enum mlg_status check_plan(const json_t *json, const char *path, struct mlg_error *err)
{
    const char *format = json_string_value(json_object_get(json, "format"));
    if (!format || strcmp(format, "maillage plan 1") != 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "'%s' is no plan of this version: its format is '%s', expected "
                           "'maillage plan 1'",
                           path, format ? format : "missing");
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (!meets(json, needs[i].path, needs[i].type))
            return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                               "'%s' is no whole plan: '%s' is missing or of another type", path,
                               needs[i].path);
    return MLG_OK;
}

enum mlg_status mlg_plan_read(const char *path, struct mlg_plan **plan, struct mlg_error *err)
{
    char *text;
    size_t length;
    enum mlg_status status = mlg_read_file(path, MAX_PLAN_BYTES, &text, &length, err);
    if (status != MLG_OK)
        return status;
    json_error_t why;
    json_t *json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &why);
    free(text);
    if (!json)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, (size_t)(why.line > 0 ? why.line : 0),
                           (size_t)(why.column > 0 ? why.column : 0), "'%s' is not valid JSON: %s",
                           path, why.text);
    status = check_plan(json, path, err);
    struct mlg_plan *made = status == MLG_OK ? mlg_alloc(1, sizeof *made) : NULL;
    if (!made) {
        json_decref(json);
        return status == MLG_OK ? mlg_fail_memory(err, "a plan", sizeof *made) : status;
    }
    made->json = json;
    *plan = made;
    return MLG_OK;
}

void mlg_plan_print(const struct mlg_plan *plan, FILE *stream)
{
    json_dumpf(plan->json, stream, JSON_SORT_KEYS | JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    fputc('\n', stream);
}

enum mlg_status mlg_plan_write(const struct mlg_plan *plan, const char *path, bool overwrite,
                               struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    mlg_plan_print(plan, output.stream); /* a failed write shows when the file is committed */
    return mlg_output_commit(&output, err);
}
