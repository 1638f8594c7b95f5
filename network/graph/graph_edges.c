#include "network/graph/graph_build.h"

#include "base/memory.h"
#include "network/graph/distance.h"
#include "network/profiles/profile_rules.h"

#include <stdlib.h>

/* What passing a segment takes, in ms for each direction; infinite where it is closed. */
struct passage {
    double length_m, there_ms, back_ms;
    bool is_urban;
};

/* Milliseconds in whole numbers, short of the mark for closed. */
static uint32_t whole_ms(double ms)
{
    return ms < MLG_CLOSED - 1 ? (uint32_t)(ms + 0.5) : MLG_CLOSED - 1;
}

static bool is_urban(const struct mlg_roads *roads, uint32_t from, uint32_t to)
{
    return roads->node_flags[from] & roads->node_flags[to] & MLG_NODE_URBAN;
}

/* In the direction of the walk (its `against` tells which that is). */
static double passage_ms(const struct mlg_chains *chains, struct mlg_walk walk, double length_m)
{
    const struct mlg_roads *roads = chains->roads;
    const struct mlg_road *road = &roads->road[chains->road_of[walk.segment]];
    uint32_t from = mlg_walk_from(chains, walk), to = mlg_walk_to(chains, walk);
    const struct mlg_calibration *calibration = roads->calibration;
    double kmh = walk.against ? road->backward_kmh : road->forward_kmh;
    kmh *= is_urban(roads, from, to) ? calibration->urban[road->road_class]
                                     : calibration->rural[road->road_class];
    double ms = length_m * 3600 / kmh;
    if (roads->node_flags[to] & (walk.against ? MLG_NODE_DELAYS_BACKWARD : MLG_NODE_DELAYS_FORWARD))
        ms += roads->delay_ds[to] * 100.0;
    if (road->flags & MLG_EDGE_FERRY && roads->node_flags[from] & MLG_NODE_ON_ROAD)
        ms += roads->ferry_wait_s * 1000;
    return ms;
}

static struct passage pass(const struct mlg_chains *chains, struct mlg_walk walk)
{
    const struct mlg_roads *roads = chains->roads;
    uint32_t from = mlg_walk_from(chains, walk), to = mlg_walk_to(chains, walk);
    struct passage passage = {.length_m = mlg_distance_m(roads->lon_e7[from], roads->lat_e7[from],
                                                         roads->lon_e7[to], roads->lat_e7[to])};
    passage.is_urban = is_urban(roads, from, to);
    passage.there_ms = passage_ms(chains, walk, passage.length_m);
    walk.against = !walk.against;
    passage.back_ms = passage_ms(chains, walk, passage.length_m);
    return passage;
}

static void set_point(const struct mlg_chains *chains, struct mlg_graph *graph, uint32_t s,
                      uint32_t node, double there_ms, double back_ms)
{
    graph->shape_lon_e7[s] = chains->roads->lon_e7[node];
    graph->shape_lat_e7[s] = chains->roads->lat_e7[node];
    graph->forward_ms[s] = whole_ms(there_ms);
    graph->backward_ms[s] = whole_ms(back_ms);
}

/* Backward times were summed from the tail; they are told from the head. Closed directions are
 * marked. */
static void turn_times(struct mlg_graph *graph, uint32_t first, uint32_t last,
                       const struct mlg_road *road, bool against)
{
    bool forward = (against ? road->backward_kmh : road->forward_kmh) > 0;
    bool backward = (against ? road->forward_kmh : road->backward_kmh) > 0;
    uint32_t total = graph->backward_ms[last];
    for (uint32_t s = first; s <= last; s++) {
        graph->forward_ms[s] = forward ? graph->forward_ms[s] : MLG_CLOSED;
        graph->backward_ms[s] = backward ? total - graph->backward_ms[s] : MLG_CLOSED;
    }
}

/* Fills edge e from its chain and returns its length. Class and name are those of the road that
 * goes furthest along it. */
static double fill_edge(const struct mlg_chains *chains, struct mlg_graph *graph, uint32_t e)
{
    const struct mlg_chain *chain = &chains->chain[e];
    struct mlg_walk walk = {chain->segment, chain->against};
    uint32_t first = graph->first_shape[e], road_now = UINT32_MAX;
    double length_m = 0, there_ms = 0, back_ms = 0, run_m = 0, longest_m = -1;
    set_point(chains, graph, first, mlg_walk_from(chains, walk), 0, 0);
    for (uint32_t i = 1; i <= chain->n_segments; i++) {
        struct passage passage = pass(chains, walk);
        length_m += passage.length_m;
        there_ms += passage.there_ms;
        back_ms += passage.back_ms;
        set_point(chains, graph, first + i, mlg_walk_to(chains, walk), there_ms, back_ms);
        run_m =
            chains->road_of[walk.segment] == road_now ? run_m + passage.length_m : passage.length_m;
        road_now = chains->road_of[walk.segment];
        graph->counts.class_km[chains->roads->road[road_now].road_class] += passage.length_m / 1000;
        if (passage.is_urban)
            graph->counts.urban_km += passage.length_m / 1000;
        if (run_m > longest_m) {
            longest_m = run_m;
            graph->edge_class[e] = chains->roads->road[road_now].road_class;
            graph->edge_name[e] = chains->roads->road[road_now].name;
        }
        if (i < chain->n_segments)
            walk = mlg_walk_next(chains, walk);
    }
    const struct mlg_road *road = &chains->roads->road[chains->road_of[chain->segment]];
    turn_times(graph, first, first + chain->n_segments, road, chain->against);
    graph->edge_flags[e] = road->flags;
    if (road->flags & MLG_EDGE_NO_ACCESS_POINT)
        graph->counts.no_access_km += length_m / 1000;
    graph->edge_tail[e] = chain->tail;
    graph->edge_head[e] = chain->head;
    if (graph->back_tail) {
        graph->back_tail[e] = chain->back_tail;
        graph->back_head[e] = chain->back_head;
    }
    return length_m;
}

