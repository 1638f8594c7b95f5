#include "network/adjacency.h"

#include "base/memory.h"

#include <stdlib.h>

/* Room for all arcs of a node, before loops and parallels are left out. */
static uint32_t room_at(const struct mlg_graph *graph, uint32_t node)
{
    return graph->first_out[node] + graph->first_in[node];
}

/* Enters `node` with `other`, unless it is there already: nodes come in increasing order. */
static void enter(struct mlg_adjacency *adjacency, uint32_t *end, uint32_t start, uint32_t other,
                  uint32_t node)
{
    if (other == node || (*end > start && adjacency->neighbour[*end - 1] == node))
        return;
    adjacency->neighbour[(*end)++] = node;
}

/* first[node + 1] is the end of the node's list while the lists grow. */
static void enter_arcs(struct mlg_adjacency *adjacency, const struct mlg_graph *graph)
{
    uint32_t *end = adjacency->first + 1;
    for (uint32_t node = 0; node < graph->n_nodes; node++)
        end[node] = room_at(graph, node);
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        for (uint32_t arc = graph->first_out[node]; arc < graph->first_out[node + 1]; arc++) {
            uint32_t other = graph->head[arc];
            enter(adjacency, &end[other], room_at(graph, other), other, node);
        }
        for (uint32_t arc = graph->first_in[node]; arc < graph->first_in[node + 1]; arc++) {
            uint32_t other = graph->tail[arc];
            enter(adjacency, &end[other], room_at(graph, other), other, node);
        }
    }
}

static void close_gaps(struct mlg_adjacency *adjacency, const struct mlg_graph *graph)
{
    uint32_t kept = 0;
    adjacency->first[0] = 0;
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        uint32_t end = adjacency->first[node + 1];
        for (uint32_t i = room_at(graph, node); i < end; i++)
            adjacency->neighbour[kept++] = adjacency->neighbour[i];
        adjacency->first[node + 1] = kept;
    }
}

enum mlg_status mlg_adjacency_init(struct mlg_adjacency *adjacency, const struct mlg_graph *graph,
                                   struct mlg_error *err)
{
    struct mlg_adjacency made = {.n_nodes = graph->n_nodes};
    made.first = mlg_alloc((size_t)graph->n_nodes + 1, sizeof *made.first);
    made.neighbour = mlg_alloc((size_t)graph->n_arcs * 2, sizeof *made.neighbour);
    if (!made.first || !made.neighbour) {
        mlg_adjacency_finish(&made);
        return mlg_fail_memory(err, "the neighbours of the junctions",
                               (size_t)graph->n_arcs * 2 * sizeof *made.neighbour);
    }
    enter_arcs(&made, graph);
    close_gaps(&made, graph);
    *adjacency = made;
    return MLG_OK;
}

void mlg_adjacency_finish(struct mlg_adjacency *adjacency)
{
    if (!adjacency)
        return;
    free(adjacency->first);
    free(adjacency->neighbour);
    *adjacency = (struct mlg_adjacency){0};
}
