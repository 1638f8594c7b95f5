/* The part of a hierarchy that leads to a job's target points in one direction, laid out for the
 * sweep: nodes in preorder of the elimination tree with the arcs that come down to them.
 */
#ifndef MLG_NETWORK_SEARCH_SWEEP_TREE_H
#define MLG_NETWORK_SEARCH_SWEEP_TREE_H

#include "network/search/customize.h"
#include "network/search/search.h"

/* From an ancestor, given by its level, down to a node; or into its subtree. */
struct mlg_sweep_arc {
    uint16_t level, time_ds;
};

/* A point on an edge, at the edge's lower end: its times from there and from the upper end. */
struct mlg_sweep_target {
    uint32_t point;
    uint16_t time_ds, upper_level, upper_time_ds;
};

/* The arcs and targets of a node end where those of the next begin. */
struct mlg_sweep_node {
    uint32_t place; /* in the hierarchy */
    uint32_t end;   /* the first node beyond its subtree */
    uint32_t first_arc, first_target, first_gate;
    uint16_t n_gates;
    uint16_t level;
};

struct mlg_sweep_tree {
    uint32_t n_nodes;
    struct mlg_sweep_node *nodes; /* [n_nodes + 1]; the place of the last is UINT32_MAX */
    struct mlg_sweep_arc *arcs;
    /* Per node with a subtree: the quickest ways into it from above, to nodes and to points. */
    struct mlg_sweep_arc *gates;
    struct mlg_sweep_target *targets;
};

/* direction: MLG_TO_SITE or MLG_FROM_SITE. Arcs and points beyond the bound are left out. O(arcs of
 * the hierarchy + points). */
enum mlg_status mlg_sweep_tree_init(struct mlg_sweep_tree *tree, const struct mlg_graph *graph,
                                    const struct mlg_hierarchy *hierarchy,
                                    const struct mlg_metric *metric, const struct mlg_snap *points,
                                    size_t n_points, enum mlg_direction direction,
                                    uint32_t bound_ds, struct mlg_error *err);
void mlg_sweep_tree_finish(struct mlg_sweep_tree *tree);

#endif
