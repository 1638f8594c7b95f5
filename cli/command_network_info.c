#include "cli/command.h"
#include "cli/print_json.h"
#include "network/graph/graph.h"
#include "network/graph/turn_report.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

static double share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* Kilometres to the metre: sums of so many roundings have no digits beyond. */
static double to_the_metre(double km)
{
    return (double)(int64_t)(km * 1000 + 0.5) / 1000;
}

static json_t *classes_json(const struct mlg_graph *graph, const struct mlg_profile *profile)
{
    json_t *object = json_object();
    for (size_t c = 0; c < mlg_profile_n_classes(profile); c++)
        if (graph->counts.class_km[c] > 0)
            json_object_set_new(object, mlg_profile_class_name(profile, c),
                                json_real(to_the_metre(graph->counts.class_km[c])));
    return object;
}

static json_t *turns_json(const struct mlg_turn_counts *turns)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "used", (json_int_t)turns->used,
                     "conditional", (json_int_t)turns->conditional, "via_way",
                     (json_int_t)turns->via_way, "unclear", (json_int_t)turns->unclear,
                     "for_others", (json_int_t)turns->for_others, "without_effect",
                     (json_int_t)turns->without_effect);
}

static enum mlg_status print_info_json(const struct mlg_graph *graph,
                                       const struct mlg_profile *profile, struct mlg_error *err)
{
    const struct mlg_graph_counts *counts = &graph->counts;
    char roads[MLG_SHA256_HEX], rules[MLG_SHA256_HEX];
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:{s:I, s:I}, s:{s:I, s:I, s:I, s:I, s:I, s:I, s:I}, s:f, s:f, s:o, "
        "s:o, s:{s:I, s:I, s:I, s:I, s:I}}",
        "profile", graph->profile_name, "profile_sha256", mlg_hash_hex(&graph->profile_hash, rules),
        "roads_sha256", mlg_hash_hex(&graph->roads_hash, roads), "read", "nodes",
        (json_int_t)counts->file_nodes, "ways", (json_int_t)counts->file_ways, "used", "ways",
        (json_int_t)counts->used_ways, "ways_with_maxspeed", (json_int_t)counts->with_maxspeed,
        "ferries", (json_int_t)counts->ferries, "nodes", (json_int_t)counts->used_nodes, "barriers",
        (json_int_t)counts->barriers, "missing_nodes", (json_int_t)counts->missing_nodes,
        "duplicate_nodes", (json_int_t)counts->duplicate_nodes, "km",
        to_the_metre(counts->length_km), "km_without_access", to_the_metre(counts->no_access_km),
        "km_by_class", classes_json(graph, profile), "turn_restrictions",
        turns_json(&counts->turns), "graph", "nodes", (json_int_t)graph->n_nodes, "edges",
        (json_int_t)graph->n_edges, "arcs", (json_int_t)graph->n_arcs, "components",
        (json_int_t)graph->n_components, "main_component_nodes", (json_int_t)graph->main_size);
    if (counts->urban_km > 0)
        json_object_set_new(object, "urban_km", json_real(to_the_metre(counts->urban_km)));
    const enum mlg_status status = cli_print_json(object, err);
    json_decref(object);
    return status;
}

static void print_classes(const struct mlg_graph *graph, const struct mlg_profile *profile)
{
    for (size_t c = 0; c < mlg_profile_n_classes(profile); c++)
        if (graph->counts.class_km[c] > 0)
            printf("  %-14s %12.1f km  %5.1f %%\n", mlg_profile_class_name(profile, c),
                   graph->counts.class_km[c],
                   100 * graph->counts.class_km[c] / graph->counts.length_km);
}

static void print_turns(const struct mlg_turn_counts *turns)
{
    char ignored[MLG_TURN_TEXT];
    mlg_turns_ignored(turns, ignored);
    printf("turns            %" PRIu64 " restrictions count, %" PRIu64
           " forbid nothing here, %" PRIu64 " are for others\n",
           turns->used, turns->without_effect, turns->for_others);
    if (*ignored)
        printf("  ignored        %s\n", ignored);
}

