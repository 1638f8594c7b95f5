/* Orders kept from one time to the next. An order depends only on the roads and where they are, so
 * that it serves all speeds, people and sites; a file of it is named by the hash of these roads.
 */
#ifndef MLG_NETWORK_SEARCH_ORDER_KEEP_H
#define MLG_NETWORK_SEARCH_ORDER_KEEP_H

#include "network/search/order.h"

/* As mlg_order_nodes, but takes the order from the folder where it is there and undamaged, else
 * leaves it there. NULL = no folder; one that cannot be written is no error: it only saves time. */
enum mlg_status mlg_order_nodes_kept(const struct mlg_graph *graph,
                                     const struct mlg_adjacency *adjacency, const char *folder,
                                     uint32_t *order, struct mlg_error *err);

#endif
