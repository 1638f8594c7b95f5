#include "base/memory.h"
#include "bench/region.h"

#include <math.h>
#include <stdlib.h>

double region_random(struct region *region, double low, double high)
{
    return low + (high - low) * mlg_random_unit(&region->random);
}

double region_distance(struct region_node a, struct region_node b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return hypot(dx, dy);
}

static bool reserve(struct region *region, void *array, size_t *capacity, size_t count, size_t size)
{
    if (region->out_of_memory || !mlg_reserve(array, capacity, count + 1, size))
        region->out_of_memory = true;
    return !region->out_of_memory;
}

uint32_t region_add_node(struct region *region, double x, double y, enum region_node_kind kind)
{
    size_t n = region->n_nodes;
    if (!reserve(region, &region->nodes, &region->nodes_capacity, n, sizeof *region->nodes) ||
        !reserve(region, &region->node_kind, &region->kinds_capacity, n, 1))
        return 0;
    region->nodes[n] = (struct region_node){(float)x, (float)y};
    region->node_kind[n] = (uint8_t)kind;
    region->n_nodes++;
    return (uint32_t)n;
}

void region_add_way(struct region *region, enum region_class class, unsigned flags,
                    unsigned maxspeed_kmh, uint32_t label)
{
    if (!reserve(region, &region->ways, &region->ways_capacity, region->n_ways,
                 sizeof *region->ways))
        return;
    region->ways[region->n_ways++] = (struct region_way){
        .first_ref = (uint32_t)region->n_refs,
        .label = label,
        .class = (uint8_t) class,
        .flags = (uint8_t)flags,
        .maxspeed_kmh = (uint8_t)maxspeed_kmh,
    };
}

void region_add_ref(struct region *region, uint32_t node)
{
    if (reserve(region, &region->refs, &region->refs_capacity, region->n_refs,
                sizeof *region->refs))
        region->refs[region->n_refs++] = node;
}

size_t region_way_end(const struct region *region, size_t way)
{
    return way + 1 < region->n_ways ? region->ways[way + 1].first_ref : region->n_refs;
}

void region_add_link(struct region *region, uint32_t a, uint32_t b)
{
    if (!reserve(region, &region->links, &region->links_capacity, region->n_links,
                 sizeof *region->links))
        return;
    region->links[region->n_links++] =
        (struct region_link){.a = a, .b = b, .class = CLASS_UNCLASSIFIED};
}

void region_add_people(struct region *region, double x, double y, double spread_m,
                       uint32_t residents, uint32_t commune)
{
    if (!reserve(region, &region->people, &region->people_capacity, region->n_people,
                 sizeof *region->people))
        return;
    region->people[region->n_people++] = (struct region_person){
        .x = (float)(x + region_random(region, -spread_m, spread_m)),
        .y = (float)(y + region_random(region, -spread_m, spread_m)),
        .commune = commune,
        .residents = residents,
    };
}

void region_destroy(struct region *region)
{
    if (!region)
        return;
    free(region->places);
    free(region->links);
    free(region->nodes);
    free(region->node_kind);
    free(region->ways);
    free(region->refs);
    free(region->people);
    free(region);
}

static enum mlg_status draw(struct region *region, struct mlg_error *err)
{
    for (uint32_t p = 0; p < region->n_places; p++)
        if (region->places[p].rank != RANK_WATER && region->places[p].owner == p)
            region_draw_streets(region, p);
    region_draw_roads(region);
    region_draw_motorways(region);
    return region->out_of_memory ? mlg_fail_memory(err, "the roads of a region", 0) : MLG_OK;
}

enum mlg_status region_build(uint64_t seed, double n_nodes, struct region **result,
                             struct mlg_error *err)
{
    struct region *region = mlg_alloc_zero(1, sizeof *region);
    if (!region)
        return mlg_fail_memory(err, "a region", sizeof *region);
    mlg_random_seed(&region->random, seed);
    region_shape(region, n_nodes);
    /* node 0 exists from the start: what a failed allocation returns */
    enum mlg_status status =
        mlg_reserve(&region->nodes, &region->nodes_capacity, 1024, sizeof *region->nodes)
            ? region_settle(region, err)
            : mlg_fail_memory(err, "a region", sizeof *region->nodes);
    if (status == MLG_OK)
        status = region_link_places(region, err);
    if (status == MLG_OK)
        status = region_rank_roads(region, err);
    if (status == MLG_OK)
        status = draw(region, err);
    if (status != MLG_OK) {
        region_destroy(region);
        return status;
    }
    *result = region;
    return MLG_OK;
}
