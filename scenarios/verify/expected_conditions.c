/* What an expected plan comes to under the conditions of its scenario. */
#include "scenarios/plan/figures.h"
#include "scenarios/verify/expected.h"

static json_t *hash_json(const struct mlg_sha256 *hash)
{
    char hex[MLG_SHA256_HEX];
    return json_string(mlg_hash_hex(hash, hex));
}

/* Where the times come from: the files' hashes were compared before (verify.c), or are those that
 * the evidence itself has. */
static json_t *source_json(const struct mlg_recount *recount, const struct mlg_condition *said,
                           const struct mlg_evidence *evidence, const json_t *claimed)
{
    const json_t *matrix = json_object_get(claimed, "matrix");
    json_t *json = json_object();
    json_object_set_new(json, "profile", json_string(evidence->profile));
    json_object_set_new(json, "profile_sha256", hash_json(&evidence->profile_hash));
    json_object_set_new(json, "roads_sha256", hash_json(&evidence->roads_hash));
    if (!said->matrix) {
        json_object_set_new(json, "matrix", json_null());
        return json;
    }
    json_t *file = json_object();
    json_t *hash = json_object_get(matrix, "sha256");
    json_object_set_new(file, "path",
                        json_string(mlg_scenario_path_as_written(recount->scenario, said->matrix)));
    json_object_set_new(file, "sha256", hash ? json_incref(hash) : json_null());
    json_object_set_new(json, "matrix", file);
    return json;
}

static json_t *condition_json(const struct mlg_recount *recount, size_t index,
                              const json_t *claimed)
{
    static const struct mlg_condition usual = {.name = "", .must_hold = true};
    const struct mlg_recount_condition *counted = &recount->conditions[index];
    bool is_usual = index == recount->evidence->n_conditions;
    const struct mlg_condition *said =
        is_usual ? &usual : recount->evidence->conditions[index].said;
    const struct mlg_evidence *evidence =
        is_usual ? recount->evidence : recount->evidence->conditions[index].evidence;
    json_t *json = json_object();
    json_object_set_new(json, "name", json_string(said->name));
    json_object_set_new(json, "must_hold", json_boolean(said->must_hold));
    json_object_set_new(json, "slower_percent", mlg_json_scaled(said->slower_milli, 10));
    json_object_set_new(
        json, "limit_min",
        mlg_json_minutes((uint64_t)((int64_t)recount->scenario->limit_ds + said->later_ds)));
    json_object_set_new(json, "times", source_json(recount, said, evidence, claimed));
    json_object_set_new(json, "today",
                        mlg_expected_state(counted->today, recount->tables->n_existing));
    json_object_set_new(json, "plan", mlg_expected_state(counted->plan, recount->n_open));
    json_object_set_new(json, "today_times", mlg_expected_distribution(recount, counted->today));
    json_object_set_new(json, "plan_times", mlg_expected_distribution(recount, counted->plan));
    return json;
}

json_t *mlg_expected_conditions(const struct mlg_recount *recount, const json_t *claimed)
{
    json_t *json = json_array();
    for (size_t c = 0; c < recount->n_conditions; c++)
        json_array_append_new(
            json, condition_json(recount, c, json_object_get(json_array_get(claimed, c), "times")));
    return json;
}
