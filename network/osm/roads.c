#include "network/osm/roads.h"

#include "base/memory.h"
#include "base/plural.h"
#include "network/graph/radix.h"
#include "network/osm/osm_read.h"
#include "network/profiles/profile_rules.h"

#include <stdlib.h>
#include <string.h>

/* While reading. */
struct reading {
    const struct mlg_profile *profile;
    const char *path; /* the file being read */
    struct mlg_roads *roads;
    size_t road_capacity, ref_capacity;
    int64_t *ref_id; /* [n_refs]: nodes of the roads, by id, before they are numbered */
    size_t cursor;   /* the node after the one read last: files are sorted as a rule */
    size_t n_closed; /* ways that the profile closes by their id */
};

static enum mlg_status take_way(void *context, int64_t id, const struct mlg_osm_tag *tags,
                                size_t n_tags, const int64_t *nodes, size_t n_nodes,
                                struct mlg_error *err)
{
    struct reading *reading = context;
    struct mlg_roads *roads = reading->roads;
    struct mlg_way_use use;
    roads->counts.file_ways++;
    bool closed = mlg_profile_closes(reading->profile, id);
    reading->n_closed += closed;
    if (n_nodes < 2 || closed || !mlg_profile_way(reading->profile, tags, n_tags, &use))
        return MLG_OK;
    size_t n_refs = roads->n_refs + n_nodes;
    if (n_refs >= UINT32_MAX / 2)
        return mlg_fail(err, MLG_BAD_INPUT, "more roads than the 2,147 million points that fit");
    if (!mlg_reserve(&roads->road, &reading->road_capacity, roads->n_roads + 2,
                     sizeof *roads->road) ||
        !mlg_reserve(&reading->ref_id, &reading->ref_capacity, n_refs, sizeof *reading->ref_id))
        return mlg_fail_memory(err, "roads", n_refs * sizeof *reading->ref_id);
    struct mlg_road road = {.id = id,
                            .first_ref = (uint32_t)roads->n_refs,
                            .duration_ms = use.duration_ms,
                            .forward_kmh = (float)use.forward_kmh,
                            .backward_kmh = (float)use.backward_kmh,
                            .road_class = use.road_class,
                            .flags = use.flags,
                            .has_maxspeed = use.has_maxspeed};
    enum mlg_status status = mlg_names_add(&roads->names, use.name, &road.name, err);
    if (status != MLG_OK)
        return status;
    memcpy(reading->ref_id + roads->n_refs, nodes, n_nodes * sizeof *nodes);
    roads->road[roads->n_roads++] = road;
    roads->n_refs = n_refs;
    roads->road[roads->n_roads] = (struct mlg_road){.first_ref = (uint32_t)n_refs};
    return MLG_OK;
}

static enum mlg_status take_relation(void *context, int64_t id, const struct mlg_osm_tag *tags,
                                     size_t n_tags, const struct mlg_osm_member *members,
                                     size_t n_members, struct mlg_error *err)
{
    struct reading *reading = context;
    return mlg_restrictions_take(&reading->roads->restrictions, reading->profile, id, tags, n_tags,
                                 members, n_members, err);
}

