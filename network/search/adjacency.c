#include "network/search/adjacency.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Nodes that must be neighbours although no arc joins them: at split junctions, those where an edge
 * begins at its two ends, and those where it ends, so that a sweep finds a point on the edge below
 * both. By node: other [first[node] ... first[node + 1]). */
struct pairs {
    uint32_t *first; /* [n_nodes + 1]; NULL where no junction is split */
    uint32_t *other;
};

/* Both ways round; returns how many. */
static uint32_t pairs_of(const struct mlg_graph *graph, uint32_t edge, uint32_t pair[4][2])
{
    uint32_t n = 0;
    const uint32_t ends[2][2] = {{graph->edge_tail[edge], graph->back_tail[edge]},
                                 {graph->edge_head[edge], graph->back_head[edge]}};
    if (ends[0][0] == ends[1][1] && ends[0][1] == ends[1][0])
        return 0;
    for (int i = 0; i < 2; i++)
        for (int turned = 0; turned < 2; turned++, n++)
            memcpy(pair[n], (const uint32_t[2]){ends[i][turned], ends[i][!turned]}, sizeof *pair);
    return n;
}

static enum mlg_status pairs_init(struct pairs *pairs, const struct mlg_graph *graph,
                                  struct mlg_error *err)
{
    uint32_t pair[4][2], n_pairs = 0;
    pairs->first = mlg_alloc_zero((size_t)graph->n_nodes + 2, sizeof *pairs->first);
    if (!pairs->first)
        return mlg_fail_memory(err, "the neighbours of the junctions", graph->n_nodes * 4ul);
    for (uint32_t e = 0; e < graph->n_edges; e++)
        for (uint32_t k = pairs_of(graph, e, pair); k-- > 0; n_pairs++)
            pairs->first[pair[k][0] + 2]++;
    for (uint32_t node = 0; node < graph->n_nodes; node++)
        pairs->first[node + 2] += pairs->first[node + 1];
    pairs->other = mlg_alloc(n_pairs, sizeof *pairs->other);
    if (!pairs->other)
        return mlg_fail_memory(err, "the neighbours of the junctions", n_pairs * 4ul);
    for (uint32_t e = 0; e < graph->n_edges; e++)
        for (uint32_t k = pairs_of(graph, e, pair); k-- > 0;)
            pairs->other[pairs->first[pair[k][0] + 1]++] = pair[k][1];
    return MLG_OK;
}

static void pairs_finish(struct pairs *pairs)
{
    free(pairs->first);
    free(pairs->other);
}

/* Room for all arcs and pairs of a node, before loops and parallels are left out. */
static uint32_t room_at(const struct mlg_graph *graph, const struct pairs *pairs, uint32_t node)
{
    return graph->first_out[node] + graph->first_in[node] + (pairs->first ? pairs->first[node] : 0);
}

/* Enters `node` with `other`, unless it is there already: nodes come in increasing order. */
static void enter(struct mlg_adjacency *adjacency, uint32_t start, uint32_t other, uint32_t node)
{
    uint32_t *end = &adjacency->first[other + 1];
    if (other == node || (*end > start && adjacency->neighbour[*end - 1] == node))
        return;
    adjacency->neighbour[(*end)++] = node;
}

/* first[node + 1] is the end of the node's list while the lists grow. */
static void enter_all(struct mlg_adjacency *adjacency, const struct mlg_graph *graph,
                      const struct pairs *pairs)
{
    for (uint32_t node = 0; node < graph->n_nodes; node++)
        adjacency->first[node + 1] = room_at(graph, pairs, node);
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        for (uint32_t arc = graph->first_out[node]; arc < graph->first_out[node + 1]; arc++) {
            uint32_t other = graph->head[arc];
            enter(adjacency, room_at(graph, pairs, other), other, node);
        }
        for (uint32_t arc = graph->first_in[node]; arc < graph->first_in[node + 1]; arc++) {
            uint32_t other = graph->tail[arc];
            enter(adjacency, room_at(graph, pairs, other), other, node);
        }
        for (uint32_t k = pairs->first ? pairs->first[node] : 0;
             pairs->first && k < pairs->first[node + 1]; k++) {
            uint32_t other = pairs->other[k];
            enter(adjacency, room_at(graph, pairs, other), other, node);
        }
    }
}

static void close_gaps(struct mlg_adjacency *adjacency, const struct mlg_graph *graph,
                       const struct pairs *pairs)
{
    uint32_t kept = 0;
    adjacency->first[0] = 0;
    for (uint32_t node = 0; node < graph->n_nodes; node++) {
        uint32_t end = adjacency->first[node + 1];
        for (uint32_t i = room_at(graph, pairs, node); i < end; i++)
            adjacency->neighbour[kept++] = adjacency->neighbour[i];
        adjacency->first[node + 1] = kept;
    }
}

enum mlg_status mlg_adjacency_init(struct mlg_adjacency *adjacency, const struct mlg_graph *graph,
                                   struct mlg_error *err)
{
    struct mlg_adjacency made = {.n_nodes = graph->n_nodes};
    struct pairs pairs = {0};
    enum mlg_status status = graph->back_tail ? pairs_init(&pairs, graph, err) : MLG_OK;
    size_t room = status == MLG_OK ? room_at(graph, &pairs, graph->n_nodes) : 0;
    made.first = mlg_alloc((size_t)graph->n_nodes + 1, sizeof *made.first);
    made.neighbour = mlg_alloc(room, sizeof *made.neighbour);
    if (status == MLG_OK && (!made.first || !made.neighbour))
        status =
            mlg_fail_memory(err, "the neighbours of the junctions", room * sizeof *made.neighbour);
    if (status == MLG_OK) {
        enter_all(&made, graph, &pairs);
        close_gaps(&made, graph, &pairs);
        *adjacency = made;
    } else {
        mlg_adjacency_finish(&made);
    }
    pairs_finish(&pairs);
    return status;
}

void mlg_adjacency_finish(struct mlg_adjacency *adjacency)
{
    if (!adjacency)
        return;
    free(adjacency->first);
    free(adjacency->neighbour);
    *adjacency = (struct mlg_adjacency){0};
}
