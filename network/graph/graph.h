/* The road graph: junctions and the chains of road between them.
 *
 * Nodes are junctions and dead ends; nodes of degree 2 are inside edges. An edge is a chain of road
 * from its tail to its head with its shape; it gives an arc tail -> head where it may be driven
 * forward, and head -> tail where it may be driven backward. Nodes are numbered along a Hilbert
 * curve, so that neighbours are close in memory. Every arc time is rounded once, to whole
 * deciseconds.
 *
 * A junction with turn restrictions is several nodes at one place: edges from which the same turns
 * are allowed end in one of them, edges that may be turned into from the same ones begin in one,
 * and turns, arcs of no time, lead from ends to beginnings. Every search is thus one of nodes.
 */
#ifndef MLG_NETWORK_GRAPH_GRAPH_H
#define MLG_NETWORK_GRAPH_GRAPH_H

#include "base/hash.h"
#include "base/monitor.h"
#include "base/status.h"
#include "network/profiles/profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MLG_NO_EDGE UINT32_MAX
#define MLG_CLOSED                                                                                 \
    UINT32_MAX /* a direction that may not be used; a time that is beyond any bound */

enum mlg_edge_flag {
    MLG_EDGE_NO_ACCESS_POINT = 1, /* a motorway, a tunnel, a bridge, a ferry: nobody starts there */
    MLG_EDGE_FERRY = 2,
};

/* Raised when the same files and profile give other times: times that were kept from before are
 * then not used. 2: turn restrictions count. */
#define MLG_ROADS_REVISION 2

enum { MLG_MAX_ROAD_CLASSES = 255 }; /* of a profile, ferries included */

/* Relations that restrict turns: how many count, and why the others do not. */
struct mlg_turn_counts {
    uint64_t used;
    uint64_t conditional;    /* at some hours, in some weather … */
    uint64_t via_way;        /* over a way instead of a node */
    uint64_t for_others;     /* other vehicles, or an exception for this one */
    uint64_t unclear;        /* members that are missing or do not meet, words that are not known */
    uint64_t without_effect; /* on roads that are not used, or oneways close the turn anyway */
};

struct mlg_graph {
    uint32_t n_nodes, n_arcs, n_edges, n_shape;

    /* nodes [n_nodes] */
    int32_t *node_lon_e7, *node_lat_e7;
    uint32_t *component; /* strongly connected component; 0 is the largest */
    uint32_t n_components;
    uint32_t main_size; /* nodes of component 0 */

    /* arcs, by tail: first_out [n_nodes + 1], the rest [n_arcs] */
    uint32_t *first_out;
    uint32_t *head;
    uint32_t *time_ds;
    uint32_t *arc_edge;

    /* the same arcs by head, for searches towards a site: first_in [n_nodes + 1] */
    uint32_t *first_in;
    uint32_t *tail;
    uint32_t *in_time_ds;

    /* edges [n_edges]: forward from edge_tail to edge_head, backward from mlg_back_tail to
     * mlg_back_head; these are the same two nodes except at split junctions */
    uint32_t *edge_tail, *edge_head;
    uint32_t *back_tail, *back_head; /* NULL where no junction is split */
    uint32_t *first_shape;           /* [n_edges + 1] */
    uint8_t *edge_flags;             /* enum mlg_edge_flag */
    uint8_t *edge_class;             /* index into the profile's list of highway classes */
    uint32_t *edge_name;             /* offset into `names`; 0 is the empty name */

    /* shapes [n_shape]: tail and head included */
    int32_t *shape_lon_e7, *shape_lat_e7;
    /* milliseconds from the tail to this point going forward, from the head to it going backward;
     * MLG_CLOSED throughout where that direction is closed */
    uint32_t *forward_ms, *backward_ms;

    uint32_t n_turns;
    struct mlg_turn {
        uint32_t tail, head; /* nodes at the same place */
    } * turns;               /* [n_turns]: the arcs whose arc_edge is MLG_NO_EDGE */

    char *names;
    size_t names_size;

    double access_speed_kmh; /* from a point to the road */
    char profile_name[64];
    struct mlg_sha256 profile_hash;
    struct mlg_sha256 roads_hash; /* of the files' hashes in order */

    struct mlg_graph_counts {
        uint64_t file_nodes, file_ways; /* in the files, repeated ones included */
        uint64_t used_ways, used_nodes;
        uint64_t missing_nodes;   /* of used ways: no file has their position */
        uint64_t duplicate_nodes; /* used nodes that were read again, such as at the border of two
                                     files */
        uint64_t with_maxspeed, ferries; /* used ways */
        uint64_t barriers;               /* on used ways, passable or not */
        struct mlg_turn_counts turns;
        double length_km;
        double no_access_km;                   /* where nobody starts or arrives */
        double urban_km;                       /* where the profile tells towns from the country */
        double class_km[MLG_MAX_ROAD_CLASSES]; /* the same by class of the road */
    } counts;
};

/* Reads one or several .osm.pbf/.osm files into one graph; files that share node ids join there.
 * Fails on unreadable, truncated or foreign files and on files without a road that the profile can
 * use. */
enum mlg_status mlg_graph_read(const char *const *paths, size_t n_paths,
                               const struct mlg_profile *profile, const struct mlg_monitor *monitor,
                               struct mlg_graph **graph, struct mlg_error *err);
void mlg_graph_destroy(struct mlg_graph *graph);

/* Where an edge begins and ends going backward. */
static inline uint32_t mlg_back_tail(const struct mlg_graph *graph, uint32_t edge)
{
    return graph->back_tail ? graph->back_tail[edge] : graph->edge_head[edge];
}

static inline uint32_t mlg_back_head(const struct mlg_graph *graph, uint32_t edge)
{
    return graph->back_head ? graph->back_head[edge] : graph->edge_tail[edge];
}

#endif
