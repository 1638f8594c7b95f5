#include "network/search/search.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

struct entry {
    uint32_t node, next;
};

/* The queue has one list for each decisecond. An improved node is entered again and its older
 * entries are skipped when their turn comes, so that a search makes at most one entry an arc. */
struct mlg_search {
    const struct mlg_graph *graph;
    uint16_t *label;   /* [n_nodes], MLG_BEYOND between searches */
    uint32_t *settled; /* [n_nodes], the first n_settled in the order of their labels */
    uint32_t n_settled;
    struct entry *entries; /* [n_arcs + 2] */
    uint32_t n_entries;
    uint32_t bucket[MLG_MAX_BOUND_DS + 1]; /* the first entry, where the bit in `filled` is set */
    uint64_t filled[(MLG_MAX_BOUND_DS + 64) / 64];
};

/* A point as seen from a node at one end of its edge. */
struct target {
    uint32_t point;
    uint32_t to_node_ds, from_node_ds; /* with the point's leg; MLG_CLOSED */
};

/* Where a point hangs: at both ends of its edge, at each on one node or on two. */
struct hooks {
    unsigned n;
    uint32_t node[4];
    struct target target[4];
};

struct mlg_targets {
    const struct mlg_graph *graph;
    const struct mlg_snap *points; /* [n_points], the caller's */
    size_t n_points;
    uint32_t *first;        /* [n_nodes + 1] */
    struct target *targets; /* by node; two to four a snapped point */
};

enum mlg_status mlg_search_create(const struct mlg_graph *graph, struct mlg_search **search,
                                  struct mlg_error *err)
{
    struct mlg_search *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a search", sizeof *made);
    made->graph = graph;
    made->label = mlg_alloc(graph->n_nodes, sizeof *made->label);
    made->settled = mlg_alloc(graph->n_nodes, sizeof *made->settled);
    made->entries = mlg_alloc((size_t)graph->n_arcs + 2, sizeof *made->entries);
    if (!made->label || !made->settled || !made->entries) {
        mlg_search_destroy(made);
        return mlg_fail_memory(err, "a search of the roads",
                               graph->n_nodes * (sizeof *made->label + sizeof *made->settled) +
                                   graph->n_arcs * sizeof *made->entries);
    }
    memset(made->label, 0xff, graph->n_nodes * sizeof *made->label);
    *search = made;
    return MLG_OK;
}

void mlg_search_destroy(struct mlg_search *search)
{
    if (!search)
        return;
    free(search->label);
    free(search->settled);
    free(search->entries);
    free(search);
}

/* a + b where that is within the bound, else MLG_CLOSED; either may be MLG_CLOSED. */
static inline uint32_t add_within(uint32_t a, uint32_t b, uint32_t bound)
{
    return a <= bound && b <= bound - a ? a + b : MLG_CLOSED;
}

static inline void improve(struct mlg_search *search, uint32_t node, uint32_t time, uint32_t bound)
{
    if (time > bound || time >= search->label[node])
        return;
    uint64_t bit = (uint64_t)1 << (time & 63);
    uint64_t *word = &search->filled[time >> 6];
    uint32_t entry = search->n_entries++;
    search->entries[entry] =
        (struct entry){.node = node, .next = *word & bit ? search->bucket[time] : NONE};
    search->bucket[time] = entry;
    *word |= bit;
    search->label[node] = (uint16_t)time;
}

/* Settles all that waits at `time`, and what arcs of no time add to it meanwhile. */
static void settle_bucket(struct mlg_search *search, const uint32_t *first, const uint32_t *end,
                          const uint32_t *arc_time, uint32_t time, uint32_t bound)
{
    uint64_t bit = (uint64_t)1 << (time & 63);
    while (search->filled[time >> 6] & bit) {
        struct entry entry = search->entries[search->bucket[time]];
        if (entry.next == NONE)
            search->filled[time >> 6] &= ~bit;
        else
            search->bucket[time] = entry.next;
        if (search->label[entry.node] != time)
            continue;
        search->settled[search->n_settled++] = entry.node;
        for (uint32_t arc = first[entry.node]; arc < first[entry.node + 1]; arc++)
            improve(search, end[arc], add_within(time, arc_time[arc], bound), bound);
    }
}

