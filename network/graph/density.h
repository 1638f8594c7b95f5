/* Where a road network is dense: town or country, from the roads themselves. Inside this room. */
#ifndef MLG_NETWORK_GRAPH_DENSITY_H
#define MLG_NETWORK_GRAPH_DENSITY_H

#include "network/graph/chains.h"

/* Marks the nodes of the roads around which junctions are as dense as the roads' calibration asks
 * for, with MLG_NODE_URBAN. Junctions are nodes where three or more segments of the classes that
 * count meet; they are counted on a grid of about 500 m, in the 3 x 3 cells around the node. Does
 * nothing where the calibration asks for nothing. Deterministic. O(n log n). */
enum mlg_status mlg_density_mark(const struct mlg_chains *chains, struct mlg_error *err);

#endif
