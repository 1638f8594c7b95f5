/* The streets of a place: a turned grid cut to a disc. Columns and the main street (row 0) are
 * whole and two-way, so that dropping, closing or narrowing any other piece of a row never cuts
 * anybody off. */
#include "bench/region.h"

#include <math.h>

enum { MAIN_EVERY = 5, ROUNDABOUT_NODES = 8 };

static const double roundabout_radius_m = 16;

static double spacing_m(const struct region_place *place)
{
    return place->rank == RANK_CITY ? 95 : place->rank == RANK_TOWN ? 88 : 78;
}

/* Columns run from -half_width to half_width, rows of column i from -half_height to half_height. */
static int half_width(const struct region_place *place)
{
    return (int)(place->radius_m / spacing_m(place));
}

static int half_height(const struct region_place *place, int i)
{
    double r = place->radius_m / spacing_m(place);
    return (int)sqrt(r * r - i * i);
}

static uint32_t street_node(const struct region_place *place, int i, int j)
{
    uint32_t node = place->first_node;
    for (int c = -half_width(place); c < i; c++)
        node += 2 * (uint32_t)half_height(place, c) + 1;
    return node + (uint32_t)(j + half_height(place, i));
}

static uint32_t residents_at(struct region *region, const struct region_place *place, double share)
{
    static const uint32_t densest[] = {0, 5, 8, 16, 34}; /* by rank */
    double most = densest[place->rank] * (1.2 - share * share);
    return (uint32_t)region_random(region, 1, 1.5 + most);
}

static void add_street_nodes(struct region *region, struct region_place *place)
{
    double s = spacing_m(place), turn_x = cos(place->angle), turn_y = sin(place->angle);
    int width = half_width(place);
    place->first_node = (uint32_t)region->n_nodes;
    for (int i = -width; i <= width; i++)
        for (int j = -half_height(place, i); j <= half_height(place, i); j++) {
            double u = s * (i + region_random(region, -0.1, 0.1));
            double v = s * (j + region_random(region, -0.1, 0.1));
            double x = place->x + u * turn_x - v * turn_y, y = place->y + u * turn_y + v * turn_x;
            bool signals =
                place->rank >= RANK_TOWN && i % MAIN_EVERY == 0 && j % MAIN_EVERY == 0 && (i || j);
            region_add_node(region, x, y, signals ? NODE_SIGNALS : NODE_PLAIN);
            region_add_people(region, x, y, 0.45 * s,
                              residents_at(region, place, hypot(u, v) / place->radius_m),
                              place->commune);
        }
}

/* The class of the k-th column or row; k = 0 carries the road through the place. */
static enum region_class street_class(const struct region_place *place, int k)
{
    if (k == 0)
        return place->road > CLASS_TERTIARY ? place->road : CLASS_TERTIARY;
    return place->rank == RANK_CITY && k % MAIN_EVERY == 0 ? CLASS_TERTIARY : CLASS_RESIDENTIAL;
}

static void add_street(struct region *region, const struct region_place *place, int k,
                       unsigned flags)
{
    enum region_class class = street_class(place, k);
    unsigned maxspeed = class == CLASS_RESIDENTIAL && place->rank >= RANK_TOWN ? 30 : 50;
    uint32_t label = mlg_random_below(&region->random, 1000);
    region_add_way(region, class, flags, maxspeed, label);
}

/* A piece of a row between two columns, with a bollard in the middle. */
static void add_bollard(struct region *region, uint32_t a, uint32_t b)
{
    struct region_node from = region->nodes[a], to = region->nodes[b];
    uint32_t middle =
        region_add_node(region, (from.x + to.x) / 2, (from.y + to.y) / 2, NODE_BOLLARD);
    region_add_ref(region, middle);
}

