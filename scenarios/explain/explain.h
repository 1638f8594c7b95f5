/* Why a site is in a plan, or why not; what a plan means for a commune. Counted from the plan's own
 * times; nothing is solved.
 */
#ifndef MLG_SCENARIOS_EXPLAIN_H
#define MLG_SCENARIOS_EXPLAIN_H

#include "scenarios/plan/plan_sources.h"

#include <jansson.h>
#include <stdio.h>

/* `text`: the id or name of a site of the scenario, or of a commune of its people; both may be
 * meant. *document: a new reference to {format, name, limit_min, site: … or null, commune: … or
 * null}. cost_s > 0: also what forbidding or forcing the site costs, solved for so many seconds.
 * MLG_USAGE where nothing is called so, or several things. O(entries of the matrix). */
enum mlg_status mlg_explain(const struct mlg_plan_sources *sources, const char *text, double cost_s,
                            const struct mlg_monitor *monitor, json_t **document,
                            struct mlg_error *err);

/* The document for a person at a terminal. UTF-8. */
enum mlg_status mlg_explain_print(const json_t *document, FILE *stream, struct mlg_error *err);

#endif
