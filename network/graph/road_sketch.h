/* The roads of some classes as simple lines to draw a map with.
 */
#ifndef MLG_NETWORK_GRAPH_ROAD_SKETCH_H
#define MLG_NETWORK_GRAPH_ROAD_SKETCH_H

#include "datasets/outlines.h"
#include "network/graph/graph.h"

/* The edges whose class is in `wanted` [MLG_MAX_ROAD_CLASSES], joined where two of them and no
 * third meet, and simplified (Douglas and Peucker, doi:10.3138/FM57-6770-U75U-7727) as little as
 * makes them max_points at most. *sketch: the caller's to destroy; NULL where there is no such
 * road, and where even crude lines have more points. O(points log points). */
enum mlg_status mlg_road_sketch(const struct mlg_graph *graph, const bool *wanted,
                                size_t max_points, struct mlg_outlines **sketch,
                                struct mlg_error *err);

#endif
