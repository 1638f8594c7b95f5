#include "network/profiles/profile_rules.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const known_keys[MLG_N_KNOWN_KEYS] = {
    [MLG_KEY_HIGHWAY] = "highway",
    [MLG_KEY_ROUTE] = "route",
    [MLG_KEY_NAME] = "name",
    [MLG_KEY_REF] = "ref",
    [MLG_KEY_DURATION] = "duration",
    [MLG_KEY_BARRIER] = "barrier",
    [MLG_KEY_MAXSPEED] = "maxspeed",
    [MLG_KEY_MAXSPEED_FORWARD] = "maxspeed:forward",
    [MLG_KEY_MAXSPEED_BACKWARD] = "maxspeed:backward",
    [MLG_KEY_MAXSPEED_TYPE] = "maxspeed:type",
    [MLG_KEY_SOURCE_MAXSPEED] = "source:maxspeed",
    [MLG_KEY_ZONE_MAXSPEED] = "zone:maxspeed",
    [MLG_KEY_DIRECTION] = "direction",
    [MLG_KEY_SIGNALS_DIRECTION] = "traffic_signals:direction",
};

static const struct mlg_rule_range values = {.list = true};
static const struct mlg_rule_range speeds = {.low = 1, .high = 200};
static const struct mlg_rule_range seconds = {.low = 0, .high = 3600};
static const struct mlg_rule_range seconds_or_blocks = {.low = 0, .high = 3600, .word = "blocks"};

static enum mlg_status load_name(struct mlg_profile *profile, struct mlg_node node,
                                 struct mlg_error *err)
{
    enum mlg_status status = mlg_node_text(node, &profile->name, err);
    if (status == MLG_OK && (!*profile->name || strlen(profile->name) > 63))
        return mlg_node_fail(node, err, "a name has 1 to 63 characters");
    return status;
}

static enum mlg_status load_access_speed(struct mlg_profile *profile, struct mlg_node node,
                                         struct mlg_error *err)
{
    return mlg_node_number(node, 1, 200, &profile->access_speed_kmh, err);
}

static enum mlg_status load_classes(struct mlg_profile *profile, struct mlg_node node,
                                    bool on_permission, struct mlg_error *err)
{
    struct mlg_rules rules = {0};
    enum mlg_status status = mlg_rules_load(node, &speeds, &rules, err);
    if (status != MLG_OK)
        return status;
    size_t n = profile->n_classes + rules.n, capacity = profile->n_classes;
    if (n > 254)
        status = mlg_node_fail(node, err, "more than 254 classes");
    else if (!mlg_reserve(&profile->classes, &capacity, n, sizeof *profile->classes))
        status = mlg_fail_memory(err, "a profile", n * sizeof *profile->classes);
    for (size_t i = 0; status == MLG_OK && i < rules.n; i++)
        profile->classes[profile->n_classes++] =
            (struct mlg_road_class){.name = rules.rule[i].value,
                                    .kmh = rules.rule[i].number,
                                    .on_permission = on_permission};
    mlg_rules_finish(&rules);
    return status;
}

static enum mlg_status load_speeds(struct mlg_profile *profile, struct mlg_node node,
                                   struct mlg_error *err)
{
    return load_classes(profile, node, false, err);
}

static enum mlg_status load_permitted(struct mlg_profile *profile, struct mlg_node node,
                                      struct mlg_error *err)
{
    return load_classes(profile, node, true, err);
}

static enum mlg_status load_mode_keys(struct mlg_profile *profile, struct mlg_node mapping,
                                      struct mlg_mode_keys *keys, struct mlg_error *err)
{
    struct mlg_node list;
    enum mlg_status status = mlg_node_require(mapping, "keys", &list, err);
    if (status != MLG_OK)
        return status;
    keys->n = mlg_node_count(list);
    if (!mlg_node_is_sequence(list) || keys->n == 0 || keys->n > MLG_MAX_MODE_KEYS)
        return mlg_node_fail(list, err,
                             "expected a list of 1 to %d tag keys, the most specific first",
                             MLG_MAX_MODE_KEYS);
    for (size_t i = 0; status == MLG_OK && i < keys->n; i++) {
        const char *name;
        status = mlg_node_text(mlg_node_at(list, i), &name, err);
        if (status == MLG_OK && !mlg_tag_keys_add(&profile->keys, name, &keys->key[i]))
            status = mlg_node_fail(list, err, "more than %d different tag keys", MLG_MAX_TAG_KEYS);
    }
    return status;
}

static enum mlg_status load_access(struct mlg_profile *profile, struct mlg_node node,
                                   struct mlg_error *err)
{
    static const char *const keys[] = {"keys", "allowed", "penalised_kmh", NULL};
    struct mlg_node allowed, penalised = mlg_node_get(node, "penalised_kmh");
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = load_mode_keys(profile, node, &profile->access_keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "allowed", &allowed, err);
    if (status == MLG_OK)
        status = mlg_rules_load(allowed, &values, &profile->access_allowed, err);
    if (status == MLG_OK && !mlg_node_is_absent(penalised))
        status = mlg_rules_load(penalised, &speeds, &profile->access_penalised_kmh, err);
    return status;
}

