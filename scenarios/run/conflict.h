/* Why a question has no answer, in the words of its scenario. */
#ifndef MLG_SCENARIOS_RUN_CONFLICT_H
#define MLG_SCENARIOS_RUN_CONFLICT_H

#include "scenarios/run/question.h"

/* For a question that was found infeasible: makes the hint of err name a smallest set of rules that
 * contradict each other, and how many more sites would do where that is known. Takes at most a few
 * seconds; err keeps the hint it had where nothing was found out in them. */
void mlg_conflict_hint(const struct mlg_question *question, const struct mlg_solve_options *options,
                       const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
