/* The expected plan as a whole: what the scenario says, what the evidence is, and the goals. */
#include "scenarios/verify/expected.h"

#include "scenarios/plan/figures.h"

static json_t *hash_json(const struct mlg_sha256 *hash)
{
    char hex[MLG_SHA256_HEX];
    return json_string(mlg_hash_hex(hash, hex));
}

/* A value that is not recomputed: as the plan says it. */
static json_t *as_claimed(const json_t *claimed, const char *key)
{
    json_t *value = json_object_get(claimed, key);
    return value ? json_incref(value) : json_null();
}

static json_t *table_json(const struct mlg_scenario *scenario, const struct mlg_points *points)
{
    if (!points)
        return json_null();
    json_t *json = json_object();
    json_object_set_new(json, "path",
                        json_string(mlg_scenario_path_as_written(scenario, points->path)));
    json_object_set_new(json, "sha256", hash_json(&points->hash));
    json_object_set_new(json, "records", json_integer((json_int_t)points->n_records));
    json_object_set_new(json, "points", json_integer((json_int_t)points->n));
    return json;
}

/* A file whose hash was compared before (verify.c). */
static json_t *file_json(const struct mlg_scenario *scenario, const char *path,
                         const json_t *claimed)
{
    json_t *json = json_object();
    json_object_set_new(json, "path",
                        path ? json_string(mlg_scenario_path_as_written(scenario, path))
                             : json_null());
    json_object_set_new(json, "sha256", as_claimed(claimed, "sha256"));
    return json;
}

static json_t *roads_json(const struct mlg_scenario *scenario, const json_t *claimed)
{
    json_t *json = json_array();
    for (size_t i = 0; i < scenario->n_roads; i++)
        json_array_append_new(json,
                              file_json(scenario, scenario->roads[i], json_array_get(claimed, i)));
    return json;
}

static json_t *bases_json(const struct mlg_scenario *scenario, const json_t *claimed)
{
    json_t *json = json_array();
    for (size_t i = 0; i < scenario->n_bases; i++)
        json_array_append_new(
            json, file_json(scenario, scenario->bases[i].path, json_array_get(claimed, i)));
    return json;
}

static json_t *optional_json(const struct mlg_scenario *scenario, const char *path,
                             const json_t *claimed)
{
    return path ? file_json(scenario, path, claimed) : json_null();
}

static const char *from_of(const struct mlg_scenario *scenario)
{
    const char *from = NULL;
    for (size_t g = 0; g < scenario->n_goals; g++)
        from = scenario->goals[g].from ? scenario->goals[g].from : from;
    return from;
}

/* Found by its path, and its hash was compared before. */
static json_t *scenario_json(const json_t *claimed)
{
    return json_pack("{s:o, s:o}", "path", as_claimed(claimed, "path"), "sha256",
                     as_claimed(claimed, "sha256"));
}

static json_t *inputs_json(const struct mlg_recount *recount, const json_t *claimed)
{
    const struct mlg_tables *tables = recount->tables;
    json_t *json = json_object();
    json_object_set_new(json, "scenario", scenario_json(json_object_get(claimed, "scenario")));
    json_object_set_new(json, "extends",
                        bases_json(recount->scenario, json_object_get(claimed, "extends")));
    json_object_set_new(json, "sites_matrix",
                        optional_json(recount->scenario, recount->scenario->rules.sites_matrix,
                                      json_object_get(claimed, "sites_matrix")));
    json_object_set_new(json, "from",
                        optional_json(recount->scenario, from_of(recount->scenario),
                                      json_object_get(claimed, "from")));
    json_object_set_new(json, "people", table_json(recount->scenario, tables->people));
    json_object_set_new(json, "existing", table_json(recount->scenario, tables->existing));
    json_object_set_new(json, "candidates", table_json(recount->scenario, tables->candidates));
    json_object_set_new(json, "matrix",
                        file_json(recount->scenario, recount->scenario->matrix,
                                  json_object_get(claimed, "matrix")));
    json_object_set_new(json, "roads",
                        roads_json(recount->scenario, json_object_get(claimed, "roads")));
    return json;
}

