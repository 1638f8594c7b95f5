/* What the steps of a run hand on, for those who take some of them. */
#ifndef MLG_SCENARIOS_RUN_WORK_H
#define MLG_SCENARIOS_RUN_WORK_H

#include "scenarios/run/demand.h"
#include "scenarios/run/outputs.h"
#include "scenarios/run/run.h"
#include "solver/siting/siting.h"

struct mlg_work {
    struct mlg_tables *tables;
    char *matrix_path;
    struct mlg_times *times;
    struct mlg_coverage *today;
    struct mlg_terms *terms;
    struct mlg_demand *demand;
    struct mlg_siting_solution *solution;
    struct mlg_solution *covering;   /* of a covering question: has its certificate */
    struct mlg_trade_off *trade_off; /* where the scenario asks for a curve */
};

/* Tables, rules, travel times, and whom the plan is for. work: zeroed; finished also after a
 * failure. */
enum mlg_status mlg_work_prepare(const struct mlg_scenario *scenario,
                                 const struct mlg_run_options *options,
                                 const struct mlg_monitor *monitor, struct mlg_work *work,
                                 struct mlg_error *err);
void mlg_work_finish(struct mlg_work *work);

/* The scenario's effort, but for what the options say. */
struct mlg_solve_options mlg_work_options(const struct mlg_scenario *scenario,
                                          const struct mlg_run_options *options);

/* From work->solution to the plan and its files. */
enum mlg_status mlg_work_conclude(const struct mlg_scenario *scenario,
                                  const struct mlg_solve_options *options,
                                  const struct mlg_work *work, const struct mlg_monitor *monitor,
                                  struct mlg_outputs *outputs, struct mlg_plan **plan,
                                  struct mlg_error *err);

#endif
