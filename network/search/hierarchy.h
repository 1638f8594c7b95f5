/* The hierarchy of a road network: what contracting its nodes one after the other leaves behind,
 * the same for all speeds (customizable contraction hierarchies, doi 10.1145/2886843).
 *
 * Contracting a node joins its remaining neighbours with each other; these are its upper
 * neighbours. The lowest of them is its parent in the elimination tree (doi 10.1137/0611010), and
 * all others are ancestors too. Places number the nodes in a preorder of that tree: a subtree is
 * the run of places [place, end[place]), and every upper neighbour has a smaller place. An upper
 * neighbour is identified by its level (its depth in the tree) on the way from the node to its
 * root.
 */
#ifndef MLG_NETWORK_SEARCH_HIERARCHY_H
#define MLG_NETWORK_SEARCH_HIERARCHY_H

#include "network/graph/graph.h"

#define MLG_ROOT UINT32_MAX

struct mlg_hierarchy {
    uint32_t n_nodes, n_arcs;
    uint32_t n_levels;  /* at most 65535 */
    uint32_t *place;    /* [n_nodes] of each node of the graph */
    uint32_t *parent;   /* [n_nodes] of each place; MLG_ROOT */
    uint32_t *end;      /* [n_nodes] of each place's subtree */
    uint16_t *level;    /* [n_nodes]; 0 at the roots */
    uint32_t *first_up; /* [n_nodes + 1], by place */
    uint16_t *up_level; /* [n_arcs] of the upper neighbours, the deepest (the parent) first */
};

/* Orders the nodes and contracts them. orders: the folder where orders are kept, or NULL
 * (network/search/order_keep.h). Sets *hierarchy to NULL, without failure, where that is not
 * worth while: the network has no small separators, and customizing would look at more than
 * MLG_MAX_TRIANGLES a node and MLG_FREE_TRIANGLES. O(n log n) for road networks. Deterministic. */
#define MLG_MAX_TRIANGLES 1000
#define MLG_FREE_TRIANGLES 100000000
enum mlg_status mlg_hierarchy_create(const struct mlg_graph *graph, const char *orders,
                                     struct mlg_hierarchy **hierarchy, struct mlg_error *err);
void mlg_hierarchy_destroy(struct mlg_hierarchy *hierarchy);

/* Keeps path[level], [n_levels], the places from the root down to `place`, while places pass in
 * increasing or in decreasing order. path starts as MLG_ROOT throughout. Amortised O(1). */
static inline void mlg_hierarchy_follow(const struct mlg_hierarchy *hierarchy, uint32_t place,
                                        uint32_t *path)
{
    while (place != MLG_ROOT && path[hierarchy->level[place]] != place) {
        path[hierarchy->level[place]] = place;
        place = hierarchy->parent[place];
    }
}

#endif
