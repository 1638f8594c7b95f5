/* Chains: runs of road segments between junctions, the edges of the graph to be. Inside this room.
 *
 * A segment is a pair of nodes that follow each other on a road, named by the position of the first
 * of them in roads->ref. A node is inside a chain if exactly two segments meet there, both open in
 * the same directions and with the same flags; every other node is a junction. A barrier that
 * blocks cuts: each segment that reaches it ends at a graph node of its own. A junction where a
 * turn is restricted stays one, and mlg_turns_split makes several graph nodes of it.
 */
#ifndef MLG_NETWORK_GRAPH_CHAINS_H
#define MLG_NETWORK_GRAPH_CHAINS_H

#include "network/osm/roads.h"

/* From its tail: the first segment, and whether it is passed against its road's direction. */
struct mlg_chain {
    uint32_t segment;
    uint32_t n_segments;
    uint32_t tail, head;           /* graph nodes, going forward */
    uint32_t back_tail, back_head; /* going backward: head and tail, but for split junctions */
    bool against;
};

struct mlg_chains {
    struct mlg_roads *roads;
    uint32_t *road_of;      /* [n_refs] */
    uint32_t (*meeting)[2]; /* [n_nodes]: the first two segments at a node */
    uint32_t *graph_node;   /* [n_nodes], or a mark: inside a chain, blocked */
    uint8_t *segment_flags; /* [n_refs] */
    size_t n_chains, chain_capacity, n_places, place_capacity;
    struct mlg_chain *chain; /* [n_chains], isolated circles last */
    uint32_t *place;         /* [n_places]: the node where a graph node is */
    bool is_split;           /* a junction is several graph nodes */
    size_t n_turns, turn_capacity;
    struct mlg_turn *turns; /* between graph nodes at the same place */
};

/* O(segments). The roads stay the caller's and must outlive the chains. */
enum mlg_status mlg_chains_find(struct mlg_roads *roads, struct mlg_chains *chains,
                                struct mlg_error *err);
void mlg_chains_finish(struct mlg_chains *chains);

/* A place on the walk along a chain. */
struct mlg_walk {
    uint32_t segment;
    bool against;
};

/* Adds a graph node at a node of the roads. */
enum mlg_status mlg_chains_add_place(struct mlg_chains *chains, uint32_t node, uint32_t *graph_node,
                                     struct mlg_error *err);

/* The nodes of the segment, in the direction of the walk. */
uint32_t mlg_walk_from(const struct mlg_chains *chains, struct mlg_walk walk);
uint32_t mlg_walk_to(const struct mlg_chains *chains, struct mlg_walk walk);
/* Whether the segment may be driven in the direction of the walk. */
bool mlg_walk_is_open(const struct mlg_chains *chains, struct mlg_walk walk);
/* The segment that follows; the walk must not be at its chain's end. */
struct mlg_walk mlg_walk_next(const struct mlg_chains *chains, struct mlg_walk walk);

#endif
