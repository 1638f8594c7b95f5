#include "base/memory.h"
#include "bench/network_matrix.h"
#include "network/graph/hilbert.h"

#include <stdlib.h>

struct point {
    uint64_t key;
    int32_t lon_e7, lat_e7;
};

static int by_key(const void *a, const void *b)
{
    const struct point *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* Sorts the points from first up to end along a Hilbert curve; equal ones become one. Returns the
 * new end. */
static size_t order_points(struct point *points, size_t first, size_t end)
{
    qsort(points + first, end - first, sizeof *points, by_key);
    size_t n = first;
    for (size_t i = first; i < end; i++)
        if (n == first || points[n - 1].key != points[i].key)
            points[n++] = points[i];
    return n;
}

static struct point point_at(int32_t lon_e7, int32_t lat_e7)
{
    return (struct point){mlg_hilbert_place(lon_e7, lat_e7), lon_e7, lat_e7};
}

static size_t list_points(const struct mlg_tables *tables, struct point *points, size_t *n_sites)
{
    size_t n = 0;
    for (size_t s = 0; s < tables->n_sites; s++) {
        const struct mlg_site site = mlg_tables_site(tables, s);
        points[n++] = point_at(site.lon_e7, site.lat_e7);
    }
    n = *n_sites = order_points(points, 0, n);
    for (size_t i = 0; i < tables->n_people; i++)
        points[n++] = point_at(tables->people->lon_e7[i], tables->people->lat_e7[i]);
    return order_points(points, *n_sites, n);
}

enum mlg_status mlg_bench_place_init(struct mlg_bench_place *place,
                                     const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_tables *tables;
    enum mlg_status status = mlg_tables_read(place->scenario, monitor, &tables, err);
    if (status != MLG_OK)
        return status;
    const size_t most = tables->n_sites + tables->n_people;
    struct point *points = mlg_alloc(most, sizeof *points);
    place->lon_e7 = mlg_alloc(most, sizeof *place->lon_e7);
    place->lat_e7 = mlg_alloc(most, sizeof *place->lat_e7);
    place->snaps = mlg_alloc(most, sizeof *place->snaps);
    if (points && place->lon_e7 && place->lat_e7 && place->snaps) {
        const size_t n = list_points(tables, points, &place->n_sites);
        place->n_cells = n - place->n_sites;
        for (size_t i = 0; i < n; i++) {
            place->lon_e7[i] = points[i].lon_e7;
            place->lat_e7[i] = points[i].lat_e7;
        }
    } else {
        status = mlg_fail_memory(err, "the points", most * sizeof *place->snaps);
    }
    free(points);
    mlg_tables_destroy(tables);
    return status;
}

void mlg_bench_place_finish(struct mlg_bench_place *place)
{
    mlg_metric_finish(&place->metric);
    mlg_hierarchy_destroy(place->hierarchy);
    mlg_scenario_roads_finish(&place->roads);
    free(place->lon_e7);
    free(place->lat_e7);
    free(place->snaps);
    free(place->runs);
}

void mlg_bench_note(struct mlg_bench_place *place, unsigned r, struct mlg_seconds begin)
{
    place->runs[r] = (struct mlg_seconds){0};
    mlg_seconds_add(&place->runs[r], begin);
}

void mlg_bench_tell(struct mlg_bench_place *place, const char *name, uint32_t limit_ds, int threads,
                    uint64_t amount, const char *unit)
{
    const struct mlg_seconds median = mlg_seconds_median(place->runs, place->options->repeat);
    const struct mlg_bench_step step = {.name = name,
                                        .limit_ds = limit_ds,
                                        .threads = threads,
                                        .cpu_s = median.cpu_s,
                                        .wall_s = median.wall_s,
                                        .amount = amount,
                                        .unit = unit};
    place->tell(place->context, &step);
}
