#include "network/osm/osm_places.h"

#include "base/memory.h"
#include "network/osm/osm_read.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const settlements[] = {"city",   "town",    "village", "suburb",
                                          "hamlet", "quarter", NULL};
static const char *const amenities[] = {"townhall",        "library",         "community_centre",
                                        "arts_centre",     "social_centre",   "post_office",
                                        "coworking_space", "public_building", NULL};

/* What is known of a place before its position is. */
struct found {
    int64_t number;
    bool is_way;
    const char *kind, *name;
    int64_t population;
    int32_t lon_min_e7, lat_min_e7, lon_max_e7, lat_max_e7; /* min > max: not seen yet */
};

/* The node `number` belongs to the way found[owner]. */
struct way_node {
    int64_t number;
    size_t owner;
};

struct reading {
    struct found *found; /* [n] */
    size_t n, capacity;
    struct way_node *node; /* [n_nodes] */
    size_t n_nodes, node_capacity;
    struct mlg_arena *strings;
};

static const char *tag(const struct mlg_osm_tag *tags, size_t n_tags, const char *key)
{
    for (size_t i = 0; i < n_tags; i++)
        if (strcmp(tags[i].key, key) == 0)
            return tags[i].value;
    return NULL;
}

static const char *listed(const char *const *list, const char *value)
{
    for (; value && *list; list++)
        if (strcmp(*list, value) == 0)
            return *list;
    return NULL;
}

/* "village" or "library"; NULL where it is no place for a site. */
static const char *kind_of(const struct mlg_osm_tag *tags, size_t n_tags, bool *settlement)
{
    const char *kind = listed(settlements, tag(tags, n_tags, "place"));
    *settlement = kind != NULL;
    if (!kind)
        kind = listed(amenities, tag(tags, n_tags, "amenity"));
    if (!kind)
        kind = listed(amenities, tag(tags, n_tags, "office"));
    return kind;
}

/* A whole number without separators, else -1. */
static int64_t population_of(const char *text)
{
    char *end;
    if (!text || *text < '0' || *text > '9')
        return -1;
    long long value = strtoll(text, &end, 10);
    return *end || value > 2000000000 ? -1 : value;
}

static enum mlg_status add(struct reading *reading, int64_t number, const struct mlg_osm_tag *tags,
                           size_t n_tags, bool is_way, bool *added, struct mlg_error *err)
{
    bool settlement;
    const char *kind = kind_of(tags, n_tags, &settlement), *name = tag(tags, n_tags, "name");
    *added = kind && (name || !settlement);
    if (!*added)
        return MLG_OK;
    name = mlg_arena_text(reading->strings, name ? name : "");
    if (!name ||
        !mlg_reserve(&reading->found, &reading->capacity, reading->n + 1, sizeof *reading->found))
        return mlg_fail_memory(err, "places", (reading->n + 1) * sizeof *reading->found);
    reading->found[reading->n++] = (struct found){
        .number = number,
        .is_way = is_way,
        .kind = kind,
        .name = name,
        .population = settlement ? population_of(tag(tags, n_tags, "population")) : -1,
        .lon_min_e7 = INT32_MAX,
        .lat_min_e7 = INT32_MAX,
        .lon_max_e7 = INT32_MIN,
        .lat_max_e7 = INT32_MIN,
    };
    return MLG_OK;
}

static void extend(struct found *found, int32_t lon_e7, int32_t lat_e7)
{
    found->lon_min_e7 = lon_e7 < found->lon_min_e7 ? lon_e7 : found->lon_min_e7;
    found->lat_min_e7 = lat_e7 < found->lat_min_e7 ? lat_e7 : found->lat_min_e7;
    found->lon_max_e7 = lon_e7 > found->lon_max_e7 ? lon_e7 : found->lon_max_e7;
    found->lat_max_e7 = lat_e7 > found->lat_max_e7 ? lat_e7 : found->lat_max_e7;
}

static enum mlg_status take_way(void *context, int64_t id, const struct mlg_osm_tag *tags,
                                size_t n_tags, const int64_t *nodes, size_t n_nodes,
                                struct mlg_error *err)
{
    struct reading *reading = context;
    bool added;
    enum mlg_status status = add(reading, id, tags, n_tags, true, &added, err);
    if (status != MLG_OK || !added)
        return status;
    if (!mlg_reserve(&reading->node, &reading->node_capacity, reading->n_nodes + n_nodes,
                     sizeof *reading->node))
        return mlg_fail_memory(err, "places", n_nodes * sizeof *reading->node);
    for (size_t i = 0; i < n_nodes; i++)
        reading->node[reading->n_nodes++] = (struct way_node){nodes[i], reading->n - 1};
    return MLG_OK;
}

