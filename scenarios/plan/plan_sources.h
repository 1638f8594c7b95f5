/* A plan opened again: with the scenario, the tables and the travel times that it was made from.
 */
#ifndef MLG_SCENARIOS_PLAN_PLAN_SOURCES_H
#define MLG_SCENARIOS_PLAN_PLAN_SOURCES_H

#include "scenarios/plan/plan.h"
#include "scenarios/run/coverage.h"

struct mlg_plan_sources {
    struct mlg_plan *plan;
    struct mlg_scenario *scenario;
    struct mlg_tables *tables;
    char *matrix_path;
    struct mlg_times *times;
    uint32_t *sites; /* [n_sites]: the plan's open ones, as in tables.h, increasing */
    size_t n_sites;
    size_t n_stay; /* the first of them: existing sites that the plan keeps */
};

struct mlg_plan_sources_options {
    const char *scenario;     /* its file, where it is not where the plan says; or NULL */
    const char *cache_folder; /* NULL = the usual one */
    int threads;
};

/* A file that is not the one that the plan was made from is an error that names it. The matrix of
 * roads comes from the cache or is computed again. */
enum mlg_status mlg_plan_sources_open(const char *plan_path,
                                      const struct mlg_plan_sources_options *options,
                                      const struct mlg_monitor *monitor,
                                      struct mlg_plan_sources **sources, struct mlg_error *err);
void mlg_plan_sources_close(struct mlg_plan_sources *sources);

/* What the open sites mean for everybody: those of the plan or, `before` it, the existing ones. */
enum mlg_status mlg_plan_sources_coverage(const struct mlg_plan_sources *sources, bool before,
                                          struct mlg_coverage **coverage, struct mlg_error *err);

#endif
