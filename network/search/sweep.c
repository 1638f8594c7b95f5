#include "network/search/sweep.h"

#include "base/memory.h"
#include "network/search/wave.h"

#include <stdlib.h>
#include <string.h>

/* One direction of a job. */
struct course {
    enum mlg_direction direction;
    const uint16_t *up_time_ds;
    struct mlg_sweep_tree tree;
};

struct mlg_sweep {
    const struct mlg_graph *graph;
    const struct mlg_hierarchy *hierarchy;
    const struct mlg_snap *points;
    size_t n_points;
    uint32_t bound;
    uint32_t n_courses; /* 2 for the longer of both directions */
    struct course courses[2];
    uint32_t *first_on_edge; /* [n_edges + 2] */
    uint32_t *on_edge;       /* the snapped points by their edges */
};

struct mlg_sweeper {
    const struct mlg_sweep *sweep;
    const struct mlg_sweep_kernel *kernel;
    struct mlg_wave waves[2];
    uint64_t *reached; /* a bit a point, 0 between batches */
    uint32_t *slot;    /* [n_points] of a reached point in the first wave */
    uint32_t *order;   /* [n_points] the slots in the order of their points */
    uint32_t n_ordered;
};

/* Counting sort of the points by edge. */
static enum mlg_status sort_by_edge(struct mlg_sweep *sweep, struct mlg_error *err)
{
    size_t n_edges = sweep->graph->n_edges;
    uint32_t *first = mlg_alloc_zero(n_edges + 2, sizeof *first);
    sweep->first_on_edge = first;
    sweep->on_edge = mlg_alloc(sweep->n_points, sizeof *sweep->on_edge);
    if (!first || !sweep->on_edge)
        return mlg_fail_memory(err, "the points by edge", (n_edges + sweep->n_points) * 4);
    for (size_t i = 0; i < sweep->n_points; i++)
        if (sweep->points[i].edge != MLG_NO_EDGE)
            first[sweep->points[i].edge + 2]++;
    for (size_t edge = 2; edge < n_edges + 2; edge++)
        first[edge] += first[edge - 1];
    for (size_t i = 0; i < sweep->n_points; i++)
        if (sweep->points[i].edge != MLG_NO_EDGE)
            sweep->on_edge[first[sweep->points[i].edge + 1]++] = (uint32_t)i;
    return MLG_OK;
}

enum mlg_status mlg_sweep_create(const struct mlg_graph *graph,
                                 const struct mlg_hierarchy *hierarchy,
                                 const struct mlg_metric *metric, const struct mlg_snap *points,
                                 size_t n_points, enum mlg_direction direction, uint32_t bound_ds,
                                 struct mlg_sweep **sweep, struct mlg_error *err)
{
    struct mlg_sweep *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a sweep", sizeof *made);
    *made = (struct mlg_sweep){.graph = graph,
                               .hierarchy = hierarchy,
                               .points = points,
                               .n_points = n_points,
                               .bound = bound_ds};
    enum mlg_status status = sort_by_edge(made, err);
    for (int back = 0; back < 2 && status == MLG_OK; back++) {
        enum mlg_direction one_way = back ? MLG_FROM_SITE : MLG_TO_SITE;
        if (direction != one_way && direction != MLG_LONGER)
            continue;
        struct course *course = &made->courses[made->n_courses++];
        course->direction = one_way;
        course->up_time_ds = back ? metric->up : metric->down;
        status = mlg_sweep_tree_init(&course->tree, graph, hierarchy, metric, points, n_points,
                                     one_way, bound_ds, err);
    }
    if (status == MLG_OK)
        *sweep = made;
    else
        mlg_sweep_destroy(made);
    return status;
}

void mlg_sweep_destroy(struct mlg_sweep *sweep)
{
    if (!sweep)
        return;
    for (uint32_t i = 0; i < 2; i++)
        mlg_sweep_tree_finish(&sweep->courses[i].tree);
    free(sweep->first_on_edge);
    free(sweep->on_edge);
    free(sweep);
}