/* Ferries with a duration: the speed that gives it. */
static void time_ferries(struct mlg_roads *roads)
{
    for (uint32_t i = 0; i < roads->n_roads; i++) {
        struct mlg_road *road = &roads->road[i];
        double length_m = 0;
        if (!road->duration_ms)
            continue;
        for (uint32_t r = road[0].first_ref; r + 1 < road[1].first_ref; r++) {
            uint32_t from = roads->ref[r], to = roads->ref[r + 1];
            if (roads->node_flags[from] & roads->node_flags[to] & MLG_NODE_LOCATED)
                length_m += mlg_distance_m(roads->lon_e7[from], roads->lat_e7[from],
                                           roads->lon_e7[to], roads->lat_e7[to]);
        }
        float kmh = (float)(length_m * 3600 / road->duration_ms);
        if (length_m > 0 && road->forward_kmh > 0)
            road->forward_kmh = kmh;
        if (length_m > 0 && road->backward_kmh > 0)
            road->backward_kmh = kmh;
    }
}

/* The second ends of edges and the turns, where junctions are split. */
static enum mlg_status take_turns(struct mlg_chains *chains, struct mlg_graph *graph,
                                  struct mlg_error *err)
{
    size_t n = graph->n_edges;
    if (!chains->is_split)
        return MLG_OK;
    graph->back_tail = mlg_alloc(n, sizeof *graph->back_tail);
    graph->back_head = mlg_alloc(n, sizeof *graph->back_head);
    graph->n_turns = (uint32_t)chains->n_turns;
    graph->turns = chains->turns;
    chains->turns = NULL;
    if (!graph->back_tail || !graph->back_head)
        return mlg_fail_memory(err, "turns", n * 2 * sizeof *graph->back_tail);
    return MLG_OK;
}

static enum mlg_status allocate_edges(struct mlg_graph *graph, struct mlg_error *err)
{
    size_t n = graph->n_edges, n_shape = graph->n_shape;
    graph->edge_tail = mlg_alloc(n, sizeof *graph->edge_tail);
    graph->edge_head = mlg_alloc(n, sizeof *graph->edge_head);
    graph->edge_flags = mlg_alloc(n, sizeof *graph->edge_flags);
    graph->edge_class = mlg_alloc(n, sizeof *graph->edge_class);
    graph->edge_name = mlg_alloc(n, sizeof *graph->edge_name);
    graph->first_shape = mlg_alloc(n + 1, sizeof *graph->first_shape);
    graph->shape_lon_e7 = mlg_alloc(n_shape, sizeof *graph->shape_lon_e7);
    graph->shape_lat_e7 = mlg_alloc(n_shape, sizeof *graph->shape_lat_e7);
    graph->forward_ms = mlg_alloc(n_shape, sizeof *graph->forward_ms);
    graph->backward_ms = mlg_alloc(n_shape, sizeof *graph->backward_ms);
    if (!graph->edge_tail || !graph->edge_head || !graph->edge_flags || !graph->edge_class ||
        !graph->edge_name || !graph->first_shape || !graph->shape_lon_e7 || !graph->shape_lat_e7 ||
        !graph->forward_ms || !graph->backward_ms)
        return mlg_fail_memory(err, "edges", n * 18 + n_shape * 16);
    return MLG_OK;
}

enum mlg_status mlg_graph_fill_edges(struct mlg_chains *chains, struct mlg_graph *graph,
                                     struct mlg_error *err)
{
    size_t n_shape = 0;
    for (size_t e = 0; e < chains->n_chains; e++)
        n_shape += chains->chain[e].n_segments + 1;
    graph->n_shape = (uint32_t)n_shape;
    enum mlg_status status = allocate_edges(graph, err);
    if (status == MLG_OK)
        status = take_turns(chains, graph, err);
    if (status != MLG_OK)
        return status;
    time_ferries(chains->roads);
    double length_m = 0;
    graph->first_shape[0] = 0;
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        graph->first_shape[e + 1] = graph->first_shape[e] + chains->chain[e].n_segments + 1;
        length_m += fill_edge(chains, graph, e);
    }
    graph->counts.length_km = length_m / 1000;
    return MLG_OK;
}
