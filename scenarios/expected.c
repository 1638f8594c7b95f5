/* The expected plan as a whole: what the scenario says, what the evidence is, and the goals. */
#include "scenarios/expected.h"

#include "scenarios/figures.h"

#include <math.h>
#include <string.h>

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

/* A goal's value in the solver's unit: sites, or thousandths of residents. */
static int64_t claimed_units(const json_t *goal, const char *key, bool sites)
{
    return llround(json_number_value(json_object_get(goal, key)) * (sites ? 1 : 1000));
}

static json_t *unit_json(int64_t value, bool sites)
{
    return sites ? json_integer(value) : mlg_json_residents(value);
}

static int64_t recounted_value(const struct mlg_recount *recount, bool sites)
{
    return sites ? (int64_t)(recount->n_open - recount->tables->n_existing)
                 : recount->plan->covered_milli - recount->today->covered_milli;
}

static json_t *goal_json(const struct mlg_recount *recount, size_t i, const json_t *claimed,
                         struct mlg_differences *differences)
{
    enum mlg_goal_kind kind = recount->scenario->goals[i].kind;
    bool sites = kind == MLG_GOAL_FEWEST_SITES;
    int64_t value = recounted_value(recount, sites);
    int64_t bound = claimed_units(claimed, "bound", sites);
    bool proven = value == bound;
    const char *ended = json_string_value(json_object_get(claimed, "ended"));
    if (sites ? bound > value : bound < value)
        mlg_differences_add(differences, "goals.bound", "a bound", "a plan that is better than it");
    if (ended && !proven && strcmp(ended, "proven") == 0)
        ended = "before the proof";
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:s?, s:o, s:o}", "goal", mlg_goal_name(kind),
                     "unit", sites ? "sites" : "residents", "value", unit_json(value, sites),
                     "bound", unit_json(bound, sites), "gap_percent", mlg_json_gap(value, bound),
                     "proven", (int)proven, "ended", proven ? "proven" : ended, "certified",
                     as_claimed(claimed, "certified"), "certificate",
                     as_claimed(claimed, "certificate"));
}

/* A plan that covers everybody whom a candidate reaches must do so. */
static void check_demand(const struct mlg_recount *recount, struct mlg_differences *differences)
{
    const struct mlg_scenario *scenario = recount->scenario;
    size_t n_new = recount->n_open - recount->tables->n_existing;
    if (scenario->max_new_sites != UINT32_MAX && n_new > scenario->max_new_sites)
        mlg_differences_add(differences, "sites.new", "at most the scenario's maximum", "more");
    if (scenario->goals[0].kind != MLG_GOAL_FEWEST_SITES)
        return;
    for (size_t i = 0; i < recount->tables->n_people; i++)
        if (recount->plan->in_reach[i] == 0 && recount->nearest_ds[i] <= scenario->limit_ds) {
            mlg_differences_add(differences, "uncovered", "nobody whom a candidate reaches",
                                recount->tables->people->id[i]);
            return;
        }
}

json_t *mlg_expected_goals(const struct mlg_recount *recount, const json_t *claimed,
                           struct mlg_differences *differences)
{
    json_t *goals = json_array();
    for (size_t i = 0; i < recount->scenario->n_goals; i++)
        json_array_append_new(goals,
                              goal_json(recount, i, json_array_get(claimed, i), differences));
    check_demand(recount, differences);
    return goals;
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

static json_t *inputs_json(const struct mlg_recount *recount, const json_t *claimed)
{
    const struct mlg_tables *tables = recount->tables;
    json_t *json = json_object();
    json_object_set_new(json, "scenario", as_claimed(claimed, "scenario"));
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
    uint32_t max = recount->scenario->max_new_sites;
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

/* A plan that a reader of the report chose claims no goal. */
static json_t *with_goals(json_t *json, const struct mlg_recount *recount, const json_t *claimed,
                          struct mlg_differences *differences)
{
    bool by_hand = json_is_true(json_object_get(claimed, "by_hand"));
    const json_t *goals = json_object_get(claimed, "goals");
    if (by_hand)
        json = with(json, "by_hand", json_true());
    return with(json, "goals",
                by_hand ? json_array() : mlg_expected_goals(recount, goals, differences));
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
    json = with(json, "sites", mlg_expected_sites(recount));
    json = with(json, "totals", mlg_expected_totals(recount));
    json = with(json, "times", mlg_expected_times(recount));
    json = with(json, "uncovered", mlg_expected_uncovered(recount));
    json = with(json, "off_network", mlg_expected_off_network(recount));
    return json;
}
