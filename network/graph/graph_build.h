/* The steps from road chains to a graph. Inside this room. */
#ifndef MLG_NETWORK_GRAPH_GRAPH_BUILD_H
#define MLG_NETWORK_GRAPH_GRAPH_BUILD_H

#include "network/graph/chains.h"
#include "network/graph/graph.h"

/* Numbers the nodes of the chains along a Hilbert curve and the chains by their tails, in place,
 * and fills the graph's node positions. O(n). */
enum mlg_status mlg_graph_order(struct mlg_chains *chains, struct mlg_graph *graph,
                                struct mlg_error *err);
/* Makes the chains edges: shapes, times, lengths, names. */
enum mlg_status mlg_graph_fill_edges(struct mlg_chains *chains, struct mlg_graph *graph,
                                     struct mlg_error *err);
/* Makes the arcs of the edges, by tail and by head. */
enum mlg_status mlg_graph_fill_arcs(struct mlg_graph *graph, struct mlg_error *err);
/* Strongly connected components, numbered from the largest (of equal ones, the one with the first
 * node), by Tarjan's algorithm (doi 10.1137/0201010) without recursion. O(nodes + arcs). */
enum mlg_status mlg_graph_fill_components(struct mlg_graph *graph, struct mlg_error *err);

#endif
