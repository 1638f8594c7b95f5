#include "network/search/hierarchy.h"

#include "base/memory.h"
#include "network/search/adjacency.h"
#include "network/search/level_set.h"
#include "network/search/order_keep.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEVELS UINT16_MAX

/* The elimination tree over ranks: parent[rank] (doi 10.1145/6497.6499). `jump` compresses paths.
 */
static void grow_tree(const struct mlg_adjacency *adjacency, const uint32_t *order,
                      const uint32_t *rank, uint32_t *parent, uint32_t *jump)
{
    for (uint32_t r = 0; r < adjacency->n_nodes; r++) {
        uint32_t node = order[r];
        parent[r] = jump[r] = MLG_ROOT;
        for (uint32_t k = adjacency->first[node]; k < adjacency->first[node + 1]; k++) {
            uint32_t at = rank[adjacency->neighbour[k]];
            while (at < r) {
                uint32_t next = jump[at];
                jump[at] = r;
                if (next == MLG_ROOT)
                    parent[at] = r;
                at = next; /* MLG_ROOT and r end the climb */
            }
        }
    }
}

/* Places in preorder, from the parents of ranks. rank_place: [n]; `next` is working memory [n]. */
static bool place_ranks(struct mlg_hierarchy *made, const uint32_t *parent, uint32_t *rank_place,
                        uint32_t *next)
{
    uint32_t n = made->n_nodes, next_root = 0;
    uint32_t *size = rank_place;
    for (uint32_t r = 0; r < n; r++)
        size[r] = 1;
    for (uint32_t r = 0; r < n; r++)
        if (parent[r] != MLG_ROOT)
            size[parent[r]] += size[r];
    for (uint32_t r = n; r-- > 0;) {
        uint32_t up = parent[r];
        uint32_t *from = up == MLG_ROOT ? &next_root : &next[up];
        uint32_t place = *from, above = up == MLG_ROOT ? MLG_ROOT : rank_place[up];
        uint32_t level = up == MLG_ROOT ? 0 : made->level[above] + 1u;
        if (level == MAX_LEVELS)
            return false;
        *from += size[r];
        made->parent[place] = above;
        made->end[place] = place + size[r];
        made->level[place] = (uint16_t)level;
        if (level >= made->n_levels)
            made->n_levels = level + 1;
        next[r] = place + 1;
        rank_place[r] = place;
    }
    return true;
}

/* Lists of upper neighbours from the last place to the first; that of `place` ends where that of
 * the place before begins. */
struct fill {
    uint32_t *start; /* [n_nodes] */
    uint16_t *up_level;
    size_t used, capacity;
};

/* Joins the lists of a place's children with the roads from the place itself. */
static void collect_upper(const struct mlg_hierarchy *made, const struct mlg_adjacency *adjacency,
                          uint32_t place, uint32_t node, const struct fill *fill,
                          struct mlg_level_set *set)
{
    for (uint32_t k = adjacency->first[node]; k < adjacency->first[node + 1]; k++) {
        uint32_t other = made->place[adjacency->neighbour[k]];
        if (other < place)
            mlg_level_add(set, made->level[other]);
    }
    for (uint32_t child = place + 1; child < made->end[place]; child = made->end[child])
        for (uint32_t i = fill->start[child] + 1; i < fill->start[child - 1]; i++)
            mlg_level_add(set, fill->up_level[i]);
}

/* Returns MLG_STOPPED where there would be too many triangles. node: of each place. */
static enum mlg_status fill_in(const struct mlg_hierarchy *made,
                               const struct mlg_adjacency *adjacency, const uint32_t *node,
                               struct fill *fill, struct mlg_level_set *set)
{
    uint64_t triangles = 0, most = (uint64_t)made->n_nodes * MLG_MAX_TRIANGLES + MLG_FREE_TRIANGLES;
    for (uint32_t place = made->n_nodes; place-- > 0;) {
        uint32_t level = made->level[place];
        if (!mlg_reserve(&fill->up_level, &fill->capacity, fill->used + level,
                         sizeof *fill->up_level))
            return MLG_NO_MEMORY;
        fill->start[place] = (uint32_t)fill->used;
        collect_upper(made, adjacency, place, node[place], fill, set);
        uint64_t count = mlg_level_take_all(set, level, fill->up_level + fill->used);
        fill->used += count;
        triangles += count * count / 2;
        if (triangles > most || fill->used > UINT32_MAX - MAX_LEVELS)
            return MLG_STOPPED;
    }
    return MLG_OK;
}

