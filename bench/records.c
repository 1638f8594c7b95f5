#include "bench/records.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const size_t MAX_BYTES = (size_t)1 << 30;

static enum mlg_status read_line(const char *path, size_t number, const char *line, json_t *records,
                                 struct mlg_error *err)
{
    json_error_t wrong;
    json_t *record = json_loads(line, JSON_REJECT_DUPLICATES, &wrong);
    if (!record)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, number,
                           wrong.column > 0 ? (size_t)wrong.column : 0,
                           "no line of JSON: %s, expected what 'bench' writes", wrong.text);
    if (!json_is_object(record)) {
        json_decref(record);
        return mlg_fail_at(err, MLG_BAD_INPUT, path, number, 0,
                           "expected an object, such as 'bench' writes");
    }
    if (json_array_append_new(records, record) != 0)
        return mlg_fail_memory(err, "records", strlen(line));
    return MLG_OK;
}

enum mlg_status mlg_records_read(const char *path, json_t **records, struct mlg_error *err)
{
    char *text;
    size_t length, number = 0;
    enum mlg_status status = mlg_read_file(path, MAX_BYTES, &text, &length, err);
    if (status != MLG_OK)
        return status;
    json_t *made = json_array();
    if (!made)
        status = mlg_fail_memory(err, "records", length);
    char *rest = text;
    for (char *line; status == MLG_OK && (line = strsep(&rest, "\n"));) {
        number++;
        if (line[strspn(line, " \t\r")])
            status = read_line(path, number, line, made, err);
    }
    free(text);
    if (status == MLG_OK)
        *records = made;
    else
        json_decref(made);
    return status;
}

const char *mlg_record_text(const json_t *record, const char *name)
{
    const char *text = json_string_value(json_object_get(record, name));
    return text ? text : "";
}

double mlg_record_number(const json_t *record, const char *name, double otherwise)
{
    const json_t *value = json_object_get(record, name);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}
