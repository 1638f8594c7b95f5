/* Who is next to whom: the roads without directions, times, loops and parallels. At split junctions
 * also the nodes where an edge begins at its two ends, and those where it ends. */
#ifndef MLG_NETWORK_SEARCH_ADJACENCY_H
#define MLG_NETWORK_SEARCH_ADJACENCY_H

#include "network/graph/graph.h"

struct mlg_adjacency {
    uint32_t n_nodes;
    uint32_t *first;     /* [n_nodes + 1] */
    uint32_t *neighbour; /* [first[n_nodes]], increasing for each node */
};

/* O(nodes + arcs). */
enum mlg_status mlg_adjacency_init(struct mlg_adjacency *adjacency, const struct mlg_graph *graph,
                                   struct mlg_error *err);
void mlg_adjacency_finish(struct mlg_adjacency *adjacency);

#endif
