/* JSON on stdout. */
#ifndef MLG_CLI_PRINT_JSON_H
#define MLG_CLI_PRINT_JSON_H

#include "base/status.h"

#include <jansson.h>

/* Two-space indent, in the order of insertion, and a final newline. */
enum mlg_status cli_print_json(const json_t *value, struct mlg_error *err);

#endif
