/* main() of a suite of Check: runs its tests and reports them as TAP. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Runs what `add` adds to the case; returns the exit status. */
int suite_run(const char *name, void (*add)(TCase *tests));
/* Says why the suite cannot run here; returns the exit status. */
int suite_skip(const char *reason);

#endif
