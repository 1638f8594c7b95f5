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

struct mlg_graph *random_graph(struct mlg_random *random, uint32_t n_nodes, uint32_t n_edges,
                               uint32_t max_ds)
{
    struct mlg_graph *graph = mlg_alloc_zero(1, sizeof *graph);
    struct arc *arcs = mlg_alloc(2 * (size_t)n_edges, sizeof *arcs);
    graph->n_nodes = n_nodes;
    graph->n_edges = n_edges;
    graph->edge_tail = mlg_alloc_zero(n_edges, sizeof(uint32_t));
    graph->edge_head = mlg_alloc_zero(n_edges, sizeof(uint32_t));
    for (uint32_t edge = 0; edge < n_edges; edge++) {
        uint32_t tail = mlg_random_below(random, n_nodes), head = mlg_random_below(random, n_nodes);
        uint32_t open = mlg_random_below(random, 4); /* 0: forward only, 1: backward only */
        graph->edge_tail[edge] = tail;
        graph->edge_head[edge] = head;
        if (open != 1)
            arcs[graph->n_arcs++] = (struct arc){tail, head, random_time(random, max_ds), edge};
        if (open != 0)
            arcs[graph->n_arcs++] = (struct arc){head, tail, random_time(random, max_ds), edge};
    }
    graph->first_out = mlg_alloc_zero(n_nodes + 1, sizeof(uint32_t));
    graph->first_in = mlg_alloc_zero(n_nodes + 1, sizeof(uint32_t));
    graph->head = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->tail = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->time_ds = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->in_time_ds = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    graph->arc_edge = mlg_alloc_zero(graph->n_arcs, sizeof(uint32_t));
    sort_arcs(graph, arcs);
    free(arcs);
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