enum mlg_status mlg_sweeper_create(const struct mlg_sweep *sweep, struct mlg_sweeper **sweeper,
                                   struct mlg_error *err)
{
    size_t n = sweep->n_points;
    struct mlg_sweeper *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a sweep", sizeof *made);
    made->sweep = sweep;
    made->kernel = mlg_sweep_kernel_choose();
    made->reached = mlg_alloc_zero(n / 64 + 1, sizeof *made->reached);
    made->slot = mlg_alloc(n, sizeof *made->slot);
    made->order = mlg_alloc(n, sizeof *made->order);
    enum mlg_status status = MLG_OK;
    if (!made->reached || !made->slot || !made->order)
        status = mlg_fail_memory(err, "the points of a sweep", n * 8);
    for (uint32_t i = 0; i < sweep->n_courses && status == MLG_OK; i++)
        status = mlg_wave_init(&made->waves[i], sweep->hierarchy, sweep->courses[i].up_time_ds,
                               &sweep->courses[i].tree, n, err);
    if (status == MLG_OK)
        *sweeper = made;
    else
        mlg_sweeper_destroy(made);
    return status;
}

void mlg_sweeper_use(struct mlg_sweeper *sweeper, const struct mlg_sweep_kernel *kernel)
{
    sweeper->kernel = kernel;
}

void mlg_sweeper_destroy(struct mlg_sweeper *sweeper)
{
    if (!sweeper)
        return;
    mlg_wave_finish(&sweeper->waves[0]);
    mlg_wave_finish(&sweeper->waves[1]);
    free(sweeper->reached);
    free(sweeper->slot);
    free(sweeper->order);
    free(sweeper);
}

static bool is_reached(const struct mlg_sweeper *sweeper, uint32_t point)
{
    return sweeper->reached[point / 64] >> (point % 64) & 1;
}

static void note_reached(struct mlg_sweeper *sweeper, const struct mlg_wave *wave)
{
    for (uint32_t k = 0; k < wave->n_reached; k++) {
        uint32_t point = wave->point[k];
        sweeper->slot[point] = k;
        sweeper->reached[point / 64] |= (uint64_t)1 << (point % 64);
    }
}

static void forget_reached(struct mlg_sweeper *sweeper, const struct mlg_wave *wave)
{
    for (uint32_t k = 0; k < wave->n_reached; k++)
        sweeper->reached[wave->point[k] / 64] = 0;
}

/* The time between a site and a point of the same edge along it. */
static void reach_direct(struct mlg_sweeper *sweeper, struct mlg_wave *wave,
                         const struct mlg_snap *site, uint32_t lane, uint32_t point,
                         enum mlg_direction direction)
{
    const struct mlg_snap *snap = &sweeper->sweep->points[point];
    uint32_t bound = sweeper->sweep->bound;
    uint32_t along =
        direction == MLG_TO_SITE ? mlg_snap_direct_ds(snap, site) : mlg_snap_direct_ds(site, snap);
    uint64_t time = (uint64_t)along + site->leg_ds + snap->leg_ds;
    if (time > bound)
        return;
    if (!is_reached(sweeper, point)) {
        uint32_t k = wave->n_reached++;
        wave->point[k] = point;
        memset(&wave->reached[k], 0, sizeof wave->reached[k]);
        sweeper->slot[point] = k;
        sweeper->reached[point / 64] |= (uint64_t)1 << (point % 64);
    }
    uint16_t *left = &wave->reached[sweeper->slot[point]].left[lane];
    if (*left < bound + 1 - time)
        *left = (uint16_t)(bound + 1 - time);
}

