/* The section `travel` of a scenario: how people go, how far, and where the times come from. */
#include "base/memory.h"
#include "network/matrix/matrix.h"
#include "scenarios/language/scenario_read.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_DS = MLG_BEYOND - 1 };

static const char *const direction_names[] = {
    [MLG_TO_SITE] = "to_site", [MLG_FROM_SITE] = "from_site", [MLG_LONGER] = "longer", NULL};

const char *mlg_direction_name(enum mlg_direction direction)
{
    return direction_names[direction];
}

static uint32_t default_bound(uint32_t limit_ds)
{
    uint32_t bound = limit_ds + limit_ds / 2;
    return bound < LARGEST_DS ? bound : LARGEST_DS;
}

/* One limit for each value of a column. */
static enum mlg_status read_limit_values(struct mlg_node limits, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    struct mlg_limit_rule *rule = &scenario->rules.limits;
    if (!mlg_node_is_mapping(limits) || mlg_node_count(limits) == 0) {
        mlg_node_fail(limits, err, "expected minutes for each value of the column");
        return mlg_hint(err, "such as 'limits: {rural: 20, priority: 10}'");
    }
    rule->n = mlg_node_count(limits);
    rule->values = mlg_scenario_take(scenario, rule->n, sizeof *rule->values);
    rule->limit_ds = mlg_scenario_take(scenario, rule->n, sizeof *rule->limit_ds);
    if (!rule->values || !rule->limit_ds)
        return mlg_fail_memory(err, "limits", rule->n * sizeof *rule->values);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < rule->n && status == MLG_OK; i++) {
        struct mlg_node key, value;
        mlg_node_pair(limits, i, &key, &value);
        status = mlg_node_text(key, &rule->values[i], err);
        if (status == MLG_OK)
            status = mlg_scenario_read_minutes(value, rule->values[i], &rule->limit_ds[i], err);
        if (status == MLG_OK && rule->limit_ds[i] > scenario->longest_ds)
            scenario->longest_ds = rule->limit_ds[i];
    }
    return status;
}

static enum mlg_status read_limits_by(struct mlg_node node, struct mlg_scenario *scenario,
                                      struct mlg_error *err)
{
    static const char *const keys[] = {"column", "limits", NULL};
    struct mlg_limit_rule *rule = &scenario->rules.limits;
    struct mlg_node column, limits;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    rule->node = node;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "column", &column, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_column(column, &scenario->people, &rule->column, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "limits", &limits, err);
    return status == MLG_OK ? read_limit_values(limits, scenario, err) : status;
}

