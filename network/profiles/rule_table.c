#include "network/profiles/rule_table.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool mlg_tag_keys_add(struct mlg_tag_keys *keys, const char *name, unsigned *number)
{
    for (size_t i = 0; i < keys->n; i++)
        if (strcmp(keys->name[i], name) == 0) {
            *number = (unsigned)i;
            return true;
        }
    if (keys->n == MLG_MAX_TAG_KEYS)
        return false;
    *number = (unsigned)keys->n;
    keys->name[keys->n++] = name;
    return true;
}

void mlg_tag_keys_sort(struct mlg_tag_keys *keys)
{
    for (size_t i = 0; i < keys->n; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(keys->name[keys->sorted[at - 1]], keys->name[i]) > 0; at--)
            keys->sorted[at] = keys->sorted[at - 1];
        keys->sorted[at] = (unsigned)i;
    }
}

void mlg_tag_values_fill(const struct mlg_tag_keys *keys, const struct mlg_osm_tag *tags,
                         size_t n_tags, struct mlg_tag_values *values)
{
    memset(values->of, 0, keys->n * sizeof *values->of);
    for (size_t i = 0; i < n_tags; i++) {
        size_t low = 0, high = keys->n;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int order = strcmp(tags[i].key, keys->name[keys->sorted[middle]]);
            if (order == 0) {
                const char **value = &values->of[keys->sorted[middle]];
                if (!*value)
                    *value = tags[i].value;
                break;
            }
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }
    }
}

static enum mlg_status load_number(struct mlg_node node, const struct mlg_rule_range *range,
                                   double *number, struct mlg_error *err)
{
    const char *text;
    if (range->word && mlg_node_text(node, &text, NULL) == MLG_OK &&
        strcmp(text, range->word) == 0) {
        *number = NAN;
        return MLG_OK;
    }
    return mlg_node_number(node, range->low, range->high, number, err);
}

static enum mlg_status load_rule(struct mlg_node node, size_t i, const struct mlg_rule_range *range,
                                 struct mlg_rule *rule, struct mlg_error *err)
{
    if (range->list) {
        rule->number = 1;
        return mlg_node_text(mlg_node_at(node, i), &rule->value, err);
    }
    struct mlg_node key, value;
    mlg_node_pair(node, i, &key, &value);
    enum mlg_status status = mlg_node_text(key, &rule->value, err);
    if (status == MLG_OK)
        status = load_number(value, range, &rule->number, err);
    return status;
}

enum mlg_status mlg_rules_load(struct mlg_node node, const struct mlg_rule_range *range,
                               struct mlg_rules *rules, struct mlg_error *err)
{
    if (range->list && !mlg_node_is_sequence(node))
        return mlg_node_fail(node, err, "expected a list of values, such as [yes, designated]");
    if (!range->list && !mlg_node_is_mapping(node))
        return mlg_node_fail(node, err, "expected a number for each value, such as gravel: 30");
    struct mlg_rules loaded = {.key = rules->key, .n = mlg_node_count(node)};
    loaded.rule = mlg_alloc(loaded.n, sizeof *loaded.rule);
    if (!loaded.rule)
        return mlg_fail_memory(err, "a profile", loaded.n * sizeof *loaded.rule);
    for (size_t i = 0; i < loaded.n; i++) {
        enum mlg_status status = load_rule(node, i, range, &loaded.rule[i], err);
        if (status != MLG_OK) {
            mlg_rules_finish(&loaded);
            return status;
        }
    }
    *rules = loaded;
    return MLG_OK;
}

static enum mlg_status load_key(struct mlg_node key, struct mlg_tag_keys *keys, unsigned *number,
                                struct mlg_error *err)
{
    const char *name;
    enum mlg_status status = mlg_node_text(key, &name, err);
    if (status != MLG_OK)
        return status;
    if (!mlg_tag_keys_add(keys, name, number))
        return mlg_node_fail(key, err, "more than %d different tag keys", MLG_MAX_TAG_KEYS);
    return MLG_OK;
}

enum mlg_status mlg_rule_table_load(struct mlg_node node, struct mlg_tag_keys *keys,
                                    const struct mlg_rule_range *range,
                                    struct mlg_rule_table *table, struct mlg_error *err)
{
    if (!mlg_node_is_mapping(node))
        return mlg_node_fail(node, err, "expected tag keys with their values");
    size_t n = mlg_node_count(node);
    struct mlg_rule_table loaded = {.of = mlg_alloc_zero(n, sizeof *loaded.of)};
    if (!loaded.of)
        return mlg_fail_memory(err, "a profile", n * sizeof *loaded.of);
    for (; loaded.n < n; loaded.n++) {
        struct mlg_rules *rules = &loaded.of[loaded.n];
        struct mlg_node key, value;
        mlg_node_pair(node, loaded.n, &key, &value);
        enum mlg_status status = load_key(key, keys, &rules->key, err);
        if (status == MLG_OK)
            status = mlg_rules_load(value, range, rules, err);
        if (status != MLG_OK) {
            mlg_rule_table_finish(&loaded);
            return status;
        }
    }
    *table = loaded;
    return MLG_OK;
}

void mlg_rules_finish(struct mlg_rules *rules)
{
    free(rules->rule);
    *rules = (struct mlg_rules){0};
}

void mlg_rule_table_finish(struct mlg_rule_table *table)
{
    for (size_t i = 0; i < table->n; i++)
        mlg_rules_finish(&table->of[i]);
    free(table->of);
    *table = (struct mlg_rule_table){0};
}

const struct mlg_rule *mlg_rules_find(const struct mlg_rules *rules, const char *value)
{
    if (!value)
        return NULL;
    for (size_t i = 0; i < rules->n; i++) {
        const char *wanted = rules->rule[i].value;
        if (strcmp(wanted, value) == 0 || (strcmp(wanted, "*") == 0 && strcmp(value, "no") != 0))
            return &rules->rule[i];
    }
    return NULL;
}

const struct mlg_rule *mlg_rule_table_find(const struct mlg_rule_table *table,
                                           const struct mlg_tag_values *values)
{
    for (size_t i = 0; i < table->n; i++) {
        const struct mlg_rule *rule = mlg_rules_find(&table->of[i], values->of[table->of[i].key]);
        if (rule)
            return rule;
    }
    return NULL;
}
