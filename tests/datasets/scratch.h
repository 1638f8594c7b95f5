/* Files in the folder of a test (tests/temporary.h), and tables made by GDAL itself. */
#ifndef MLG_TESTS_SCRATCH_H
#define MLG_TESTS_SCRATCH_H

#include "tests/temporary.h"

#include <check.h>
#include <stdbool.h>
#include <stddef.h>

/* Files in the folder. */
int scratch_count(void);

/* Writes a file; returns its path (temporary_path). */
const char *scratch_write(const char *name, const char *text);
const char *scratch_write_bytes(const char *name, const void *bytes, size_t length);

/* A table with the columns id (text), residents (real), two records "a" 10.5 at (3.0, 50.0) and "b"
 * 4 at (3.1, 50.1), as points in EPSG:4326 shifted by nothing, or squares of 0.02 degrees around
 * them. */
const char *scratch_table(const char *name, const char *driver, bool squares);

#endif
