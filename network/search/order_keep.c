#include "network/search/order_keep.h"

#include "base/file.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#define MAGIC "\x89MTO\r\n\x1a\n"
/* Another for another way to order: old files are then no longer found. */
#define VERSION 1

/* The file: this, then uint32 [n_nodes]. In the machine's byte order, as it never leaves it. */
struct header {
    uint8_t magic[8];
    uint32_t version, n_nodes;
    uint64_t roads[2]; /* XXH3-128 of what the order depends on */
    uint64_t order;    /* XXH3-64 of the order */
};

static bool make_header(const struct mlg_graph *graph, const struct mlg_adjacency *adjacency,
                        struct header *header)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        return false;
    const size_t n = graph->n_nodes;
    XXH3_128bits_reset(state);
    XXH3_128bits_update(state, adjacency->first, (n + 1) * sizeof *adjacency->first);
    XXH3_128bits_update(state, adjacency->neighbour,
                        adjacency->first[n] * sizeof *adjacency->neighbour);
    XXH3_128bits_update(state, graph->node_lon_e7, n * sizeof *graph->node_lon_e7);
    XXH3_128bits_update(state, graph->node_lat_e7, n * sizeof *graph->node_lat_e7);
    const XXH128_hash_t hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    *header = (struct header){
        .version = VERSION, .n_nodes = graph->n_nodes, .roads = {hash.low64, hash.high64}};
    memcpy(header->magic, MAGIC, sizeof header->magic);
    return true;
}

static bool is_permutation(const uint32_t *order, uint32_t n)
{
    bool *seen = mlg_alloc_zero(n, sizeof *seen);
    bool all = seen != NULL;
    for (uint32_t i = 0; i < n && all; i++) {
        all = order[i] < n && !seen[order[i]];
        if (all)
            seen[order[i]] = true;
    }
    free(seen);
    return all;
}

static bool load(const char *path, const struct header *expected, uint32_t *order)
{
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return false;
    struct header found;
    const uint32_t n = expected->n_nodes;
    bool fine = fread(&found, sizeof found, 1, stream) == 1 &&
                memcmp(&found, expected, offsetof(struct header, order)) == 0 &&
                fread(order, sizeof *order, n, stream) == n && fgetc(stream) == EOF &&
                found.order == XXH3_64bits(order, n * sizeof *order) && is_permutation(order, n);
    fclose(stream);
    return fine;
}

static void store(const char *path, struct header *header, const uint32_t *order)
{
    struct mlg_output output;
    struct mlg_error ignored = {0};
    if (mlg_output_open(path, true, &output, &ignored) != MLG_OK)
        return;
    header->order = XXH3_64bits(order, header->n_nodes * sizeof *order);
    if (fwrite(header, sizeof *header, 1, output.stream) == 1 &&
        fwrite(order, sizeof *order, header->n_nodes, output.stream) == header->n_nodes)
        mlg_output_commit(&output, &ignored);
    mlg_output_abandon(&output);
}

enum mlg_status mlg_order_nodes_kept(const struct mlg_graph *graph,
                                     const struct mlg_adjacency *adjacency, const char *folder,
                                     uint32_t *order, struct mlg_error *err)
{
    struct header header;
    char *path = NULL;
    if (!folder || !make_header(graph, adjacency, &header) ||
        asprintf(&path, "%s/%016" PRIx64 "%016" PRIx64 ".order", folder, header.roads[1],
                 header.roads[0]) < 0)
        return mlg_order_nodes(graph, adjacency, order, err);
    enum mlg_status status = MLG_OK;
    if (!load(path, &header, order)) {
        status = mlg_order_nodes(graph, adjacency, order, err);
        if (status == MLG_OK)
            store(path, &header, order);
    }
    free(path);
    return status;
}
