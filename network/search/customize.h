/* The hierarchy's times: what the arcs between a node and its upper neighbours take at one graph's
 * speeds. */
#ifndef MLG_NETWORK_SEARCH_CUSTOMIZE_H
#define MLG_NETWORK_SEARCH_CUSTOMIZE_H

#include "network/search/hierarchy.h"

/* For each arc of the hierarchy the time up (from the node to its upper neighbour) and down, in
 * deciseconds; MLG_NO_TIME where there is no way, where it is beyond every bound, or where a
 * faster one leads over other arcs. */
#define MLG_NO_TIME UINT16_MAX

struct mlg_metric {
    uint16_t *up, *down; /* [n_arcs] */
};

/* Times from lower triangles, then those that are no shortest way are dropped ("perfect
 * customization"). O(triangles): about ten million operations for a region. Every time between two
 * nodes is that of some way that only goes up and then only down. */
enum mlg_status mlg_metric_init(struct mlg_metric *metric, const struct mlg_hierarchy *hierarchy,
                                const struct mlg_graph *graph, struct mlg_error *err);
void mlg_metric_finish(struct mlg_metric *metric);

#endif
