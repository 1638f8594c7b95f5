#include "random_graph.h"

#include "base/memory.h"

#include <stdlib.h>

struct arc {
    uint32_t tail, head, time_ds, edge;
};

static uint32_t random_time(struct mlg_random *random, uint32_t max_ds)
{
    uint32_t kind = mlg_random_below(random, 10);
    return kind == 0 ? 0 : kind == 1 ? max_ds : mlg_random_below(random, max_ds + 1);
}

/* The arcs in the order of their tails, then in the order of their heads. */
static void sort_arcs(struct mlg_graph *graph, const struct arc *arcs)
{
    uint32_t out = 0, in = 0;
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        for (uint32_t i = 0; i < graph->n_arcs; i++) {
            if (arcs[i].tail == node) {
                graph->head[out] = arcs[i].head;
                graph->time_ds[out] = arcs[i].time_ds;
                graph->arc_edge[out++] = arcs[i].edge;
            }
            if (arcs[i].head == node) {
                graph->tail[in] = arcs[i].tail;
                graph->in_time_ds[in++] = arcs[i].time_ds;
            }
        }
        graph->first_out[node + 1] = out;
        graph->first_in[node + 1] = in;
    }
}

/* A graph without edges yet; *arcs has room for all. */
static struct mlg_graph *allocate(uint32_t n_nodes, uint32_t max_edges, struct arc **arcs)
{
    struct mlg_graph *graph = mlg_alloc_zero(1, sizeof *graph);
    *arcs = mlg_alloc(2 * (size_t)max_edges, sizeof **arcs);
    graph->n_nodes = n_nodes;
    graph->node_lon_e7 = mlg_alloc_zero(n_nodes, sizeof(int32_t));
    graph->node_lat_e7 = mlg_alloc_zero(n_nodes, sizeof(int32_t));
    graph->edge_tail = mlg_alloc_zero(max_edges, sizeof(uint32_t));
    graph->edge_head = mlg_alloc_zero(max_edges, sizeof(uint32_t));
    return graph;
}

/* An edge open in one direction or both. */
static void add_edge(struct mlg_graph *graph, struct arc *arcs, struct mlg_random *random,
                     uint32_t tail, uint32_t head, uint32_t max_ds)
{
    uint32_t open = mlg_random_below(random, 4); /* 0: forward only, 1: backward only */
    uint32_t edge = graph->n_edges++;
    graph->edge_tail[edge] = tail;
    graph->edge_head[edge] = head;
    if (open != 1)
        arcs[graph->n_arcs++] = (struct arc){tail, head, random_time(random, max_ds), edge};
    if (open != 0)
        arcs[graph->n_arcs++] = (struct arc){head, tail, random_time(random, max_ds), edge};
}

/* Takes the arcs. */
static void add_arcs(struct mlg_graph *graph, struct arc *arcs)
{
    graph->first_out = mlg_alloc_zero(graph->n_nodes + 1, sizeof(uint32_t));
    graph->first_in = mlg_alloc_zero(graph->n_nodes + 1, sizeof(uint32_t));
    graph->head = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->tail = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->time_ds = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->in_time_ds = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->arc_edge = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    sort_arcs(graph, arcs);
    free(arcs);
}

struct mlg_graph *random_graph(struct mlg_random *random, uint32_t n_nodes, uint32_t n_edges,
                               uint32_t max_ds)
{
    struct arc *arcs;
    struct mlg_graph *graph = allocate(n_nodes, n_edges, &arcs);
    for (uint32_t edge = 0; edge < n_edges; edge++) {
        uint32_t tail = mlg_random_below(random, n_nodes), head = mlg_random_below(random, n_nodes);
        add_edge(graph, arcs, random, tail, head, max_ds);
    }
    add_arcs(graph, arcs);
    return graph;
}

struct mlg_graph *random_map(struct mlg_random *random, uint32_t width, uint32_t height,
                             uint32_t bridges, uint32_t max_ds)
{
    struct arc *arcs;
    struct mlg_graph *graph = allocate(width * height, 2 * width * height, &arcs);
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        uint32_t x = node % width, y = node / width;
        const uint32_t ahead[2] = {x + 1 < width ? node + 1 : node,
                                   y + 1 < height ? node + width : node};
        graph->node_lon_e7[node] = (int32_t)(x * 10000 + mlg_random_below(random, 9000));
        graph->node_lat_e7[node] = (int32_t)(y * 10000 + mlg_random_below(random, 9000));
        for (int i = 0; i < 2; i++) {
            uint32_t kind = mlg_random_below(random, 20);
            uint32_t other = kind < bridges ? mlg_random_below(random, graph->n_nodes) : ahead[i];
            if (kind < 16)
                add_edge(graph, arcs, random, node, other, max_ds);
        }
    }
    add_arcs(graph, arcs);
    return graph;
}

struct mlg_snap random_snap(struct mlg_random *random, const struct mlg_graph *graph,
                            uint32_t max_ds)
{
    struct mlg_snap snap = {.edge = MLG_NO_EDGE, .reason = MLG_SNAP_TOO_FAR};
    if (mlg_random_below(random, 10) == 0)
        return snap;
    uint32_t open = mlg_random_below(random, 4);
    uint32_t before = random_time(random, max_ds), after = random_time(random, max_ds);
    snap.edge = mlg_random_below(random, graph->n_edges);
    snap.reason = MLG_SNAPPED;
    snap.leg_ds = random_time(random, max_ds / 4);
    snap.from_tail_ds = open == 1 ? MLG_CLOSED : before;
    snap.to_head_ds = open == 1 ? MLG_CLOSED : after;
    snap.forward_ms = open == 1 ? MLG_CLOSED : before * 100;
    snap.from_head_ds = open == 0 ? MLG_CLOSED : after;
    snap.to_tail_ds = open == 0 ? MLG_CLOSED : before;
    snap.backward_ms = open == 0 ? MLG_CLOSED : after * 100;
    return snap;
}

void random_graph_destroy(struct mlg_graph *graph)
{
    free(graph->node_lon_e7);
    free(graph->node_lat_e7);
    free(graph->edge_tail);
    free(graph->edge_head);
    free(graph->first_out);
    free(graph->first_in);
    free(graph->head);
    free(graph->tail);
    free(graph->time_ds);
    free(graph->in_time_ds);
    free(graph->arc_edge);
    free(graph);
}
