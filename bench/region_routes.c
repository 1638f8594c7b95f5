/* Which links carry the main roads: shortest paths between the places of a rank, the roads of
 * higher ranks preferred. A search ends at its target, a neighbour in the lattice of its rank, so
 * that every place is visited some ten times per rank: linear in the region. */
#include "base/memory.h"
#include "bench/region.h"

#include <math.h>
#include <stdlib.h>

struct heap_item {
    float distance;
    uint32_t place;
};

struct routing {
    struct region *region;
    uint32_t *first_link, *link; /* kept links by place */
    float *distance;             /* INFINITY = not reached; of owners */
    uint32_t *via;               /* the link that reached it */
    struct heap_item *heap;
    size_t n_heap, heap_capacity;
    uint32_t *touched;
    size_t n_touched;
    uint32_t routes;
};

static uint32_t owner(const struct routing *routing, uint32_t place)
{
    return routing->region->places[place].owner;
}

static void push(struct routing *routing, float distance, uint32_t place)
{
    if (!mlg_reserve(&routing->heap, &routing->heap_capacity, routing->n_heap + 1,
                     sizeof *routing->heap)) {
        routing->region->out_of_memory = true;
        return;
    }
    size_t i = routing->n_heap++;
    for (; i > 0 && routing->heap[(i - 1) / 2].distance > distance; i = (i - 1) / 2)
        routing->heap[i] = routing->heap[(i - 1) / 2];
    routing->heap[i] = (struct heap_item){distance, place};
}

static struct heap_item pop(struct routing *routing)
{
    struct heap_item *heap = routing->heap, top = heap[0], last = heap[--routing->n_heap];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= routing->n_heap)
            break;
        if (child + 1 < routing->n_heap && heap[child + 1].distance < heap[child].distance)
            child++;
        if (heap[child].distance >= last.distance)
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return top;
}

static void reach(struct routing *routing, uint32_t place, float distance, uint32_t via)
{
    if (distance >= routing->distance[place])
        return;
    if (isinf(routing->distance[place]))
        routing->touched[routing->n_touched++] = place;
    routing->distance[place] = distance;
    routing->via[place] = via;
    push(routing, distance, place);
}

static float cost(const struct routing *routing, const struct region_link *link)
{
    const struct region_place *a = &routing->region->places[link->a];
    const struct region_place *b = &routing->region->places[link->b];
    float factor = link->class >= CLASS_SECONDARY ? 0.6f : link->class == CLASS_TERTIARY ? 0.8f : 1;
    return factor * (float)hypot(a->x - b->x, a->y - b->y);
}

static void relax_around(struct routing *routing, uint32_t place)
{
    for (uint32_t k = routing->first_link[place]; k < routing->first_link[place + 1]; k++) {
        const struct region_link *link = &routing->region->links[routing->link[k]];
        uint32_t a = owner(routing, link->a), other = a == place ? owner(routing, link->b) : a;
        if (link->class != CLASS_FERRY)
            reach(routing, other, routing->distance[place] + cost(routing, link), routing->link[k]);
    }
}

static void upgrade_path(struct routing *routing, uint32_t source, uint32_t target,
                         enum region_class class)
{
    uint32_t number = ++routing->routes;
    for (uint32_t place = target; place != source;) {
        struct region_link *link = &routing->region->links[routing->via[place]];
        if (link->class < class) {
            link->class = (uint8_t) class;
            link->route = number;
        }
        uint32_t a = owner(routing, link->a);
        place = a == place ? owner(routing, link->b) : a;
    }
}

static void upgrade_route(struct routing *routing, uint32_t source, uint32_t target,
                          enum region_class class)
{
    source = owner(routing, source);
    target = owner(routing, target);
    routing->n_heap = routing->n_touched = 0;
    reach(routing, source, 0, REGION_NONE);
    while (routing->n_heap > 0) {
        struct heap_item top = pop(routing);
        if (top.place == target)
            break;
        if (top.distance <= routing->distance[top.place])
            relax_around(routing, top.place);
    }
    if (!isinf(routing->distance[target]))
        upgrade_path(routing, source, target, class);
    for (size_t i = 0; i < routing->n_touched; i++)
        routing->distance[routing->touched[i]] = INFINITY;
}

