#include "road_fixture.h"

#include "base/memory.h"
#include "network/graph/distance.h"
#include "tests/temporary.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *osm_path(const char *name)
{
    static char path[4][1024];
    static unsigned next;
    char *here = path[next++ % 4];
    snprintf(here, sizeof path[0], "%s/tests/network/osm/%s.osm", getenv("MAILLAGE_SOURCE"), name);
    return here;
}

struct mlg_profile *load_profile(const char *name)
{
    struct mlg_profile *profile = NULL;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_profile_load(name, &profile, &err) == MLG_OK, "%s:%zu:%zu: %s", err.file,
                  err.line, err.column, err.message);
    return profile;
}

struct mlg_graph *read_roads(const char *name, const char *profile_name)
{
    struct mlg_profile *profile = load_profile(profile_name);
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    const char *path = osm_path(name);
    ck_assert_msg(mlg_graph_read(&path, 1, profile, NULL, &graph, &err) == MLG_OK, "%s: %s", path,
                  err.message);
    mlg_profile_destroy(profile);
    return graph;
}

enum mlg_status try_roads(const char *path, struct mlg_graph **graph, struct mlg_error *err)
{
    struct mlg_profile *profile = load_profile("car");
    enum mlg_status status = mlg_graph_read(&path, 1, profile, NULL, graph, err);
    mlg_profile_destroy(profile);
    return status;
}

const char *write_temporary(const char *ending, const void *content, size_t length)
{
    static unsigned n;
    char name[64];
    snprintf(name, sizeof name, "%u%s", n++, ending);
    const char *path = temporary_path(name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(content, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

int32_t lon_of(int node)
{
    return 20000000 + node % 10 * 100000;
}

int32_t lat_of(int node)
{
    return 500000000 + node / 10 * 100000;
}

static bool stands_at(const struct mlg_graph *graph, uint32_t v, int node)
{
    return graph->node_lon_e7[v] == lon_of(node) && graph->node_lat_e7[v] == lat_of(node);
}

unsigned nodes_at(const struct mlg_graph *graph, int node)
{
    unsigned n = 0;
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        n += stands_at(graph, v, node);
    return n;
}

uint32_t time_between(const struct mlg_graph *graph, int from, int to)
{
    uint32_t *time = mlg_alloc(graph->n_nodes, sizeof *time), best = MLG_CLOSED;
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        time[v] = stands_at(graph, v, from) ? 0 : MLG_CLOSED;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t v = 0; v < graph->n_nodes; v++)
            for (uint32_t a = graph->first_out[v]; a < graph->first_out[v + 1]; a++)
                if (time[v] != MLG_CLOSED && time[v] + graph->time_ds[a] < time[graph->head[a]]) {
                    time[graph->head[a]] = time[v] + graph->time_ds[a];
                    changed = true;
                }
    }
    for (uint32_t v = 0; v < graph->n_nodes; v++)
        if (stands_at(graph, v, to) && time[v] < best)
            best = time[v];
    free(time);
    return best;
}

double kmh(const struct mlg_graph *graph, int from, int to)
{
    uint32_t time_ds = time_between(graph, from, to);
    double length_m = mlg_distance_m(lon_of(from), lat_of(from), lon_of(to), lat_of(to));
    return time_ds == MLG_CLOSED ? 0 : length_m * 36 / time_ds;
}

int64_t delay_ds(const struct mlg_graph *graph, int from, int to, double at_kmh)
{
    double length_m = mlg_distance_m(lon_of(from), lat_of(from), lon_of(to), lat_of(to));
    return (int64_t)time_between(graph, from, to) - (int64_t)(length_m * 36 / at_kmh + 0.5);
}
