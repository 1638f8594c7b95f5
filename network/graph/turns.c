#include "network/graph/turns.h"

#include "base/memory.h"
#include "network/graph/turns_junction.h"

#include <stdlib.h>

/* The ends of chains at junctions with restrictions, by junction. */
struct ends {
    size_t n, capacity;
    struct mlg_turn_end *list;
};

static enum mlg_status add_end(const struct mlg_chains *chains, struct ends *ends, uint32_t chain,
                               bool at_head, struct mlg_walk outward, struct mlg_error *err)
{
    if (!mlg_reserve(&ends->list, &ends->capacity, ends->n + 1, sizeof *ends->list))
        return mlg_fail_memory(err, "turns", ends->n * sizeof *ends->list);
    struct mlg_walk inward = {outward.segment, !outward.against};
    ends->list[ends->n++] =
        (struct mlg_turn_end){.node = mlg_walk_from(chains, outward),
                              .chain = chain,
                              .at_head = at_head,
                              .opens_out = mlg_walk_is_open(chains, outward),
                              .opens_in = mlg_walk_is_open(chains, inward),
                              .way = chains->roads->road[chains->road_of[outward.segment]].id,
                              .beyond = mlg_walk_to(chains, outward)};
    return MLG_OK;
}

/* Whether turns are restricted at a graph node: barriers, which have several, cut roads anyway. */
static bool is_restricted(const struct mlg_chains *chains, uint32_t graph_node)
{
    uint32_t node = chains->place[graph_node];
    return chains->roads->node_flags[node] & MLG_NODE_VIA && chains->graph_node[node] == graph_node;
}

static enum mlg_status collect_ends(const struct mlg_chains *chains, struct ends *ends,
                                    struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t c = 0; status == MLG_OK && c < chains->n_chains; c++) {
        const struct mlg_chain *chain = &chains->chain[c];
        struct mlg_walk walk = {chain->segment, chain->against};
        if (is_restricted(chains, chain->tail))
            status = add_end(chains, ends, c, false, walk, err);
        if (status != MLG_OK || !is_restricted(chains, chain->head))
            continue;
        for (uint32_t i = 1; i < chain->n_segments; i++)
            walk = mlg_walk_next(chains, walk);
        walk.against = !walk.against;
        status = add_end(chains, ends, c, true, walk, err);
    }
    return status;
}

static int by_node(const void *a, const void *b)
{
    const struct mlg_turn_end *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    if (x->chain != y->chain)
        return x->chain < y->chain ? -1 : 1;
    return x->at_head - y->at_head;
}

/* The restrictions of each via node meet the ends there: both stand in the order of the nodes. */
static enum mlg_status split_all(struct mlg_chains *chains, const struct ends *ends,
                                 struct mlg_turn_counts *counts, struct mlg_error *err)
{
    const struct mlg_restrictions *restrictions = &chains->roads->restrictions;
    enum mlg_status status = MLG_OK;
    size_t e = 0, n;
    for (size_t r = 0; status == MLG_OK && r < restrictions->n; r += n) {
        struct mlg_junction junction = {.rules = &restrictions->list[r]};
        uint32_t via = junction.rules->via;
        for (n = 1; r + n < restrictions->n && restrictions->list[r + n].via == via;)
            n++;
        while (e < ends->n && ends->list[e].node < via)
            e++;
        junction.n_rules = n;
        junction.ends = ends->n ? ends->list + e : NULL;
        while (e < ends->n && ends->list[e].node == via) {
            e++;
            junction.n_ends++;
        }
        if (mlg_junction_restrict(&junction, counts))
            status = mlg_junction_split(&junction, chains, err);
    }
    return status;
}

enum mlg_status mlg_turns_split(struct mlg_chains *chains, struct mlg_turn_counts *counts,
                                struct mlg_error *err)
{
    struct ends ends = {0};
    if (chains->roads->restrictions.n == 0)
        return MLG_OK;
    enum mlg_status status = collect_ends(chains, &ends, err);
    if (status == MLG_OK && ends.n)
        qsort(ends.list, ends.n, sizeof *ends.list, by_node);
    if (status == MLG_OK)
        status = split_all(chains, &ends, counts, err);
    free(ends.list);
    return status;
}
