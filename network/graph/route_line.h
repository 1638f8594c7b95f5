/* Drawing a route: stretches of edges, one after the other. Inside this room. */
#ifndef MLG_NETWORK_GRAPH_ROUTE_LINE_H
#define MLG_NETWORK_GRAPH_ROUTE_LINE_H

#include "network/graph/route.h"

/* A stretch of an edge: from a place on it (or its beginning) to another (or its end). */
struct mlg_stretch {
    uint32_t edge;
    bool backward;
    uint32_t time_ds;
    const struct mlg_snap *from, *to; /* NULL = the end of the edge */
};

struct mlg_route_line {
    const struct mlg_graph *graph;
    struct mlg_route *route;
    size_t step_capacity, lon_capacity, lat_capacity;
};

/* Appends a stretch; a stretch that goes on under the same name is part of the same step. */
enum mlg_status mlg_route_line_add(struct mlg_route_line *line, const struct mlg_stretch *stretch,
                                   struct mlg_error *err);

#endif
