/* The report of a plan (scenarios/report/report.h), from its tables and travel times. */
#ifndef MLG_SCENARIOS_REPORT_PLAN_REPORT_H
#define MLG_SCENARIOS_REPORT_PLAN_REPORT_H

#include "base/monitor.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/times.h"

struct mlg_plan_report_options {
    const char *output;
    bool overwrite;
    const char *by; /* a column that groups people and sites (scenarios/run/groups.h), or NULL */
    const char *outlines;     /* a file of lines for the map; NULL = the scenario's, if any */
    const char *scenario;     /* its file, where it is not where the plan says; or NULL */
    const char *cache_folder; /* of matrices, as in struct mlg_run_options */
    int threads;              /* 0 = all */
};

enum mlg_status mlg_plan_report(const char *plan_path,
                                const struct mlg_plan_report_options *options,
                                const struct mlg_monitor *monitor, struct mlg_error *err);

/* The same for callers who have all in hand. open: [n_open], numbers as in tables.h. */
enum mlg_status mlg_plan_report_write(const struct mlg_plan *plan,
                                      const struct mlg_scenario *scenario,
                                      const struct mlg_tables *tables, struct mlg_times *times,
                                      const uint32_t *open, size_t n_open,
                                      const struct mlg_plan_report_options *options,
                                      struct mlg_error *err);

#endif
