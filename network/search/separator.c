#include "network/search/separator.h"

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX
#define MAX_SLICES 1024

/* The smaller side has at least this share of the nodes; the flow may move the cut by BAND more. */
static const double MIN_SHARE = 0.3, BAND = 0.08;
/* A side of more than this share is not accepted from the flow, which then takes the whole band. */
static const double MOST_SHARE = 0.9;
/* More paths than a piece of a road network has. */
static const double LEAST_PATHS = 32, PATHS_PER_ROOT = 4;
/* How much a cut with nothing on one side would have to be better than one in the middle. */
static const double IMBALANCE_COST = 1.0;

static const float DIRECTIONS[8][2] = {{1, 0}, {0, 1},  {1, 1}, {1, -1},
                                       {1, 2}, {1, -2}, {2, 1}, {2, -1}};

/* A node of the band and whether its side towards the left or the right is meant: a path goes in
 * and out, and only one path may pass. */
#define IN(v) (2 * (v))
#define OUT(v) (2 * (v) + 1)

struct mlg_separator {
    uint16_t *slice, *best_slice; /* [nodes] along the direction */
    uint32_t *band_index;         /* [nodes] or NONE */
    uint32_t *band;               /* the band's nodes, [nodes] */
    uint32_t n_band;
    uint32_t *first, *neighbour; /* [nodes + 2], [2 roads]: the roads inside the band */
    uint8_t *at_left, *at_right; /* [nodes]: touches what is left (right) of the band */
    uint32_t *previous;          /* [nodes] of the path through a node; NONE: no path */
    uint32_t *came_from;         /* [2 nodes] states of the search */
    uint32_t *queue;             /* [2 nodes] */
};

struct cut {
    double cost;
    uint32_t slice;     /* the first on the right */
    uint32_t low, high; /* the band: slices low <= s < high */
};

enum mlg_status mlg_separator_create(uint32_t max_nodes, uint32_t max_roads,
                                     struct mlg_separator **separator, struct mlg_error *err)
{
    struct mlg_separator *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a separator", sizeof *made);
    size_t n = (size_t)max_nodes + 2;
    made->slice = mlg_alloc(n, sizeof *made->slice);
    made->best_slice = mlg_alloc(n, sizeof *made->best_slice);
    made->band_index = mlg_alloc(n, sizeof *made->band_index);
    made->band = mlg_alloc(n, sizeof *made->band);
    made->first = mlg_alloc(n, sizeof *made->first);
    made->neighbour = mlg_alloc(2 * (size_t)max_roads, sizeof *made->neighbour);
    made->at_left = mlg_alloc(n, sizeof *made->at_left);
    made->at_right = mlg_alloc(n, sizeof *made->at_right);
    made->previous = mlg_alloc(n, sizeof *made->previous);
    made->came_from = mlg_alloc(2 * n, sizeof *made->came_from);
    made->queue = mlg_alloc(2 * n, sizeof *made->queue);
    if (!made->slice || !made->best_slice || !made->band_index || !made->band || !made->first ||
        !made->neighbour || !made->at_left || !made->at_right || !made->previous ||
        !made->came_from || !made->queue) {
        mlg_separator_destroy(made);
        return mlg_fail_memory(err, "the separators of the roads", n * 38 + max_roads * 8ul);
    }
    *separator = made;
    return MLG_OK;
}

void mlg_separator_destroy(struct mlg_separator *separator)
{
    if (!separator)
        return;
    free(separator->slice);
    free(separator->best_slice);
    free(separator->band_index);
    free(separator->band);
    free(separator->first);
    free(separator->neighbour);
    free(separator->at_left);
    free(separator->at_right);
    free(separator->previous);
    free(separator->came_from);
    free(separator->queue);
    free(separator);
}

/* Slices of equal width along a direction. Returns false where all nodes are in one. */
static bool slice_nodes(const struct mlg_piece *piece, const float *direction, uint32_t n_slices,
                        uint16_t *slice)
{
    float low = INFINITY, high = -INFINITY;
    for (uint32_t i = 0; i < piece->n_nodes; i++) {
        float at = piece->x[i] * direction[0] + piece->y[i] * direction[1];
        low = at < low ? at : low;
        high = at > high ? at : high;
    }
    if (!(high > low))
        return false;
    float scale = ((float)n_slices - 0.01f) / (high - low);
    for (uint32_t i = 0; i < piece->n_nodes; i++) {
        float at = piece->x[i] * direction[0] + piece->y[i] * direction[1];
        uint32_t s = (uint32_t)((at - low) * scale);
        slice[i] = (uint16_t)(s < n_slices ? s : n_slices - 1);
    }
    return true;
}

