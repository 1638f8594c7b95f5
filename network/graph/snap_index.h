/* A packed R-tree (Hilbert order, doi 10.5555/645920.673001) over the segments of a graph's edges,
 * for the nearest one to a point. Inside this room.
 */
#ifndef MLG_NETWORK_GRAPH_SNAP_INDEX_H
#define MLG_NETWORK_GRAPH_SNAP_INDEX_H

#include "network/graph/graph.h"

/* Kinds of edges, to be searched apart. */
enum mlg_edge_kind {
    MLG_EDGE_MAIN = 1,   /* usable to start from, and leads to and from the largest component */
    MLG_EDGE_ISLAND = 2, /* usable to start from, but not in the largest component */
    MLG_EDGE_BARRED = 4, /* nobody starts there */
};

struct mlg_box {
    int32_t west_e7, south_e7, east_e7, north_e7;
};

/* Up to a few segments of one edge that follow each other. */
struct mlg_leaf {
    uint32_t edge, first, n; /* points first ... first + n of the shapes */
    uint8_t kind;            /* enum mlg_edge_kind */
};

enum { MLG_TREE_FAN_OUT = 16, MLG_MAX_TREE_LEVELS = 10 };

struct mlg_snap_index {
    const struct mlg_graph *graph;
    size_t n_leaves;
    struct mlg_leaf *leaf;
    struct mlg_box *box; /* of the leaves, then of each level above */
    int n_levels;
    size_t first_box[MLG_MAX_TREE_LEVELS + 1];
};

/* The graph must outlive the index. O(n_shape). */
enum mlg_status mlg_snap_index_init(const struct mlg_graph *graph, struct mlg_snap_index *index,
                                    struct mlg_error *err);
void mlg_snap_index_finish(struct mlg_snap_index *index);

/* A place on an edge: between two points of its shape. */
struct mlg_foot {
    uint32_t edge; /* or MLG_NO_EDGE */
    uint32_t shape;
    double share;    /* of the way from that point to the next: 0 to 1 */
    double square_m; /* the squared distance to it */
};

/* The nearest place on an edge of the kinds, at most max_m away (INFINITY: anywhere). Of equally
 * near ones that of the smallest edge, nearest to its tail. Distances are in the plane that touches
 * the earth at the point. O(log n_shape) as a rule. Thread-safe. */
struct mlg_foot mlg_snap_index_nearest(const struct mlg_snap_index *index, int32_t lon_e7,
                                       int32_t lat_e7, unsigned kinds, double max_m);

#endif
