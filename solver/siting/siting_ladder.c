#include "solver/siting/siting_ladder.h"

#include "base/memory.h"
#include "solver/siting/siting_count.h"

#include <stdlib.h>
#include <string.h>

#define NO_TIME UINT32_MAX

/* One ladder after the other, with a table of the nodes by parent and sites. */
struct builder {
    struct mlg_ladder *ladder;
    const struct mlg_siting *problem;
    struct mlg_ladder_needs needs;
    uint16_t unserved_ds;
    uint32_t *slot; /* [n_slots], a power of two: node + 1, 0 = free */
    size_t n_slots;
    uint32_t *rung; /* [n_sites]: of the rung at hand */
    uint32_t n_rung;
    bool fixed; /* a site of the rung is always open */
};

void mlg_ladder_finish(struct mlg_ladder *ladder)
{
    free(ladder->parent);
    free(ladder->first);
    free(ladder->site);
    free(ladder->lost_gradual);
    free(ladder->lost_time);
    free(ladder->at_limit);
    free(ladder->at_target);
}

static int by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

static uint64_t hash_of(uint32_t parent, const uint32_t *site, uint64_t n)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ parent;
    for (uint64_t k = 0; k < n; k++)
        hash = (hash ^ site[k]) * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 29;
    return hash ^ hash >> 32;
}

static bool is_node(const struct mlg_ladder *ladder, uint32_t node, uint32_t parent,
                    const uint32_t *site, uint32_t n)
{
    return ladder->parent[node] == parent && ladder->first[node + 1] - ladder->first[node] == n &&
           memcmp(ladder->site + ladder->first[node], site, n * sizeof *site) == 0;
}

static bool grow_table(struct builder *builder)
{
    size_t n = builder->n_slots ? 2 * builder->n_slots : 1024;
    uint32_t *slot = mlg_alloc_zero(n, sizeof *slot);
    if (!slot)
        return false;
    const struct mlg_ladder *ladder = builder->ladder;
    for (uint32_t v = 0; v < ladder->n_nodes; v++) {
        uint64_t length = ladder->first[v + 1] - ladder->first[v];
        uint64_t at = hash_of(ladder->parent[v], ladder->site + ladder->first[v], length);
        while (slot[at & (n - 1)])
            at++;
        slot[at & (n - 1)] = v + 1;
    }
    free(builder->slot);
    builder->slot = slot;
    builder->n_slots = n;
    return true;
}

static bool append_node(struct mlg_ladder *ladder, uint32_t parent, const uint32_t *site,
                        uint32_t n)
{
    size_t v = ladder->n_nodes, *capacity = ladder->node_capacity;
    if (!mlg_reserve(&ladder->parent, &capacity[0], v + 1, sizeof *ladder->parent) ||
        !mlg_reserve(&ladder->first, &capacity[1], v + 2, sizeof *ladder->first) ||
        !mlg_reserve(&ladder->lost_gradual, &capacity[2], v + 1, sizeof *ladder->lost_gradual) ||
        !mlg_reserve(&ladder->lost_time, &capacity[3], v + 1, sizeof *ladder->lost_time))
        return false;
    if (v == 0)
        ladder->first[0] = 0;
    uint64_t at = ladder->first[v];
    if (!mlg_reserve(&ladder->site, &ladder->site_capacity, at + n, sizeof *ladder->site))
        return false;
    memcpy(ladder->site + at, site, n * sizeof *site);
    ladder->parent[v] = parent;
    ladder->first[v + 1] = at + n;
    ladder->lost_gradual[v] = ladder->lost_time[v] = 0;
    ladder->n_nodes++;
    return true;
}

/* The child of a node by the rung at hand; MLG_NODE_NEVER where a site of it is always open. */
static bool find_child(struct builder *builder, uint32_t parent, uint32_t *child)
{
    struct mlg_ladder *ladder = builder->ladder;
    if (builder->fixed) {
        *child = MLG_NODE_NEVER;
        return true;
    }
    qsort(builder->rung, builder->n_rung, sizeof *builder->rung, by_number);
    if (2 * (size_t)ladder->n_nodes >= builder->n_slots && !grow_table(builder))
        return false;
    size_t mask = builder->n_slots - 1;
    uint64_t at = hash_of(parent, builder->rung, builder->n_rung);
    for (; builder->slot[at & mask]; at++)
        if (is_node(ladder, builder->slot[at & mask] - 1, parent, builder->rung, builder->n_rung)) {
            *child = builder->slot[at & mask] - 1;
            return true;
        }
    if (!append_node(ladder, parent, builder->rung, builder->n_rung))
        return false;
    *child = ladder->n_nodes - 1;
    builder->slot[at & mask] = ladder->n_nodes;
    return true;
}

/* Whether anything tells sites at time t from those at the next time. */
static bool rung_ends(const struct builder *builder, uint32_t demand, uint16_t t, uint32_t next)
{
    const struct mlg_siting *problem = builder->problem;
    const struct mlg_ladder_needs *needs = &builder->needs;
    if (next == NO_TIME)
        return true;
    if (next == t)
        return false;
    return needs->times || (needs->target && t <= needs->target_ds && next > needs->target_ds) ||
           (needs->limit && t <= problem->limit_ds[demand] && next > problem->limit_ds[demand]) ||
           (needs->gradual && mlg_gradual_share(&problem->gradual, t) !=
                                  mlg_gradual_share(&problem->gradual, (uint16_t)next));
}

