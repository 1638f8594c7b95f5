#include "network/search/order.h"

#include "base/memory.h"
#include "network/search/peel.h"
#include "network/search/separator.h"

#include <math.h>
#include <stdlib.h>

#define LEAF_NODES 64

/* All pieces lie in the same arrays, one after the other; parting a piece sorts its stretch. */
struct dissection {
    struct mlg_separator *separator;
    uint32_t *node; /* [n] in the graph */
    float *x, *y;
    struct mlg_road *roads;
    uint8_t *side;
    uint32_t *number;             /* [n] in the piece's left, right or separator */
    uint32_t *node_buffer;        /* [n], to sort with */
    float *x_buffer, *y_buffer;   /* [n] */
    struct mlg_road *road_buffer; /* [roads] */
    uint32_t *order;              /* is filled from the back */
    uint32_t back;
};

/* A stretch of the arrays; roads number their ends from the stretch's first node. */
struct stretch {
    uint32_t first_node, n_nodes, first_road, n_roads;
};

static void finish(struct dissection *d)
{
    mlg_separator_destroy(d->separator);
    free(d->node);
    free(d->x);
    free(d->y);
    free(d->roads);
    free(d->side);
    free(d->number);
    free(d->node_buffer);
    free(d->x_buffer);
    free(d->y_buffer);
    free(d->road_buffer);
}

static enum mlg_status allocate(struct dissection *d, uint32_t n, uint32_t n_roads,
                                struct mlg_error *err)
{
    d->node = mlg_alloc(n, sizeof *d->node);
    d->x = mlg_alloc(n, sizeof *d->x);
    d->y = mlg_alloc(n, sizeof *d->y);
    d->roads = mlg_alloc(n_roads, sizeof *d->roads);
    d->side = mlg_alloc(n, sizeof *d->side);
    d->number = mlg_alloc(n, sizeof *d->number);
    d->node_buffer = mlg_alloc(n, sizeof *d->node_buffer);
    d->x_buffer = mlg_alloc(n, sizeof *d->x_buffer);
    d->y_buffer = mlg_alloc(n, sizeof *d->y_buffer);
    d->road_buffer = mlg_alloc(n_roads, sizeof *d->road_buffer);
    if (!d->node || !d->x || !d->y || !d->roads || !d->side || !d->number || !d->node_buffer ||
        !d->x_buffer || !d->y_buffer || !d->road_buffer)
        return mlg_fail_memory(err, "the order of the junctions", n * 29ul + n_roads * 16ul);
    return mlg_separator_create(n, n_roads, &d->separator, err);
}

/* The core in kilometres or so: a degree of longitude is as long as at the middle latitude. */
static void load_core(struct dissection *d, const struct mlg_graph *graph,
                      const struct mlg_core *core)
{
    double sum = 0;
    for (uint32_t i = 0; i < core->n_nodes; i++)
        sum += graph->node_lat_e7[core->node[i]] * 1e-7;
    double shrink = cos(core->n_nodes ? sum / core->n_nodes * (M_PI / 180) : 0);
    uint32_t n_roads = 0;
    for (uint32_t i = 0; i < core->n_nodes; i++) {
        d->node[i] = core->node[i];
        d->x[i] = (float)(graph->node_lon_e7[core->node[i]] * 1e-5 * shrink);
        d->y[i] = (float)(graph->node_lat_e7[core->node[i]] * 1e-5);
        for (uint32_t k = core->first[i]; k < core->first[i + 1]; k++)
            if (core->neighbour[k] > i)
                d->roads[n_roads++] = (struct mlg_road){i, core->neighbour[k]};
    }
}

/* The least degree of the nodes in `left`, the first of equals. */
static uint32_t least_degree(const uint64_t *beside, uint64_t left)
{
    uint32_t best = 0;
    int least = LEAF_NODES + 1;
    for (uint64_t rest = left; rest; rest &= rest - 1) {
        uint32_t v = (uint32_t)__builtin_ctzll(rest);
        int degree = __builtin_popcountll(beside[v]);
        if (degree < least) {
            least = degree;
            best = v;
        }
    }
    return best;
}