static int by_number(const void *left, const void *right)
{
    const struct way_node *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->owner > b->owner) - (a->owner < b->owner);
}

/* The first of the ways' nodes with this number, or one behind all smaller ones. */
static size_t first_of(const struct reading *reading, int64_t number)
{
    size_t low = 0, high = reading->n_nodes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->node[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static enum mlg_status take_node(void *context, int64_t id, int32_t lon_e7, int32_t lat_e7,
                                 const struct mlg_osm_tag *tags, size_t n_tags,
                                 struct mlg_error *err)
{
    struct reading *reading = context;
    bool added;
    if (lon_e7 == MLG_OSM_NOWHERE || lat_e7 == MLG_OSM_NOWHERE)
        return MLG_OK;
    for (size_t k = first_of(reading, id); k < reading->n_nodes && reading->node[k].number == id;
         k++)
        extend(&reading->found[reading->node[k].owner], lon_e7, lat_e7);
    enum mlg_status status = add(reading, id, tags, n_tags, false, &added, err);
    if (status == MLG_OK && added)
        extend(&reading->found[reading->n - 1], lon_e7, lat_e7);
    return status;
}

/* The ways first: they say which nodes are needed. */
static enum mlg_status read_files(struct reading *reading, const char *const *paths, size_t n_paths,
                                  const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_osm_sink ways = {.context = reading, .way = take_way},
                              nodes = {.context = reading, .node = take_node};
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n_paths && status == MLG_OK; i++)
        status = mlg_osm_read(paths[i], &ways, "looking for buildings", monitor, err);
    if (status == MLG_OK && reading->n_nodes > 0)
        qsort(reading->node, reading->n_nodes, sizeof *reading->node, by_number);
    for (size_t i = 0; i < n_paths && status == MLG_OK; i++)
        status = mlg_osm_read(paths[i], &nodes, "looking for places", monitor, err);
    return status;
}

static int by_object(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->is_way != b->is_way)
        return a->is_way ? 1 : -1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool is_again(const struct found *found, size_t i)
{
    return i > 0 && found[i].number == found[i - 1].number &&
           found[i].is_way == found[i - 1].is_way;
}

static const char *id_text(struct mlg_arena *strings, const struct found *found)
{
    char id[32];
    snprintf(id, sizeof id, "%c%" PRId64, found->is_way ? 'w' : 'n', found->number);
    return mlg_arena_text(strings, id);
}

static enum mlg_status fill(struct mlg_osm_places *places, struct reading *reading,
                            struct mlg_error *err)
{
    places->place = mlg_alloc(reading->n, sizeof *places->place);
    if (!places->place)
        return mlg_fail_memory(err, "places", reading->n * sizeof *places->place);
    if (reading->n > 0)
        qsort(reading->found, reading->n, sizeof *reading->found, by_object);
    for (size_t i = 0; i < reading->n; i++) {
        const struct found *found = &reading->found[i];
        if (found->lon_min_e7 > found->lon_max_e7 || is_again(reading->found, i))
            continue;
        const char *id = id_text(places->strings, found);
        if (!id)
            return mlg_fail_memory(err, "places", 32);
        places->place[places->n++] = (struct mlg_osm_place){
            .id = id,
            .kind = found->kind,
            .name = found->name,
            .population = found->population,
            .lon_e7 =
                found->lon_min_e7 + (int32_t)(((int64_t)found->lon_max_e7 - found->lon_min_e7) / 2),
            .lat_e7 =
                found->lat_min_e7 + (int32_t)(((int64_t)found->lat_max_e7 - found->lat_min_e7) / 2),
        };
    }
    return MLG_OK;
}

void mlg_osm_places_destroy(struct mlg_osm_places *places)
{
    if (!places)
        return;
    free(places->place);
    mlg_arena_destroy(places->strings);
    free(places);
}

enum mlg_status mlg_osm_places_read(const char *const *paths, size_t n_paths,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_osm_places **places, struct mlg_error *err)
{
    struct reading reading = {0};
    struct mlg_osm_places *made = mlg_alloc_zero(1, sizeof *made);
    if (made)
        made->strings = mlg_arena_create();
    if (!made || !made->strings) {
        mlg_osm_places_destroy(made);
        return mlg_fail_memory(err, "places", sizeof *made);
    }
    reading.strings = made->strings;
    enum mlg_status status = read_files(&reading, paths, n_paths, monitor, err);
    if (status == MLG_OK)
        status = fill(made, &reading, err);
    free(reading.found);
    free(reading.node);
    if (status == MLG_OK)
        *places = made;
    else
        mlg_osm_places_destroy(made);
    return status;
}
