#include "network/graph/graph_build.h"

#include "base/memory.h"
#include "network/graph/hilbert.h"
#include "network/graph/radix.h"

#include <stdlib.h>
#include <string.h>

/* Numbers the places along the curve: rank [n_places] of each. */
static enum mlg_status rank_places(const struct mlg_chains *chains, struct mlg_graph *graph,
                                   uint32_t *rank, struct mlg_keyed *order, struct mlg_error *err)
{
    const struct mlg_roads *roads = chains->roads;
    for (uint32_t i = 0; i < chains->n_places; i++) {
        uint32_t node = chains->place[i];
        order[i] =
            (struct mlg_keyed){mlg_hilbert_place(roads->lon_e7[node], roads->lat_e7[node]), i};
    }
    enum mlg_status status = mlg_radix_sort(order, chains->n_places, err);
    for (uint32_t i = 0; status == MLG_OK && i < chains->n_places; i++) {
        uint32_t node = chains->place[order[i].value];
        rank[order[i].value] = i;
        graph->node_lon_e7[i] = roads->lon_e7[node];
        graph->node_lat_e7[i] = roads->lat_e7[node];
    }
    return status;
}

/* Also renumbers the nodes of the turns. */
static enum mlg_status sort_chains(struct mlg_chains *chains, const uint32_t *rank,
                                   struct mlg_keyed *order, struct mlg_chain *sorted,
                                   struct mlg_error *err)
{
    for (uint32_t i = 0; i < chains->n_chains; i++) {
        struct mlg_chain *chain = &chains->chain[i];
        chain->tail = rank[chain->tail];
        chain->head = rank[chain->head];
        chain->back_tail = rank[chain->back_tail];
        chain->back_head = rank[chain->back_head];
        order[i] = (struct mlg_keyed){(uint64_t)chain->tail << 32 | chain->head, i};
    }
    enum mlg_status status = mlg_radix_sort(order, chains->n_chains, err);
    for (size_t i = 0; status == MLG_OK && i < chains->n_chains; i++)
        sorted[i] = chains->chain[order[i].value];
    if (status == MLG_OK)
        memcpy(chains->chain, sorted, chains->n_chains * sizeof *sorted);
    for (size_t i = 0; i < chains->n_turns; i++)
        chains->turns[i] =
            (struct mlg_turn){rank[chains->turns[i].tail], rank[chains->turns[i].head]};
    return status;
}

enum mlg_status mlg_graph_order(struct mlg_chains *chains, struct mlg_graph *graph,
                                struct mlg_error *err)
{
    size_t n = chains->n_places, larger = n > chains->n_chains ? n : chains->n_chains;
    uint32_t *rank = mlg_alloc(n, sizeof *rank);
    struct mlg_keyed *order = mlg_alloc(larger, sizeof *order);
    struct mlg_chain *sorted = mlg_alloc(chains->n_chains, sizeof *sorted);
    graph->n_nodes = (uint32_t)n;
    graph->n_edges = (uint32_t)chains->n_chains;
    graph->node_lon_e7 = mlg_alloc(n, sizeof *graph->node_lon_e7);
    graph->node_lat_e7 = mlg_alloc(n, sizeof *graph->node_lat_e7);
    enum mlg_status status;
    if (rank && order && sorted && graph->node_lon_e7 && graph->node_lat_e7) {
        status = rank_places(chains, graph, rank, order, err);
        if (status == MLG_OK)
            status = sort_chains(chains, rank, order, sorted, err);
    } else {
        status = mlg_fail_memory(err, "the order of the nodes", larger * 40);
    }
    free(rank);
    free(order);
    free(sorted);
    return status;
}
