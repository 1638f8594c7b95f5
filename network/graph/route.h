/* The way between two snapped points, for people to look at: plain Dijkstra (doi
 * 10.1007/BF01386390) with parents, on the same whole deciseconds as the searches, so that its time
 * is that of the matrix.
 */
#ifndef MLG_NETWORK_GRAPH_ROUTE_H
#define MLG_NETWORK_GRAPH_ROUTE_H

#include "network/graph/snap.h"

/* A stretch of one name and class. Both are those of the graph's edges. */
struct mlg_route_step {
    uint32_t name; /* offset into the graph's names */
    uint8_t road_class;
    uint32_t time_ds;
    double length_m;
    size_t first_point; /* of the line; the last one is the first of the next step */
};

struct mlg_route {
    uint32_t time_ds; /* the legs at both ends and all steps */
    double length_m;  /* of the steps */
    size_t n_steps;
    struct mlg_route_step *steps; /* [n_steps + 1]; the last one only ends the one before */
    size_t n_points;
    int32_t *lon_e7, *lat_e7; /* [n_points]: the line on the road, from foot to foot */
};

/* Both points snapped on this graph. Of several shortest ways always the same one. MLG_BAD_INPUT
 * where there is none. O((nodes + arcs) log arcs) as far as the time reaches. */
enum mlg_status mlg_route_find(const struct mlg_graph *graph, const struct mlg_snap *from,
                               const struct mlg_snap *to, struct mlg_route **route,
                               struct mlg_error *err);
void mlg_route_destroy(struct mlg_route *route);

#endif
