/* The travel-time matrix of a scenario, found or computed. */
#ifndef MLG_SCENARIOS_RUN_PREPARE_H
#define MLG_SCENARIOS_RUN_PREPARE_H

#include "scenarios/run/run.h"
#include "scenarios/run/tables.h"

/* The scenario's own matrix, else one from the cache, else one computed from the roads into it;
 * says which through monitor->note. *path: caller frees. */
enum mlg_status mlg_prepare_matrix(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables,
                                   const struct mlg_run_options *options,
                                   const struct mlg_monitor *monitor, char **path,
                                   struct mlg_error *err);

/* Computes the matrix, or the shard of it that the options say, from the scenario's roads into
 * `path`: its rows are the existing sites and the candidates, its columns the people. The parts of
 * a large one are kept in the cache until it is complete. */
enum mlg_status mlg_compute_matrix(const struct mlg_scenario *scenario,
                                   const struct mlg_tables *tables,
                                   const struct mlg_run_options *options, const char *path,
                                   bool overwrite, const struct mlg_monitor *monitor,
                                   struct mlg_error *err);

#endif
