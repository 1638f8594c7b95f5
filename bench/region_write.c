#include "base/memory.h"
#include "bench/region_earth.h"
#include "bench/region_files.h"
#include "network/osm/osm_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_TAGS = 8, TAG_BYTES = 96 };

struct tags {
    struct mlg_osm_tag tag[MOST_TAGS];
    size_t n;
    char label[TAG_BYTES], speed[8];
};

static const char *const class_name[] = {
    [CLASS_SERVICE] = "service",
    [CLASS_RESIDENTIAL] = "residential",
    [CLASS_UNCLASSIFIED] = "unclassified",
    [CLASS_TERTIARY] = "tertiary",
    [CLASS_SECONDARY] = "secondary",
    [CLASS_PRIMARY] = "primary",
    [CLASS_TRUNK] = "trunk",
    [CLASS_MOTORWAY_LINK] = "motorway_link",
    [CLASS_MOTORWAY] = "motorway",
};

static void add_tag(struct tags *tags, const char *key, const char *value)
{
    tags->tag[tags->n++] = (struct mlg_osm_tag){key, value};
}

static void add_label(const struct region *region, const struct region_way *way, struct tags *tags)
{
    char commune[REGION_COMMUNE_NAME];
    const char *key = "ref";
    switch ((enum region_class)way->class) {
    case CLASS_RESIDENTIAL:
        snprintf(tags->label, TAG_BYTES, "%s", region_street_name(way->label));
        key = "name";
        break;
    case CLASS_UNCLASSIFIED:
        region_commune_name(region, way->label, commune);
        snprintf(tags->label, TAG_BYTES, "Route %s%s", region_of(commune), commune);
        key = "name";
        break;
    case CLASS_MOTORWAY:
        snprintf(tags->label, TAG_BYTES, "A %u", way->label);
        break;
    case CLASS_TRUNK:
    case CLASS_PRIMARY:
        snprintf(tags->label, TAG_BYTES, "N %u", way->label);
        break;
    case CLASS_SECONDARY:
    case CLASS_TERTIARY:
        snprintf(tags->label, TAG_BYTES, "D %u", way->label);
        break;
    default:
        return;
    }
    if (way->label != 0 || key[0] == 'n')
        add_tag(tags, key, tags->label);
}

static void add_road_tags(const struct region *region, const struct region_way *way,
                          struct tags *tags)
{
    add_tag(tags, "highway", class_name[way->class]);
    add_label(region, way, tags);
    if (way->maxspeed_kmh) {
        snprintf(tags->speed, sizeof tags->speed, "%u", way->maxspeed_kmh);
        add_tag(tags, "maxspeed", tags->speed);
    }
    if (way->flags & WAY_ONEWAY)
        add_tag(tags, "oneway", "yes");
    if (way->flags & WAY_ROUNDABOUT)
        add_tag(tags, "junction", "roundabout");
    if (way->flags & WAY_BRIDGE)
        add_tag(tags, "bridge", "yes");
    if (way->flags & WAY_PRIVATE)
        add_tag(tags, "access", "private");
    if (way->flags & WAY_SLOW)
        add_tag(tags, "surface", "gravel");
}

static void tag_way(const struct region *region, const struct region_way *way, struct tags *tags)
{
    tags->n = 0;
    if (way->class == CLASS_RIVER) {
        add_tag(tags, "waterway", "river");
    } else if (way->class == CLASS_FERRY) {
        add_tag(tags, "route", "ferry");
        add_tag(tags, "duration", "00:03");
        add_tag(tags, "motor_vehicle", "yes");
        add_tag(tags, "bicycle", "yes");
        add_tag(tags, "foot", "yes");
    } else {
        add_road_tags(region, way, tags);
    }
}

static enum mlg_status write_nodes(const struct region *region, struct region_earth *earth,
                                   struct mlg_osm_writer *writer, struct mlg_error *err)
{
    static const struct mlg_osm_tag kind[] = {
        [NODE_SIGNALS] = {"highway", "traffic_signals"},
        [NODE_BOLLARD] = {"barrier", "bollard"},
        [NODE_GATE] = {"barrier", "gate"},
    };
    enum mlg_status status = MLG_OK;
    for (size_t n = 0; n < region->n_nodes && status == MLG_OK; n++) {
        double lon, lat;
        status = region_to_earth(earth, region->nodes[n].x, region->nodes[n].y, &lon, &lat, err);
        if (status == MLG_OK)
            status = mlg_osm_write_node(writer, (int64_t)n + 1, (int32_t)lround(lon * 1e7),
                                        (int32_t)lround(lat * 1e7), &kind[region->node_kind[n]],
                                        region->node_kind[n] != NODE_PLAIN, err);
    }
    return status;
}

static enum mlg_status write_ways(const struct region *region, struct mlg_osm_writer *writer,
                                  struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    int64_t *ids = NULL;
    size_t capacity = 0;
    for (size_t w = 0; w < region->n_ways && status == MLG_OK; w++) {
        size_t first = region->ways[w].first_ref, n = region_way_end(region, w) - first;
        if (!mlg_reserve(&ids, &capacity, n, sizeof *ids)) {
            status = mlg_fail_memory(err, "a way", n * sizeof *ids);
            break;
        }
        for (size_t i = 0; i < n; i++)
            ids[i] = (int64_t)region->refs[first + i] + 1;
        struct tags tags;
        tag_way(region, &region->ways[w], &tags);
        status = mlg_osm_write_way(writer, (int64_t)w + 1, ids, n, tags.tag, tags.n, err);
    }
    free(ids);
    return status;
}

enum mlg_status region_write_roads(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err)
{
    struct region_earth earth;
    enum mlg_status status = region_earth_init(placement, &earth, err);
    if (status != MLG_OK)
        return status;
    struct mlg_osm_writer *writer = NULL;
    status = mlg_osm_writer_create(path, placement->overwrite, &writer, err);
    if (status == MLG_OK)
        status = write_nodes(region, &earth, writer, err);
    if (status == MLG_OK)
        status = write_ways(region, writer, err);
    if (status == MLG_OK)
        status = mlg_osm_writer_commit(writer, err);
    else
        mlg_osm_writer_destroy(writer);
    region_earth_finish(&earth);
    return status;
}
