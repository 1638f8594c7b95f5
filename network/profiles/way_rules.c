#include "network/profiles/profile_rules.h"

#include "network/graph/graph.h"

#include <math.h>
#include <string.h>

enum mlg_access mlg_profile_access(const struct mlg_profile *profile,
                                   const struct mlg_tag_values *values, double *cap_kmh,
                                   bool *specific)
{
    const struct mlg_mode_keys *keys = &profile->access_keys;
    for (size_t i = 0; i < keys->n; i++) {
        const char *value = values->of[keys->key[i]];
        if (!value)
            continue;
        *specific = i + 1 < keys->n;
        if (mlg_rules_find(&profile->access_allowed, value))
            return MLG_ACCESS_ALLOWED;
        const struct mlg_rule *penalty = mlg_rules_find(&profile->access_penalised_kmh, value);
        if (!penalty)
            return MLG_ACCESS_REFUSED;
        *cap_kmh = penalty->number;
        return MLG_ACCESS_PENALISED;
    }
    return MLG_ACCESS_UNSAID;
}

/* The class of a way, or NULL where the profile does not know it. */
static const struct mlg_road_class *class_of(const struct mlg_profile *profile,
                                             const struct mlg_tag_values *values)
{
    const char *highway = values->of[MLG_KEY_HIGHWAY];
    size_t n_roads = profile->n_classes - 1;
    for (size_t i = 0; highway && i < n_roads; i++)
        if (strcmp(profile->classes[i].name, highway) == 0)
            return &profile->classes[i];
    if (mlg_rules_find(&profile->ferry_routes, values->of[MLG_KEY_ROUTE]))
        return &profile->classes[n_roads];
    return NULL;
}

/* The limit in one direction in km/h, or 0. */
static double limit_of(const struct mlg_profile *profile, const struct mlg_tag_values *values,
                       enum mlg_known_key direction)
{
    const enum mlg_known_key keys[] = {direction, MLG_KEY_MAXSPEED, MLG_KEY_MAXSPEED_TYPE,
                                       MLG_KEY_SOURCE_MAXSPEED, MLG_KEY_ZONE_MAXSPEED};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        double limit = values->of[keys[i]] ? mlg_profile_limit(profile, values->of[keys[i]]) : 0;
        if (limit > 0)
            return limit;
    }
    return 0;
}

static double speed_under_limit(const struct mlg_profile *profile,
                                const struct mlg_road_class *class, double limit_kmh)
{
    if (limit_kmh <= 0 || profile->limit_use == MLG_LIMIT_IGNORED)
        return class->kmh;
    double allowed = limit_kmh * profile->limit_factor;
    if (profile->limit_use == MLG_LIMIT_CAPS || class->limit_only_caps)
        return fmin(class->kmh, allowed);
    return allowed;
}

/* The lowest of what surface, track type and the like allow. */
static double cap_of(const struct mlg_profile *profile, const struct mlg_tag_values *values)
{
    double cap = INFINITY;
    for (size_t i = 0; i < profile->caps_kmh.n; i++) {
        const struct mlg_rules *rules = &profile->caps_kmh.of[i];
        const struct mlg_rule *rule = mlg_rules_find(rules, values->of[rules->key]);
        if (rule)
            cap = fmin(cap, rule->number);
    }
    return cap;
}

enum oneway { UNSAID, BOTH, FORWARD, BACKWARD, NEITHER };

static enum oneway oneway_value(const char *value)
{
    static const struct {
        const char *value;
        enum oneway meaning;
    } table[] = {{"yes", FORWARD},      {"true", FORWARD},      {"1", FORWARD},  {"-1", BACKWARD},
                 {"reverse", BACKWARD}, {"no", BOTH},           {"false", BOTH}, {"0", BOTH},
                 {"alternating", BOTH}, {"reversible", NEITHER}};
    for (size_t i = 0; value && i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].value, value) == 0)
            return table[i].meaning;
    return UNSAID;
}

static enum oneway oneway_of(const struct mlg_profile *profile, const struct mlg_tag_values *values)
{
    const struct mlg_mode_keys *keys = &profile->oneway_keys;
    enum oneway said = UNSAID;
    size_t i = 0;
    for (; i < keys->n && said == UNSAID; i++)
        said = oneway_value(values->of[keys->key[i]]);
    bool general = said == UNSAID || i == keys->n;
    if (said == UNSAID)
        said = mlg_rule_table_find(&profile->oneway_implied, values) ? FORWARD : BOTH;
    if (general && said != BOTH && mlg_rule_table_find(&profile->contraflow, values))
        return BOTH;
    return said;
}

