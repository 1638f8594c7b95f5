/* Statuses and errors: what every function that can fail returns and fills.
 *
 * A function that can fail returns `enum mlg_status` and takes `struct mlg_error *err` as its last
 * parameter. Whoever detects the failure fills it, once, with `mlg_fail` or `mlg_fail_at`;
 * everybody above passes the status on unchanged. `err` may be NULL. Out-parameters are untouched
 * on failure.
 */
#ifndef MLG_BASE_STATUS_H
#define MLG_BASE_STATUS_H

#include <stddef.h>

enum mlg_status {
    MLG_OK = 0,
    MLG_NO_MEMORY,    /* an allocation failed, or a size was estimated to be beyond the memory */
    MLG_IO,           /* a file could not be opened, read, written or renamed */
    MLG_BAD_INPUT,    /* a data file is not what it should be */
    MLG_BAD_SCENARIO, /* a scenario or a profile has a mistake in it */
    MLG_USAGE,        /* the command line has a mistake in it */
    MLG_INFEASIBLE,   /* proven: no plan meets the scenario */
    MLG_STOPPED,      /* a limit or Ctrl-C ended the work before there was any result */
    MLG_DIFFERENT,    /* a verification found a difference */
    MLG_INTERNAL,     /* a library refused what it should have taken, or an invariant broke */
};

/* One failure, ready to be shown. Strings are UTF-8, always terminated, truncated if too long. */
struct mlg_error {
    enum mlg_status status;
    char file[512];     /* the file concerned, or "" */
    size_t line;        /* from 1; 0 = no line */
    size_t column;      /* from 1; 0 = no column */
    char message[1024]; /* lower case, subject quoted, no full stop: what is wrong, what was
                           expected */
    char excerpt[512];  /* the offending line, a newline and a caret below the mistake; or "" */
    char hint[512];     /* what to do; or "" */
};

/* Fills *err (if not NULL) and returns status, so that callers write `return mlg_fail(...)`. */
enum mlg_status mlg_fail(struct mlg_error *err, enum mlg_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place: file may be NULL, line and column 0 when unknown. */
enum mlg_status mlg_fail_at(struct mlg_error *err, enum mlg_status status, const char *file,
                            size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Adds what to do to an error that was just filled; returns err->status (or MLG_INTERNAL if NULL).
 */
enum mlg_status mlg_hint(struct mlg_error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Short for an allocation that failed: names what was being allocated. */
enum mlg_status mlg_fail_memory(struct mlg_error *err, const char *what, size_t bytes);

/* "no memory", "bad input", …: for logs and tests. */
const char *mlg_status_name(enum mlg_status status);

#endif
