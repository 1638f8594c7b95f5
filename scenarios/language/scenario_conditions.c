/* The list `travel.conditions` of a scenario: under what else than usual a plan has to hold, or is
 * told what it comes to.
 */
#include "scenarios/language/scenario_read.h"

#include <math.h>
#include <string.h>

static enum mlg_status read_name(struct mlg_node node, const struct mlg_scenario *scenario,
                                 struct mlg_condition *condition, struct mlg_error *err)
{
    struct mlg_node name;
    enum mlg_status status = mlg_node_require(node, "name", &name, err);
    if (status == MLG_OK)
        status = mlg_node_text(name, &condition->name, err);
    for (const struct mlg_condition *other = scenario->conditions;
         status == MLG_OK && other < condition; other++)
        if (strcmp(other->name, condition->name) == 0)
            status =
                mlg_node_fail(name, err, "the condition '%s' is listed twice", condition->name);
    return status;
}

/* Longer than the usual one, or shorter. */
static enum mlg_status read_limit(struct mlg_node node, const struct mlg_scenario *scenario,
                                  struct mlg_condition *condition, struct mlg_error *err)
{
    uint32_t limit_ds = scenario->limit_ds;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_scenario_read_minutes(node, "limit_min", &limit_ds, err);
    condition->later_ds = (int32_t)limit_ds - (int32_t)scenario->limit_ds;
    return status;
}

static enum mlg_status read_sources(struct mlg_node node, struct mlg_scenario *scenario,
                                    struct mlg_condition *condition, struct mlg_error *err)
{
    struct mlg_node matrix = mlg_node_get(node, "matrix"), roads = mlg_node_get(node, "roads");
    struct mlg_node profile = mlg_node_get(node, "profile");
    bool from_roads = !mlg_node_is_absent(roads) || !mlg_node_is_absent(profile);
    enum mlg_status status = MLG_OK;
    if (from_roads && !mlg_node_is_absent(matrix))
        return mlg_node_fail(matrix, err,
                             "a matrix as well as roads or a profile: which times are meant?");
    if (from_roads && scenario->matrix) {
        mlg_node_fail(node, err, "the condition needs roads, but the scenario names a matrix");
        return mlg_hint(err, "name another matrix, or under travel the roads instead of one");
    }
    if (!mlg_node_is_absent(matrix))
        status = mlg_scenario_read_file(matrix, scenario, &condition->matrix, err);
    if (status == MLG_OK && !mlg_node_is_absent(profile))
        status = mlg_scenario_read_profile(profile, scenario, &condition->profile, err);
    if (status == MLG_OK && !mlg_node_is_absent(roads))
        status =
            mlg_scenario_read_roads(roads, scenario, &condition->roads, &condition->n_roads, err);
    return status;
}

static enum mlg_status read_condition(struct mlg_node node, struct mlg_scenario *scenario,
                                      struct mlg_condition *condition, struct mlg_error *err)
{
    static const char *const keys[] = {"name",    "slower_percent", "limit_min", "matrix",
                                       "profile", "roads",          "must_hold", NULL};
    struct mlg_node must_hold = mlg_node_get(node, "must_hold");
    double slower_percent = 0;
    *condition = (struct mlg_condition){.node = node, .must_hold = true};
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = read_name(node, scenario, condition, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, "slower_percent", 0, 900, &slower_percent, err);
    if (status == MLG_OK)
        status = read_limit(mlg_node_get(node, "limit_min"), scenario, condition, err);
    if (status == MLG_OK)
        status = read_sources(node, scenario, condition, err);
    if (status == MLG_OK && !mlg_node_is_absent(must_hold))
        status = mlg_node_bool(must_hold, &condition->must_hold, err);
    condition->slower_milli = (uint32_t)lround(slower_percent * 10);
    if (status == MLG_OK && mlg_node_count(node) - !mlg_node_is_absent(must_hold) < 2) {
        mlg_node_fail(node, err, "the condition '%s' changes nothing", condition->name);
        status = mlg_hint(err, "say 'slower_percent', 'limit_min', 'matrix', 'profile' or 'roads'");
    }
    return status;
}

enum mlg_status mlg_scenario_read_conditions(struct mlg_node list, struct mlg_scenario *scenario,
                                             struct mlg_error *err)
{
    size_t n = mlg_node_count(list);
    if (!mlg_node_is_sequence(list) || n == 0) {
        mlg_node_fail(list, err, "expected a list of conditions");
        return mlg_hint(err, "each as '- {name: slower roads, slower_percent: 15}'");
    }
    scenario->conditions = mlg_scenario_take(scenario, n, sizeof *scenario->conditions);
    if (!scenario->conditions)
        return mlg_fail_memory(err, "the conditions", n * sizeof *scenario->conditions);
    scenario->n_conditions = n;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = read_condition(mlg_node_at(list, i), scenario, &scenario->conditions[i], err);
    return status;
}
