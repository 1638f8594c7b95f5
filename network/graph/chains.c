#include "network/graph/chains.h"

#include "base/memory.h"

#include <stdlib.h>

enum { EXISTS = 1, VISITED = 2 };
#define INSIDE UINT32_MAX        /* of a chain */
#define BLOCKED (UINT32_MAX - 1) /* graph nodes are made as chains end there */

uint32_t mlg_walk_from(const struct mlg_chains *chains, struct mlg_walk walk)
{
    return chains->roads->ref[walk.segment + walk.against];
}

uint32_t mlg_walk_to(const struct mlg_chains *chains, struct mlg_walk walk)
{
    return chains->roads->ref[walk.segment + !walk.against];
}

struct mlg_walk mlg_walk_next(const struct mlg_chains *chains, struct mlg_walk walk)
{
    uint32_t node = mlg_walk_to(chains, walk);
    const uint32_t *meeting = chains->meeting[node];
    uint32_t segment = meeting[0] == walk.segment ? meeting[1] : meeting[0];
    return (struct mlg_walk){segment, chains->roads->ref[segment] != node};
}

static enum mlg_status allocate(struct mlg_chains *chains, struct mlg_error *err)
{
    size_t n_refs = chains->roads->n_refs, n_nodes = chains->roads->n_nodes;
    chains->road_of = mlg_alloc(n_refs, sizeof *chains->road_of);
    chains->segment_flags = mlg_alloc_zero(n_refs, sizeof *chains->segment_flags);
    chains->meeting = mlg_alloc(n_nodes, sizeof *chains->meeting);
    chains->graph_node = mlg_alloc_zero(n_nodes, sizeof *chains->graph_node);
    if (!chains->road_of || !chains->segment_flags || !chains->meeting || !chains->graph_node)
        return mlg_fail_memory(err, "road chains", n_refs * 5 + n_nodes * 12);
    return MLG_OK;
}

/* Nodes without a position and repeated ones split their road. */
static bool segment_exists(const struct mlg_roads *roads, uint32_t r)
{
    uint32_t from = roads->ref[r], to = roads->ref[r + 1];
    return from != to && roads->node_flags[from] & roads->node_flags[to] & MLG_NODE_LOCATED;
}

/* Finds the segments, and how many of them meet at each node: counted in graph_node for now. */
static void find_segments(struct mlg_chains *chains)
{
    struct mlg_roads *roads = chains->roads;
    for (uint32_t i = 0; i < roads->n_roads; i++) {
        bool on_road = !(roads->road[i].flags & MLG_EDGE_FERRY);
        for (uint32_t r = roads->road[i].first_ref; r < roads->road[i + 1].first_ref; r++) {
            chains->road_of[r] = i;
            if (r + 1 == roads->road[i + 1].first_ref || !segment_exists(roads, r))
                continue;
            chains->segment_flags[r] = EXISTS;
            for (uint32_t end = r; end <= r + 1; end++) {
                uint32_t node = roads->ref[end], *degree = &chains->graph_node[node];
                if (*degree < 2)
                    chains->meeting[node][*degree] = r;
                ++*degree;
                if (on_road)
                    roads->node_flags[node] |= MLG_NODE_ON_ROAD;
            }
        }
    }
}

static const struct mlg_road *road_at(const struct mlg_chains *chains, uint32_t segment)
{
    return &chains->roads->road[chains->road_of[segment]];
}

bool mlg_walk_is_open(const struct mlg_chains *chains, struct mlg_walk walk)
{
    const struct mlg_road *road = road_at(chains, walk.segment);
    return (walk.against ? road->backward_kmh : road->forward_kmh) > 0;
}

static bool is_open(const struct mlg_chains *chains, uint32_t segment, bool against)
{
    return mlg_walk_is_open(chains, (struct mlg_walk){segment, against});
}

/* Of a node where two segments meet: whether they continue each other. */
static bool continues(const struct mlg_chains *chains, uint32_t node)
{
    uint32_t in = chains->meeting[node][0], out = chains->meeting[node][1];
    bool in_against = chains->roads->ref[in] == node, out_against = chains->roads->ref[out] != node;
    return road_at(chains, in)->flags == road_at(chains, out)->flags &&
           is_open(chains, in, in_against) == is_open(chains, out, out_against) &&
           is_open(chains, in, !in_against) == is_open(chains, out, !out_against);
}

enum mlg_status mlg_chains_add_place(struct mlg_chains *chains, uint32_t node, uint32_t *graph_node,
                                     struct mlg_error *err)
{
    if (!mlg_reserve(&chains->place, &chains->place_capacity, chains->n_places + 1,
                     sizeof *chains->place))
        return mlg_fail_memory(err, "junctions", chains->n_places * sizeof *chains->place);
    *graph_node = (uint32_t)chains->n_places;
    chains->place[chains->n_places++] = node;
    return MLG_OK;
}

