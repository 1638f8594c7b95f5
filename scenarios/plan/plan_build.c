/* The plan: its heading, its inputs, its goals and the sections of plan_sections.h. */
#include "scenarios/plan/plan_build.h"

#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"

#include <stdlib.h>

static json_t *hash_json(const struct mlg_sha256 *hash)
{
    char hex[MLG_SHA256_HEX];
    return json_string(mlg_hash_hex(hash, hex));
}

static json_t *table_json(const struct mlg_scenario *scenario, const struct mlg_points *points)
{
    if (!points)
        return json_null();
    return json_pack("{s:s, s:o, s:I, s:I}", "path",
                     mlg_scenario_path_as_written(scenario, points->path), "sha256",
                     hash_json(&points->hash), "records", (json_int_t)points->n_records, "points",
                     (json_int_t)points->n);
}

/* The scenarios that this one extends, the nearest first. */
static json_t *bases_json(const struct mlg_scenario *scenario)
{
    json_t *array = json_array();
    for (size_t i = 0; i < scenario->n_bases; i++)
        array = mlg_json_append(
            array, json_pack("{s:s, s:o}", "path",
                             mlg_scenario_path_as_written(scenario, scenario->bases[i].path),
                             "sha256", hash_json(&scenario->bases[i].hash)));
    return array;
}

static json_t *roads_json(const struct mlg_outcome *outcome)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    json_t *array = json_array();
    for (size_t i = 0; i < scenario->n_roads; i++)
        array = mlg_json_append(
            array, json_pack("{s:s, s:o}", "path",
                             mlg_scenario_path_as_written(scenario, scenario->roads[i]), "sha256",
                             hash_json(&outcome->roads_hash[i])));
    return array;
}

/* A file that only some scenarios have. */
static json_t *file_json(const struct mlg_scenario *scenario, const char *path,
                         const struct mlg_sha256 *hash)
{
    return path ? json_pack("{s:s, s:o}", "path", mlg_scenario_path_as_written(scenario, path),
                            "sha256", hash_json(hash))
                : json_null();
}

static json_t *matrix_json(const struct mlg_outcome *outcome)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    const char *path =
        scenario->matrix ? mlg_scenario_path_as_written(scenario, scenario->matrix) : NULL;
    return json_pack("{s:s?, s:o}", "path", path, "sha256", hash_json(&outcome->matrix_hash));
}

json_t *mlg_plan_inputs(const struct mlg_outcome *outcome)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    const struct mlg_tables *tables = outcome->tables;
    return json_pack("{s:{s:s, s:o}, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "scenario", "path",
                     scenario->path, "sha256", hash_json(&scenario->hash), "extends",
                     bases_json(scenario), "people", table_json(scenario, tables->people),
                     "existing", table_json(scenario, tables->existing), "candidates",
                     table_json(scenario, tables->candidates), "roads", roads_json(outcome),
                     "matrix", matrix_json(outcome), "sites_matrix",
                     file_json(scenario, scenario->rules.sites_matrix, &outcome->sites_matrix_hash),
                     "from", file_json(scenario, outcome->from, &outcome->from_hash));
}

json_t *mlg_plan_problem(const struct mlg_outcome *outcome)
{
    const struct mlg_demand *demand = outcome->demand;
    const struct mlg_reduction_counts *reduced = &outcome->solution->reduced;
    uint32_t max = outcome->scenario->rules.max_new_sites;
    return json_pack(
        "{s:I, s:I, s:I, s:o, s:{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}}", "rows",
        (json_int_t)demand->n_rows, "columns", (json_int_t)outcome->tables->candidates->n,
        "entries", (json_int_t)demand->n_entries, "new_sites_max",
        max == UINT32_MAX ? json_null() : json_integer(max), "reduced", "rows",
        (json_int_t)reduced->rows, "columns", (json_int_t)reduced->cols, "entries",
        (json_int_t)reduced->entries, "merged_rows", (json_int_t)reduced->merged_rows,
        "dominated_rows", (json_int_t)reduced->dominated_rows, "dominated_columns",
        (json_int_t)reduced->dominated_cols, "forced_columns", (json_int_t)reduced->forced_cols,
        "components", (json_int_t)reduced->components);
}

static json_t *caveats_json(const struct mlg_scenario *scenario)
{
    json_t *array = json_array();
    for (size_t i = 0; i < scenario->n_caveats; i++)
        array = mlg_json_append(array, json_string(scenario->caveats[i]));
    return array;
}

static json_t *travel_json(const struct mlg_outcome *outcome)
{
    const struct mlg_matrix_info *info = outcome->times->info;
    return json_pack("{s:o, s:o, s:s, s:f, s:s, s:o, s:o}", "limit_min",
                     mlg_json_minutes(outcome->scenario->limit_ds), "bound_min",
                     mlg_json_minutes(outcome->times->bound_ds), "direction",
                     mlg_direction_name(info->direction), "snap_max_m", info->snap_max_m, "profile",
                     info->profile, "profile_sha256", hash_json(&info->profile_hash),
                     "roads_sha256", hash_json(&info->roads_hash));
}

static json_t *solver_json(const struct mlg_solve_options *options)
{
    return json_pack("{s:I, s:f, s:b}", "seed", (json_int_t)options->seed, "gap_percent",
                     options->gap * 100, "presolve", (int)options->presolve);
}

enum mlg_status mlg_plan_build(const struct mlg_outcome *outcome, struct mlg_plan **plan,
                               struct mlg_error *err)
{
    json_t *json = json_pack(
        "{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "format", "maillage plan 1", "program", "maillage " MLG_VERSION, "name",
        outcome->scenario->name, "caveats", caveats_json(outcome->scenario), "inputs",
        mlg_plan_inputs(outcome), "travel", travel_json(outcome), "solver",
        solver_json(outcome->options), "goals", mlg_plan_goals(outcome), "rules",
        mlg_plan_rules(outcome), "phases", mlg_plan_phases(outcome), "problem",
        mlg_plan_problem(outcome), "sites", mlg_plan_sites(outcome), "totals",
        mlg_plan_totals(outcome), "times", mlg_plan_times(outcome), "uncovered",
        mlg_plan_uncovered(outcome), "off_network", mlg_plan_off_network(outcome), "conditions",
        mlg_plan_conditions(outcome));
    struct mlg_plan *made = mlg_alloc_zero(1, sizeof *made);
    if (!json || !made) {
        json_decref(json);
        free(made);
        return mlg_fail_memory(err, "the plan", 0);
    }
    made->json = json;
    *plan = made;
    return MLG_OK;
}
