/* The JSON lines that benchmarks write, read again. */
#ifndef MLG_BENCH_RECORDS_H
#define MLG_BENCH_RECORDS_H

#include "base/status.h"

#include <jansson.h>

/* Every line of the file, an object each; empty lines are left out. *records: an array, the
 * caller's. MLG_BAD_INPUT names the line that is none. */
enum mlg_status mlg_records_read(const char *path, json_t **records, struct mlg_error *err);

/* A member that is a string, or "". */
const char *mlg_record_text(const json_t *record, const char *name);
/* A member that is a number, or `otherwise`. */
double mlg_record_number(const json_t *record, const char *name, double otherwise);

#endif
