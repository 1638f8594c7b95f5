#include "network/search/sweep_tree.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* A point hung on the lower end of its edge. */
struct hung {
    uint32_t place; /* NONE: out of reach */
    struct mlg_sweep_target target;
};

struct building {
    const struct mlg_graph *graph;
    const struct mlg_hierarchy *hierarchy;
    const uint16_t *down; /* [n_arcs of the hierarchy] */
    enum mlg_direction direction;
    uint32_t bound;
    struct hung *hung; /* [n_points] */
    uint8_t *needed;   /* [n_nodes of the hierarchy] */
    uint32_t *rank;    /* [n_nodes + 1 of the hierarchy]: needed places before this one */
    uint32_t *path;    /* [n_levels] */
    uint16_t *least;   /* [n_levels]: of the gates from each level, MLG_NO_TIME between nodes */
    struct mlg_sweep_tree tree;
};

/* leg + along, or MLG_NO_TIME beyond the bound. */
static uint16_t time_from(const struct building *b, uint32_t leg, uint32_t along)
{
    bool within = leg <= b->bound && along <= b->bound - leg;
    return within ? (uint16_t)(leg + along) : MLG_NO_TIME;
}

/* Hangs a point on the lower end of its edge; both ends are needed. */
static enum mlg_status hang(struct building *b, const struct mlg_snap *snap, uint32_t point,
                            struct hung *hung, struct mlg_error *err)
{
    *hung = (struct hung){.place = NONE};
    if (snap->edge == MLG_NO_EDGE)
        return MLG_OK;
    const struct mlg_hierarchy *h = b->hierarchy;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(b->graph, snap, b->direction == MLG_TO_SITE, ends);
    uint32_t lower = h->place[ends[0].node], upper = h->place[ends[1].node];
    uint16_t time = time_from(b, snap->leg_ds, ends[0].time_ds);
    uint16_t upper_time = time_from(b, snap->leg_ds, ends[1].time_ds);
    if (time == MLG_NO_TIME || (upper_time != MLG_NO_TIME && lower < upper)) {
        uint32_t place = lower;
        uint16_t place_time = time;
        lower = upper;
        upper = place;
        time = upper_time;
        upper_time = place_time;
    }
    if (time == MLG_NO_TIME)
        return MLG_OK;
    if (upper_time == MLG_NO_TIME)
        upper = lower;
    if (lower >= h->end[upper])
        return mlg_fail(err, MLG_INTERNAL, "edge %u has no arc between its ends", snap->edge);
    b->needed[lower] = b->needed[upper] = 1;
    *hung = (struct hung){lower, {point, time, h->level[upper], upper_time}};
    return MLG_OK;
}

static enum mlg_status hang_points(struct building *b, const struct mlg_snap *points,
                                   size_t n_points, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n_points && status == MLG_OK; i++)
        status = hang(b, &points[i], (uint32_t)i, &b->hung[i], err);
    return status;
}

/* Marks all from which an arc comes down to a needed node, from the last place to the first. */
static void mark_needed(struct building *b)
{
    const struct mlg_hierarchy *h = b->hierarchy;
    memset(b->path, 0xff, h->n_levels * sizeof *b->path);
    for (uint32_t place = h->n_nodes; place-- > 0;) {
        if (!b->needed[place])
            continue;
        mlg_hierarchy_follow(h, place, b->path);
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++)
            b->needed[b->path[h->up_level[arc]]] |= b->down[arc] <= b->bound;
    }
}

static void rank_needed(struct building *b)
{
    uint32_t n = 0;
    for (uint32_t place = 0; place < b->hierarchy->n_nodes; place++) {
        b->rank[place] = n;
        n += b->needed[place];
    }
    b->rank[b->hierarchy->n_nodes] = b->tree.n_nodes = n;
}

/* Each arc is written and, beyond the bound, overwritten by the next. */
static void lay_out_arcs(struct building *b)
{
    const struct mlg_hierarchy *h = b->hierarchy;
    struct mlg_sweep_node *node = b->tree.nodes;
    uint32_t used = 0;
    for (uint32_t place = 0; place < h->n_nodes; place++) {
        if (!b->needed[place])
            continue;
        *node++ = (struct mlg_sweep_node){.place = place,
                                          .end = b->rank[h->end[place]],
                                          .first_arc = used,
                                          .level = h->level[place]};
        for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
            b->tree.arcs[used] = (struct mlg_sweep_arc){h->up_level[arc], b->down[arc]};
            used += b->down[arc] <= b->bound;
        }
    }
    *node = (struct mlg_sweep_node){.place = NONE, .end = b->tree.n_nodes, .first_arc = used};
}

/* Counting sort by node: first_target is filled shifted by one and moves into place as points are
 * put. */
static void lay_out_targets(struct building *b, size_t n_points)
{
    struct mlg_sweep_node *nodes = b->tree.nodes;
    for (size_t i = 0; i < n_points; i++)
        if (b->hung[i].place != NONE)
            nodes[b->rank[b->hung[i].place] + 1].first_target++;
    uint32_t start = 0;
    for (uint32_t i = 0; i < b->tree.n_nodes; i++) {
        uint32_t count = nodes[i + 1].first_target;
        nodes[i + 1].first_target = start;
        start += count;
    }
    for (size_t i = 0; i < n_points; i++)
        if (b->hung[i].place != NONE)
            b->tree.targets[nodes[b->rank[b->hung[i].place] + 1].first_target++] =
                b->hung[i].target;
}

static inline void add_gate(uint16_t *least, uint16_t level, uint16_t time_ds)
{
    least[level] = time_ds < least[level] ? time_ds : least[level];
}

