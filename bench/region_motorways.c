/* Motorways join neighbouring cities: two carriageways, with an interchange at every city's edge
 * and every eight kilometres. They pass over everything else without touching it. */
#include "bench/region.h"

#include <math.h>

static const double point_every_m = 250, interchange_every_m = 8000, median_m = 13;

struct axis {
    struct region_node from, to;
    double sway_m;
};

/* A point of one carriageway; t runs from `from` to `to`, side is 1 or -1. */
static struct region_node carriageway_at(const struct axis *axis, double t, double side)
{
    double dx = axis->to.x - axis->from.x, dy = axis->to.y - axis->from.y;
    double aside = (axis->sway_m * sin(M_PI * t) - side * median_m) / hypot(dx, dy);
    return (struct region_node){(float)(axis->from.x + t * dx - aside * dy),
                                (float)(axis->from.y + t * dy + aside * dx)};
}

static uint32_t nearest_place(const struct region *region, struct region_node at)
{
    double half = region->width / 2.0;
    int32_t column = (int32_t)(at.x / REGION_SPACING_M + half);
    int32_t row = (int32_t)(at.y / REGION_SPACING_M + half), width = (int32_t)region->width;
    uint32_t best = REGION_NONE;
    double least = INFINITY;
    for (int32_t j = row - 2; j <= row + 2; j++)
        for (int32_t i = column - 2; i <= column + 2; i++) {
            if (i < 0 || j < 0 || i >= width || j >= width)
                continue;
            const struct region_place *place = &region->places[j * width + i];
            double distance = hypot(place->x - at.x, place->y - at.y);
            if (place->rank != RANK_WATER && distance < least) {
                least = distance;
                best = (uint32_t)(j * width + i);
            }
        }
    return best;
}

static void draw_ramp(struct region *region, uint32_t from, uint32_t to)
{
    region_add_way(region, CLASS_MOTORWAY_LINK, WAY_ONEWAY, 70, 0);
    region_add_ref(region, from);
    region_add_ref(region, to);
}

/* One carriageway of `steps` pieces; its nodes are one run of numbers, in the order of driving. */
static uint32_t draw_carriageway(struct region *region, const struct axis *axis, uint32_t steps,
                                 double side, uint32_t number)
{
    uint32_t first = (uint32_t)region->n_nodes;
    region_add_way(region, CLASS_MOTORWAY, WAY_ONEWAY, 130, number);
    for (uint32_t k = 0; k <= steps; k++) {
        double t = (double)k / steps;
        struct region_node at = carriageway_at(axis, side > 0 ? t : 1 - t, side);
        region_add_ref(region, region_add_node(region, at.x, at.y, NODE_PLAIN));
    }
    return first;
}

/* Off and on again, both ways, k steps from the start of the first carriageway. */
static void draw_interchange(struct region *region, const uint32_t first[2], uint32_t k,
                             uint32_t steps)
{
    struct region_node at = region->nodes[first[0] + k];
    uint32_t place = nearest_place(region, at);
    if (place == REGION_NONE)
        return;
    uint32_t gate = region_gate(region, place, at.x, at.y);
    const uint32_t along[2] = {k, steps - k};
    for (int c = 0; c < 2; c++) {
        draw_ramp(region, first[c] + along[c] - 1, gate);
        draw_ramp(region, gate, first[c] + along[c] + 1);
    }
}

static void draw_ends(struct region *region, const uint32_t first[2], uint32_t steps,
                      const uint32_t gates[2])
{
    draw_ramp(region, gates[0], first[0]);
    draw_ramp(region, first[0] + steps, gates[1]);
    draw_ramp(region, gates[1], first[1]);
    draw_ramp(region, first[1] + steps, gates[0]);
}

static void draw_motorway(struct region *region, uint32_t a, uint32_t b, uint32_t number)
{
    const struct region_place *from = &region->places[a], *to = &region->places[b];
    double dx = to->x - from->x, dy = to->y - from->y, length = hypot(dx, dy);
    double start = (from->radius_m + 500) / length, end = 1 - (to->radius_m + 500) / length;
    if (end - start < 0.2)
        return;
    struct axis axis = {
        .from = {(float)(from->x + start * dx), (float)(from->y + start * dy)},
        .to = {(float)(from->x + end * dx), (float)(from->y + end * dy)},
        .sway_m = (end - start) * length * region_random(region, -0.08, 0.08),
    };
    uint32_t steps = (uint32_t)((end - start) * length / point_every_m) + 4;
    uint32_t every = (uint32_t)(interchange_every_m / point_every_m);
    uint32_t first[2] = {draw_carriageway(region, &axis, steps, 1, number)};
    first[1] = draw_carriageway(region, &axis, steps, -1, number);
    uint32_t gates[2] = {region_gate(region, a, axis.from.x, axis.from.y),
                         region_gate(region, b, axis.to.x, axis.to.y)};
    draw_ends(region, first, steps, gates);
    for (uint32_t k = every; k + every / 2 < steps && !region->out_of_memory; k += every)
        draw_interchange(region, first, k, steps);
}

void region_draw_motorways(struct region *region)
{
    uint32_t blocks = region->width / 24 + 1, number = 0;
    for (uint32_t y = 0; y < blocks; y++)
        for (uint32_t x = 0; x < blocks; x++) {
            uint32_t here = region_block_winner(region, x, y, 24, RANK_CITY);
            uint32_t east = region_block_winner(region, x + 1, y, 24, RANK_CITY);
            uint32_t north = region_block_winner(region, x, y + 1, 24, RANK_CITY);
            if (region->out_of_memory || here == REGION_NONE)
                continue;
            if (east != REGION_NONE && y % 2 == 0)
                draw_motorway(region, here, east, ++number);
            if (north != REGION_NONE && x % 2 == 1)
                draw_motorway(region, here, north, ++number);
        }
}
