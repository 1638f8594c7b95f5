/* What the steps of a measurement of the network room hand on, and its matrices. */
#ifndef MLG_BENCH_NETWORK_MATRIX_H
#define MLG_BENCH_NETWORK_MATRIX_H

#include "bench/network_run.h"
#include "bench/stopwatch.h"
#include "network/search/customize.h"
#include "scenarios/travel/scenario_roads.h"

struct mlg_bench_place {
    const struct mlg_scenario *scenario;
    const struct mlg_bench_network_options *options;
    void (*tell)(void *context, const struct mlg_bench_step *step);
    void *context;
    struct mlg_seconds *runs; /* [options->repeat] of the step */
    struct mlg_scenario_roads roads;
    size_t n_sites, n_cells;
    int32_t *lon_e7, *lat_e7; /* [n_sites + n_cells], each along a Hilbert curve */
    struct mlg_snap *snaps;   /* the same */
    struct mlg_hierarchy *hierarchy;
    struct mlg_metric metric;
};

/* Reads the tables and puts their points in order. */
enum mlg_status mlg_bench_place_init(struct mlg_bench_place *place,
                                     const struct mlg_monitor *monitor, struct mlg_error *err);
void mlg_bench_place_finish(struct mlg_bench_place *place);

/* Run r of the step took from `begin` until now. */
void mlg_bench_note(struct mlg_bench_place *place, unsigned r, struct mlg_seconds begin);
/* Tells the median of the runs. */
void mlg_bench_tell(struct mlg_bench_place *place, const char *name, uint32_t limit_ds, int threads,
                    uint64_t amount, const char *unit);

/* Sites and cells on the roads. */
struct mlg_bench_points {
    size_t n_sites, n_cells;
    const struct mlg_snap *snaps; /* [n_sites + n_cells] */
};

/* Moves each snapped point to the nearer end of its edge, without a leg: as if people and sites
 * lived at junctions. Junctions of several cells are one, points that are not snapped none. To be
 * freed: snaps. */
enum mlg_status mlg_bench_junctions(const struct mlg_bench_place *place,
                                    struct mlg_bench_points *points, struct mlg_error *err);

/* Rows in memory, of the points where they are and at junctions, and encoded. */
enum mlg_status mlg_bench_rows(struct mlg_bench_place *place, uint32_t limit_ds,
                               struct mlg_error *err);

/* Rows in memory, encoded, the whole file, reading it, and plain Dijkstra from some of the sites,
 * compared. */
enum mlg_status mlg_bench_matrix(struct mlg_bench_place *place, uint32_t limit_ds,
                                 struct mlg_error *err);

#endif
