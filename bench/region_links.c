#include "base/memory.h"
#include "bench/region.h"

#include <math.h>
#include <stdlib.h>

/* A river is crossed in one row of places of so many. */
enum { ROWS_PER_BRIDGE = 7 };

static void join_neighbours(struct region *region, uint32_t p, uint32_t q)
{
    const struct region_place *a = &region->places[p], *b = &region->places[q];
    if (a->rank == RANK_WATER || b->rank == RANK_WATER || a->owner == b->owner)
        return;
    region_add_link(region, p, q);
    if (region->out_of_memory)
        return;
    struct region_link *link = &region->links[region->n_links - 1];
    link->crosses = region_bank(region, a->x, a->y) != region_bank(region, b->x, b->y);
}

static void join_lattice(struct region *region)
{
    uint32_t width = region->width;
    for (uint32_t j = 0; j < width; j++)
        for (uint32_t i = 0; i < width; i++) {
            uint32_t p = j * width + i;
            if (i + 1 < width)
                join_neighbours(region, p, p + 1);
            if (j + 1 < width)
                join_neighbours(region, p, p + width);
            if (i + 1 < width && j + 1 < width) {
                bool rising = mlg_random_below(&region->random, 2);
                join_neighbours(region, rising ? p : p + 1, rising ? p + width + 1 : p + width);
            }
        }
}

/* The offshore places hang on the place of the land that is nearest to them. */
static void join_offshore(struct region *region, uint32_t offshore, enum region_class class)
{
    const struct region_place *from = &region->places[offshore];
    uint32_t best = REGION_NONE;
    double least = INFINITY;
    for (uint32_t p = 0; p < region->islet; p++) {
        double distance = hypot(region->places[p].x - from->x, region->places[p].y - from->y);
        if (region->places[p].rank != RANK_WATER && distance < least) {
            least = distance;
            best = p;
        }
    }
    if (best == REGION_NONE)
        return;
    region_add_link(region, best, offshore);
    if (!region->out_of_memory)
        region->links[region->n_links - 1].class = (uint8_t) class;
}

static uint32_t find_root(uint32_t *parent, uint32_t p)
{
    while (parent[p] != p)
        p = parent[p] = parent[parent[p]];
    return p;
}

static bool is_chosen(struct region *region, const struct region_link *link)
{
    if (link->class == CLASS_FERRY || region->places[link->b].owner >= region->islet)
        return true;
    uint32_t step = link->b > link->a ? link->b - link->a : link->a - link->b;
    bool straight = step == 1 || step == region->width;
    if (link->crosses)
        return step == 1 && link->a / region->width % ROWS_PER_BRIDGE == 3;
    return mlg_random_unit(&region->random) < (straight ? 0.76 : 0.3);
}

/* Keeps what chance chose, and whatever else it takes to join all places (Kruskal): first on land,
 * then across the river. */
static void keep_connected(struct region *region, uint32_t *parent)
{
    for (uint32_t p = 0; p < region->n_places; p++)
        parent[p] = region->places[p].owner;
    for (int pass = 0; pass < 3; pass++)
        for (size_t l = 0; l < region->n_links; l++) {
            struct region_link *link = &region->links[l];
            uint32_t a = find_root(parent, link->a), b = find_root(parent, link->b);
            if (pass == 0)
                link->kept = is_chosen(region, link);
            else if (a != b && (pass == 2 || !link->crosses))
                link->kept = true;
            if (link->kept)
                parent[a] = b;
        }
}

enum mlg_status region_link_places(struct region *region, struct mlg_error *err)
{
    join_lattice(region);
    join_offshore(region, region->islet, CLASS_FERRY);
    join_offshore(region, region->headland, CLASS_UNCLASSIFIED);
    uint32_t *parent = mlg_alloc(region->n_places, sizeof *parent);
    if (!parent || region->out_of_memory) {
        free(parent);
        return mlg_fail_memory(err, "the roads of a region", region->n_places * sizeof *parent);
    }
    keep_connected(region, parent);
    free(parent);
    return MLG_OK;
}
