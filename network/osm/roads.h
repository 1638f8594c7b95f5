/* The ways of the files that a profile can use, with the nodes that they need: what the graph is
 * made of. Nodes are numbered from 0 in the order of their ids. Inside this room.
 */
#ifndef MLG_NETWORK_OSM_ROADS_H
#define MLG_NETWORK_OSM_ROADS_H

#include "base/monitor.h"
#include "network/graph/graph.h"
#include "network/osm/names.h"
#include "network/osm/restrictions.h"

#include <stdbool.h>
#include <stdint.h>

struct mlg_calibration;

struct mlg_road {
    int64_t id;
    uint32_t first_ref; /* its nodes are ref[first_ref ... the next road's first_ref - 1] */
    uint32_t name;      /* offset into names.text */
    uint32_t duration_ms;
    float forward_kmh, backward_kmh; /* 0 = closed */
    uint8_t road_class, flags;
    bool has_maxspeed;
};

enum mlg_road_node_flag {
    MLG_NODE_LOCATED = 1, /* a file has its position */
    MLG_NODE_BLOCKS = 2,
    MLG_NODE_DELAYS_FORWARD = 4, /* relative to the direction of the way */
    MLG_NODE_DELAYS_BACKWARD = 8,
    MLG_NODE_ON_ROAD = 16, /* of a segment that is no ferry; set by mlg_chains_find */
    MLG_NODE_VIA = 32,     /* a turn restriction's */
    MLG_NODE_URBAN = 64,   /* among dense junctions; set by mlg_density_mark */
};

struct mlg_roads {
    size_t n_roads, n_refs, n_nodes;
    struct mlg_road *road; /* [n_roads + 1]; the last one only ends the one before */
    uint32_t *ref;         /* [n_refs]: nodes */
    int64_t *node_id;      /* [n_nodes], increasing */
    int32_t *lon_e7, *lat_e7;
    uint8_t *node_flags;                  /* enum mlg_road_node_flag */
    uint16_t *delay_ds;                   /* for those who pass */
    struct mlg_restrictions restrictions; /* by their via nodes */
    struct mlg_names names;
    double ferry_wait_s;
    const struct mlg_calibration *calibration; /* the profile's */
    struct mlg_graph_counts counts;
};

/* Reads the files twice: ways and turn restrictions, then the nodes that the ways need. A way that
 * a file repeats with the same nodes is used once; of a node with several positions the first
 * counts. */
enum mlg_status mlg_roads_read(const char *const *paths, size_t n_paths,
                               const struct mlg_profile *profile, const struct mlg_monitor *monitor,
                               struct mlg_roads *roads, struct mlg_error *err);
void mlg_roads_finish(struct mlg_roads *roads);

#endif
