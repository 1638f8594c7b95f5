/* A folder for the files of one test, and tables made by GDAL itself. */
#ifndef MLG_TESTS_SCRATCH_H
#define MLG_TESTS_SCRATCH_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>

/* Fixtures: an empty folder before each test, gone after it. */
void scratch_setup(void);
void scratch_teardown(void);
/* Files left in the folder. */
int scratch_count(void);

/* "<folder>/<name>"; the text lives until the next few calls. */
const char *scratch_path(const char *name);
/* Writes a file; returns its path. */
const char *scratch_write(const char *name, const char *text);
const char *scratch_write_bytes(const char *name, const void *bytes, size_t length);

/* A table with the columns id (text), residents (real), two records "a" 10.5 at (3.0, 50.0) and "b"
 * 4 at (3.1, 50.1), as points in EPSG:4326 shifted by nothing, or squares of 0.02 degrees around
 * them. */
const char *scratch_table(const char *name, const char *driver, bool squares);

/* main() of a suite: runs all tests of the case with the fixtures. */
int scratch_run(const char *name, void (*add)(TCase *tests));

#endif
