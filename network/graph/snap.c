#include "network/graph/snap.h"

#include "network/graph/snap_index.h"

#include <math.h>
#include <omp.h>

static uint32_t rounded_ds(uint32_t ms)
{
    return ms / 100 + (ms % 100 >= 50);
}

/* Where a share of the way between two times is. */
static uint32_t between_ms(uint32_t from_ms, uint32_t to_ms, double share)
{
    return (uint32_t)(from_ms + share * ((double)to_ms - from_ms) + 0.5);
}

static int32_t between_e7(int32_t from, int32_t to, double share)
{
    return (int32_t)lround(from + share * ((double)to - from));
}

/* Times along the edge. A delay at a point of the shape is spread over the segment that leads to
 * it. */
static void set_place(const struct mlg_graph *graph, const struct mlg_foot *foot,
                      struct mlg_snap *snap)
{
    uint32_t first = graph->first_shape[foot->edge], last = graph->first_shape[foot->edge + 1] - 1;
    const uint32_t *forward = &graph->forward_ms[foot->shape];
    const uint32_t *backward = &graph->backward_ms[foot->shape];
    const int32_t *lon = &graph->shape_lon_e7[foot->shape];
    const int32_t *lat = &graph->shape_lat_e7[foot->shape];
    snap->shape = foot->shape;
    snap->foot_lon_e7 = between_e7(lon[0], lon[1], foot->share);
    snap->foot_lat_e7 = between_e7(lat[0], lat[1], foot->share);
    if (graph->forward_ms[first] != MLG_CLOSED) {
        snap->forward_ms = between_ms(forward[0], forward[1], foot->share);
        snap->from_tail_ds = rounded_ds(snap->forward_ms);
        snap->to_head_ds = rounded_ds(graph->forward_ms[last] - snap->forward_ms);
    }
    if (graph->backward_ms[first] != MLG_CLOSED) {
        snap->backward_ms = between_ms(backward[0], backward[1], foot->share);
        snap->from_head_ds = rounded_ds(snap->backward_ms);
        snap->to_tail_ds = rounded_ds(graph->backward_ms[first] - snap->backward_ms);
    }
    if (foot->shape == first && foot->share == 0)
        snap->from_tail_ds = snap->to_tail_ds = 0;
    if (foot->shape + 1 == last && foot->share == 1)
        snap->from_head_ds = snap->to_head_ds = 0;
}

static uint32_t leg_ds(const struct mlg_graph *graph, double distance_m)
{
    double ds = distance_m * 36 / graph->access_speed_kmh + 0.5;
    return ds < MLG_CLOSED ? (uint32_t)ds : MLG_CLOSED;
}

static struct mlg_snap snap_one(const struct mlg_snap_index *index, int32_t lon_e7, int32_t lat_e7,
                                double max_m)
{
    const unsigned all = MLG_EDGE_MAIN | MLG_EDGE_ISLAND | MLG_EDGE_BARRED;
    struct mlg_snap snap = {.edge = MLG_NO_EDGE,
                            .leg_ds = MLG_CLOSED,
                            .from_tail_ds = MLG_CLOSED,
                            .to_head_ds = MLG_CLOSED,
                            .from_head_ds = MLG_CLOSED,
                            .to_tail_ds = MLG_CLOSED,
                            .forward_ms = MLG_CLOSED,
                            .backward_ms = MLG_CLOSED};
    struct mlg_foot foot = mlg_snap_index_nearest(index, lon_e7, lat_e7, MLG_EDGE_MAIN, max_m);
    if (foot.edge != MLG_NO_EDGE) {
        snap.edge = foot.edge;
        snap.distance_m = (float)sqrt(foot.square_m);
        snap.leg_ds = leg_ds(index->graph, sqrt(foot.square_m));
        set_place(index->graph, &foot, &snap);
        return snap;
    }
    foot = mlg_snap_index_nearest(index, lon_e7, lat_e7, MLG_EDGE_ISLAND, max_m);
    snap.reason = foot.edge == MLG_NO_EDGE ? MLG_SNAP_TOO_FAR : MLG_SNAP_ISLAND;
    foot = mlg_snap_index_nearest(index, lon_e7, lat_e7, all, INFINITY);
    snap.distance_m = (float)sqrt(foot.square_m);
    return snap;
}

static void snap_batch(const struct mlg_snap_index *index, size_t from, size_t to,
                       const int32_t *lon_e7, const int32_t *lat_e7, double max_m, int team,
                       struct mlg_snap *snaps)
{
#pragma omp parallel for num_threads(team) schedule(static)
    for (size_t i = from; i < to; i++)
        snaps[i] = snap_one(index, lon_e7[i], lat_e7[i], max_m);
}

enum mlg_status mlg_snap_points(const struct mlg_graph *graph, size_t n, const int32_t *lon_e7,
                                const int32_t *lat_e7, double max_distance_m, int threads,
                                const struct mlg_monitor *monitor, struct mlg_snap *snaps,
                                struct mlg_error *err)
{
    const size_t batch = 1 << 16; /* between two looks at the monitor */
    struct mlg_snap_index index;
    enum mlg_status status = mlg_snap_index_init(graph, &index, err);
    if (status != MLG_OK)
        return status;
    int team = threads > 0 ? threads : omp_get_max_threads();
    for (size_t from = 0; from < n && status == MLG_OK; from += batch) {
        size_t to = n - from < batch ? n : from + batch;
        snap_batch(&index, from, to, lon_e7, lat_e7, max_distance_m, team, snaps);
        mlg_progress(monitor, "placing points on roads", to, n, NULL);
        if (mlg_stopped(monitor))
            status = mlg_fail(err, MLG_STOPPED, "stopped while placing points on roads");
    }
    mlg_snap_index_finish(&index);
    return status;
}

static uint32_t along_ds(uint32_t from_ms, uint32_t to_ms)
{
    if (from_ms == MLG_CLOSED || to_ms < from_ms)
        return MLG_CLOSED;
    return (to_ms - from_ms + 50) / 100;
}

uint32_t mlg_snap_direct_ds(const struct mlg_snap *a, const struct mlg_snap *b)
{
    uint32_t forward = along_ds(a->forward_ms, b->forward_ms);
    uint32_t backward = along_ds(a->backward_ms, b->backward_ms);
    return forward < backward ? forward : backward;
}
