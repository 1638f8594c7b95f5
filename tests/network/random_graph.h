/* Small random road graphs without shapes, and points snapped at random to their edges. */
#ifndef MLG_TESTS_RANDOM_GRAPH_H
#define MLG_TESTS_RANDOM_GRAPH_H

#include "base/random.h"
#include "network/graph/snap.h"

/* Edges are one-way or not, may be loops, parallel, or of no time; times are up to max_ds. */
struct mlg_graph *random_graph(struct mlg_random *random, uint32_t n_nodes, uint32_t n_edges,
                               uint32_t max_ds);

/* A grid with gaps, dead ends and islands, and positions that fit; `bridges` in 20 of the edges
 * lead anywhere. */
struct mlg_graph *random_map(struct mlg_random *random, uint32_t width, uint32_t height,
                             uint32_t bridges, uint32_t max_ds);

/* A point somewhere on some edge, or not snapped (one in ten). */
struct mlg_snap random_snap(struct mlg_random *random, const struct mlg_graph *graph,
                            uint32_t max_ds);

void random_graph_destroy(struct mlg_graph *graph);

#endif
