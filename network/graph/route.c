#include "network/graph/route.h"

#include "base/memory.h"
#include "network/graph/route_line.h"

#include <stdlib.h>
#include <string.h>

#define NO_ARC UINT32_MAX

/* How a node was reached: by an arc from another one, or from the point where the way begins. */
struct reached {
    uint32_t time_ds; /* MLG_CLOSED: not yet */
    uint32_t by_arc, from_node;
};

/* A heap of time << 32 | node; a node that was improved is in it more than once. */
struct finder {
    const struct mlg_graph *graph;
    const struct mlg_snap *from, *to;
    struct reached *reached; /* [n_nodes] */
    uint64_t *heap;
    size_t n_heap, heap_capacity;
};

static uint32_t add_ds(uint32_t a, uint32_t b)
{
    return a < MLG_CLOSED && b < MLG_CLOSED - a ? a + b : MLG_CLOSED;
}

static enum mlg_status push(struct finder *finder, uint64_t key, struct mlg_error *err)
{
    if (!mlg_reserve(&finder->heap, &finder->heap_capacity, finder->n_heap + 1,
                     sizeof *finder->heap))
        return mlg_fail_memory(err, "a route", finder->n_heap * sizeof *finder->heap);
    size_t at = finder->n_heap++;
    for (; at > 0 && finder->heap[(at - 1) / 2] > key; at = (at - 1) / 2)
        finder->heap[at] = finder->heap[(at - 1) / 2];
    finder->heap[at] = key;
    return MLG_OK;
}

static uint64_t pop(struct finder *finder)
{
    uint64_t *heap = finder->heap, top = heap[0], key = heap[--finder->n_heap];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < finder->n_heap; at = child) {
        child += child + 1 < finder->n_heap && heap[child + 1] < heap[child];
        if (heap[child] >= key)
            break;
        heap[at] = heap[child];
    }
    heap[at] = key;
    return top;
}

static enum mlg_status improve(struct finder *finder, uint32_t node, struct reached how,
                               struct mlg_error *err)
{
    if (how.time_ds >= finder->reached[node].time_ds)
        return MLG_OK;
    finder->reached[node] = how;
    return push(finder, (uint64_t)how.time_ds << 32 | node, err);
}

/* By the tail of the edge where the way ends, or by its head, to that end. */
static uint32_t by_end_ds(const struct finder *finder, int end)
{
    struct mlg_snap_end ends[2];
    mlg_snap_ends(finder->graph, finder->to, false, ends);
    return add_ds(finder->reached[ends[end].node].time_ds, ends[end].time_ds);
}

