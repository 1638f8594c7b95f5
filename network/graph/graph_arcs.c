#include "network/graph/graph_build.h"

#include "base/memory.h"

#include <stdlib.h>

/* The arcs of an edge: forward, then backward. False where that direction is closed. */
struct arc {
    uint32_t tail, head, time_ds;
};

static uint32_t rounded_ds(uint32_t ms)
{
    return ms / 100 + (ms % 100 >= 50);
}

static bool arc_of(const struct mlg_graph *graph, uint32_t edge, bool backward, struct arc *arc)
{
    uint32_t first = graph->first_shape[edge], last = graph->first_shape[edge + 1] - 1;
    uint32_t ms = backward ? graph->backward_ms[first] : graph->forward_ms[last];
    *arc = (struct arc){backward ? mlg_back_tail(graph, edge) : graph->edge_tail[edge],
                        backward ? mlg_back_head(graph, edge) : graph->edge_head[edge],
                        rounded_ds(ms)};
    return ms != MLG_CLOSED;
}

static void count_arc(struct mlg_graph *graph, uint32_t tail, uint32_t head)
{
    graph->first_out[tail + 2]++;
    graph->first_in[head + 2]++;
    graph->n_arcs++;
}

/* Degrees of node v at first[v + 2], so that filling shifts them to their place. */
static void count_arcs(struct mlg_graph *graph)
{
    for (uint32_t e = 0; e < graph->n_edges; e++)
        for (int backward = 0; backward < 2; backward++) {
            struct arc arc;
            if (arc_of(graph, e, backward, &arc))
                count_arc(graph, arc.tail, arc.head);
        }
    for (uint32_t i = 0; i < graph->n_turns; i++)
        count_arc(graph, graph->turns[i].tail, graph->turns[i].head);
    for (uint32_t v = 0; v < graph->n_nodes; v++) {
        graph->first_out[v + 2] += graph->first_out[v + 1];
        graph->first_in[v + 2] += graph->first_in[v + 1];
    }
}

static void place_arc(struct mlg_graph *graph, const struct arc *arc, uint32_t edge)
{
    uint32_t out = graph->first_out[arc->tail + 1]++, in = graph->first_in[arc->head + 1]++;
    graph->head[out] = arc->head;
    graph->time_ds[out] = arc->time_ds;
    graph->arc_edge[out] = edge;
    graph->tail[in] = arc->tail;
    graph->in_time_ds[in] = arc->time_ds;
}

static void place_arcs(struct mlg_graph *graph)
{
    for (uint32_t e = 0; e < graph->n_edges; e++)
        for (int backward = 0; backward < 2; backward++) {
            struct arc arc;
            if (arc_of(graph, e, backward, &arc))
                place_arc(graph, &arc, e);
        }
    for (uint32_t i = 0; i < graph->n_turns; i++) {
        const struct arc arc = {graph->turns[i].tail, graph->turns[i].head, 0};
        place_arc(graph, &arc, MLG_NO_EDGE);
    }
}

static enum mlg_status allocate_arcs(struct mlg_graph *graph, struct mlg_error *err)
{
    size_t n = graph->n_arcs;
    graph->head = mlg_alloc(n, sizeof *graph->head);
    graph->time_ds = mlg_alloc(n, sizeof *graph->time_ds);
    graph->arc_edge = mlg_alloc(n, sizeof *graph->arc_edge);
    graph->tail = mlg_alloc(n, sizeof *graph->tail);
    graph->in_time_ds = mlg_alloc(n, sizeof *graph->in_time_ds);
    if (!graph->head || !graph->time_ds || !graph->arc_edge || !graph->tail || !graph->in_time_ds)
        return mlg_fail_memory(err, "arcs", n * 20);
    return MLG_OK;
}

enum mlg_status mlg_graph_fill_arcs(struct mlg_graph *graph, struct mlg_error *err)
{
    size_t n = (size_t)graph->n_nodes + 2;
    graph->first_out = mlg_alloc_zero(n, sizeof *graph->first_out);
    graph->first_in = mlg_alloc_zero(n, sizeof *graph->first_in);
    if (!graph->first_out || !graph->first_in)
        return mlg_fail_memory(err, "arcs", 2 * n * sizeof *graph->first_out);
    count_arcs(graph);
    enum mlg_status status = allocate_arcs(graph, err);
    if (status == MLG_OK)
        place_arcs(graph);
    return status;
}