/* The cheapest cut between two slices: roads cut, dearer the further it is from the middle. */
static void sweep_slices(const struct mlg_piece *piece, const uint16_t *slice, uint32_t n_slices,
                         struct cut *best)
{
    int32_t begin[MAX_SLICES + 1] = {0};
    uint32_t nodes[MAX_SLICES] = {0};
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        nodes[slice[i]]++;
    for (uint32_t i = 0; i < piece->n_roads; i++) {
        uint32_t a = slice[piece->roads[i].a], b = slice[piece->roads[i].b];
        begin[(a < b ? a : b) + 1]++;
        begin[(a < b ? b : a) + 1]--;
    }
    uint32_t left = 0;
    int32_t cut = 0;
    for (uint32_t s = 0; s < n_slices; left += nodes[s++]) {
        cut += begin[s];
        double share = (double)left / piece->n_nodes;
        double smaller = share < 0.5 ? share : 1 - share;
        double cost = (cut + 0.5) * (1 + IMBALANCE_COST * (0.5 - smaller));
        if (smaller >= MIN_SHARE && cost < best->cost)
            *best = (struct cut){.cost = cost, .slice = s};
    }
}

/* Widens the cut to a band that holds about BAND of the nodes on either side. */
static void widen(const struct mlg_piece *piece, const uint16_t *slice, uint32_t n_slices,
                  struct cut *cut)
{
    uint32_t nodes[MAX_SLICES] = {0};
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        nodes[slice[i]]++;
    uint32_t room = (uint32_t)(BAND * piece->n_nodes), held = 0;
    cut->low = cut->high = cut->slice;
    while (cut->low > 0 && held + nodes[cut->low - 1] <= room)
        held += nodes[--cut->low];
    for (held = 0; cut->high < n_slices && held + nodes[cut->high] <= room; cut->high++)
        held += nodes[cut->high];
}

/* The best of the directions; false where the positions part nothing. */
static bool find_cut(struct mlg_separator *separator, const struct mlg_piece *piece,
                     struct cut *cut)
{
    uint32_t n_slices = piece->n_nodes < MAX_SLICES ? piece->n_nodes : MAX_SLICES;
    *cut = (struct cut){.cost = INFINITY};
    for (size_t d = 0; d < sizeof DIRECTIONS / sizeof *DIRECTIONS; d++) {
        double before = cut->cost;
        if (!slice_nodes(piece, DIRECTIONS[d], n_slices, separator->slice))
            continue;
        sweep_slices(piece, separator->slice, n_slices, cut);
        if (cut->cost < before) {
            uint16_t *better = separator->slice;
            separator->slice = separator->best_slice;
            separator->best_slice = better;
        }
    }
    if (cut->cost == INFINITY)
        return false;
    widen(piece, separator->best_slice, n_slices, cut);
    return true;
}

/* Without help from the positions: halves in the order of the nodes. */
static void halve(struct mlg_separator *separator, const struct mlg_piece *piece, struct cut *cut)
{
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        separator->best_slice[i] = i >= piece->n_nodes / 2;
    *cut = (struct cut){.slice = 1, .low = 1, .high = 1};
}

static void enter_band(struct mlg_separator *separator, uint32_t node)
{
    if (separator->band_index[node] != NONE)
        return;
    separator->band_index[node] = separator->n_band;
    separator->band[separator->n_band++] = node;
}

/* The band's nodes, with one end of every road that would leap over it. */
static void collect_band(struct mlg_separator *separator, const struct mlg_piece *piece,
                         const struct cut *cut)
{
    const uint16_t *slice = separator->best_slice;
    separator->n_band = 0;
    memset(separator->band_index, 0xff, piece->n_nodes * sizeof *separator->band_index);
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        if (slice[i] >= cut->low && slice[i] < cut->high)
            enter_band(separator, i);
    for (uint32_t i = 0; i < piece->n_roads; i++) {
        struct mlg_road road = piece->roads[i];
        bool leaps = (slice[road.a] < cut->low && slice[road.b] >= cut->high) ||
                     (slice[road.b] < cut->low && slice[road.a] >= cut->high);
        if (leaps && separator->band_index[road.b] == NONE)
            enter_band(separator, road.a);
    }
}

/* Notes that a band's node has a neighbour outside. */
static void touch(struct mlg_separator *separator, uint32_t inside, uint32_t outside,
                  const struct cut *cut)
{
    if (inside == NONE)
        return;
    if (separator->best_slice[outside] < cut->slice)
        separator->at_left[inside] = 1;
    else
        separator->at_right[inside] = 1;
}

