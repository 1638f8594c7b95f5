/* The files of a run: all of them or none. They are written into a hidden folder beside their final
 * names and move there when the last one is complete.
 */
#ifndef MLG_SCENARIOS_RUN_OUTPUTS_H
#define MLG_SCENARIOS_RUN_OUTPUTS_H

#include "scenarios/plan/plan.h"
#include "scenarios/run/outcome.h"

struct mlg_outputs {
    char *folder;
    char *staging;    /* hidden, in folder */
    int staging_lock; /* held as long as that is */
    bool made_folder; /* the folder was not there before */
    unsigned formats; /* enum mlg_output_format */
    bool overwrite;
    enum mlg_existing_may existing_may;
};

/* Before anything is computed: makes the folder, and fails where it cannot be written, where an
 * output is there already (unless overwrite) or where one would replace an input of the scenario.
 */
enum mlg_status mlg_outputs_open(const struct mlg_scenario *scenario, const char *folder,
                                 bool overwrite, struct mlg_outputs *outputs,
                                 struct mlg_error *err);
/* Writes every file and gives them their final names. */
enum mlg_status mlg_outputs_write(struct mlg_outputs *outputs, const struct mlg_plan *plan,
                                  const struct mlg_outcome *outcome, struct mlg_error *err);
/* Removes what was not finished, and the folder if nothing is in it that was made for this run. */
void mlg_outputs_finish(struct mlg_outputs *outputs);

#endif