static json_t *travel_json(const struct mlg_recount *recount)
{
    const struct mlg_evidence *evidence = recount->evidence;
    json_t *json = json_object();
    json_object_set_new(json, "limit_min", mlg_json_minutes(recount->scenario->limit_ds));
    json_object_set_new(json, "bound_min", mlg_json_minutes(evidence->bound_ds));
    json_object_set_new(json, "direction", json_string(mlg_direction_name(evidence->direction)));
    json_object_set_new(json, "snap_max_m", json_real(evidence->snap_max_m));
    json_object_set_new(json, "profile", json_string(evidence->profile));
    json_object_set_new(json, "profile_sha256", hash_json(&evidence->profile_hash));
    json_object_set_new(json, "roads_sha256", hash_json(&evidence->roads_hash));
    return json;
}

static json_t *solver_json(const struct mlg_scenario *scenario, const json_t *claimed)
{
    return json_pack("{s:I, s:f, s:o}", "seed", (json_int_t)scenario->solver.seed, "gap_percent",
                     scenario->solver.gap * 100, "presolve", as_claimed(claimed, "presolve"));
}

static json_t *problem_json(const struct mlg_recount *recount, const json_t *claimed)
{
    uint32_t max = recount->scenario->rules.max_new_sites;
    json_t *json = json_object();
    json_object_set_new(json, "rows",
                        recount->has_problem ? json_integer((json_int_t)recount->n_rows)
                                             : as_claimed(claimed, "rows"));
    json_object_set_new(json, "entries",
                        recount->has_problem ? json_integer((json_int_t)recount->n_entries)
                                             : as_claimed(claimed, "entries"));
    json_object_set_new(json, "columns", json_integer((json_int_t)recount->tables->candidates->n));
    json_object_set_new(json, "new_sites_max", max == UINT32_MAX ? json_null() : json_integer(max));
    json_object_set_new(json, "reduced", as_claimed(claimed, "reduced"));
    return json;
}

static json_t *caveats_json(const struct mlg_scenario *scenario)
{
    json_t *json = json_array();
    for (size_t i = 0; i < scenario->n_caveats; i++)
        json_array_append_new(json, json_string(scenario->caveats[i]));
    return json;
}

/* The object with one member more; takes both references; NULL where one is. */
static json_t *with(json_t *json, const char *key, json_t *value)
{
    if (json && json_object_set_new(json, key, value) == 0)
        return json;
    if (!json)
        json_decref(value);
    json_decref(json);
    return NULL;
}

/* A plan that a reader of the report chose claims no goal, and to meet no rule. */
static json_t *with_goals(json_t *json, const struct mlg_recount *recount, const json_t *claimed,
                          struct mlg_differences *differences)
{
    bool by_hand = json_is_true(json_object_get(claimed, "by_hand"));
    const json_t *goals = json_object_get(claimed, "goals");
    const json_t *phases = json_object_get(claimed, "phases");
    if (by_hand)
        json = with(json, "by_hand", json_true());
    json = with(json, "goals",
                by_hand ? json_array() : mlg_expected_goals(recount, goals, differences));
    json = with(json, "rules", by_hand ? json_array() : mlg_expected_rules(recount, differences));
    return with(json, "phases",
                by_hand ? json_null() : mlg_expected_phases(recount, phases, differences));
}

json_t *mlg_expected_plan(const struct mlg_recount *recount, const json_t *claimed,
                          struct mlg_differences *differences)
{
    const struct mlg_scenario *scenario = recount->scenario;
    json_t *json = json_object();
    json = with(json, "format", as_claimed(claimed, "format"));
    json = with(json, "program", as_claimed(claimed, "program"));
    json = with(json, "name", json_string(scenario->name));
    json = with(json, "caveats", caveats_json(scenario));
    json = with(json, "inputs", inputs_json(recount, json_object_get(claimed, "inputs")));
    json = with(json, "travel", travel_json(recount));
    json = with(json, "solver", solver_json(scenario, json_object_get(claimed, "solver")));
    json = with_goals(json, recount, claimed, differences);
    json = with(json, "problem", problem_json(recount, json_object_get(claimed, "problem")));
    json = with(json, "sites", mlg_expected_sites(recount, json_object_get(claimed, "phases")));
    json = with(json, "totals", mlg_expected_totals(recount));
    json = with(json, "times", mlg_expected_times(recount));
    json = with(json, "uncovered", mlg_expected_uncovered(recount));
    json = with(json, "conditions",
                mlg_expected_conditions(recount, json_object_get(claimed, "conditions")));
    json = with(json, "off_network", mlg_expected_off_network(recount));
    return json;
}