/* Turns the degrees in graph_node into graph nodes and marks. */
static enum mlg_status find_junctions(struct mlg_chains *chains, struct mlg_error *err)
{
    for (uint32_t v = 0; v < chains->roads->n_nodes; v++) {
        uint32_t *graph_node = &chains->graph_node[v];
        if (*graph_node == 0)
            continue;
        if (chains->roads->node_flags[v] & MLG_NODE_BLOCKS) {
            *graph_node = BLOCKED;
        } else if (*graph_node == 2 && !(chains->roads->node_flags[v] & MLG_NODE_VIA) &&
                   continues(chains, v)) {
            *graph_node = INSIDE;
        } else {
            enum mlg_status status = mlg_chains_add_place(chains, v, graph_node, err);
            if (status != MLG_OK)
                return status;
        }
    }
    return MLG_OK;
}

/* The graph node at a chain's end. */
static enum mlg_status end_at(struct mlg_chains *chains, uint32_t node, uint32_t *graph_node,
                              struct mlg_error *err)
{
    if (chains->graph_node[node] == BLOCKED)
        return mlg_chains_add_place(chains, node, graph_node, err);
    *graph_node = chains->graph_node[node];
    return MLG_OK;
}

static enum mlg_status add_chain(struct mlg_chains *chains, struct mlg_walk walk,
                                 struct mlg_error *err)
{
    struct mlg_chain chain = {.segment = walk.segment, .against = walk.against, .n_segments = 1};
    if (!mlg_reserve(&chains->chain, &chains->chain_capacity, chains->n_chains + 1,
                     sizeof *chains->chain))
        return mlg_fail_memory(err, "road chains", chains->n_chains * sizeof *chains->chain);
    enum mlg_status status = end_at(chains, mlg_walk_from(chains, walk), &chain.tail, err);
    chains->segment_flags[walk.segment] |= VISITED;
    while (chains->graph_node[mlg_walk_to(chains, walk)] == INSIDE) {
        walk = mlg_walk_next(chains, walk);
        chains->segment_flags[walk.segment] |= VISITED;
        chain.n_segments++;
    }
    if (status == MLG_OK)
        status = end_at(chains, mlg_walk_to(chains, walk), &chain.head, err);
    chain.back_tail = chain.head;
    chain.back_head = chain.tail;
    if (status == MLG_OK)
        chains->chain[chains->n_chains++] = chain;
    return status;
}

/* The chains that begin at a junction. */
static enum mlg_status add_chains(struct mlg_chains *chains, struct mlg_error *err)
{
    const uint32_t *ref = chains->roads->ref;
    enum mlg_status status = MLG_OK;
    for (uint32_t r = 0; status == MLG_OK && r < chains->roads->n_refs; r++) {
        if (chains->segment_flags[r] != EXISTS)
            continue;
        if (chains->graph_node[ref[r]] != INSIDE)
            status = add_chain(chains, (struct mlg_walk){r, false}, err);
        else if (chains->graph_node[ref[r + 1]] != INSIDE)
            status = add_chain(chains, (struct mlg_walk){r, true}, err);
    }
    return status;
}

/* What is left has no junction: circles. Each gets one. */
static enum mlg_status add_circles(struct mlg_chains *chains, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t r = 0; status == MLG_OK && r < chains->roads->n_refs; r++) {
        if (chains->segment_flags[r] != EXISTS)
            continue;
        uint32_t node = chains->roads->ref[r];
        status = mlg_chains_add_place(chains, node, &chains->graph_node[node], err);
        if (status == MLG_OK)
            status = add_chain(chains, (struct mlg_walk){r, false}, err);
    }
    return status;
}

enum mlg_status mlg_chains_find(struct mlg_roads *roads, struct mlg_chains *chains,
                                struct mlg_error *err)
{
    struct mlg_chains fresh = {.roads = roads};
    enum mlg_status status = allocate(&fresh, err);
    if (status == MLG_OK) {
        find_segments(&fresh);
        status = find_junctions(&fresh, err);
    }
    if (status == MLG_OK)
        status = add_chains(&fresh, err);
    if (status == MLG_OK)
        status = add_circles(&fresh, err);
    if (status != MLG_OK) {
        mlg_chains_finish(&fresh);
        return status;
    }
    *chains = fresh;
    return MLG_OK;
}

void mlg_chains_finish(struct mlg_chains *chains)
{
    free(chains->road_of);
    free(chains->segment_flags);
    free(chains->meeting);
    free(chains->graph_node);
    free(chains->chain);
    free(chains->place);
    free(chains->turns);
    *chains = (struct mlg_chains){0};
}
