/* The plan: what a run found, everything that plan.json says (schema:
 * scenarios/plan/plan-schema.json).
 */
#ifndef MLG_SCENARIOS_PLAN_PLAN_H
#define MLG_SCENARIOS_PLAN_PLAN_H

#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* A plan is its JSON document; the functions here read it with checks. */
struct mlg_plan {
    json_t *json;
};

void mlg_plan_destroy(struct mlg_plan *plan);
/* Reads plan.json and checks it against what a plan must have. */
enum mlg_status mlg_plan_read(const char *path, struct mlg_plan **plan, struct mlg_error *err);
/* The text of plan.json: sorted keys, two-space indent; the same plan gives the same bytes. A
 * failed write shows in the stream. */
void mlg_plan_print(const struct mlg_plan *plan, FILE *stream);
enum mlg_status mlg_plan_write(const struct mlg_plan *plan, const char *path, bool overwrite,
                               struct mlg_error *err);

#endif
