#include "cli/print_json.h"

#include <stdio.h>

enum mlg_status cli_print_json(const json_t *value, struct mlg_error *err)
{
    if (!value || json_dumpf(value, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0)
        return mlg_fail(err, MLG_IO, "cannot print JSON: no memory, or standard output is closed");
    putchar('\n');
    return MLG_OK;
}
