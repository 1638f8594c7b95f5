/* The plan: what a run found, everything that plan.json says (schema: scenarios/plan-schema.json).
 */
#ifndef MLG_SCENARIOS_PLAN_H
#define MLG_SCENARIOS_PLAN_H

#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>

/* A plan is its JSON document; the functions here read it with checks. */
struct mlg_plan {
    json_t *json;
};

void mlg_plan_destroy(struct mlg_plan *plan);
/* Reads plan.json and checks it against what a plan must have. */
enum mlg_status mlg_plan_read(const char *path, struct mlg_plan **plan, struct mlg_error *err);
/* Sorted keys, two-space indent: the same plan gives the same bytes. */
enum mlg_status mlg_plan_write(const struct mlg_plan *plan, const char *path, bool overwrite,
                               struct mlg_error *err);

#endif
