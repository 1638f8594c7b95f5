/* A solution that another solver found to an exported model, back as a plan. */
#ifndef MLG_SCENARIOS_RUN_MODEL_IMPORT_H
#define MLG_SCENARIOS_RUN_MODEL_IMPORT_H

#include "scenarios/run/run.h"

/* Reads the values of the columns open_ID and keep_ID from a solution file of glpsol, CBC, HiGHS,
 * SCIP or any other that writes a name before its value; columns that it does not name are 0. The
 * plan and its files are those of a run; its bounds are the trivial ones. MLG_BAD_INPUT: the file
 * names no column of the model, or its sites break a rule of the scenario. */
enum mlg_status mlg_run_import(const struct mlg_scenario *scenario,
                               const struct mlg_run_options *options, const char *path,
                               const struct mlg_monitor *monitor, struct mlg_plan **plan,
                               struct mlg_error *err);

#endif