static uint32_t direct_ds(const struct finder *finder)
{
    return finder->from->edge == finder->to->edge ? mlg_snap_direct_ds(finder->from, finder->to)
                                                  : MLG_CLOSED;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Between the two feet, as far as the nodes are reached by now. */
static uint32_t best_ds(const struct finder *finder)
{
    return smaller(direct_ds(finder), smaller(by_end_ds(finder, 0), by_end_ds(finder, 1)));
}

static enum mlg_status search(struct finder *finder, struct mlg_error *err)
{
    const struct mlg_graph *graph = finder->graph;
    struct mlg_snap_end ends[2];
    enum mlg_status status = MLG_OK;
    mlg_snap_ends(graph, finder->from, true, ends);
    for (int i = 0; status == MLG_OK && i < 2; i++)
        status = improve(finder, ends[i].node,
                         (struct reached){ends[i].time_ds, NO_ARC, MLG_CLOSED}, err);
    while (status == MLG_OK && finder->n_heap > 0) {
        uint64_t key = pop(finder);
        uint32_t node = (uint32_t)key, time_ds = (uint32_t)(key >> 32);
        if (time_ds > finder->reached[node].time_ds)
            continue;
        if (time_ds >= best_ds(finder))
            break;
        for (uint32_t arc = graph->first_out[node];
             status == MLG_OK && arc < graph->first_out[node + 1]; arc++)
            status =
                improve(finder, graph->head[arc],
                        (struct reached){add_ds(time_ds, graph->time_ds[arc]), arc, node}, err);
    }
    return status;
}

/* Whether an arc goes along its edge from head to tail. */
static bool is_backward(const struct mlg_graph *graph, uint32_t arc, uint32_t from_node)
{
    uint32_t edge = graph->arc_edge[arc];
    return graph->edge_tail[edge] != from_node || graph->edge_head[edge] != graph->head[arc];
}

/* The arcs from the first node to `last`; *arcs: caller frees. */
static enum mlg_status trace(const struct finder *finder, uint32_t last, uint32_t **arcs,
                             size_t *n_arcs, struct mlg_error *err)
{
    size_t n = 0;
    for (uint32_t node = last; finder->reached[node].by_arc != NO_ARC;
         node = finder->reached[node].from_node)
        n++;
    uint32_t *found = mlg_alloc(n, sizeof *found);
    if (!found)
        return mlg_fail_memory(err, "a route", n * sizeof *found);
    *n_arcs = n;
    *arcs = found;
    for (uint32_t node = last; n > 0; node = finder->reached[node].from_node)
        found[--n] = finder->reached[node].by_arc;
    return MLG_OK;
}

/* From where the way begins, to the first node: along the edge or against it. */
static struct mlg_stretch first_stretch(const struct finder *finder, uint32_t first_node)
{
    const struct mlg_snap *from = finder->from;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(finder->graph, from, true, ends);
    bool backward = first_node == ends[0].node &&
                    (first_node != ends[1].node || from->to_tail_ds <= from->to_head_ds);
    return (struct mlg_stretch){.edge = from->edge,
                                .backward = backward,
                                .time_ds = backward ? from->to_tail_ds : from->to_head_ds,
                                .from = from};
}

static enum mlg_status draw_arcs(const struct finder *finder, struct mlg_route_line *line,
                                 uint32_t last, struct mlg_error *err)
{
    const struct mlg_graph *graph = finder->graph;
    uint32_t *arcs = NULL, first_node = last;
    size_t n_arcs = 0;
    enum mlg_status status = trace(finder, last, &arcs, &n_arcs, err);
    if (status != MLG_OK)
        return status;
    while (finder->reached[first_node].by_arc != NO_ARC)
        first_node = finder->reached[first_node].from_node;
    struct mlg_stretch stretch = first_stretch(finder, first_node);
    status = mlg_route_line_add(line, &stretch, err);
    for (size_t i = 0; status == MLG_OK && i < n_arcs; i++) {
        uint32_t from_node = i ? graph->head[arcs[i - 1]] : first_node;
        if (graph->arc_edge[arcs[i]] == MLG_NO_EDGE)
            continue; /* a turn */
        stretch = (struct mlg_stretch){.edge = graph->arc_edge[arcs[i]],
                                       .backward = is_backward(graph, arcs[i], from_node),
                                       .time_ds = graph->time_ds[arcs[i]]};
        status = mlg_route_line_add(line, &stretch, err);
    }
    free(arcs);
    return status;
}

/* Draws the way that was found, of time `time_ds` between the feet. */
static enum mlg_status draw(const struct finder *finder, uint32_t time_ds,
                            struct mlg_route_line *line, struct mlg_error *err)
{
    const struct mlg_snap *from = finder->from, *to = finder->to;
    struct mlg_stretch stretch = {.edge = to->edge, .time_ds = time_ds, .to = to};
    if (direct_ds(finder) == time_ds) {
        stretch.backward = from->forward_ms == MLG_CLOSED || from->forward_ms > to->forward_ms ||
                           (to->forward_ms - from->forward_ms + 50) / 100 != time_ds;
        stretch.from = from;
        return mlg_route_line_add(line, &stretch, err);
    }
    stretch.backward = by_end_ds(finder, 0) != time_ds;
    stretch.time_ds = stretch.backward ? to->from_head_ds : to->from_tail_ds;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(finder->graph, to, false, ends);
    enum mlg_status status = draw_arcs(finder, line, ends[stretch.backward].node, err);
    return status == MLG_OK ? mlg_route_line_add(line, &stretch, err) : status;
}

static enum mlg_status find(struct finder *finder, struct mlg_route *route, struct mlg_error *err)
{
    struct mlg_route_line line = {.graph = finder->graph, .route = route};
    enum mlg_status status = search(finder, err);
    if (status != MLG_OK)
        return status;
    uint32_t time_ds = best_ds(finder);
    route->time_ds = add_ds(add_ds(time_ds, finder->from->leg_ds), finder->to->leg_ds);
    if (route->time_ds == MLG_CLOSED)
        return mlg_fail(err, MLG_BAD_INPUT, "no road leads from one point to the other");
    return draw(finder, time_ds, &line, err);
}

enum mlg_status mlg_route_find(const struct mlg_graph *graph, const struct mlg_snap *from,
                               const struct mlg_snap *to, struct mlg_route **route,
                               struct mlg_error *err)
{
    if (from->edge == MLG_NO_EDGE || to->edge == MLG_NO_EDGE)
        return mlg_fail(err, MLG_BAD_INPUT, "one of the two points is not on the roads");
    struct finder finder = {.graph = graph, .from = from, .to = to};
    struct mlg_route *made = mlg_alloc_zero(1, sizeof *made);
    finder.reached = mlg_alloc(graph->n_nodes, sizeof *finder.reached);
    enum mlg_status status;
    if (made && finder.reached) {
        memset(finder.reached, 0xff, graph->n_nodes * sizeof *finder.reached);
        status = find(&finder, made, err);
    } else {
        status = mlg_fail_memory(err, "a route", graph->n_nodes * sizeof *finder.reached);
    }
    free(finder.reached);
    free(finder.heap);
    if (status == MLG_OK)
        *route = made;
    else
        mlg_route_destroy(made);
    return status;
}

void mlg_route_destroy(struct mlg_route *route)
{
    if (!route)
        return;
    free(route->steps);
    free(route->lon_e7);
    free(route->lat_e7);
    free(route);
}