/* Turns the lists round, so that they stand in the order of their places. */
static enum mlg_status keep_arcs(struct mlg_hierarchy *made, const struct fill *fill)
{
    made->n_arcs = (uint32_t)fill->used;
    made->up_level = mlg_alloc(fill->used, sizeof *made->up_level);
    if (!made->up_level)
        return MLG_NO_MEMORY;
    uint32_t used = 0, end = made->n_arcs;
    for (uint32_t place = 0; place < made->n_nodes; place++) {
        uint32_t count = end - fill->start[place];
        made->first_up[place] = used;
        if (count)
            memcpy(made->up_level + used, fill->up_level + fill->start[place],
                   count * sizeof *made->up_level);
        used += count;
        end = fill->start[place];
    }
    made->first_up[made->n_nodes] = used;
    return MLG_OK;
}

static enum mlg_status complete(struct mlg_hierarchy *made, const struct mlg_adjacency *adjacency,
                                uint32_t *node, uint32_t *start)
{
    struct fill fill = {.start = start};
    struct mlg_level_set set = {.bits = mlg_alloc_zero(made->n_levels / 64 + 1, sizeof *set.bits),
                                .lowest_word = UINT32_MAX};
    enum mlg_status status = set.bits ? fill_in(made, adjacency, node, &fill, &set) : MLG_NO_MEMORY;
    if (status == MLG_OK)
        status = keep_arcs(made, &fill);
    free(fill.up_level);
    free(set.bits);
    return status;
}

/* The tree, the places and the arcs; a, b, c: working memory [n_nodes], a holds the order. */
static enum mlg_status contract(struct mlg_hierarchy *made, const struct mlg_adjacency *adjacency,
                                uint32_t *a, uint32_t *b, uint32_t *c)
{
    uint32_t n = made->n_nodes, *order = a, *rank = made->place;
    for (uint32_t r = 0; r < n; r++)
        rank[order[r]] = r;
    grow_tree(adjacency, order, rank, b, c);
    uint32_t *rank_place = made->first_up;
    if (!place_ranks(made, b, rank_place, c))
        return MLG_STOPPED;
    for (uint32_t v = 0; v < n; v++) {
        made->place[v] = rank_place[rank[v]];
        b[made->place[v]] = v;
    }
    return complete(made, adjacency, b, c);
}

static enum mlg_status allocate(struct mlg_hierarchy *made)
{
    size_t n = made->n_nodes;
    made->place = mlg_alloc(n, sizeof *made->place);
    made->parent = mlg_alloc(n, sizeof *made->parent);
    made->end = mlg_alloc(n, sizeof *made->end);
    made->level = mlg_alloc(n, sizeof *made->level);
    made->first_up = mlg_alloc(n + 1, sizeof *made->first_up);
    return made->place && made->parent && made->end && made->level && made->first_up
               ? MLG_OK
               : MLG_NO_MEMORY;
}

static enum mlg_status order_and_contract(struct mlg_hierarchy *made, const struct mlg_graph *graph,
                                          const char *orders, struct mlg_error *err)
{
    struct mlg_adjacency adjacency = {0};
    size_t n = made->n_nodes;
    uint32_t *a = mlg_alloc(n, sizeof *a), *b = mlg_alloc(n, sizeof *b),
             *c = mlg_alloc(n, sizeof *c);
    enum mlg_status status = allocate(made);
    if (status != MLG_OK || !a || !b || !c) {
        status = mlg_fail_memory(err, "the hierarchy of the roads", n * 30);
    } else {
        status = mlg_adjacency_init(&adjacency, graph, err);
        if (status == MLG_OK)
            status = mlg_order_nodes_kept(graph, &adjacency, orders, a, err);
        if (status == MLG_OK) {
            status = contract(made, &adjacency, a, b, c);
            if (status == MLG_NO_MEMORY)
                mlg_fail_memory(err, "the arcs of the hierarchy", n * 16);
        }
    }
    mlg_adjacency_finish(&adjacency);
    free(a);
    free(b);
    free(c);
    return status;
}

enum mlg_status mlg_hierarchy_create(const struct mlg_graph *graph, const char *orders,
                                     struct mlg_hierarchy **hierarchy, struct mlg_error *err)
{
    struct mlg_hierarchy *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the hierarchy of the roads", sizeof *made);
    made->n_nodes = graph->n_nodes;
    enum mlg_status status = order_and_contract(made, graph, orders, err);
    if (status != MLG_OK) {
        mlg_hierarchy_destroy(made);
        made = NULL;
    }
    if (status != MLG_OK && status != MLG_STOPPED)
        return status;
    *hierarchy = made;
    return MLG_OK;
}

void mlg_hierarchy_destroy(struct mlg_hierarchy *hierarchy)
{
    if (!hierarchy)
        return;
    free(hierarchy->place);
    free(hierarchy->parent);
    free(hierarchy->end);
    free(hierarchy->level);
    free(hierarchy->first_up);
    free(hierarchy->up_level);
    free(hierarchy);
}
