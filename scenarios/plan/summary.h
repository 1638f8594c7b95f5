/* A plan in words, for a person at a terminal. */
#ifndef MLG_SCENARIOS_PLAN_SUMMARY_H
#define MLG_SCENARIOS_PLAN_SUMMARY_H

#include "scenarios/plan/plan.h"

#include <stdio.h>

/* Today, the plan, what is proven, the sites that matter most, who is left out, the caveats. UTF-8.
 */
enum mlg_status mlg_summary_print(const struct mlg_plan *plan, FILE *stream, struct mlg_error *err);

#endif