/* Coverage that is full up to a time and falls to nothing at a longer one. */
static enum mlg_status read_gradual(struct mlg_node node, struct mlg_scenario *scenario,
                                    struct mlg_error *err)
{
    static const char *const keys[] = {"full_min", "zero_min", NULL};
    struct mlg_rules *rules = &scenario->rules;
    struct mlg_node full, zero;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "full_min", &full, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_minutes(full, "full_min", &rules->full_ds, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "zero_min", &zero, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_minutes(zero, "zero_min", &rules->zero_ds, err);
    if (status == MLG_OK && rules->zero_ds <= rules->full_ds)
        status =
            mlg_node_fail(zero, err, "zero_min is %g, expected more than full_min, which is %g",
                          rules->zero_ds / 600.0, rules->full_ds / 600.0);
    return status;
}

static enum mlg_status read_bound(struct mlg_node bound, struct mlg_scenario *scenario,
                                  struct mlg_error *err)
{
    uint32_t least_ds = scenario->longest_ds;
    if (scenario->rules.zero_ds > least_ds)
        least_ds = scenario->rules.zero_ds;
    scenario->bound_ds = default_bound(least_ds);
    if (mlg_node_is_absent(bound))
        return MLG_OK;
    scenario->has_bound = true;
    enum mlg_status status =
        mlg_scenario_read_minutes(bound, "bound_min", &scenario->bound_ds, err);
    if (status == MLG_OK && scenario->bound_ds < least_ds) {
        mlg_node_fail(bound, err, "bound_min is %g, below %s, which is %g",
                      scenario->bound_ds / 600.0,
                      least_ds == scenario->limit_ds     ? "limit_min"
                      : least_ds == scenario->longest_ds ? "the longest limit"
                                                         : "zero_min",
                      least_ds / 600.0);
        status = mlg_hint(err, "times are computed up to the bound, so it must reach the limit");
    }
    return status;
}

static enum mlg_status read_limits(struct mlg_node travel, struct mlg_scenario *scenario,
                                   struct mlg_error *err)
{
    struct mlg_node limit;
    enum mlg_status status = mlg_node_require(travel, "limit_min", &limit, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_minutes(limit, "limit_min", &scenario->limit_ds, err);
    if (status != MLG_OK)
        return status;
    scenario->longest_ds = scenario->limit_ds;
    status = read_limits_by(mlg_node_get(travel, "limit_min_by"), scenario, err);
    if (status == MLG_OK)
        status = read_gradual(mlg_node_get(travel, "gradual"), scenario, err);
    return status == MLG_OK ? read_bound(mlg_node_get(travel, "bound_min"), scenario, err) : status;
}

static enum mlg_status read_direction(struct mlg_node travel, struct mlg_scenario *scenario,
                                      struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(travel, "direction");
    if (mlg_node_is_absent(node))
        return MLG_OK;
    size_t index;
    enum mlg_status status = mlg_node_choice(node, direction_names, &index, err);
    if (status == MLG_OK) {
        scenario->direction = (enum mlg_direction)index;
        scenario->has_direction = true;
    }
    return status;
}

static enum mlg_status read_snap(struct mlg_node travel, struct mlg_scenario *scenario,
                                 struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(travel, "snap_max_m");
    if (mlg_node_is_absent(node))
        return MLG_OK;
    scenario->has_snap_max = true;
    return mlg_node_number(node, 1, 100000, &scenario->snap_max_m, err);
}

enum mlg_status mlg_scenario_read_profile(struct mlg_node node, struct mlg_scenario *scenario,
                                          const char **profile, struct mlg_error *err)
{
    static const char *const shipped[] = {"car", "car-daytime", "bicycle", "foot", NULL};
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    if (strpbrk(text, "/."))
        return mlg_scenario_read_file(node, scenario, profile, err);
    size_t index;
    status = mlg_node_choice(node, shipped, &index, err);
    if (status == MLG_OK)
        *profile = shipped[index];
    return status;
}

enum mlg_status mlg_scenario_read_roads(struct mlg_node node, struct mlg_scenario *scenario,
                                        const char ***roads, size_t *n_roads, struct mlg_error *err)
{
    size_t n = mlg_node_is_sequence(node) ? mlg_node_count(node) : 1;
    if (n == 0)
        return mlg_node_fail(node, err, "no road file, expected a list of .osm.pbf or .osm files");
    const char **made = mlg_scenario_take(scenario, n, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the list of road files", n * sizeof *made);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++) {
        struct mlg_node item = mlg_node_is_sequence(node) ? mlg_node_at(node, i) : node;
        status = mlg_scenario_read_file(item, scenario, &made[i], err);
        for (size_t j = 0; j < i && status == MLG_OK; j++)
            if (strcmp(made[i], made[j]) == 0)
                status = mlg_node_fail(item, err, "the road file '%s' is listed twice", made[i]);
    }
    *roads = made;
    *n_roads = n;
    return status;
}

static enum mlg_status read_times(struct mlg_node travel, struct mlg_scenario *scenario,
                                  struct mlg_error *err)
{
    struct mlg_node roads = mlg_node_get(travel, "roads"), matrix = mlg_node_get(travel, "matrix");
    struct mlg_node profile = mlg_node_get(travel, "profile");
    if (!mlg_node_is_absent(roads) && !mlg_node_is_absent(matrix))
        return mlg_node_fail(matrix, err,
                             "both roads and matrix are given: which times are meant?");
    if (mlg_node_is_absent(roads) && mlg_node_is_absent(matrix))
        return mlg_node_fail(travel, err,
                             "neither roads nor matrix is given: there are no travel times");
    enum mlg_status status = MLG_OK;
    if (!mlg_node_is_absent(profile))
        status = mlg_scenario_read_profile(profile, scenario, &scenario->profile, err);
    else if (!mlg_node_is_absent(roads))
        status = mlg_node_require(travel, "profile", &profile, err);
    if (status != MLG_OK)
        return status;
    return mlg_node_is_absent(roads)
               ? mlg_scenario_read_file(matrix, scenario, &scenario->matrix, err)
               : mlg_scenario_read_roads(roads, scenario, &scenario->roads, &scenario->n_roads,
                                         err);
}

enum mlg_status mlg_scenario_read_travel(struct mlg_node travel, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    static const char *const keys[] = {"profile",   "limit_min",    "limit_min_by", "gradual",
                                       "bound_min", "direction",    "snap_max_m",   "roads",
                                       "matrix",    "sites_matrix", "conditions",   NULL};
    enum mlg_status status = mlg_node_expect_keys(travel, keys, err);
    if (status == MLG_OK)
        status = read_limits(travel, scenario, err);
    if (status == MLG_OK)
        status = read_direction(travel, scenario, err);
    if (status == MLG_OK)
        status = read_snap(travel, scenario, err);
    if (status == MLG_OK)
        status = read_times(travel, scenario, err);
    struct mlg_node between = mlg_node_get(travel, "sites_matrix");
    if (status == MLG_OK && !mlg_node_is_absent(between))
        status = mlg_scenario_read_file(between, scenario, &scenario->rules.sites_matrix, err);
    struct mlg_node conditions = mlg_node_get(travel, "conditions");
    if (status == MLG_OK && !mlg_node_is_absent(conditions))
        status = mlg_scenario_read_conditions(conditions, scenario, err);
    return status;
}
