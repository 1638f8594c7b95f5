#include "base/memory.h"
#include "datasets/text_index.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <stdlib.h>

/* Numbers the groups in the order in which they first appear. */
static bool number_groups(const char **group, size_t n, json_t *names, int64_t *number)
{
    struct mlg_text_index index;
    if (!mlg_text_index_init(&index, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t at = mlg_text_index_put(&index, group[i], json_array_size(names));
        if (at == json_array_size(names))
            json_array_append_new(names, json_string(group[i]));
        number[i] = (int64_t)at;
    }
    mlg_text_index_finish(&index);
    return true;
}

json_t *report_groups_json(const char **group, size_t n)
{
    if (!group)
        return json_null();
    json_t *names = json_array(), *json = NULL;
    int64_t *number = mlg_alloc(n, sizeof *number);
    if (number && number_groups(group, n, names, number))
        json = json_pack("{s:O, s:o}", "names", names, "group", report_differences(number, n));
    json_decref(names);
    free(number);
    return json;
}
