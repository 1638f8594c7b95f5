#include "network/profiles/profile_rules.h"

#include <string.h>

/* The number of a road class (no ferry), or n_classes. */
static size_t find_class(const struct mlg_profile *profile, const char *name)
{
    size_t n_roads = profile->n_classes - 1, i = 0;
    while (i < n_roads && strcmp(profile->classes[i].name, name) != 0)
        i++;
    return i < n_roads ? i : profile->n_classes;
}

static enum mlg_status expect_class(const struct mlg_profile *profile, struct mlg_node node,
                                    const char *name, size_t *found, struct mlg_error *err)
{
    *found = find_class(profile, name);
    if (*found < profile->n_classes)
        return MLG_OK;
    return mlg_node_fail(node, err, "'%s' is none of the classes_kmh or on_permission_kmh", name);
}

/* Shares by class; "others": of those that are not listed. */
static enum mlg_status load_shares(const struct mlg_profile *profile, struct mlg_node node,
                                   double *share, struct mlg_error *err)
{
    static const struct mlg_rule_range shares = {.low = 0.1, .high = 1.5};
    struct mlg_rules rules = {0};
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_rules_load(node, &shares, &rules, err);
    const struct mlg_rule *others = mlg_rules_find(&rules, "others");
    for (size_t c = 0; others && c + 1 < profile->n_classes; c++)
        share[c] = others->number;
    for (size_t i = 0; status == MLG_OK && i < rules.n; i++) {
        size_t class = 0;
        if (&rules.rule[i] == others)
            continue;
        status = expect_class(profile, node, rules.rule[i].value, &class, err);
        if (status == MLG_OK)
            share[class] = rules.rule[i].number;
    }
    mlg_rules_finish(&rules);
    return status;
}

/* The classes whose junctions count; all where there is no list. */
static enum mlg_status load_counted(const struct mlg_profile *profile, struct mlg_node list,
                                    bool *counts, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t c = 0; c + 1 < profile->n_classes; c++)
        counts[c] = mlg_node_is_absent(list);
    if (!mlg_node_is_absent(list) && !mlg_node_is_sequence(list))
        return mlg_node_fail(list, err, "expected a list of road classes");
    for (size_t i = 0; status == MLG_OK && i < mlg_node_count(list); i++) {
        const char *name;
        size_t class = 0;
        status = mlg_node_text(mlg_node_at(list, i), &name, err);
        if (status == MLG_OK)
            status = expect_class(profile, mlg_node_at(list, i), name, &class, err);
        if (status == MLG_OK)
            counts[class] = true;
    }
    return status;
}

enum mlg_status mlg_calibration_load(struct mlg_profile *profile, struct mlg_node node,
                                     struct mlg_error *err)
{
    static const char *const keys[] = {"urban_junctions_per_km2", "junctions_of", "rural", "urban",
                                       NULL};
    struct mlg_calibration *calibration = &profile->calibration;
    struct mlg_node least;
    for (size_t c = 0; c < MLG_MAX_ROAD_CLASSES; c++)
        calibration->rural[c] = calibration->urban[c] = 1;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "urban_junctions_per_km2", &least, err);
    if (status == MLG_OK)
        status = mlg_node_number(least, 0.1, 10000, &calibration->urban_per_km2, err);
    if (status == MLG_OK)
        status =
            load_counted(profile, mlg_node_get(node, "junctions_of"), calibration->counts, err);
    if (status == MLG_OK)
        status = load_shares(profile, mlg_node_get(node, "rural"), calibration->rural, err);
    if (status == MLG_OK)
        status = load_shares(profile, mlg_node_get(node, "urban"), calibration->urban, err);
    return status;
}