static void join_band(struct mlg_separator *separator, const struct mlg_piece *piece,
                      const struct cut *cut)
{
    uint32_t n = separator->n_band, *first = separator->first;
    memset(separator->at_left, 0, n);
    memset(separator->at_right, 0, n);
    memset(first, 0, (n + 2) * sizeof *first);
    for (uint32_t i = 0; i < piece->n_roads; i++) {
        struct mlg_road road = piece->roads[i];
        uint32_t a = separator->band_index[road.a], b = separator->band_index[road.b];
        if (a != NONE && b != NONE) {
            first[a + 2]++;
            first[b + 2]++;
        } else {
            touch(separator, a, road.b, cut);
            touch(separator, b, road.a, cut);
        }
    }
    for (uint32_t v = 0; v < n; v++)
        first[v + 2] += first[v + 1];
    for (uint32_t i = 0; i < piece->n_roads; i++) {
        uint32_t a = separator->band_index[piece->roads[i].a];
        uint32_t b = separator->band_index[piece->roads[i].b];
        if (a == NONE || b == NONE)
            continue;
        separator->neighbour[first[a + 1]++] = b;
        separator->neighbour[first[b + 1]++] = a;
    }
}

static void reach(struct mlg_separator *separator, uint32_t state, uint32_t from, uint32_t *end)
{
    if (separator->came_from[state] != NONE)
        return;
    separator->came_from[state] = from;
    separator->queue[(*end)++] = state;
}

/* Searches for one more path from left to right that shares no node with the others, breadth
 * first. Returns its last state, or NONE; came_from then marks what the left side reaches. A start
 * came from itself. */
static uint32_t find_path(struct mlg_separator *separator)
{
    uint32_t begin = 0, end = 0, n = separator->n_band;
    memset(separator->came_from, 0xff, 2 * (size_t)n * sizeof *separator->came_from);
    for (uint32_t v = 0; v < n; v++)
        if (separator->at_left[v])
            reach(separator, IN(v), IN(v), &end);
    while (begin < end) {
        uint32_t state = separator->queue[begin++], v = state / 2;
        uint32_t before = separator->previous[v];
        if (state == IN(v)) {
            if (before == NONE)
                reach(separator, OUT(v), state, &end);
            else if (before != v)
                reach(separator, OUT(before), state, &end);
            continue;
        }
        if (separator->at_right[v])
            return state;
        if (before != NONE)
            reach(separator, IN(v), state, &end);
        for (uint32_t k = separator->first[v]; k < separator->first[v + 1]; k++)
            reach(separator, IN(separator->neighbour[k]), state, &end);
    }
    return NONE;
}

/* Follows the states of a path back to its start and gives the nodes that it enters their new
 * predecessors: none where it undoes the path through them, themselves at a start. */
static void take_path(struct mlg_separator *separator, uint32_t state)
{
    for (;;) {
        uint32_t v = state / 2, from = separator->came_from[state];
        if (state == IN(v))
            separator->previous[v] = from == OUT(v) ? NONE : from / 2;
        if (from == state)
            return;
        state = from;
    }
}

/* A least set of band nodes that parts left from right (Menger; Ford and Fulkerson). Returns false
 * where it would be too large to be worth its search. */
static bool cut_band(struct mlg_separator *separator, uint32_t n_nodes, uint8_t *side)
{
    double most = LEAST_PATHS + PATHS_PER_ROOT * sqrt(n_nodes);
    memset(separator->previous, 0xff, separator->n_band * sizeof *separator->previous);
    for (uint32_t last, paths = 0; (last = find_path(separator)) != NONE; paths++) {
        if (paths > most)
            return false;
        take_path(separator, last);
    }
    for (uint32_t v = 0; v < separator->n_band; v++) {
        bool in = separator->came_from[IN(v)] != NONE, out = separator->came_from[OUT(v)] != NONE;
        side[separator->band[v]] = out ? MLG_SIDE_LEFT : in ? MLG_SIDE_SEPARATOR : MLG_SIDE_RIGHT;
    }
    return true;
}

static bool is_balanced(const struct mlg_piece *piece, const uint8_t *side)
{
    uint32_t count[3] = {0};
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        count[side[i]]++;
    double most = MOST_SHARE * piece->n_nodes;
    return count[MLG_SIDE_LEFT] <= most && count[MLG_SIDE_RIGHT] <= most;
}

void mlg_separate(struct mlg_separator *separator, const struct mlg_piece *piece, uint8_t *side)
{
    struct cut cut;
    if (!find_cut(separator, piece, &cut))
        halve(separator, piece, &cut);
    collect_band(separator, piece, &cut);
    join_band(separator, piece, &cut);
    for (uint32_t i = 0; i < piece->n_nodes; i++)
        side[i] = separator->best_slice[i] < cut.slice ? MLG_SIDE_LEFT : MLG_SIDE_RIGHT;
    if (!cut_band(separator, piece->n_nodes, side) || !is_balanced(piece, side))
        for (uint32_t v = 0; v < separator->n_band; v++)
            side[separator->band[v]] = MLG_SIDE_SEPARATOR;
}