static void reach_own_edges(struct mlg_sweeper *sweeper, struct mlg_wave *wave,
                            const struct mlg_snap *sites, uint32_t n_sites,
                            enum mlg_direction direction)
{
    const struct mlg_sweep *sweep = sweeper->sweep;
    for (uint32_t lane = 0; lane < n_sites; lane++) {
        uint32_t edge = sites[lane].edge;
        if (edge == MLG_NO_EDGE)
            continue;
        for (uint32_t i = sweep->first_on_edge[edge]; i < sweep->first_on_edge[edge + 1]; i++)
            reach_direct(sweeper, wave, &sites[lane], lane, sweep->on_edge[i], direction);
    }
}

static enum mlg_status run_course(struct mlg_sweeper *sweeper, uint32_t i,
                                  const struct mlg_snap *sites, uint32_t n_sites,
                                  struct mlg_error *err)
{
    const struct mlg_sweep *sweep = sweeper->sweep;
    enum mlg_direction direction = sweep->courses[i].direction;
    struct mlg_wave *wave = &sweeper->waves[i];
    enum mlg_status status = mlg_wave_run(wave, sweeper->kernel, sweep->graph, sites, n_sites,
                                          direction, sweep->bound, err);
    if (status != MLG_OK)
        return status;
    note_reached(sweeper, wave);
    reach_own_edges(sweeper, wave, sites, n_sites, direction);
    return MLG_OK;
}

/* Leaves in the first wave what both reach, at the longer time; the second's slots are known. */
static void keep_longer(struct mlg_sweeper *sweeper)
{
    struct mlg_wave *there = &sweeper->waves[0], *back = &sweeper->waves[1];
    uint32_t kept = 0;
    for (uint32_t k = 0; k < there->n_reached; k++) {
        uint32_t point = there->point[k];
        if (!is_reached(sweeper, point))
            continue;
        const struct mlg_label *other = &back->reached[sweeper->slot[point]];
        for (uint32_t lane = 0; lane < MLG_LANES; lane++) {
            uint16_t left = there->reached[k].left[lane];
            there->reached[kept].left[lane] = left < other->left[lane] ? left : other->left[lane];
        }
        there->point[kept++] = point;
    }
    there->n_reached = kept;
    forget_reached(sweeper, back);
    note_reached(sweeper, there);
}

/* Lists the reached points in order and forgets them. */
static void order_reached(struct mlg_sweeper *sweeper, uint32_t *cell)
{
    uint32_t n = sweeper->waves[0].n_reached, listed = 0;
    for (size_t word = 0; listed < n; word++) {
        for (uint64_t bits = sweeper->reached[word]; bits; bits &= bits - 1) {
            uint32_t point = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
            sweeper->order[listed] = sweeper->slot[point];
            cell[listed++] = point;
        }
        sweeper->reached[word] = 0;
    }
}

static enum mlg_status run_courses(struct mlg_sweeper *sweeper, const struct mlg_snap *sites,
                                   uint32_t n_sites, struct mlg_error *err)
{
    enum mlg_status status = run_course(sweeper, 0, sites, n_sites, err);
    if (status != MLG_OK || sweeper->sweep->n_courses == 1)
        return status;
    forget_reached(sweeper, &sweeper->waves[0]);
    status = run_course(sweeper, 1, sites, n_sites, err);
    if (status == MLG_OK)
        keep_longer(sweeper);
    return status;
}

enum mlg_status mlg_sweeper_block(struct mlg_sweeper *sweeper, const struct mlg_snap *sites,
                                  uint32_t n_sites, struct mlg_block *block, struct mlg_error *err)
{
    enum mlg_status status = run_courses(sweeper, sites, n_sites, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_wave *wave = &sweeper->waves[0];
    if (!mlg_block_reserve(block, wave->n_reached))
        return mlg_fail_memory(err, "the rows of a matrix", wave->n_reached * sizeof *block->lanes);
    order_reached(sweeper, block->cell);
    sweeper->kernel->collect(wave, sweeper->order, sweeper->sweep->bound, block->lanes);
    block->n_rows = n_sites;
    block->n_cells = wave->n_reached;
    return MLG_OK;
}
