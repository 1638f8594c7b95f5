#include "network/graph/graph_build.h"

#include "base/memory.h"
#include "network/graph/radix.h"

#include <stdlib.h>
#include <string.h>

#define UNSEEN UINT32_MAX

/* Tarjan's algorithm with its two stacks: of open nodes, and of the calls under way. */
struct tarjan {
    const struct mlg_graph *graph;
    uint32_t *component; /* of closed nodes, in the order of closing; UNSEEN before */
    uint32_t *seen;      /* when a node was first seen; UNSEEN before */
    uint32_t *low;       /* the earliest node seen that it reaches */
    uint32_t *next_arc;
    uint32_t *open, *call;
    uint32_t n_open, n_calls, n_seen, n_components;
};

static void enter(struct tarjan *tarjan, uint32_t node)
{
    tarjan->seen[node] = tarjan->low[node] = tarjan->n_seen++;
    tarjan->next_arc[node] = tarjan->graph->first_out[node];
    tarjan->open[tarjan->n_open++] = node;
    tarjan->call[tarjan->n_calls++] = node;
}

static void lower(struct tarjan *tarjan, uint32_t node, uint32_t to)
{
    if (to < tarjan->low[node])
        tarjan->low[node] = to;
}

static void leave(struct tarjan *tarjan, uint32_t node)
{
    tarjan->n_calls--;
    if (tarjan->n_calls > 0)
        lower(tarjan, tarjan->call[tarjan->n_calls - 1], tarjan->low[node]);
    if (tarjan->low[node] != tarjan->seen[node])
        return;
    uint32_t member;
    do {
        member = tarjan->open[--tarjan->n_open];
        tarjan->component[member] = tarjan->n_components;
    } while (member != node);
    tarjan->n_components++;
}

static void explore(struct tarjan *tarjan, uint32_t root)
{
    enter(tarjan, root);
    while (tarjan->n_calls > 0) {
        uint32_t node = tarjan->call[tarjan->n_calls - 1];
        if (tarjan->next_arc[node] == tarjan->graph->first_out[node + 1]) {
            leave(tarjan, node);
            continue;
        }
        uint32_t head = tarjan->graph->head[tarjan->next_arc[node]++];
        if (tarjan->seen[head] == UNSEEN)
            enter(tarjan, head);
        else if (tarjan->component[head] == UNSEEN)
            lower(tarjan, node, tarjan->seen[head]);
    }
}

static enum mlg_status find_components(struct mlg_graph *graph, struct mlg_error *err)
{
    size_t n = graph->n_nodes;
    uint32_t *memory = mlg_alloc(5 * n, sizeof *memory);
    if (!memory)
        return mlg_fail_memory(err, "components", 5 * n * sizeof *memory);
    struct tarjan tarjan = {.graph = graph,
                            .component = graph->component,
                            .seen = memory,
                            .low = memory + n,
                            .next_arc = memory + 2 * n,
                            .open = memory + 3 * n,
                            .call = memory + 4 * n};
    memset(tarjan.component, 0xff, n * sizeof *tarjan.component);
    memset(tarjan.seen, 0xff, n * sizeof *tarjan.seen);
    for (uint32_t v = 0; v < n; v++)
        if (tarjan.seen[v] == UNSEEN)
            explore(&tarjan, v);
    graph->n_components = tarjan.n_components;
    free(memory);
    return MLG_OK;
}

/* Renumbers by size; the sort is stable and the components come in the order of their first nodes.
 */
static enum mlg_status number_by_size(struct mlg_graph *graph, struct mlg_keyed *order,
                                      uint32_t *place, uint32_t *size, struct mlg_error *err)
{
    uint32_t n = 0;
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        if (size[graph->component[v]]++ == 0)
            order[n++].value = graph->component[v];
    for (uint32_t i = 0; i < n; i++)
        order[i].key = UINT32_MAX - size[order[i].value];
    enum mlg_status status = mlg_radix_sort(order, n, err);
    if (status != MLG_OK)
        return status;
    for (uint32_t i = 0; i < n; i++)
        place[order[i].value] = i;
    graph->main_size = n ? size[order[0].value] : 0;
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        graph->component[v] = place[graph->component[v]];
    return MLG_OK;
}

enum mlg_status mlg_graph_fill_components(struct mlg_graph *graph, struct mlg_error *err)
{
    graph->component = mlg_alloc(graph->n_nodes, sizeof *graph->component);
    if (!graph->component)
        return mlg_fail_memory(err, "components", graph->n_nodes * sizeof *graph->component);
    enum mlg_status status = find_components(graph, err);
    if (status != MLG_OK)
        return status;
    struct mlg_keyed *order = mlg_alloc(graph->n_components, sizeof *order);
    uint32_t *place = mlg_alloc(graph->n_components, sizeof *place);
    uint32_t *size = mlg_alloc_zero(graph->n_components, sizeof *size);
    if (order && place && size)
        status = number_by_size(graph, order, place, size, err);
    else
        status = mlg_fail_memory(err, "components", graph->n_components * 24);
    free(order);
    free(place);
    free(size);
    return status;
}
