#include "bench/network_run.h"

#include "base/memory.h"
#include "bench/network_matrix.h"
#include "network/search/customize.h"
#include "network/search/order.h"

#include <stdlib.h>
#include <sys/stat.h>

static enum mlg_status read_roads(struct mlg_bench_place *place, struct mlg_error *err)
{
    const struct mlg_bench_network_options *options = place->options;
    const struct mlg_scenario *scenario = place->scenario;
    for (unsigned r = 0; r < options->repeat; r++) {
        mlg_scenario_roads_finish(&place->roads);
        place->roads = (struct mlg_scenario_roads){0};
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status = mlg_scenario_roads_read(scenario, options->roads, options->n_roads,
                                                         NULL, &place->roads, err);
        if (status != MLG_OK)
            return status;
        mlg_bench_note(place, r, begin);
    }
    const char *const *files = options->roads ? options->roads : scenario->roads;
    const size_t n_files = options->roads ? options->n_roads : scenario->n_roads;
    uint64_t bytes = 0;
    for (size_t i = 0; i < n_files; i++) {
        struct stat info;
        bytes += stat(files[i], &info) == 0 ? (uint64_t)info.st_size : 0;
    }
    mlg_bench_tell(place, "read roads", 0, 1, bytes, "bytes");
    return MLG_OK;
}

static enum mlg_status snap_points(struct mlg_bench_place *place, struct mlg_error *err)
{
    const size_t n = place->n_sites + place->n_cells;
    for (unsigned r = 0; r < place->options->repeat; r++) {
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status =
            mlg_snap_points(place->roads.graph, n, place->lon_e7, place->lat_e7,
                            place->roads.snap_max_m, 1, NULL, place->snaps, err);
        if (status != MLG_OK)
            return status;
        mlg_bench_note(place, r, begin);
    }
    mlg_bench_tell(place, "place points", 0, 1, n, "points");
    return MLG_OK;
}

static enum mlg_status order_nodes(struct mlg_bench_place *place, struct mlg_error *err)
{
    const struct mlg_graph *graph = place->roads.graph;
    uint32_t *order = mlg_alloc(graph->n_nodes, sizeof *order);
    enum mlg_status status =
        order ? MLG_OK : mlg_fail_memory(err, "an order", graph->n_nodes * sizeof *order);
    for (unsigned r = 0; status == MLG_OK && r < place->options->repeat; r++) {
        const struct mlg_seconds begin = mlg_seconds_now();
        struct mlg_adjacency adjacency = {0};
        status = mlg_adjacency_init(&adjacency, graph, err);
        if (status == MLG_OK)
            status = mlg_order_nodes(graph, &adjacency, order, err);
        mlg_adjacency_finish(&adjacency);
        mlg_bench_note(place, r, begin);
    }
    free(order);
    if (status == MLG_OK)
        mlg_bench_tell(place, "order", 0, 1, graph->n_nodes, "junctions");
    return status;
}

static enum mlg_status contract(struct mlg_bench_place *place, struct mlg_error *err)
{
    for (unsigned r = 0; r < place->options->repeat; r++) {
        mlg_hierarchy_destroy(place->hierarchy);
        place->hierarchy = NULL;
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status =
            mlg_hierarchy_create(place->roads.graph, NULL, &place->hierarchy, err);
        if (status != MLG_OK)
            return status;
        if (!place->hierarchy)
            return mlg_fail(err, MLG_BAD_INPUT,
                            "the roads have no small separators: matrices of "
                            "them are made by plain Dijkstra");
        mlg_bench_note(place, r, begin);
    }
    mlg_bench_tell(place, "order and contract", 0, 1, place->hierarchy->n_arcs, "arcs");
    return MLG_OK;
}

static enum mlg_status customize(struct mlg_bench_place *place, struct mlg_error *err)
{
    for (unsigned r = 0; r < place->options->repeat; r++) {
        mlg_metric_finish(&place->metric);
        const struct mlg_seconds begin = mlg_seconds_now();
        enum mlg_status status =
            mlg_metric_init(&place->metric, place->hierarchy, place->roads.graph, err);
        if (status != MLG_OK)
            return status;
        mlg_bench_note(place, r, begin);
    }
    mlg_bench_tell(place, "customize", 0, 1, place->hierarchy->n_arcs, "arcs");
    return MLG_OK;
}

static enum mlg_status run(struct mlg_bench_place *place, const struct mlg_monitor *monitor,
                           struct mlg_error *err)
{
    const struct mlg_bench_network_options *options = place->options;
    enum mlg_status status = mlg_scenario_roads_expect(place->scenario, options->roads, err);
    if (status == MLG_OK)
        status = mlg_bench_place_init(place, monitor, err);
    if (status == MLG_OK)
        status = read_roads(place, err);
    if (status == MLG_OK)
        status = snap_points(place, err);
    if (status == MLG_OK)
        status = order_nodes(place, err);
    if (status == MLG_OK)
        status = contract(place, err);
    if (status == MLG_OK)
        status = customize(place, err);
    for (size_t i = 0; i < options->n_limits && status == MLG_OK; i++) {
        if (mlg_stopped(monitor))
            return mlg_fail(err, MLG_STOPPED, "stopped before all steps were measured");
        status = mlg_bench_matrix(place, options->limit_ds[i], err);
    }
    return status;
}

enum mlg_status mlg_bench_network(const struct mlg_scenario *scenario,
                                  const struct mlg_bench_network_options *options,
                                  const struct mlg_monitor *monitor,
                                  void (*tell)(void *context, const struct mlg_bench_step *step),
                                  void *context, struct mlg_error *err)
{
    struct mlg_bench_place place = {
        .scenario = scenario, .options = options, .tell = tell, .context = context};
    place.runs = mlg_alloc(options->repeat, sizeof *place.runs);
    enum mlg_status status =
        place.runs ? run(&place, monitor, err) : mlg_fail_memory(err, "the runs", options->repeat);
    mlg_bench_place_finish(&place);
    return status;
}
