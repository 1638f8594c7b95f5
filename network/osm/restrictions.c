#include "network/osm/restrictions.h"

#include "base/memory.h"
#include "network/osm/roads.h"

#include <stdlib.h>
#include <string.h>

/* Members by their roles. */
struct parts {
    size_t n_from, n_to, n_via_nodes, n_via_ways;
    int64_t via;
};

static bool is_way(const struct mlg_osm_member *member, const char *role)
{
    return member->type == 'w' && strcmp(member->role, role) == 0;
}

static struct parts find_parts(const struct mlg_osm_member *members, size_t n_members)
{
    struct parts parts = {0};
    for (size_t i = 0; i < n_members; i++) {
        parts.n_from += is_way(&members[i], "from");
        parts.n_to += is_way(&members[i], "to");
        parts.n_via_ways += is_way(&members[i], "via");
        if (members[i].type != 'n' || strcmp(members[i].role, "via") != 0)
            continue;
        parts.n_via_nodes++;
        parts.via = members[i].ref;
    }
    return parts;
}

static enum mlg_status add(struct mlg_restrictions *restrictions,
                           const struct mlg_restriction *restriction, struct mlg_error *err)
{
    if (!mlg_reserve(&restrictions->list, &restrictions->capacity, restrictions->n + 1,
                     sizeof *restrictions->list))
        return mlg_fail_memory(err, "turn restrictions", restrictions->n * sizeof *restriction);
    restrictions->list[restrictions->n++] = *restriction;
    return MLG_OK;
}

/* "no_entry" may have several ways from, "no_exit" several to. */
static enum mlg_status add_pairs(struct mlg_restrictions *restrictions,
                                 struct mlg_restriction restriction,
                                 const struct mlg_osm_member *members, size_t n_members,
                                 struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n_members; i++)
        for (size_t k = 0; is_way(&members[i], "from") && k < n_members; k++) {
            if (!is_way(&members[k], "to"))
                continue;
            restriction.from = members[i].ref;
            restriction.to = members[k].ref;
            status = add(restrictions, &restriction, err);
            if (status != MLG_OK)
                return status;
        }
    return status;
}

enum mlg_status mlg_restrictions_take(struct mlg_restrictions *restrictions,
                                      const struct mlg_profile *profile, int64_t id,
                                      const struct mlg_osm_tag *tags, size_t n_tags,
                                      const struct mlg_osm_member *members, size_t n_members,
                                      struct mlg_error *err)
{
    enum { MOST_PARTS = 64 };
    struct mlg_restriction restriction = {.relation = id,
                                          .rule = mlg_profile_turn(profile, tags, n_tags)};
    if (restriction.rule == MLG_TURN_NONE)
        return MLG_OK;
    restriction.occurrence = restrictions->n_relations++;
    if (restriction.rule != MLG_TURN_NO && restriction.rule != MLG_TURN_ONLY)
        return add(restrictions, &restriction, err);
    struct parts parts = find_parts(members, n_members);
    restriction.via_id = parts.via;
    if (parts.n_via_ways > 0)
        restriction.rule = MLG_TURN_VIA_WAY;
    else if (parts.n_via_nodes != 1 || parts.n_from == 0 || parts.n_to == 0 ||
             parts.n_from > MOST_PARTS || parts.n_to > MOST_PARTS)
        restriction.rule = MLG_TURN_UNCLEAR;
    else
        return add_pairs(restrictions, restriction, members, n_members, err);
    return add(restrictions, &restriction, err);
}

static int by_relation(const void *a, const void *b)
{
    const struct mlg_restriction *x = a, *y = b;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    return (x->occurrence > y->occurrence) - (x->occurrence < y->occurrence);
}

static int by_via(const void *a, const void *b)
{
    const struct mlg_restriction *x = a, *y = b;
    if (x->via != y->via)
        return x->via < y->via ? -1 : 1;
    return (x->relation > y->relation) - (x->relation < y->relation);
}

/* Counts a relation that restricts nothing here. */
static void count_ignored(enum mlg_turn_rule rule, struct mlg_turn_counts *counts)
{
    counts->conditional += rule == MLG_TURN_CONDITIONAL;
    counts->for_others += rule == MLG_TURN_FOR_OTHERS;
    counts->via_way += rule == MLG_TURN_VIA_WAY;
    counts->unclear += rule == MLG_TURN_UNCLEAR;
}

/* The number of a node, or n_nodes. */
static size_t find_node(const int64_t *node_id, size_t n_nodes, int64_t id)
{
    size_t low = 0, high = n_nodes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node_id[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n_nodes && node_id[low] == id ? low : n_nodes;
}

void mlg_restrictions_locate(struct mlg_restrictions *restrictions, const int64_t *node_id,
                             size_t n_nodes, uint8_t *node_flags, struct mlg_turn_counts *counts)
{
    struct mlg_restriction *list = restrictions->list;
    size_t n = restrictions->n, kept = 0;
    uint32_t first_occurrence = 0;
    if (n)
        qsort(list, n, sizeof *list, by_relation);
    for (size_t i = 0; i < n; i++) {
        struct mlg_restriction restriction = list[i];
        bool is_first = i == 0 || restriction.relation != list[i - 1].relation;
        if (is_first)
            first_occurrence = restriction.occurrence;
        if (restriction.occurrence != first_occurrence)
            continue;
        bool counts_here = restriction.rule == MLG_TURN_NO || restriction.rule == MLG_TURN_ONLY;
        size_t node = counts_here ? find_node(node_id, n_nodes, restriction.via_id) : n_nodes;
        if (node < n_nodes) {
            restriction.via = (uint32_t)node;
            node_flags[node] |= MLG_NODE_VIA;
            list[kept++] = restriction;
        } else if (is_first) {
            count_ignored(restriction.rule, counts);
            counts->without_effect += counts_here;
        }
    }
    restrictions->n = kept;
    if (kept)
        qsort(list, kept, sizeof *list, by_via);
}

void mlg_restrictions_finish(struct mlg_restrictions *restrictions)
{
    free(restrictions->list);
    *restrictions = (struct mlg_restrictions){0};
}
