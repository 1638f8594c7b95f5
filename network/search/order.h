/* The order in which junctions are contracted: nested dissection (doi 10.1137/0710032). What has at
 * most two neighbours goes first, in rounds; the rest is parted by small separators (separator.h)
 * that go last, recursively, and the smallest pieces go by least degree. It depends only on the
 * roads and their positions, not on speeds.
 */
#ifndef MLG_NETWORK_SEARCH_ORDER_H
#define MLG_NETWORK_SEARCH_ORDER_H

#include "network/search/adjacency.h"

/* order: [n_nodes], the nodes from the first contracted to the last. Deterministic. O(n log n) and
 * the flows of the separators. */
enum mlg_status mlg_order_nodes(const struct mlg_graph *graph,
                                const struct mlg_adjacency *adjacency, uint32_t *order,
                                struct mlg_error *err);

#endif
