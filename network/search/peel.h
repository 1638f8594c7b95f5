/* The outer layers of a network: dead ends, and junctions left with at most two neighbours, are
 * contracted before anything is dissected; that is never wrong for the size of the hierarchy.
 */
#ifndef MLG_NETWORK_SEARCH_PEEL_H
#define MLG_NETWORK_SEARCH_PEEL_H

#include "network/search/adjacency.h"

/* What is left when they are gone. */
struct mlg_core {
    uint32_t n_nodes;
    uint32_t *node;      /* [n_nodes] in the graph, increasing */
    uint32_t *first;     /* [n_nodes + 1] */
    uint32_t *neighbour; /* numbers in the core; the roads that contraction added are among them */
};

/* Writes the nodes that are contracted to order[0 .. n - core->n_nodes), in rounds in which no two
 * neighbours go, so that long roads do not become long dependencies. O(nodes + arcs) a round. */
enum mlg_status mlg_core_init(struct mlg_core *core, const struct mlg_adjacency *adjacency,
                              uint32_t *order, struct mlg_error *err);
void mlg_core_finish(struct mlg_core *core);

#endif
