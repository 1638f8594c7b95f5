/* Snapping: the place on the road from which a point is left or reached.
 *
 * A point snaps to the nearest usable edge of the main component (edges that nobody can start from,
 * such as motorways and tunnels, do not count) and the straight leg to it counts at the profile's
 * access speed. Points that are too far, or whose nearest road is not in the main component and no
 * main road is near enough, are not snapped: `edge` is MLG_NO_EDGE and `reason` says why.
 */
#ifndef MLG_NETWORK_GRAPH_SNAP_H
#define MLG_NETWORK_GRAPH_SNAP_H

#include "network/graph/graph.h"

enum mlg_snap_reason { MLG_SNAPPED = 0, MLG_SNAP_TOO_FAR, MLG_SNAP_ISLAND };

/* Times in deciseconds, each rounded once; MLG_CLOSED where that direction is closed. At an end of
 * the edge the times from and to that end are 0 in both directions: who stands there is at the
 * junction. */
struct mlg_snap {
    uint32_t edge;         /* or MLG_NO_EDGE */
    uint32_t leg_ds;       /* from the point to the road, or back */
    uint32_t from_tail_ds; /* going forward, from the tail to here */
    uint32_t to_head_ds;   /* going forward, from here to the head */
    uint32_t from_head_ds; /* going backward, from the head to here */
    uint32_t to_tail_ds;   /* going backward, from here to the tail */
    uint32_t forward_ms;   /* position on the edge, for two points on the same edge */
    uint32_t backward_ms;
    uint32_t shape; /* the place is between this point of the shapes and the next */
    int32_t foot_lon_e7, foot_lat_e7;
    float distance_m; /* of the leg; to the nearest road at all where it is not snapped */
    enum mlg_snap_reason reason;
};

/* snaps: [n], given by the caller. O(n log n_shape). Parallel. */
enum mlg_status mlg_snap_points(const struct mlg_graph *graph, size_t n, const int32_t *lon_e7,
                                const int32_t *lat_e7, double max_distance_m, int threads,
                                const struct mlg_monitor *monitor, struct mlg_snap *snaps,
                                struct mlg_error *err);

/* The tail's and the head's side of a snapped point's edge: the node, and the time from the point
 * to it (leaving), or from it to the point. */
struct mlg_snap_end {
    uint32_t node, time_ds;
};

static inline void mlg_snap_ends(const struct mlg_graph *graph, const struct mlg_snap *snap,
                                 bool leaving, struct mlg_snap_end ends[2])
{
    if (leaving) {
        ends[0] = (struct mlg_snap_end){mlg_back_head(graph, snap->edge), snap->to_tail_ds};
        ends[1] = (struct mlg_snap_end){graph->edge_head[snap->edge], snap->to_head_ds};
    } else {
        ends[0] = (struct mlg_snap_end){graph->edge_tail[snap->edge], snap->from_tail_ds};
        ends[1] = (struct mlg_snap_end){mlg_back_tail(graph, snap->edge), snap->from_head_ds};
    }
}

/* The time along one edge from a to b without leaving it, or MLG_CLOSED. Both on the same edge. */
uint32_t mlg_snap_direct_ds(const struct mlg_snap *a, const struct mlg_snap *b);

#endif
