#include "network/graph/graph.h"

#include "base/memory.h"
#include "network/graph/density.h"
#include "network/graph/graph_build.h"
#include "network/graph/turns.h"
#include "network/profiles/profile_rules.h"

#include <stdio.h>
#include <stdlib.h>

static enum mlg_status hash_files(const char *const *paths, size_t n_paths, struct mlg_sha256 *hash,
                                  struct mlg_error *err)
{
    struct mlg_sha256 *each = mlg_alloc(n_paths, sizeof *each);
    if (!each)
        return mlg_fail_memory(err, "hashes", n_paths * sizeof *each);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; status == MLG_OK && i < n_paths; i++)
        status = mlg_hash_file(paths[i], &each[i], err);
    if (status == MLG_OK)
        mlg_hash_bytes(each, n_paths * sizeof *each, hash);
    free(each);
    return status;
}

static enum mlg_status expect_chains(const struct mlg_chains *chains, const char *path,
                                     struct mlg_error *err)
{
    if (chains->n_chains > 0)
        return MLG_OK;
    return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                       "no road can be drawn: the positions of %llu of its nodes are missing",
                       (unsigned long long)chains->roads->counts.missing_nodes);
}

static enum mlg_status build(struct mlg_roads *roads, const char *path, struct mlg_graph *graph,
                             struct mlg_error *err)
{
    struct mlg_chains chains;
    enum mlg_status status = mlg_chains_find(roads, &chains, err);
    if (status != MLG_OK)
        return status;
    status = expect_chains(&chains, path, err);
    if (status == MLG_OK)
        status = mlg_density_mark(&chains, err);
    if (status == MLG_OK)
        status = mlg_turns_split(&chains, &graph->counts.turns, err);
    if (status == MLG_OK)
        status = mlg_graph_order(&chains, graph, err);
    if (status == MLG_OK)
        status = mlg_graph_fill_edges(&chains, graph, err);
    mlg_chains_finish(&chains);
    return status;
}

/* Names and counts leave the roads for the graph. */
static void take_over(struct mlg_roads *roads, struct mlg_graph *graph)
{
    graph->names = roads->names.text;
    graph->names_size = roads->names.size;
    graph->counts = roads->counts;
    roads->names.text = NULL;
}

static enum mlg_status read_into(const char *const *paths, size_t n_paths,
                                 const struct mlg_profile *profile,
                                 const struct mlg_monitor *monitor, struct mlg_graph *graph,
                                 struct mlg_error *err)
{
    struct mlg_roads roads;
    enum mlg_status status = mlg_roads_read(paths, n_paths, profile, monitor, &roads, err);
    if (status != MLG_OK)
        return status;
    take_over(&roads, graph);
    status = build(&roads, paths[0], graph, err);
    mlg_roads_finish(&roads);
    if (status == MLG_OK)
        status = mlg_graph_fill_arcs(graph, err);
    if (status == MLG_OK)
        status = mlg_graph_fill_components(graph, err);
    if (status == MLG_OK)
        status = hash_files(paths, n_paths, &graph->roads_hash, err);
    graph->access_speed_kmh = profile->access_speed_kmh;
    graph->profile_hash = profile->hash;
    snprintf(graph->profile_name, sizeof graph->profile_name, "%s", profile->name);
    return status;
}

enum mlg_status mlg_graph_read(const char *const *paths, size_t n_paths,
                               const struct mlg_profile *profile, const struct mlg_monitor *monitor,
                               struct mlg_graph **graph, struct mlg_error *err)
{
    if (n_paths == 0)
        return mlg_fail(err, MLG_BAD_INPUT, "no road files: expected at least one");
    struct mlg_graph *fresh = mlg_alloc_zero(1, sizeof *fresh);
    if (!fresh)
        return mlg_fail_memory(err, "the road graph", sizeof *fresh);
    enum mlg_status status = read_into(paths, n_paths, profile, monitor, fresh, err);
    if (status != MLG_OK) {
        mlg_graph_destroy(fresh);
        return status;
    }
    *graph = fresh;
    return MLG_OK;
}

void mlg_graph_destroy(struct mlg_graph *graph)
{
    if (!graph)
        return;
    void *const arrays[] = {
        graph->node_lon_e7,  graph->node_lat_e7, graph->component,   graph->first_out,
        graph->head,         graph->time_ds,     graph->arc_edge,    graph->first_in,
        graph->tail,         graph->in_time_ds,  graph->edge_tail,   graph->edge_head,
        graph->back_tail,    graph->back_head,   graph->turns,       graph->first_shape,
        graph->edge_flags,   graph->edge_class,  graph->edge_name,   graph->shape_lon_e7,
        graph->shape_lat_e7, graph->forward_ms,  graph->backward_ms, graph->names};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    free(graph);
}