/* The ways into the subtrees of a node's children, from above these: least of each level. Those of
 * later nodes are known. */
static void add_gates(const struct building *b, uint32_t i)
{
    const struct mlg_sweep_tree *tree = &b->tree;
    const struct mlg_sweep_node *nodes = tree->nodes;
    for (uint32_t child = i + 1; child < nodes[i].end; child = nodes[child].end) {
        for (uint32_t k = nodes[child].first_arc; k < nodes[child + 1].first_arc; k++)
            add_gate(b->least, tree->arcs[k].level, tree->arcs[k].time_ds);
        for (uint32_t k = nodes[child].first_target; k < nodes[child + 1].first_target; k++)
            add_gate(b->least, tree->targets[k].upper_level, tree->targets[k].upper_time_ds);
        for (uint32_t k = 0; k < nodes[child].n_gates; k++) {
            const struct mlg_sweep_arc *gate = &tree->gates[nodes[child].first_gate + k];
            add_gate(b->least, gate->level, gate->time_ds);
        }
    }
}

/* Moves the gates of a node from least[] to gates[]: whatever leads into its subtree from above it
 * comes from one of its upper neighbours. Returns how many there are. */
static uint16_t take_gates(const struct building *b, const struct mlg_sweep_node *node,
                           struct mlg_sweep_arc *gates)
{
    const struct mlg_hierarchy *h = b->hierarchy;
    uint32_t count = 0;
    b->least[node->level] = MLG_NO_TIME;
    for (uint32_t arc = h->first_up[node->place]; arc < h->first_up[node->place + 1]; arc++) {
        uint16_t level = h->up_level[arc];
        gates[count] = (struct mlg_sweep_arc){level, b->least[level]};
        count += b->least[level] != MLG_NO_TIME;
        b->least[level] = MLG_NO_TIME;
    }
    return (uint16_t)count;
}

static enum mlg_status lay_out_gates(struct building *b, struct mlg_error *err)
{
    struct mlg_sweep_tree *tree = &b->tree;
    size_t used = 0, capacity = 0;
    memset(b->least, 0xff, b->hierarchy->n_levels * sizeof *b->least);
    for (uint32_t i = tree->n_nodes; i-- > 0;) {
        struct mlg_sweep_node *node = &tree->nodes[i];
        if (!mlg_reserve(&tree->gates, &capacity, used + node->level, sizeof *tree->gates))
            return mlg_fail_memory(err, "the gates of a sweep", used * sizeof *tree->gates);
        node->first_gate = (uint32_t)used;
        if (node->end == i + 1)
            continue;
        add_gates(b, i);
        node->n_gates = take_gates(b, node, tree->gates + used);
        used += node->n_gates;
    }
    return MLG_OK;
}

static enum mlg_status build(struct building *b, const struct mlg_snap *points, size_t n_points,
                             struct mlg_error *err)
{
    struct mlg_sweep_tree *tree = &b->tree;
    enum mlg_status status = hang_points(b, points, n_points, err);
    if (status != MLG_OK)
        return status;
    mark_needed(b);
    rank_needed(b);
    tree->nodes = mlg_alloc(tree->n_nodes + 1ul, sizeof *tree->nodes);
    tree->arcs = mlg_alloc(b->hierarchy->n_arcs + 1ul, sizeof *tree->arcs);
    tree->targets = mlg_alloc(n_points, sizeof *tree->targets);
    if (!tree->nodes || !tree->arcs || !tree->targets)
        return mlg_fail_memory(err, "the tree of a sweep", tree->n_nodes * sizeof *tree->nodes);
    lay_out_arcs(b);
    lay_out_targets(b, n_points);
    return lay_out_gates(b, err);
}

static enum mlg_status allocate(struct building *b, size_t n_points, struct mlg_error *err)
{
    size_t n = b->hierarchy->n_nodes, n_levels = b->hierarchy->n_levels;
    b->hung = mlg_alloc(n_points, sizeof *b->hung);
    b->needed = mlg_alloc_zero(n, sizeof *b->needed);
    b->rank = mlg_alloc(n + 1, sizeof *b->rank);
    b->path = mlg_alloc(n_levels, sizeof *b->path);
    b->least = mlg_alloc(n_levels, sizeof *b->least);
    if (b->hung && b->needed && b->rank && b->path && b->least)
        return MLG_OK;
    return mlg_fail_memory(err, "the tree of a sweep", n_points * sizeof *b->hung + n * 5);
}

enum mlg_status mlg_sweep_tree_init(struct mlg_sweep_tree *tree, const struct mlg_graph *graph,
                                    const struct mlg_hierarchy *hierarchy,
                                    const struct mlg_metric *metric, const struct mlg_snap *points,
                                    size_t n_points, enum mlg_direction direction,
                                    uint32_t bound_ds, struct mlg_error *err)
{
    struct building b = {.graph = graph,
                         .hierarchy = hierarchy,
                         .down = direction == MLG_TO_SITE ? metric->up : metric->down,
                         .direction = direction,
                         .bound = bound_ds};
    enum mlg_status status = allocate(&b, n_points, err);
    if (status == MLG_OK)
        status = build(&b, points, n_points, err);
    if (status == MLG_OK)
        *tree = b.tree;
    else
        mlg_sweep_tree_finish(&b.tree);
    free(b.hung);
    free(b.needed);
    free(b.rank);
    free(b.path);
    free(b.least);
    return status;
}

void mlg_sweep_tree_finish(struct mlg_sweep_tree *tree)
{
    if (!tree)
        return;
    free(tree->nodes);
    free(tree->arcs);
    free(tree->gates);
    free(tree->targets);
    *tree = (struct mlg_sweep_tree){0};
}
