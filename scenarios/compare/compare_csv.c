#include "base/quote.h"
#include "scenarios/compare/compare.h"
#include "scenarios/compare/compare_table.h"

#include <errno.h>
#include <string.h>

static int print_row(void *context, const struct mlg_compare_row *row)
{
    FILE *stream = context;
    mlg_print_csv(stream, row->measure);
    fputc(',', stream);
    mlg_print_csv(stream, row->group);
    fprintf(stream, ",%s", row->unit);
    for (size_t k = 0; k < row->n; k++) {
        fputc(',', stream);
        if (json_is_number(row->value[k]))
            fprintf(stream, "%.10g", json_number_value(row->value[k]));
    }
    fputs("\r\n", stream);
    return ferror(stream);
}

enum mlg_status mlg_compare_print_csv(const json_t *document, FILE *stream, struct mlg_error *err)
{
    const json_t *plans = json_object_get(document, "plans");
    fputs("measure,group,unit", stream);
    for (size_t k = 0; k < json_array_size(plans); k++) {
        fputc(',', stream);
        mlg_print_csv(stream, json_string_value(json_object_get(json_array_get(plans, k), "path")));
    }
    fputs("\r\n", stream);
    if (mlg_compare_plan_rows(document, print_row, stream) != 0 ||
        mlg_compare_rows(document, print_row, stream) != 0 || ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the comparison: %s", strerror(errno));
    return MLG_OK;
}