static void draw_row(struct region *region, const struct region_place *place, int j)
{
    bool main_row = street_class(place, j) != CLASS_RESIDENTIAL;
    unsigned flags = !main_row && place->rank == RANK_CITY && j % 2 ? WAY_ONEWAY : 0;
    uint32_t previous = REGION_NONE;
    bool open = false; /* a way has been started that ends at `previous` */
    for (int i = -half_width(place); i <= half_width(place); i++) {
        if (half_height(place, i) < (j < 0 ? -j : j)) {
            previous = REGION_NONE;
            open = false;
            continue;
        }
        uint32_t node = street_node(place, i, j);
        double chance = main_row ? 1 : region_random(region, 0, 1);
        if (previous != REGION_NONE && chance > 0.22) {
            if (!open) {
                add_street(region, place, j, flags);
                region_add_ref(region, previous);
            }
            if (chance < 0.24)
                add_bollard(region, previous, node);
            region_add_ref(region, node);
        }
        open = previous != REGION_NONE && chance > 0.22;
        previous = node;
    }
}

static void draw_grid(struct region *region, struct region_place *place)
{
    add_street_nodes(region, place);
    if (region->out_of_memory)
        return;
    int width = half_width(place);
    for (int i = -width; i <= width; i++) {
        if (half_height(place, i) == 0)
            continue;
        add_street(region, place, i, 0);
        for (int j = -half_height(place, i); j <= half_height(place, i); j++)
            region_add_ref(region, street_node(place, i, j));
    }
    for (int j = -half_height(place, 0); j <= half_height(place, 0); j++)
        draw_row(region, place, j);
}

static void draw_roundabout(struct region *region, struct region_place *place)
{
    for (int k = 0; k < ROUNDABOUT_NODES; k++) {
        double angle = 2 * M_PI * k / ROUNDABOUT_NODES;
        uint32_t node = region_add_node(region, place->x + roundabout_radius_m * cos(angle),
                                        place->y + roundabout_radius_m * sin(angle), NODE_PLAIN);
        if (k == 0)
            place->first_node = node;
    }
    region_add_way(region, place->road, WAY_ROUNDABOUT, 50, 0);
    for (int k = 0; k <= ROUNDABOUT_NODES; k++)
        region_add_ref(region, place->first_node + (uint32_t)(k % ROUNDABOUT_NODES));
}

static void settle_hamlet(struct region *region, const struct region_place *place)
{
    uint32_t houses = 1 + mlg_random_below(&region->random, 6);
    for (uint32_t h = 0; h < houses; h++)
        region_add_people(region, place->x, place->y, 260, 1 + mlg_random_below(&region->random, 9),
                          place->commune);
}

void region_draw_streets(struct region *region, uint32_t p)
{
    struct region_place *place = &region->places[p];
    if (half_width(place) > 0) {
        draw_grid(region, place);
        return;
    }
    settle_hamlet(region, place);
    place->roundabout = place->road >= CLASS_SECONDARY && mlg_random_below(&region->random, 2);
    if (place->roundabout)
        draw_roundabout(region, place);
    else
        place->first_node = region_add_node(region, place->x, place->y, NODE_PLAIN);
}

uint32_t region_gate(const struct region *region, uint32_t p, double x, double y)
{
    const struct region_place *place = &region->places[region->places[p].owner];
    double direction = atan2(y - place->y, x - place->x);
    if (place->roundabout) {
        long k = lround(direction / (2 * M_PI) * ROUNDABOUT_NODES);
        return place->first_node + (uint32_t)((k + ROUNDABOUT_NODES) % ROUNDABOUT_NODES);
    }
    if (half_width(place) == 0)
        return place->first_node;
    /* the rim of the grid in that direction */
    double across = place->radius_m / spacing_m(place) * cos(direction - place->angle);
    int i = (int)across;
    bool up = sin(direction - place->angle) >= 0;
    double along = place->radius_m / spacing_m(place) * fabs(sin(direction - place->angle));
    int j = (int)fmin(along, half_height(place, i));
    return street_node(place, i, up ? j : -j);
}
