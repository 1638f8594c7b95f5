#include "network/graph/snap_report.h"

#include "base/memory.h"

#include <stdlib.h>

static int by_distance(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* The smallest value that at least `percent` of the n values, sorted, do not exceed. */
static double nearest_rank(const float *sorted, size_t n, size_t percent)
{
    return n ? (double)sorted[(n * percent + 99) / 100 - 1] : 0;
}

static void note_farthest(const struct mlg_snap_distance *points, size_t point,
                          struct mlg_snap_report *report)
{
    size_t at = report->n_farthest;
    while (at > 0 && points[report->farthest[at - 1]].distance_m < points[point].distance_m)
        at--;
    if (at == MLG_N_FARTHEST)
        return;
    if (report->n_farthest < MLG_N_FARTHEST)
        report->n_farthest++;
    for (size_t i = report->n_farthest - 1; i > at; i--)
        report->farthest[i] = report->farthest[i - 1];
    report->farthest[at] = point;
}

enum mlg_status mlg_snap_report_make(const struct mlg_snap_distance *points, size_t n,
                                     struct mlg_snap_report *report, struct mlg_error *err)
{
    struct mlg_snap_report made = {.n = n};
    float *snapped_m = mlg_alloc(n, sizeof *snapped_m);
    if (!snapped_m)
        return mlg_fail_memory(err, "the distances to the roads", n * sizeof *snapped_m);
    for (size_t i = 0; i < n; i++) {
        made.n_too_far += points[i].reason == MLG_SNAP_TOO_FAR;
        made.n_islands += points[i].reason == MLG_SNAP_ISLAND;
        if (points[i].reason == MLG_SNAPPED)
            snapped_m[made.n_snapped++] = points[i].distance_m;
        if (points[i].distance_m > 0)
            note_farthest(points, i, &made);
    }
    qsort(snapped_m, made.n_snapped, sizeof *snapped_m, by_distance);
    made.median_m = nearest_rank(snapped_m, made.n_snapped, 50);
    made.p95_m = nearest_rank(snapped_m, made.n_snapped, 95);
    made.max_m = nearest_rank(snapped_m, made.n_snapped, 100);
    free(snapped_m);
    *report = made;
    return MLG_OK;
}