/* A table of a mapping that may be left out. */
static enum mlg_status load_optional(struct mlg_profile *profile, struct mlg_node mapping,
                                     const char *key, const struct mlg_rule_range *range,
                                     struct mlg_rule_table *table, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    if (mlg_node_is_absent(node))
        return MLG_OK;
    return mlg_rule_table_load(node, &profile->keys, range, table, err);
}

static enum mlg_status load_oneway(struct mlg_profile *profile, struct mlg_node node,
                                   struct mlg_error *err)
{
    static const char *const keys[] = {"keys", "implied", "contraflow", NULL};
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = load_mode_keys(profile, node, &profile->oneway_keys, err);
    if (status == MLG_OK)
        status = load_optional(profile, node, "implied", &values, &profile->oneway_implied, err);
    if (status == MLG_OK)
        status = load_optional(profile, node, "contraflow", &values, &profile->contraflow, err);
    return status;
}

static enum mlg_status mark_only_caps(struct mlg_profile *profile, struct mlg_node list,
                                      struct mlg_error *err)
{
    for (size_t i = 0; i < mlg_node_count(list); i++) {
        const char *name;
        size_t found = 0;
        enum mlg_status status = mlg_node_text(mlg_node_at(list, i), &name, err);
        if (status != MLG_OK)
            return status;
        while (found < profile->n_classes && strcmp(profile->classes[found].name, name) != 0)
            found++;
        if (found == profile->n_classes)
            return mlg_node_fail(mlg_node_at(list, i), err, "'%s' is none of the classes_kmh",
                                 name);
        profile->classes[found].limit_only_caps = true;
    }
    return MLG_OK;
}

static enum mlg_status load_required_number(struct mlg_node mapping, const char *key, double low,
                                            double high, double *value, struct mlg_error *err)
{
    struct mlg_node node;
    enum mlg_status status = mlg_node_require(mapping, key, &node, err);
    return status == MLG_OK ? mlg_node_number(node, low, high, value, err) : status;
}

static enum mlg_status load_maxspeed(struct mlg_profile *profile, struct mlg_node node,
                                     struct mlg_error *err)
{
    static const char *const keys[] = {"use",        "factor",      "none_kmh", "walk_kmh",
                                       "only_lower", "implied_kmh", NULL};
    static const char *const uses[] = {
        [MLG_LIMIT_REPLACES] = "replaces", [MLG_LIMIT_CAPS] = "caps", NULL};
    struct mlg_node use, implied = mlg_node_get(node, "implied_kmh");
    size_t choice;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "use", &use, err);
    if (status == MLG_OK)
        status = mlg_node_choice(use, uses, &choice, err);
    if (status == MLG_OK)
        status = load_required_number(node, "factor", 0.1, 1.5, &profile->limit_factor, err);
    if (status == MLG_OK)
        status = load_required_number(node, "none_kmh", 1, 200, &profile->limit_none_kmh, err);
    if (status == MLG_OK)
        status = load_required_number(node, "walk_kmh", 1, 200, &profile->limit_walk_kmh, err);
    if (status == MLG_OK)
        status = mark_only_caps(profile, mlg_node_get(node, "only_lower"), err);
    if (status == MLG_OK && !mlg_node_is_absent(implied))
        status = mlg_rules_load(implied, &speeds, &profile->limit_implied_kmh, err);
    if (status == MLG_OK)
        profile->limit_use = (enum mlg_limit_use)choice;
    return status;
}

static enum mlg_status load_never(struct mlg_profile *profile, struct mlg_node node,
                                  struct mlg_error *err)
{
    return mlg_rule_table_load(node, &profile->keys, &values, &profile->never, err);
}