/* Labels all nodes within the bound of a snapped site; direction is not MLG_LONGER. */
static void label_nodes(struct mlg_search *search, const struct mlg_snap *site,
                        enum mlg_direction direction, uint32_t bound)
{
    const struct mlg_graph *graph = search->graph;
    bool to_site = direction == MLG_TO_SITE;
    const uint32_t *first = to_site ? graph->first_in : graph->first_out;
    const uint32_t *end = to_site ? graph->tail : graph->head;
    const uint32_t *time = to_site ? graph->in_time_ds : graph->time_ds;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(graph, site, !to_site, ends);
    search->n_entries = search->n_settled = 0;
    for (int i = 0; i < 2; i++)
        improve(search, ends[i].node, add_within(site->leg_ds, ends[i].time_ds, bound), bound);
    for (uint32_t word = 0; word <= bound >> 6; word++)
        while (search->filled[word])
            settle_bucket(search, first, end, time,
                          word * 64 + (uint32_t)__builtin_ctzll(search->filled[word]), bound);
}

static void clear_labels(struct mlg_search *search)
{
    for (uint32_t i = 0; i < search->n_settled; i++)
        search->label[search->settled[i]] = MLG_BEYOND;
}

static uint32_t direct_ds(const struct mlg_snap *site, const struct mlg_snap *point,
                          enum mlg_direction direction, uint32_t bound)
{
    uint32_t along = direction == MLG_TO_SITE ? mlg_snap_direct_ds(point, site)
                                              : mlg_snap_direct_ds(site, point);
    return add_within(add_within(site->leg_ds, point->leg_ds, bound), along, bound);
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The time between the site whose nodes are labelled and a point; MLG_CLOSED beyond the bound. */
static uint32_t point_time(const struct mlg_search *search, const struct mlg_snap *site,
                           const struct mlg_snap *point, enum mlg_direction direction,
                           uint32_t bound)
{
    if (point->edge == MLG_NO_EDGE)
        return MLG_CLOSED;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(search->graph, point, direction == MLG_TO_SITE, ends);
    uint32_t time = MLG_CLOSED;
    for (int i = 0; i < 2; i++)
        time = smaller(time, add_within(search->label[ends[i].node],
                                        add_within(point->leg_ds, ends[i].time_ds, bound), bound));
    if (point->edge == site->edge)
        time = smaller(time, direct_ds(site, point, direction, bound));
    return time;
}

static void one_way_times(struct mlg_search *search, const struct mlg_snap *site,
                          const struct mlg_snap *points, size_t n_points,
                          enum mlg_direction direction, uint32_t bound, uint16_t *time_ds)
{
    label_nodes(search, site, direction, bound);
    for (size_t i = 0; i < n_points; i++) {
        uint32_t time = point_time(search, site, &points[i], direction, bound);
        if (time > bound || time_ds[i] == MLG_BEYOND)
            time_ds[i] = MLG_BEYOND;
        else if (time > time_ds[i])
            time_ds[i] = (uint16_t)time;
    }
    clear_labels(search);
}

void mlg_search_times(struct mlg_search *search, const struct mlg_snap *site,
                      const struct mlg_snap *points, size_t n_points, enum mlg_direction direction,
                      uint32_t bound_ds, uint16_t *time_ds)
{
    memset(time_ds, site->edge == MLG_NO_EDGE ? 0xff : 0, n_points * sizeof *time_ds);
    if (site->edge == MLG_NO_EDGE)
        return;
    if (direction != MLG_FROM_SITE)
        one_way_times(search, site, points, n_points, MLG_TO_SITE, bound_ds, time_ds);
    if (direction != MLG_TO_SITE)
        one_way_times(search, site, points, n_points, MLG_FROM_SITE, bound_ds, time_ds);
}

uint32_t mlg_search_extent(struct mlg_search *search, const struct mlg_snap *site,
                           enum mlg_direction direction, uint32_t bound_ds)
{
    uint32_t n_settled = 0;
    if (site->edge == MLG_NO_EDGE)
        return 0;
    for (enum mlg_direction way = MLG_TO_SITE; way <= MLG_FROM_SITE; way++) {
        if (direction != way && direction != MLG_LONGER)
            continue;
        label_nodes(search, site, way, bound_ds);
        clear_labels(search);
        n_settled += search->n_settled;
    }
    return n_settled;
}

static uint32_t leg_and(const struct mlg_snap *point, uint32_t time)
{
    return add_within(point->leg_ds, time, MLG_MAX_BOUND_DS);
}

static struct hooks hooks_of(const struct mlg_targets *made, size_t i)
{
    const struct mlg_snap *point = &made->points[i];
    struct hooks hooks = {0};
    struct mlg_snap_end leave[2], reach[2];
    if (point->edge == MLG_NO_EDGE)
        return hooks;
    mlg_snap_ends(made->graph, point, true, leave);
    mlg_snap_ends(made->graph, point, false, reach);
    for (int end = 0; end < 2; end++) {
        uint32_t to_ds = leg_and(point, leave[end].time_ds);
        uint32_t from_ds = leg_and(point, reach[end].time_ds);
        bool one = leave[end].node == reach[end].node;
        hooks.node[hooks.n] = reach[end].node;
        hooks.target[hooks.n++] = (struct target){(uint32_t)i, one ? to_ds : MLG_CLOSED, from_ds};
        if (one)
            continue;
        hooks.node[hooks.n] = leave[end].node;
        hooks.target[hooks.n++] = (struct target){(uint32_t)i, to_ds, MLG_CLOSED};
    }
    return hooks;
}

/* Counting sort by node: `first` is filled shifted by one and moves into place as entries are put.
 */
static enum mlg_status hang_points(struct mlg_targets *made, struct mlg_error *err)
{
    uint32_t *first = made->first, start = 0;
    for (size_t i = 0; i < made->n_points; i++) {
        struct hooks hooks = hooks_of(made, i);
        for (unsigned k = 0; k < hooks.n; k++)
            first[hooks.node[k] + 1]++;
    }
    for (uint32_t node = 0; node < made->graph->n_nodes; node++) {
        uint32_t count = first[node + 1];
        first[node + 1] = start;
        start += count;
    }
    made->targets = mlg_alloc(start, sizeof *made->targets);
    if (!made->targets)
        return mlg_fail_memory(err, "the points of a search", start * sizeof *made->targets);
    for (size_t i = 0; i < made->n_points; i++) {
        struct hooks hooks = hooks_of(made, i);
        for (unsigned k = 0; k < hooks.n; k++)
            made->targets[first[hooks.node[k] + 1]++] = hooks.target[k];
    }
    return MLG_OK;
}

enum mlg_status mlg_targets_create(const struct mlg_graph *graph, const struct mlg_snap *points,
                                   size_t n_points, struct mlg_targets **targets,
                                   struct mlg_error *err)
{
    if (n_points > MLG_MAX_POINTS)
        return mlg_fail(err, MLG_BAD_INPUT, "%zu points are more than the %u that can be searched",
                        n_points, MLG_MAX_POINTS);
    struct mlg_targets *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the points of a search", sizeof *made);
    *made = (struct mlg_targets){.graph = graph, .points = points, .n_points = n_points};
    made->first = mlg_alloc_zero((size_t)graph->n_nodes + 1, sizeof *made->first);
    enum mlg_status status =
        made->first ? hang_points(made, err)
                    : mlg_fail_memory(err, "the points of a search", graph->n_nodes * 4ul);
    if (status == MLG_OK)
        *targets = made;
    else
        mlg_targets_destroy(made);
    return status;
}

void mlg_targets_destroy(struct mlg_targets *targets)
{
    if (!targets)
        return;
    free(targets->first);
    free(targets->targets);
    free(targets);
}

enum mlg_status mlg_reached_init(struct mlg_reached *reach, const struct mlg_targets *targets,
                                 struct mlg_error *err)
{
    struct mlg_reached made = {0};
    made.touched = mlg_alloc_zero(targets->n_points / 64 + 1, sizeof *made.touched);
    made.best = mlg_alloc(targets->n_points, sizeof *made.best);
    if (!made.touched || !made.best) {
        mlg_reached_finish(&made);
        return mlg_fail_memory(err, "the times of a search", targets->n_points * sizeof *made.best);
    }
    memset(made.best, 0xff, targets->n_points * sizeof *made.best);
    *reach = made;
    return MLG_OK;
}

void mlg_reached_finish(struct mlg_reached *reach)
{
    if (!reach)
        return;
    free(reach->point);
    free(reach->time_ds);
    free(reach->touched);
    free(reach->best);
    *reach = (struct mlg_reached){0};
}

/* Returns how many points were not touched before: 0 or 1. */
static inline uint32_t touch(struct mlg_reached *reach, uint32_t point, uint32_t time)
{
    if (time >= reach->best[point])
        return 0;
    uint32_t added = reach->best[point] == MLG_BEYOND;
    reach->best[point] = (uint16_t)time;
    reach->touched[point >> 6] |= (uint64_t)1 << (point & 63);
    return added;
}

/* The times of all points that hang on settled nodes or lie on the site's own edge. Returns how
 * many. */
static uint32_t touch_points(const struct mlg_search *search, const struct mlg_snap *site,
                             const struct mlg_targets *targets, enum mlg_direction direction,
                             uint32_t bound, struct mlg_reached *reach)
{
    bool to_site = direction == MLG_TO_SITE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < search->n_settled; i++) {
        uint32_t node = search->settled[i], label = search->label[node];
        for (uint32_t k = targets->first[node]; k < targets->first[node + 1]; k++) {
            const struct target *target = &targets->targets[k];
            uint32_t leg = to_site ? target->to_node_ds : target->from_node_ds;
            if (leg <= bound - label)
                count += touch(reach, target->point, label + leg);
        }
    }
    uint32_t tail = search->graph->edge_tail[site->edge];
    for (uint32_t k = targets->first[tail]; k < targets->first[tail + 1]; k++) {
        const struct mlg_snap *point = &targets->points[targets->targets[k].point];
        if (point->edge != site->edge)
            continue;
        uint32_t time = direct_ds(site, point, direction, bound);
        if (time <= bound)
            count += touch(reach, targets->targets[k].point, time);
    }
    return count;
}