/* Joins the winners of neighbouring blocks: eastward by one class, northward by another. */
static void upgrade_rank(struct routing *routing, uint32_t size, enum region_rank rank,
                         enum region_class eastward, enum region_class northward)
{
    const struct region *region = routing->region;
    uint32_t blocks = (region->width + size - 1) / size;
    for (uint32_t y = 0; y < blocks; y++)
        for (uint32_t x = 0; x < blocks; x++) {
            uint32_t here = region_block_winner(region, x, y, size, rank);
            uint32_t east = region_block_winner(region, x + 1, y, size, rank);
            uint32_t north = region_block_winner(region, x, y + 1, size, rank);
            if (here != REGION_NONE && east != REGION_NONE)
                upgrade_route(routing, here, east, eastward);
            if (here != REGION_NONE && north != REGION_NONE)
                upgrade_route(routing, here, north, northward);
        }
}

static void index_links(struct routing *routing)
{
    const struct region *region = routing->region;
    uint32_t *first = routing->first_link;
    for (size_t l = 0; l < region->n_links; l++)
        if (region->links[l].kept) {
            first[owner(routing, region->links[l].a) + 2]++;
            first[owner(routing, region->links[l].b) + 2]++;
        }
    for (uint32_t p = 0; p < region->n_places; p++)
        first[p + 2] += first[p + 1];
    /* first[p + 1] is the start of p, and counts up to the start of p + 1 */
    for (size_t l = 0; l < region->n_links; l++)
        if (region->links[l].kept) {
            routing->link[first[owner(routing, region->links[l].a) + 1]++] = (uint32_t)l;
            routing->link[first[owner(routing, region->links[l].b) + 1]++] = (uint32_t)l;
        }
}

static void mark_places(struct region *region)
{
    for (size_t l = 0; l < region->n_links; l++) {
        const struct region_link *link = &region->links[l];
        uint32_t ends[2] = {link->a, link->b};
        for (int e = 0; e < 2 && link->kept && link->class != CLASS_FERRY; e++) {
            struct region_place *place = &region->places[region->places[ends[e]].owner];
            if (place->road < link->class)
                place->road = link->class;
        }
    }
}

enum mlg_status region_rank_roads(struct region *region, struct mlg_error *err)
{
    size_t n = region->n_places;
    struct routing routing = {
        .region = region,
        .first_link = mlg_alloc_zero(n + 2, sizeof *routing.first_link),
        .link = mlg_alloc(2 * region->n_links, sizeof *routing.link),
        .distance = mlg_alloc(n, sizeof *routing.distance),
        .via = mlg_alloc(n, sizeof *routing.via),
        .touched = mlg_alloc(n, sizeof *routing.touched),
    };
    bool ready =
        routing.first_link && routing.link && routing.distance && routing.via && routing.touched;
    if (ready) {
        for (size_t p = 0; p < n; p++)
            routing.distance[p] = INFINITY;
        index_links(&routing);
        upgrade_rank(&routing, 24, RANK_CITY, CLASS_TRUNK, CLASS_PRIMARY);
        upgrade_rank(&routing, 12, RANK_TOWN, CLASS_SECONDARY, CLASS_SECONDARY);
        upgrade_rank(&routing, 3, RANK_VILLAGE, CLASS_TERTIARY, CLASS_TERTIARY);
        mark_places(region);
    }
    free(routing.first_link);
    free(routing.link);
    free(routing.distance);
    free(routing.via);
    free(routing.heap);
    free(routing.touched);
    return ready && !region->out_of_memory ? MLG_OK
                                           : mlg_fail_memory(err, "the routes of a region", 0);
}