static int compare_ids(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static enum mlg_status load_closed_ways(struct mlg_profile *profile, struct mlg_node node,
                                        struct mlg_error *err)
{
    size_t n = mlg_node_count(node);
    if (!mlg_node_is_sequence(node) || n == 0) {
        mlg_node_fail(node, err, "expected a list of OpenStreetMap way ids");
        return mlg_hint(err, "such as 'closed_ways: [4231, 4232]'");
    }
    profile->closed_ways = mlg_alloc(n, sizeof *profile->closed_ways);
    if (!profile->closed_ways)
        return mlg_fail_memory(err, "a profile", n * sizeof *profile->closed_ways);
    profile->n_closed_ways = n;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = mlg_node_integer(mlg_node_at(node, i), INT64_MIN / 2, INT64_MAX / 2,
                                  &profile->closed_ways[i], err);
    if (status == MLG_OK)
        qsort(profile->closed_ways, n, sizeof *profile->closed_ways, compare_ids);
    return status;
}

bool mlg_profile_closes(const struct mlg_profile *profile, int64_t way)
{
    return profile->n_closed_ways > 0 &&
           bsearch(&way, profile->closed_ways, profile->n_closed_ways, sizeof way, compare_ids);
}

static enum mlg_status load_caps(struct mlg_profile *profile, struct mlg_node node,
                                 struct mlg_error *err)
{
    return mlg_rule_table_load(node, &profile->keys, &speeds, &profile->caps_kmh, err);
}

static enum mlg_status load_barriers(struct mlg_profile *profile, struct mlg_node node,
                                     struct mlg_error *err)
{
    return mlg_rules_load(node, &seconds_or_blocks, &profile->barriers, err);
}

static enum mlg_status load_delays(struct mlg_profile *profile, struct mlg_node node,
                                   struct mlg_error *err)
{
    return mlg_rule_table_load(node, &profile->keys, &seconds, &profile->delays_s, err);
}

static enum mlg_status load_no_access_point(struct mlg_profile *profile, struct mlg_node node,
                                            struct mlg_error *err)
{
    return mlg_rule_table_load(node, &profile->keys, &values, &profile->no_access_point, err);
}

/* Loaded last: ferries are the last class. */
static enum mlg_status load_ferries(struct mlg_profile *profile, struct mlg_node node,
                                    struct mlg_error *err)
{
    static const char *const keys[] = {"routes", "speed_kmh", "wait_s", NULL};
    struct mlg_node routes;
    struct mlg_road_class ferry = {.name = "ferry"};
    size_t capacity = profile->n_classes, n = profile->n_classes + 1;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "routes", &routes, err);
    if (status == MLG_OK)
        status = mlg_rules_load(routes, &values, &profile->ferry_routes, err);
    if (status == MLG_OK)
        status = load_required_number(node, "speed_kmh", 1, 200, &ferry.kmh, err);
    if (status == MLG_OK)
        status = load_required_number(node, "wait_s", 0, 86400, &profile->ferry_wait_s, err);
    if (status != MLG_OK)
        return status;
    if (!mlg_reserve(&profile->classes, &capacity, n, sizeof *profile->classes))
        return mlg_fail_memory(err, "a profile", n * sizeof *profile->classes);
    profile->classes[profile->n_classes++] = ferry;
    return MLG_OK;
}

/* In the order in which they are loaded. */
static const struct section {
    const char *key;
    bool required;
    enum mlg_status (*load)(struct mlg_profile *, struct mlg_node, struct mlg_error *);
} sections[] = {
    {"name", true, load_name},
    {"access_speed_kmh", true, load_access_speed},
    {"classes_kmh", true, load_speeds},
    {"on_permission_kmh", false, load_permitted},
    {"never", false, load_never},
    {"access", true, load_access},
    {"oneway", true, load_oneway},
    {"maxspeed", false, load_maxspeed},
    {"caps_kmh", false, load_caps},
    {"barriers", true, load_barriers},
    {"delays_s", false, load_delays},
    {"no_access_point", false, load_no_access_point},
    {"closed_ways", false, load_closed_ways},
    {"ferries", true, load_ferries},
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

/* The document's own section, or that of the one that it extends. */
static struct mlg_node section_of(struct mlg_node root, struct mlg_node base, const char *key)
{
    struct mlg_node own = mlg_node_get(root, key);
    return mlg_node_is_absent(own) && !mlg_node_is_absent(base) ? mlg_node_get(base, key) : own;
}

enum mlg_status mlg_profile_sections_load(struct mlg_profile *profile, struct mlg_node root,
                                          struct mlg_error *err)
{
    const char *keys[N_SECTIONS + 3] = {[N_SECTIONS] = "calibration", [N_SECTIONS + 1] = "extends"};
    const struct mlg_node base =
        profile->base ? mlg_document_root(profile->base) : (struct mlg_node){0};
    for (size_t i = 0; i < N_SECTIONS; i++)
        keys[i] = sections[i].key;
    enum mlg_status status = mlg_node_expect_keys(root, keys, err);
    if (status == MLG_OK && profile->base)
        status = mlg_node_expect_keys(base, keys, err);
    profile->limit_use = MLG_LIMIT_IGNORED;
    for (unsigned i = 0; i < MLG_N_KNOWN_KEYS; i++) {
        unsigned number;
        mlg_tag_keys_add(&profile->keys, known_keys[i], &number);
    }
    for (size_t i = 0; status == MLG_OK && i < N_SECTIONS; i++) {
        struct mlg_node node = section_of(root, base, sections[i].key);
        if (mlg_node_is_absent(node) && sections[i].required)
            status = mlg_node_require(root, sections[i].key, &node, err);
        else if (!mlg_node_is_absent(node))
            status = sections[i].load(profile, node, err);
    }
    if (status == MLG_OK)
        status = mlg_calibration_load(profile, section_of(root, base, "calibration"), err);
    mlg_tag_keys_sort(&profile->keys);
    return status;
}