static const char *name_of(const struct mlg_tag_values *values)
{
    if (values->of[MLG_KEY_NAME])
        return values->of[MLG_KEY_NAME];
    return values->of[MLG_KEY_REF] ? values->of[MLG_KEY_REF] : "";
}

/* Speeds and directions; false where neither is open. */
static bool set_speeds(const struct mlg_profile *profile, const struct mlg_tag_values *values,
                       const struct mlg_road_class *class, double cap_kmh, struct mlg_way_use *use)
{
    double forward = limit_of(profile, values, MLG_KEY_MAXSPEED_FORWARD);
    double backward = limit_of(profile, values, MLG_KEY_MAXSPEED_BACKWARD);
    enum oneway oneway = oneway_of(profile, values);
    use->has_maxspeed = forward > 0 || backward > 0;
    use->forward_kmh = fmin(speed_under_limit(profile, class, forward), cap_kmh);
    use->backward_kmh = fmin(speed_under_limit(profile, class, backward), cap_kmh);
    if (oneway == BACKWARD || oneway == NEITHER)
        use->forward_kmh = 0;
    if (oneway == FORWARD || oneway == NEITHER)
        use->backward_kmh = 0;
    return oneway != NEITHER;
}

bool mlg_profile_way(const struct mlg_profile *profile, const struct mlg_osm_tag *tags,
                     size_t n_tags, struct mlg_way_use *use)
{
    struct mlg_tag_values values;
    mlg_tag_values_fill(&profile->keys, tags, n_tags, &values);
    const struct mlg_road_class *class = class_of(profile, &values);
    if (!class || mlg_rule_table_find(&profile->never, &values))
        return false;
    double penalty_kmh = INFINITY;
    bool specific = false;
    enum mlg_access access = mlg_profile_access(profile, &values, &penalty_kmh, &specific);
    if (access == MLG_ACCESS_REFUSED)
        return false;
    if (class->on_permission && (access == MLG_ACCESS_UNSAID || !specific))
        return false;
    *use = (struct mlg_way_use){.road_class = (uint8_t)(class - profile->classes),
                                .name = name_of(&values)};
    if (class == &profile->classes[profile->n_classes - 1]) {
        use->flags = MLG_EDGE_FERRY | MLG_EDGE_NO_ACCESS_POINT;
        if (values.of[MLG_KEY_DURATION])
            use->duration_ms = mlg_duration_ms(values.of[MLG_KEY_DURATION]);
    } else if (mlg_rule_table_find(&profile->no_access_point, &values)) {
        use->flags = MLG_EDGE_NO_ACCESS_POINT;
    }
    return set_speeds(profile, &values, class, fmin(penalty_kmh, cap_of(profile, &values)), use);
}

/* Whether a barrier is passed, and how long that takes: its access tags, then its kind. */
static void pass_barrier(const struct mlg_profile *profile, const struct mlg_tag_values *values,
                         struct mlg_node_use *use)
{
    const struct mlg_rule *rule = mlg_rules_find(&profile->barriers, values->of[MLG_KEY_BARRIER]);
    if (!rule)
        rule = mlg_rules_find(&profile->barriers, "others");
    double delay_s = rule ? rule->number : NAN, cap_kmh;
    bool specific;
    enum mlg_access access = mlg_profile_access(profile, values, &cap_kmh, &specific);
    use->is_barrier = true;
    use->blocks = access == MLG_ACCESS_REFUSED || (access == MLG_ACCESS_UNSAID && isnan(delay_s));
    if (!isnan(delay_s))
        use->delay_ms = (uint32_t)(delay_s * 1000 + 0.5);
}

void mlg_profile_node(const struct mlg_profile *profile, const struct mlg_osm_tag *tags,
                      size_t n_tags, struct mlg_node_use *use)
{
    struct mlg_tag_values values;
    mlg_tag_values_fill(&profile->keys, tags, n_tags, &values);
    *use = (struct mlg_node_use){.delays_forward = true, .delays_backward = true};
    if (values.of[MLG_KEY_BARRIER])
        pass_barrier(profile, &values, use);
    const struct mlg_rule *delay = mlg_rule_table_find(&profile->delays_s, &values);
    if (!delay)
        return;
    use->delay_ms += (uint32_t)(delay->number * 1000 + 0.5);
    const char *direction = values.of[MLG_KEY_SIGNALS_DIRECTION];
    if (!direction)
        direction = values.of[MLG_KEY_DIRECTION];
    if (direction && strcmp(direction, "forward") == 0)
        use->delays_backward = false;
    if (direction && strcmp(direction, "backward") == 0)
        use->delays_forward = false;
}