/* Visits the touched points in order and forgets them. */
static void list_touched(struct mlg_reached *reach, size_t n_points)
{
    uint32_t count = 0;
    for (size_t word = 0; word < n_points / 64 + 1; word++) {
        for (uint64_t bits = reach->touched[word]; bits; bits &= bits - 1) {
            uint32_t point = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
            reach->point[count] = point;
            reach->time_ds[count++] = reach->best[point];
            reach->best[point] = MLG_BEYOND;
        }
        reach->touched[word] = 0;
    }
    reach->count = count;
}

/* Keeps those of the list that were touched again, at the longer time, and forgets the touched. */
static void keep_longer(struct mlg_reached *reach, size_t n_points)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < reach->count; i++) {
        uint16_t back = reach->best[reach->point[i]];
        if (back == MLG_BEYOND)
            continue;
        reach->point[count] = reach->point[i];
        reach->time_ds[count++] = reach->time_ds[i] > back ? reach->time_ds[i] : back;
    }
    reach->count = count;
    for (size_t word = 0; word < n_points / 64 + 1; word++) {
        for (uint64_t bits = reach->touched[word]; bits; bits &= bits - 1)
            reach->best[word * 64 + (size_t)__builtin_ctzll(bits)] = MLG_BEYOND;
        reach->touched[word] = 0;
    }
}

