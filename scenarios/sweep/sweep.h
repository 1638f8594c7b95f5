/* A family of scenarios: one scenario with some keys varied, run in parallel into one table. A
 * sweep that was interrupted goes on where it stopped.
 */
#ifndef MLG_SCENARIOS_SWEEP_H
#define MLG_SCENARIOS_SWEEP_H

#include "base/monitor.h"
#include "base/status.h"
#include "scenarios/sweep/vary.h"

#include <stdbool.h>

struct mlg_sweep_options {
    const char *scenario;        /* the file that every variant extends */
    const char *folder;          /* of everything: table.csv, and a folder for each variant */
    const struct mlg_vary *vary; /* [n_vary], at least one */
    size_t n_vary;
    int threads;   /* runs at the same time, each on one thread; 0 = all processors */
    double time_s; /* of each run; < 0 = the scenario's */
    const char *cache_folder;
};

/* Runs every variant that has no plan yet, then writes FOLDER/table.csv: a row for each variant
 * with its values, its state and the figures of its plan. A variant that has no plan (it is proven
 * infeasible, say) has a row that says so. *n_failed: how many of those are failures. */
enum mlg_status mlg_sweep(const struct mlg_sweep_options *options,
                          const struct mlg_monitor *monitor, size_t *n_failed,
                          struct mlg_error *err);

#endif
