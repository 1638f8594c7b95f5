#include "network/graph/snap_index.h"

#include "base/memory.h"
#include "network/graph/hilbert.h"
#include "network/graph/radix.h"

#include <stdlib.h>

enum { LEAF_SEGMENTS = 8 };

/* A point on the edge can be reached from the largest component. */
static bool leads_from_main(const struct mlg_graph *graph, uint32_t edge)
{
    uint32_t first = graph->first_shape[edge];
    return (graph->forward_ms[first] != MLG_CLOSED &&
            graph->component[graph->edge_tail[edge]] == 0) ||
           (graph->backward_ms[first] != MLG_CLOSED &&
            graph->component[mlg_back_tail(graph, edge)] == 0);
}

/* A point on the edge can be left for the largest component. */
static bool leads_to_main(const struct mlg_graph *graph, uint32_t edge)
{
    uint32_t first = graph->first_shape[edge];
    return (graph->forward_ms[first] != MLG_CLOSED &&
            graph->component[graph->edge_head[edge]] == 0) ||
           (graph->backward_ms[first] != MLG_CLOSED &&
            graph->component[mlg_back_head(graph, edge)] == 0);
}

static enum mlg_edge_kind kind_of(const struct mlg_graph *graph, uint32_t edge)
{
    if (graph->edge_flags[edge] & MLG_EDGE_NO_ACCESS_POINT)
        return MLG_EDGE_BARRED;
    return leads_from_main(graph, edge) && leads_to_main(graph, edge) ? MLG_EDGE_MAIN
                                                                      : MLG_EDGE_ISLAND;
}

static void extend(struct mlg_box *box, const struct mlg_box *by)
{
    if (by->west_e7 < box->west_e7)
        box->west_e7 = by->west_e7;
    if (by->south_e7 < box->south_e7)
        box->south_e7 = by->south_e7;
    if (by->east_e7 > box->east_e7)
        box->east_e7 = by->east_e7;
    if (by->north_e7 > box->north_e7)
        box->north_e7 = by->north_e7;
}

static struct mlg_box box_of(const struct mlg_graph *graph, const struct mlg_leaf *leaf)
{
    struct mlg_box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (uint32_t s = leaf->first; s <= leaf->first + leaf->n; s++) {
        int32_t lon = graph->shape_lon_e7[s], lat = graph->shape_lat_e7[s];
        extend(&box, &(struct mlg_box){lon, lat, lon, lat});
    }
    return box;
}

static size_t count_leaves(const struct mlg_graph *graph)
{
    size_t n = 0;
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        uint32_t segments = graph->first_shape[e + 1] - graph->first_shape[e] - 1;
        n += (segments + LEAF_SEGMENTS - 1) / LEAF_SEGMENTS;
    }
    return n;
}

static void cut_leaves(const struct mlg_graph *graph, struct mlg_leaf *leaf)
{
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        uint32_t last = graph->first_shape[e + 1] - 1;
        for (uint32_t s = graph->first_shape[e]; s < last; s += LEAF_SEGMENTS) {
            uint32_t n = last - s < LEAF_SEGMENTS ? last - s : LEAF_SEGMENTS;
            *leaf++ = (struct mlg_leaf){e, s, n, (uint8_t)kind_of(graph, e)};
        }
    }
}

/* Puts the leaves in the order of their middles along the curve, and their boxes beside them. */
static enum mlg_status sort_leaves(struct mlg_snap_index *index, struct mlg_leaf *cut,
                                   struct mlg_error *err)
{
    size_t n = index->n_leaves;
    struct mlg_keyed *order = mlg_alloc(n, sizeof *order);
    if (!order)
        return mlg_fail_memory(err, "snapping", n * sizeof *order);
    for (size_t i = 0; i < n; i++) {
        struct mlg_box box = box_of(index->graph, &cut[i]);
        int32_t lon = (int32_t)(((int64_t)box.west_e7 + box.east_e7) / 2);
        int32_t lat = (int32_t)(((int64_t)box.south_e7 + box.north_e7) / 2);
        order[i] = (struct mlg_keyed){mlg_hilbert_place(lon, lat), (uint32_t)i};
    }
    enum mlg_status status = mlg_radix_sort(order, n, err);
    for (size_t i = 0; status == MLG_OK && i < n; i++) {
        index->leaf[i] = cut[order[i].value];
        index->box[i] = box_of(index->graph, &index->leaf[i]);
    }
    free(order);
    return status;
}

/* The levels that n leaves need: where the boxes of each begin. */
static void plan_levels(struct mlg_snap_index *index)
{
    size_t n = index->n_leaves, first = 0;
    index->n_levels = 0;
    for (;;) {
        index->first_box[index->n_levels++] = first;
        first += n;
        index->first_box[index->n_levels] = first;
        if (n <= 1)
            return;
        n = (n + MLG_TREE_FAN_OUT - 1) / MLG_TREE_FAN_OUT;
    }
}

static void raise_levels(struct mlg_snap_index *index)
{
    for (int level = 1; level < index->n_levels; level++) {
        size_t below = index->first_box[level - 1], here = index->first_box[level];
        for (size_t i = below; i < here; i++) {
            struct mlg_box *parent = &index->box[here + (i - below) / MLG_TREE_FAN_OUT];
            if ((i - below) % MLG_TREE_FAN_OUT == 0)
                *parent = index->box[i];
            else
                extend(parent, &index->box[i]);
        }
    }
}

enum mlg_status mlg_snap_index_init(const struct mlg_graph *graph, struct mlg_snap_index *index,
                                    struct mlg_error *err)
{
    struct mlg_snap_index fresh = {.graph = graph, .n_leaves = count_leaves(graph)};
    plan_levels(&fresh);
    size_t n_boxes = fresh.first_box[fresh.n_levels];
    struct mlg_leaf *cut = mlg_alloc(fresh.n_leaves, sizeof *cut);
    fresh.leaf = mlg_alloc(fresh.n_leaves, sizeof *fresh.leaf);
    fresh.box = mlg_alloc(n_boxes, sizeof *fresh.box);
    enum mlg_status status;
    if (cut && fresh.leaf && fresh.box) {
        cut_leaves(graph, cut);
        status = sort_leaves(&fresh, cut, err);
    } else {
        status = mlg_fail_memory(err, "snapping", n_boxes * (sizeof *fresh.box + sizeof *cut));
    }
    free(cut);
    if (status != MLG_OK) {
        mlg_snap_index_finish(&fresh);
        return status;
    }
    raise_levels(&fresh);
    *index = fresh;
    return MLG_OK;
}

void mlg_snap_index_finish(struct mlg_snap_index *index)
{
    free(index->leaf);
    free(index->box);
    *index = (struct mlg_snap_index){0};
}