static bool matters(const struct builder *builder, uint32_t demand, uint32_t t)
{
    const struct mlg_siting *problem = builder->problem;
    const struct mlg_ladder_needs *needs = &builder->needs;
    return needs->times || (needs->target && t <= needs->target_ds) ||
           (needs->limit && t <= problem->limit_ds[demand]) ||
           (needs->gradual && t <= problem->gradual.time_ds[problem->gradual.n - 1]);
}

static uint64_t next_admitted(const struct builder *builder, uint64_t k, uint64_t end)
{
    while (k < end && !mlg_site_is_admitted(builder->problem, builder->problem->reach->site[k]))
        k++;
    return k;
}

/* From nobody at time t to nobody at the next time. */
static void add_losses(struct builder *builder, uint32_t demand, uint32_t node, uint16_t t,
                       uint32_t next)
{
    struct mlg_ladder *ladder = builder->ladder;
    const struct mlg_siting *problem = builder->problem;
    int64_t weight = problem->weight[demand];
    if (builder->needs.times)
        ladder->lost_time[node] +=
            weight * ((next == NO_TIME ? builder->unserved_ds : (int64_t)next) - t);
    if (!builder->needs.gradual)
        return;
    int64_t later =
        next == NO_TIME ? 0 : mlg_gradual_gain(&problem->gradual, weight, (uint16_t)next);
    ladder->lost_gradual[node] += mlg_gradual_gain(&problem->gradual, weight, t) - later;
}

static void start_losses(struct builder *builder, uint32_t demand, uint32_t t)
{
    struct mlg_ladder *ladder = builder->ladder;
    const struct mlg_siting *problem = builder->problem;
    int64_t weight = problem->weight[demand];
    if (builder->needs.times && t != NO_TIME)
        ladder->base_time += weight * t;
    if (builder->needs.gradual)
        ladder->base_gradual +=
            t == NO_TIME ? weight
                         : weight - mlg_gradual_gain(&problem->gradual, weight, (uint16_t)t);
}

static void pass_marks(struct builder *builder, uint32_t demand, uint32_t node, uint16_t t)
{
    struct mlg_ladder *ladder = builder->ladder;
    if (t <= builder->problem->limit_ds[demand])
        ladder->at_limit[demand] = node;
    if (t <= builder->needs.target_ds)
        ladder->at_target[demand] = node;
}

static bool climb(struct builder *builder, uint32_t demand)
{
    const struct mlg_reach *reach = builder->problem->reach;
    uint64_t end = reach->first[demand + 1];
    uint64_t k = next_admitted(builder, reach->first[demand], end);
    uint32_t node = MLG_NODE_ROOT;
    builder->ladder->at_limit[demand] = builder->ladder->at_target[demand] = MLG_NODE_ROOT;
    start_losses(builder, demand, k < end ? reach->time_ds[k] : NO_TIME);
    builder->n_rung = 0;
    builder->fixed = false;
    while (k < end && node != MLG_NODE_NEVER && matters(builder, demand, reach->time_ds[k])) {
        uint16_t t = reach->time_ds[k];
        builder->rung[builder->n_rung++] = reach->site[k];
        builder->fixed |= mlg_site_is_fixed(builder->problem, reach->site[k]);
        k = next_admitted(builder, k + 1, end);
        uint32_t next = k < end ? reach->time_ds[k] : NO_TIME;
        if (!rung_ends(builder, demand, t, next))
            continue;
        if (!find_child(builder, node, &node))
            return false;
        if (node != MLG_NODE_NEVER)
            add_losses(builder, demand, node, t, next);
        pass_marks(builder, demand, node, t);
        builder->n_rung = 0;
    }
    return true;
}

enum mlg_status mlg_ladder_init(struct mlg_ladder *ladder, const struct mlg_siting *problem,
                                struct mlg_ladder_needs needs, struct mlg_error *err)
{
    uint32_t n_demands = problem->reach->n_demands;
    *ladder = (struct mlg_ladder){
        .at_limit = mlg_alloc(n_demands, sizeof *ladder->at_limit),
        .at_target = mlg_alloc(n_demands, sizeof *ladder->at_target),
    };
    struct builder builder = {
        .ladder = ladder,
        .problem = problem,
        .needs = needs,
        .unserved_ds = mlg_siting_unserved_ds(problem),
        .rung = mlg_alloc(problem->reach->n_sites, sizeof *builder.rung),
    };
    bool ok = ladder->at_limit && ladder->at_target && builder.rung;
    for (uint32_t i = 0; ok && i < n_demands; i++)
        ok = climb(&builder, i);
    free(builder.rung);
    free(builder.slot);
    return ok ? MLG_OK
              : mlg_fail_memory(err, "the ladders of demands", n_demands * sizeof(uint32_t));
}

void mlg_ladder_mark(const struct mlg_ladder *ladder, const bool *open, bool *closed)
{
    for (uint32_t v = 0; v < ladder->n_nodes; v++) {
        closed[v] = ladder->parent[v] == MLG_NODE_ROOT || closed[ladder->parent[v]];
        for (uint64_t k = ladder->first[v]; closed[v] && k < ladder->first[v + 1]; k++)
            closed[v] = !open[ladder->site[k]];
    }
}
