/* How far points are from the roads: what a planner should look at before believing any time. */
#ifndef MLG_NETWORK_GRAPH_SNAP_REPORT_H
#define MLG_NETWORK_GRAPH_SNAP_REPORT_H

#include "network/graph/snap.h"

#include <stddef.h>

/* As in struct mlg_snap: to the nearest road at all where the point is not snapped. */
struct mlg_snap_distance {
    float distance_m;
    enum mlg_snap_reason reason;
};

enum { MLG_N_FARTHEST = 10 };

struct mlg_snap_report {
    size_t n, n_snapped, n_too_far, n_islands;
    double median_m, p95_m, max_m; /* of the snapped ones, nearest rank; 0 where there are none */
    size_t n_farthest;
    size_t farthest[MLG_N_FARTHEST]; /* of all points that are not on a road itself, the farthest
                                        first; of equally far ones the first one */
};

/* O(n log n). */
enum mlg_status mlg_snap_report_make(const struct mlg_snap_distance *points, size_t n,
                                     struct mlg_snap_report *report, struct mlg_error *err);

#endif