static bool reserve_reach(struct mlg_reached *reach, uint32_t count)
{
    size_t points = reach->capacity;
    return mlg_reserve(&reach->point, &points, count, sizeof *reach->point) &&
           mlg_reserve(&reach->time_ds, &reach->capacity, count, sizeof *reach->time_ds);
}

enum mlg_status mlg_search_reach(struct mlg_search *search, const struct mlg_snap *site,
                                 const struct mlg_targets *targets, enum mlg_direction direction,
                                 uint32_t bound_ds, struct mlg_reached *reach,
                                 struct mlg_error *err)
{
    reach->count = 0;
    if (site->edge == MLG_NO_EDGE)
        return MLG_OK;
    enum mlg_direction first = direction == MLG_FROM_SITE ? MLG_FROM_SITE : MLG_TO_SITE;
    label_nodes(search, site, first, bound_ds);
    uint32_t count = touch_points(search, site, targets, first, bound_ds, reach);
    clear_labels(search);
    if (!reserve_reach(reach, count))
        return mlg_fail_memory(err, "the times of a search", count * sizeof *reach->point);
    list_touched(reach, targets->n_points);
    if (direction == MLG_LONGER) {
        label_nodes(search, site, MLG_FROM_SITE, bound_ds);
        touch_points(search, site, targets, MLG_FROM_SITE, bound_ds, reach);
        clear_labels(search);
        keep_longer(reach, targets->n_points);
    }
    return MLG_OK;
}
