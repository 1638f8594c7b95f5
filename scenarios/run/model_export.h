/* The question of a scenario as an integer program for other solvers: its first goal under all its
 * rules.
 */
#ifndef MLG_SCENARIOS_RUN_MODEL_EXPORT_H
#define MLG_SCENARIOS_RUN_MODEL_EXPORT_H

#include "scenarios/run/question.h"
#include "solver/siting/siting_write.h"

/* Whether `path` ends in .mps or .lp and may be written: before anything is computed. */
enum mlg_status mlg_model_check_path(const char *path, bool overwrite, struct mlg_error *err);

/* Writes the program to `path` in the format of its ending, with a comment on top that names the
 * scenario and the goal. The names of columns and rows are those of solver/siting/siting_write.h.
 */
enum mlg_status mlg_model_export(const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables,
                                 const struct mlg_question *question, const char *path,
                                 bool overwrite, struct mlg_siting_listed *listed,
                                 struct mlg_error *err);

#endif
