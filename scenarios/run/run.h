/* The pipeline: scenario -> tables -> matrix -> instance -> solution -> plan -> files. */
#ifndef MLG_SCENARIOS_RUN_RUN_H
#define MLG_SCENARIOS_RUN_RUN_H

#include "base/monitor.h"
#include "scenarios/language/scenario.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/demand.h"
#include "solver/siting/siting_write.h"

struct mlg_run_options {
    const char *output_folder; /* NULL = the scenario's */
    bool overwrite;
    int threads;   /* -1 = the scenario's */
    double time_s; /* < 0 = the scenario's */
    bool no_presolve;
    const char *cache_folder; /* NULL = $XDG_CACHE_HOME/maillage or ~/.cache/maillage */
    uint32_t shard, n_shards; /* of mlg_run_matrix: n_shards > 1 = only that part, 1 to n_shards */
};

/* Runs a scenario to its plan and writes its files. On MLG_OK *plan is the caller's to destroy. */
enum mlg_status mlg_run(const struct mlg_scenario *scenario, const struct mlg_run_options *options,
                        const struct mlg_monitor *monitor, struct mlg_plan **plan,
                        struct mlg_error *err);

/* Reads and checks all that the scenario names (tables, matrix or roads) without solving; describes
 * it through monitor->note. */
enum mlg_status mlg_check_scenario(const struct mlg_scenario *scenario,
                                   const struct mlg_run_options *options,
                                   const struct mlg_monitor *monitor, struct mlg_error *err);

/* Only as far as the question that the solver is asked, for benchmarks. */
struct mlg_asked;
enum mlg_status mlg_run_question(const struct mlg_scenario *scenario,
                                 const struct mlg_run_options *options,
                                 const struct mlg_monitor *monitor, struct mlg_asked **asked,
                                 struct mlg_error *err);
const struct mlg_siting *mlg_asked_siting(const struct mlg_asked *asked);
void mlg_asked_destroy(struct mlg_asked *asked);

/* Only as far as the integer program of the first goal, which is written to `path`. */
enum mlg_status mlg_run_model(const struct mlg_scenario *scenario,
                              const struct mlg_run_options *options, const char *path,
                              const struct mlg_monitor *monitor, struct mlg_siting_listed *listed,
                              struct mlg_error *err);

/* Builds (or finds in the cache) the scenario's matrix; path (caller frees) says where it is.
 * output: NULL = the cache; of a shard never NULL. */
enum mlg_status mlg_run_matrix(const struct mlg_scenario *scenario,
                               const struct mlg_run_options *options, const char *output,
                               const struct mlg_monitor *monitor, char **path,
                               struct mlg_error *err);

#endif
