/* The map of a plan, drawn from its scenario and travel times: they are found again, not taken from
 * what the plan says, and only if they are still those that the plan was made from.
 */
#ifndef MLG_SCENARIOS_MAP_PLAN_MAP_H
#define MLG_SCENARIOS_MAP_PLAN_MAP_H

#include "base/monitor.h"
#include "scenarios/map/map.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/coverage.h"
#include "scenarios/run/tables.h"

struct mlg_plan_map_options {
    const char *output; /* ends in .svg or .png */
    bool overwrite;
    bool before; /* as it is today, without the new sites */
    enum mlg_language language;
    const char *outlines;     /* a file to draw outlines from, or NULL */
    const char *scenario;     /* NULL = the file that the plan names */
    const char *cache_folder; /* of matrices, as in struct mlg_run_options */
    int threads;              /* 0 = all */
};

enum mlg_status mlg_plan_map(const char *plan_path, const struct mlg_plan_map_options *options,
                             const struct mlg_monitor *monitor, struct mlg_error *err);

/* The same for callers who have all in hand: draws `coverage`, of the first n_sites of `sites`
 * (numbers as in tables.h). */
enum mlg_status mlg_plan_map_draw(const struct mlg_plan *plan, const struct mlg_tables *tables,
                                  uint32_t limit_ds, const struct mlg_coverage *coverage,
                                  const uint32_t *sites, size_t n_sites,
                                  const struct mlg_plan_map_options *options,
                                  struct mlg_error *err);

#endif
