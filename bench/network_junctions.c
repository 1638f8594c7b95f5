#include "base/memory.h"
#include "bench/network_matrix.h"

#include <stdlib.h>

static uint32_t rounded_ds(uint32_t ms)
{
    return ms / 100 + (ms % 100 >= 50);
}

static bool is_nearer_tail(const struct mlg_snap *snap, uint32_t forward_ms, uint32_t backward_ms)
{
    return snap->forward_ms != MLG_CLOSED ? snap->forward_ms <= forward_ms / 2
                                          : snap->backward_ms >= backward_ms / 2;
}

/* The nearer end of the snapped point's edge; *node: the junction there. */
static struct mlg_snap move(const struct mlg_graph *graph, const struct mlg_snap *snap,
                            uint32_t *node)
{
    const uint32_t first = graph->first_shape[snap->edge];
    const uint32_t last = graph->first_shape[snap->edge + 1] - 1;
    const uint32_t forward_ms = graph->forward_ms[last], backward_ms = graph->backward_ms[first];
    const uint32_t forward_ds = forward_ms == MLG_CLOSED ? MLG_CLOSED : rounded_ds(forward_ms);
    const uint32_t backward_ds = backward_ms == MLG_CLOSED ? MLG_CLOSED : rounded_ds(backward_ms);
    struct mlg_snap end = {.edge = snap->edge};
    if (is_nearer_tail(snap, forward_ms, backward_ms)) {
        *node = graph->edge_tail[snap->edge];
        end.to_head_ds = forward_ds;
        end.from_head_ds = backward_ds;
        end.forward_ms = forward_ms == MLG_CLOSED ? MLG_CLOSED : 0;
        end.backward_ms = backward_ms;
    } else {
        *node = graph->edge_head[snap->edge];
        end.from_tail_ds = forward_ds;
        end.to_tail_ds = backward_ds;
        end.forward_ms = forward_ms;
        end.backward_ms = backward_ms == MLG_CLOSED ? MLG_CLOSED : 0;
    }
    return end;
}

static void fill(const struct mlg_bench_place *place, struct mlg_snap *snaps, uint8_t *taken,
                 struct mlg_bench_points *points)
{
    *points = (struct mlg_bench_points){.snaps = snaps};
    for (size_t i = 0; i < place->n_sites + place->n_cells; i++) {
        uint32_t node;
        if (place->snaps[i].edge == MLG_NO_EDGE)
            continue;
        const struct mlg_snap end = move(place->roads.graph, &place->snaps[i], &node);
        if (i >= place->n_sites && taken[node])
            continue;
        taken[node] = i >= place->n_sites;
        snaps[points->n_sites + points->n_cells] = end;
        points->n_sites += i < place->n_sites;
        points->n_cells += i >= place->n_sites;
    }
}

enum mlg_status mlg_bench_junctions(const struct mlg_bench_place *place,
                                    struct mlg_bench_points *points, struct mlg_error *err)
{
    const size_t most = place->n_sites + place->n_cells;
    struct mlg_snap *snaps = mlg_alloc(most, sizeof *snaps);
    uint8_t *taken = mlg_alloc_zero(place->roads.graph->n_nodes, sizeof *taken);
    enum mlg_status status = MLG_OK;
    if (snaps && taken) {
        fill(place, snaps, taken, points);
    } else {
        free(snaps);
        status = mlg_fail_memory(err, "the junctions of points", most * sizeof *snaps);
    }
    free(taken);
    return status;
}