static uint64_t hash_of(const struct reading *reading, uint32_t i)
{
    const struct mlg_road *road = &reading->roads->road[i];
    uint64_t hash = (uint64_t)road->id;
    for (uint32_t r = road[0].first_ref; r < road[1].first_ref; r++) {
        hash = (hash ^ (uint64_t)reading->ref_id[r]) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool same_road(const struct reading *reading, uint32_t a, uint32_t b)
{
    const struct mlg_road *road = reading->roads->road;
    size_t n = road[a + 1].first_ref - road[a].first_ref;
    return road[a].id == road[b].id && n == road[b + 1].first_ref - road[b].first_ref &&
           memcmp(reading->ref_id + road[a].first_ref, reading->ref_id + road[b].first_ref,
                  n * sizeof *reading->ref_id) == 0;
}

/* Removes the roads that are marked, and their nodes. */
static void compact_roads(struct reading *reading, const bool *repeated)
{
    struct mlg_roads *roads = reading->roads;
    size_t kept = 0, n_refs = 0;
    for (size_t i = 0; i < roads->n_roads; i++) {
        uint32_t first = roads->road[i].first_ref, n = roads->road[i + 1].first_ref - first;
        if (repeated[i])
            continue;
        memmove(reading->ref_id + n_refs, reading->ref_id + first, n * sizeof *reading->ref_id);
        roads->road[kept] = roads->road[i];
        roads->road[kept++].first_ref = (uint32_t)n_refs;
        n_refs += n;
    }
    roads->n_roads = kept;
    roads->n_refs = n_refs;
    roads->road[kept] = (struct mlg_road){.first_ref = (uint32_t)n_refs};
}

static enum mlg_status drop_repeated(struct reading *reading, struct mlg_error *err)
{
    size_t n = reading->roads->n_roads;
    struct mlg_keyed *order = mlg_alloc(n, sizeof *order);
    bool *repeated = mlg_alloc_zero(n, sizeof *repeated);
    enum mlg_status status = MLG_OK;
    if (!order || !repeated)
        status = mlg_fail_memory(err, "roads", n * sizeof *order);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        order[i] = (struct mlg_keyed){hash_of(reading, (uint32_t)i), (uint32_t)i};
    if (status == MLG_OK)
        status = mlg_radix_sort(order, n, err);
    for (size_t i = 1; status == MLG_OK && i < n; i++)
        repeated[order[i].value] = order[i].key == order[i - 1].key &&
                                   same_road(reading, order[i].value, order[i - 1].value);
    if (status == MLG_OK)
        compact_roads(reading, repeated);
    free(order);
    free(repeated);
    return status;
}

static enum mlg_status allocate_nodes(struct mlg_roads *roads, struct mlg_error *err)
{
    size_t n = roads->n_nodes;
    roads->node_id = mlg_alloc(n, sizeof *roads->node_id);
    roads->lon_e7 = mlg_alloc(n, sizeof *roads->lon_e7);
    roads->lat_e7 = mlg_alloc(n, sizeof *roads->lat_e7);
    roads->node_flags = mlg_alloc_zero(n, sizeof *roads->node_flags);
    roads->delay_ds = mlg_alloc_zero(n, sizeof *roads->delay_ds);
    if (!roads->node_id || !roads->lon_e7 || !roads->lat_e7 || !roads->node_flags ||
        !roads->delay_ds)
        return mlg_fail_memory(err, "nodes", n * 19);
    return MLG_OK;
}

/* Ids in their order, negative ones first. */
static uint64_t id_key(int64_t id)
{
    return (uint64_t)id ^ (uint64_t)1 << 63;
}

/* Gives the nodes numbers in the order of their ids and replaces ref_id by ref. */
static enum mlg_status number_nodes(struct reading *reading, struct mlg_error *err)
{
    struct mlg_roads *roads = reading->roads;
    size_t n = roads->n_refs;
    struct mlg_keyed *order = mlg_alloc(n, sizeof *order);
    roads->ref = mlg_alloc(n, sizeof *roads->ref);
    enum mlg_status status = MLG_OK;
    if (!order || !roads->ref)
        status = mlg_fail_memory(err, "nodes", n * sizeof *order);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        order[i] = (struct mlg_keyed){id_key(reading->ref_id[i]), (uint32_t)i};
    free(reading->ref_id);
    reading->ref_id = NULL;
    if (status == MLG_OK)
        status = mlg_radix_sort(order, n, err);
    for (size_t i = 0; status == MLG_OK && i < n; i++) {
        roads->n_nodes += i == 0 || order[i].key != order[i - 1].key;
        roads->ref[order[i].value] = (uint32_t)(roads->n_nodes - 1);
    }
    if (status == MLG_OK)
        status = allocate_nodes(roads, err);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        roads->node_id[roads->ref[order[i].value]] = (int64_t)(order[i].key ^ (uint64_t)1 << 63);
    free(order);
    return status;
}

/* The number of a node that a road needs, or n_nodes. */
static size_t find_node(struct reading *reading, int64_t id)
{
    const struct mlg_roads *roads = reading->roads;
    size_t low = 0, high = roads->n_nodes, cursor = reading->cursor;
    if (cursor < high && roads->node_id[cursor] == id)
        return reading->cursor++;
    if (cursor > 0 && roads->node_id[cursor - 1] < id) {
        if (cursor == high || roads->node_id[cursor] > id)
            return roads->n_nodes;
        low = cursor;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (roads->node_id[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == roads->n_nodes || roads->node_id[low] != id)
        return roads->n_nodes;
    reading->cursor = low + 1;
    return low;
}

static void apply_node_tags(struct reading *reading, size_t node, const struct mlg_osm_tag *tags,
                            size_t n_tags)
{
    struct mlg_roads *roads = reading->roads;
    struct mlg_node_use use;
    mlg_profile_node(reading->profile, tags, n_tags, &use);
    roads->counts.barriers += use.is_barrier;
    roads->delay_ds[node] =
        (uint16_t)(use.delay_ms / 100 < UINT16_MAX ? use.delay_ms / 100 : UINT16_MAX);
    if (use.blocks)
        roads->node_flags[node] |= MLG_NODE_BLOCKS;
    if (use.delays_forward)
        roads->node_flags[node] |= MLG_NODE_DELAYS_FORWARD;
    if (use.delays_backward)
        roads->node_flags[node] |= MLG_NODE_DELAYS_BACKWARD;
}

static enum mlg_status take_node(void *context, int64_t id, int32_t lon_e7, int32_t lat_e7,
                                 const struct mlg_osm_tag *tags, size_t n_tags,
                                 struct mlg_error *err)
{
    struct reading *reading = context;
    struct mlg_roads *roads = reading->roads;
    roads->counts.file_nodes++;
    size_t node = find_node(reading, id);
    if (node == roads->n_nodes || lon_e7 == MLG_OSM_NOWHERE)
        return MLG_OK;
    if (roads->node_flags[node] & MLG_NODE_LOCATED) {
        roads->counts.duplicate_nodes++;
        return MLG_OK;
    }
    if (lon_e7 < -1800000000 || lon_e7 > 1800000000 || lat_e7 < -900000000 || lat_e7 > 900000000)
        return mlg_fail_at(
            err, MLG_BAD_INPUT, reading->path, 0, 0,
            "node %lld is at longitude %.7f, latitude %.7f: expected -180 to 180 and "
            "-90 to 90",
            (long long)id, lon_e7 / 1e7, lat_e7 / 1e7);
    roads->lon_e7[node] = lon_e7;
    roads->lat_e7[node] = lat_e7;
    roads->node_flags[node] |= MLG_NODE_LOCATED;
    roads->counts.used_nodes++;
    if (n_tags)
        apply_node_tags(reading, node, tags, n_tags);
    return MLG_OK;
}

static enum mlg_status read_files(struct reading *reading, const char *const *paths, size_t n_paths,
                                  const struct mlg_osm_sink *sink, const char *phase,
                                  const struct mlg_monitor *monitor, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; status == MLG_OK && i < n_paths; i++) {
        reading->path = paths[i];
        reading->cursor = 0;
        status = mlg_osm_read(paths[i], sink, phase, monitor, err);
    }
    return status;
}

static enum mlg_status expect_roads(const struct mlg_roads *roads, const char *const *paths,
                                    size_t n_paths, const struct mlg_profile *profile,
                                    struct mlg_error *err)
{
    if (roads->n_roads > 0)
        return MLG_OK;
    return mlg_fail_at(err, MLG_BAD_INPUT, paths[0], 0, 0,
                       "no road that profile '%s' can use among the %llu ways of %zu file(s)",
                       mlg_profile_name(profile), (unsigned long long)roads->counts.file_ways,
                       n_paths);
}

static void count_roads(struct mlg_roads *roads)
{
    roads->counts.used_ways = roads->n_roads;
    roads->counts.missing_nodes = roads->n_nodes - roads->counts.used_nodes;
    for (size_t i = 0; i < roads->n_roads; i++) {
        roads->counts.with_maxspeed += roads->road[i].has_maxspeed;
        roads->counts.ferries += (roads->road[i].flags & MLG_EDGE_FERRY) != 0;
    }
}

static enum mlg_status read_all(struct reading *reading, const char *const *paths, size_t n_paths,
                                const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_osm_sink ways = {
        .context = reading, .way = take_way, .relation = take_relation};
    const struct mlg_osm_sink nodes = {.context = reading, .node = take_node};
    enum mlg_status status = mlg_names_init(&reading->roads->names, err);
    if (status == MLG_OK)
        status = read_files(reading, paths, n_paths, &ways, "reading roads", monitor, err);
    if (status == MLG_OK)
        status = expect_roads(reading->roads, paths, n_paths, reading->profile, err);
    if (status == MLG_OK && reading->profile->n_closed_ways > 0)
        mlg_note(monitor, "profile '%s' closes %zu %s, of which %zu %s in the road files",
                 mlg_profile_name(reading->profile), reading->profile->n_closed_ways,
                 mlg_plural((double)reading->profile->n_closed_ways, "way", "ways"),
                 reading->n_closed, mlg_plural((double)reading->n_closed, "is", "are"));
    if (status == MLG_OK)
        status = drop_repeated(reading, err);
    if (status == MLG_OK)
        status = number_nodes(reading, err);
    struct mlg_roads *roads = reading->roads;
    if (status == MLG_OK)
        mlg_restrictions_locate(&roads->restrictions, roads->node_id, roads->n_nodes,
                                roads->node_flags, &roads->counts.turns);
    if (status == MLG_OK)
        status = read_files(reading, paths, n_paths, &nodes, "reading positions", monitor, err);
    if (status == MLG_OK)
        count_roads(reading->roads);
    return status;
}

enum mlg_status mlg_roads_read(const char *const *paths, size_t n_paths,
                               const struct mlg_profile *profile, const struct mlg_monitor *monitor,
                               struct mlg_roads *roads, struct mlg_error *err)
{
    struct mlg_roads fresh = {.ferry_wait_s = profile->ferry_wait_s,
                              .calibration = &profile->calibration};
    struct reading reading = {.profile = profile, .roads = &fresh};
    enum mlg_status status = read_all(&reading, paths, n_paths, monitor, err);
    free(reading.ref_id);
    if (status != MLG_OK) {
        mlg_roads_finish(&fresh);
        return status;
    }
    *roads = fresh;
    return MLG_OK;
}

void mlg_roads_finish(struct mlg_roads *roads)
{
    free(roads->road);
    free(roads->ref);
    free(roads->node_id);
    free(roads->lon_e7);
    free(roads->lat_e7);
    free(roads->node_flags);
    free(roads->delay_ds);
    mlg_restrictions_finish(&roads->restrictions);
    mlg_names_finish(&roads->names);
    *roads = (struct mlg_roads){0};
}