/* A small piece, by least degree (doi 10.1137/1031001), neighbours as bits. */
static void order_leaf(struct dissection *d, struct stretch piece)
{
    uint64_t beside[LEAF_NODES] = {0};
    for (uint32_t i = 0; i < piece.n_roads; i++) {
        struct mlg_road road = d->roads[piece.first_road + i];
        beside[road.a] |= (uint64_t)1 << road.b;
        beside[road.b] |= (uint64_t)1 << road.a;
    }
    uint64_t left = piece.n_nodes ? UINT64_MAX >> (LEAF_NODES - piece.n_nodes) : 0;
    uint32_t *order = d->order + (d->back -= piece.n_nodes);
    while (left) {
        uint32_t v = least_degree(beside, left);
        uint64_t bit = (uint64_t)1 << v;
        for (uint64_t rest = beside[v]; rest; rest &= rest - 1) {
            uint32_t w = (uint32_t)__builtin_ctzll(rest);
            beside[w] = (beside[w] | beside[v]) & ~bit & ~((uint64_t)1 << w);
        }
        left &= ~bit;
        *order++ = d->node[piece.first_node + v];
    }
}

/* Sorts the piece's nodes by side and numbers them in it; the separator goes to the order. */
static void part_nodes(struct dissection *d, struct stretch piece, struct stretch *left,
                       struct stretch *right)
{
    uint32_t count[3] = {0}, first = piece.first_node;
    for (uint32_t i = 0; i < piece.n_nodes; i++)
        d->number[i] = count[d->side[i]]++;
    left->first_node = first;
    left->n_nodes = count[MLG_SIDE_LEFT];
    right->first_node = first + count[MLG_SIDE_LEFT];
    right->n_nodes = count[MLG_SIDE_RIGHT];
    for (uint32_t i = 0; i < piece.n_nodes; i++) {
        if (d->side[i] == MLG_SIDE_SEPARATOR) {
            d->order[--d->back] = d->node[first + i];
            continue;
        }
        uint32_t to = d->number[i] + (d->side[i] == MLG_SIDE_RIGHT ? left->n_nodes : 0);
        d->node_buffer[to] = d->node[first + i];
        d->x_buffer[to] = d->x[first + i];
        d->y_buffer[to] = d->y[first + i];
    }
    uint32_t kept = left->n_nodes + right->n_nodes;
    for (uint32_t i = 0; i < kept; i++) {
        d->node[first + i] = d->node_buffer[i];
        d->x[first + i] = d->x_buffer[i];
        d->y[first + i] = d->y_buffer[i];
    }
}

/* Sorts the piece's roads by side and renumbers their ends; those at the separator are dropped. */
static void part_roads(struct dissection *d, struct stretch piece, struct stretch *left,
                       struct stretch *right)
{
    struct mlg_road *roads = d->roads + piece.first_road;
    uint32_t n_left = 0, n_right = 0;
    for (uint32_t i = 0; i < piece.n_roads; i++) {
        struct mlg_road road = roads[i];
        uint8_t side = d->side[road.a];
        if (side == MLG_SIDE_SEPARATOR || d->side[road.b] == MLG_SIDE_SEPARATOR)
            continue;
        road = (struct mlg_road){d->number[road.a], d->number[road.b]};
        if (side == MLG_SIDE_LEFT)
            roads[n_left++] = road;
        else
            d->road_buffer[n_right++] = road;
    }
    for (uint32_t i = 0; i < n_right; i++)
        roads[n_left + i] = d->road_buffer[i];
    left->first_road = piece.first_road;
    left->n_roads = n_left;
    right->first_road = piece.first_road + n_left;
    right->n_roads = n_right;
}

static void dissect(struct dissection *d, struct stretch stretch)
{
    if (stretch.n_nodes <= LEAF_NODES) {
        order_leaf(d, stretch);
        return;
    }
    struct mlg_piece piece = {.n_nodes = stretch.n_nodes,
                              .n_roads = stretch.n_roads,
                              .x = d->x + stretch.first_node,
                              .y = d->y + stretch.first_node,
                              .roads = d->roads + stretch.first_road};
    struct stretch left, right;
    mlg_separate(d->separator, &piece, d->side);
    part_nodes(d, stretch, &left, &right);
    part_roads(d, stretch, &left, &right);
    dissect(d, right);
    dissect(d, left);
}

enum mlg_status mlg_order_nodes(const struct mlg_graph *graph,
                                const struct mlg_adjacency *adjacency, uint32_t *order,
                                struct mlg_error *err)
{
    struct mlg_core core;
    enum mlg_status status = mlg_core_init(&core, adjacency, order, err);
    if (status != MLG_OK)
        return status;
    struct dissection d = {.order = order, .back = graph->n_nodes};
    uint32_t n_roads = core.first[core.n_nodes] / 2;
    status = allocate(&d, core.n_nodes, n_roads, err);
    if (status == MLG_OK) {
        load_core(&d, graph, &core);
        dissect(&d, (struct stretch){.n_nodes = core.n_nodes, .n_roads = n_roads});
    }
    finish(&d);
    mlg_core_finish(&core);
    return status;
}