static void print_info(const struct mlg_graph *graph, const struct mlg_profile *profile)
{
    const struct mlg_graph_counts *counts = &graph->counts;
    char hex[MLG_SHA256_HEX];
    printf("read             %" PRIu64 " nodes, %" PRIu64 " ways\n", counts->file_nodes,
           counts->file_ways);
    printf("used             %" PRIu64 " ways, %" PRIu64 " of their nodes\n", counts->used_ways,
           counts->used_nodes);
    printf("missing nodes    %" PRIu64 " (of used ways, in no file)\n", counts->missing_nodes);
    printf("duplicate nodes  %" PRIu64 " (read more than once; the first counts)\n",
           counts->duplicate_nodes);
    printf("with maxspeed    %" PRIu64 " ways, %.1f %%\n", counts->with_maxspeed,
           100 * share(counts->with_maxspeed, counts->used_ways));
    printf("barriers         %" PRIu64 "\n", counts->barriers);
    printf("ferries          %" PRIu64 " ways\n", counts->ferries);
    print_turns(&counts->turns);
    printf("length           %.1f km\n", counts->length_km);
    print_classes(graph, profile);
    printf("without access   %.1f km, %.1f %% (motorways, bridges, tunnels: nobody starts there)\n",
           counts->no_access_km, 100 * counts->no_access_km / counts->length_km);
    if (counts->urban_km > 0)
        printf("in towns         %.1f km, %.1f %%\n", counts->urban_km,
               100 * counts->urban_km / counts->length_km);
    printf("graph            %" PRIu32 " nodes, %" PRIu32 " edges, %" PRIu32 " arcs\n",
           graph->n_nodes, graph->n_edges, graph->n_arcs);
    printf("components       %" PRIu32 "; the main one has %.2f %% of the nodes\n",
           graph->n_components, 100 * share(graph->main_size, graph->n_nodes));
    printf("profile          %s, sha256 %s\n", graph->profile_name,
           mlg_hash_hex(&graph->profile_hash, hex));
    printf("roads            sha256 %s\n", mlg_hash_hex(&graph->roads_hash, hex));
}

static enum mlg_status describe(const struct cli_options *options, struct cli_terminal *terminal,
                                const struct mlg_profile *profile, struct mlg_error *err)
{
    struct mlg_graph *graph;
    enum mlg_status status =
        mlg_graph_read((const char *const *)options->arguments, (size_t)options->n_arguments,
                       profile, &terminal->monitor, &graph, err);
    cli_terminal_finish(terminal);
    if (status != MLG_OK)
        return status;
    if (options->json)
        status = print_info_json(graph, profile, err);
    else
        print_info(graph, profile);
    mlg_graph_destroy(graph);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct mlg_profile *profile;
    enum mlg_status status =
        mlg_profile_load(options->profile ? options->profile : "car", &profile, err);
    if (status != MLG_OK)
        return status;
    status = describe(options, terminal, profile, err);
    mlg_profile_destroy(profile);
    return status;
}

const struct cli_command cli_network_info = {
    .name = "network info",
    .arguments = "FILE...",
    .summary = "describe the roads of OpenStreetMap files",
    .help =
        "Reads the files as a scenario's roads are read and prints what a profile makes of them:\n"
        "kilometres by class, the graph and its components, the share of ways with a speed limit,\n"
        "barriers, ferries, turn restrictions that count or are ignored, and nodes that are missing or in\n"
        "several files.\n"
        "\n"
        "Examples:\n"
        "  maillage network info datasets/demo/roads.osm.pbf\n"
        "  maillage network info --profile bicycle --json north.osm.pbf south.osm.pbf\n",
    .options = CLI_BIT(CLI_PROFILE) | CLI_BIT(CLI_JSON),
    .min_arguments = 1,
    .max_arguments = INT_MAX,
    .run = execute,
};
