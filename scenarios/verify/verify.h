/* Verification: everything that a plan claims, recomputed without the solver. */
#ifndef MLG_SCENARIOS_VERIFY_VERIFY_H
#define MLG_SCENARIOS_VERIFY_VERIFY_H

#include "base/monitor.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct mlg_verify_options {
    const char *scenario; /* NULL = the file that the plan names */
    const char *const
        *roads; /* not NULL: times by plain Dijkstra from these files, not from a matrix */
    size_t n_roads;
    const char *matrix; /* NULL = the one that the plan names */
    bool proof;         /* follow the certificate of the bound, too */
    int threads;
};

/* MLG_OK: every claim holds. MLG_DIFFERENT: err names the first difference (claim, claimed, found)
 * and monitor->note was called for each; where an
 * input is another file than the plan was made from, further differences are counted only. */
enum mlg_status mlg_verify(const char *plan_path, const struct mlg_verify_options *options,
                           const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
