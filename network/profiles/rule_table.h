/* Rules on tags, as profile files state them: for a key, what each value means. Keys are numbered,
 * so that the tags of a way are looked up once and every rule then reads an array. Inside this
 * room.
 */
#ifndef MLG_NETWORK_PROFILES_RULE_TABLE_H
#define MLG_NETWORK_PROFILES_RULE_TABLE_H

#include "base/document.h"
#include "network/osm/osm_read.h"

#include <stdbool.h>

enum { MLG_MAX_TAG_KEYS = 96 };

/* The keys that any rule asks for. Names are borrowed. */
struct mlg_tag_keys {
    size_t n;
    const char *name[MLG_MAX_TAG_KEYS]; /* by number */
    unsigned
        sorted[MLG_MAX_TAG_KEYS]; /* numbers in the order of the names; see mlg_tag_keys_sort */
};

/* The values that one object has for them; NULL = not tagged. */
struct mlg_tag_values {
    const char *of[MLG_MAX_TAG_KEYS];
};

/* The number of a key, added if new; false: there are too many. */
bool mlg_tag_keys_add(struct mlg_tag_keys *keys, const char *name, unsigned *number);
/* Once, after the last key was added. */
void mlg_tag_keys_sort(struct mlg_tag_keys *keys);
/* Of a key that an object has twice, the first counts. O(n_tags log keys). */
void mlg_tag_values_fill(const struct mlg_tag_keys *keys, const struct mlg_osm_tag *tags,
                         size_t n_tags, struct mlg_tag_values *values);

struct mlg_rule {
    const char *value; /* "*" is any value but "no" */
    double number;     /* what it means; NAN where the file says a word instead of a number */
};

/* The values of one key. */
struct mlg_rules {
    unsigned key;
    size_t n;
    struct mlg_rule *rule;
};

/* Several keys, in the order of the file. */
struct mlg_rule_table {
    size_t n;
    struct mlg_rules *of;
};

/* What the numbers of a table may be. */
struct mlg_rule_range {
    bool list;        /* no numbers: a sequence of values */
    double low, high; /* both included */
    const char *word; /* stands for NAN; may be NULL */
};

enum mlg_status mlg_rules_load(struct mlg_node node, const struct mlg_rule_range *range,
                               struct mlg_rules *rules, struct mlg_error *err);
enum mlg_status mlg_rule_table_load(struct mlg_node node, struct mlg_tag_keys *keys,
                                    const struct mlg_rule_range *range,
                                    struct mlg_rule_table *table, struct mlg_error *err);
void mlg_rules_finish(struct mlg_rules *rules);
void mlg_rule_table_finish(struct mlg_rule_table *table);

/* The rule for a value, or NULL; also for a value of NULL. */
const struct mlg_rule *mlg_rules_find(const struct mlg_rules *rules, const char *value);
/* The first rule of the table that applies, or NULL. */
const struct mlg_rule *mlg_rule_table_find(const struct mlg_rule_table *table,
                                           const struct mlg_tag_values *values);

#endif
