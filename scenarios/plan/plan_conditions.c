/* The section `conditions` of a plan: what it comes to under each, and as usual. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"

#include <stdlib.h>
#include <string.h>

static json_t *hash_json(const struct mlg_sha256 *hash)
{
    char hex[MLG_SHA256_HEX];
    return json_string(mlg_hash_hex(hash, hex));
}

static json_t *matrix_json(const struct mlg_outcome *outcome, const struct mlg_condition *said)
{
    struct mlg_sha256 hash;
    if (!said->matrix)
        return json_null();
    if (mlg_hash_file(said->matrix, &hash, NULL) != MLG_OK)
        return NULL;
    return json_pack("{s:s, s:o}", "path",
                     mlg_scenario_path_as_written(outcome->scenario, said->matrix), "sha256",
                     hash_json(&hash));
}

static struct mlg_coverage *cover(const struct mlg_outcome *outcome, struct mlg_times *times,
                                  const uint16_t *limit_ds, bool before)
{
    struct mlg_coverage *coverage = NULL;
    size_t n = before ? outcome->tables->n_existing : outcome->n_open;
    if (mlg_coverage_create(outcome->tables->n_people, &coverage, NULL) != MLG_OK)
        return NULL;
    for (uint32_t s = 0; s < n; s++)
        mlg_coverage_open(coverage, times, before ? s : outcome->open[s], limit_ds);
    return coverage;
}

static json_t *condition_json(const struct mlg_outcome *outcome, const struct mlg_condition *said,
                              struct mlg_times *times, const uint16_t *limit_ds)
{
    const struct mlg_tables *tables = outcome->tables;
    const struct mlg_matrix_info *info = times->info;
    struct mlg_coverage *today = cover(outcome, times, limit_ds, true);
    struct mlg_coverage *plan = cover(outcome, times, limit_ds, false);
    json_t *json = NULL;
    if (today && plan)
        json = json_pack(
            "{s:s, s:b, s:o, s:o, s:{s:s, s:o, s:o, s:o}, s:o, s:o, s:o, s:o}", "name", said->name,
            "must_hold", (int)said->must_hold, "slower_percent",
            mlg_json_scaled(said->slower_milli, 10), "limit_min",
            mlg_json_minutes((uint64_t)((int64_t)outcome->scenario->limit_ds + said->later_ds)),
            "times", "profile", info->profile, "profile_sha256", hash_json(&info->profile_hash),
            "roads_sha256", hash_json(&info->roads_hash), "matrix", matrix_json(outcome, said),
            "today", mlg_plan_state(tables, today, tables->n_existing), "plan",
            mlg_plan_state(tables, plan, outcome->n_open), "today_times",
            mlg_plan_distribution(tables, today, times->bound_ds), "plan_times",
            mlg_plan_distribution(tables, plan, times->bound_ds));
    mlg_coverage_destroy(today);
    mlg_coverage_destroy(plan);
    return json;
}

json_t *mlg_plan_conditions(const struct mlg_outcome *outcome)
{
    static const struct mlg_condition usual = {.name = "", .must_hold = true};
    const struct mlg_tables *tables = outcome->tables;
    struct mlg_times usually = mlg_times_usual(outcome->times);
    json_t *array = json_array();
    if (outcome->times->n_conditions == 0)
        return array;
    uint16_t *limit_ds = mlg_alloc(tables->n_people, sizeof *limit_ds);
    for (size_t c = 0; limit_ds && c < outcome->times->n_conditions; c++) {
        const struct mlg_times_condition *condition = &outcome->times->conditions[c];
        mlg_condition_limits(condition->said, tables, limit_ds);
        array = mlg_json_append(
            array, condition_json(outcome, condition->said, condition->times, limit_ds));
    }
    array = mlg_json_append(
        array, limit_ds ? condition_json(outcome, &usual, &usually, tables->limit_ds) : NULL);
    free(limit_ds);
    return array;
}
