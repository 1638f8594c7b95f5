#include "bench/region.h"

#include <math.h>

static const double shape_every_m = 55, river_step_m = 150;

struct bend {
    struct region_node from, to;
    double sway_m, wave_m; /* of the middle, and of a second, shorter wave */
};

static struct region_node bend_at(const struct bend *bend, double t)
{
    double dx = bend->to.x - bend->from.x, dy = bend->to.y - bend->from.y;
    double length = hypot(dx, dy);
    double aside = (bend->sway_m * sin(M_PI * t) + bend->wave_m * sin(3 * M_PI * t)) / length;
    return (struct region_node){(float)(bend->from.x + t * dx - aside * dy),
                                (float)(bend->from.y + t * dy + aside * dx)};
}

static struct bend make_bend(struct region *region, uint32_t a, uint32_t b, double winding)
{
    struct bend bend = {.from = region->nodes[a], .to = region->nodes[b]};
    double length = region_distance(bend.from, bend.to);
    bend.sway_m = length * winding * region_random(region, -1, 1);
    bend.wave_m = length * winding / 2 * region_random(region, -1, 1);
    return bend;
}

/* A farm or a house beside the road: a drive, sometimes behind a gate. */
struct drive {
    uint32_t from, to, commune;
    struct region_node end;
    bool gate;
};

static struct drive plan_drive(struct region *region, uint32_t node, double direction,
                               uint32_t commune)
{
    double side = mlg_random_below(&region->random, 2) ? M_PI / 2 : -M_PI / 2;
    double angle = direction + side + region_random(region, -0.4, 0.4);
    double length = region_random(region, 40, 220);
    struct region_node at = region->nodes[node];
    return (struct drive){
        .from = node,
        .end = {(float)(at.x + length * cos(angle)), (float)(at.y + length * sin(angle))},
        .commune = commune,
        .gate = mlg_random_below(&region->random, 5) == 0,
    };
}

static void draw_drive(struct region *region, const struct drive *drive)
{
    struct region_node at = region->nodes[drive->from];
    uint32_t middle =
        region_add_node(region, (at.x + drive->end.x) / 2 + 3, (at.y + drive->end.y) / 2 + 3,
                        drive->gate ? NODE_GATE : NODE_PLAIN);
    uint32_t end = region_add_node(region, drive->end.x, drive->end.y, NODE_PLAIN);
    region_add_way(region, CLASS_SERVICE, drive->gate ? WAY_PRIVATE : 0, 0, 0);
    region_add_ref(region, drive->from);
    region_add_ref(region, middle);
    region_add_ref(region, end);
    region_add_people(region, drive->end.x, drive->end.y, 20,
                      1 + mlg_random_below(&region->random, 5), drive->commune);
}

/* The road is split where a bridge begins and ends. */
static void start_piece(struct region *region, const struct region_link *link, unsigned flags,
                        uint32_t first)
{
    unsigned maxspeed = flags & WAY_SLOW ? 30 : link->class >= CLASS_TERTIARY ? 80 : 0;
    uint32_t label = link->class >= CLASS_TERTIARY ? link->route : region->places[link->b].commune;
    region_add_way(region, link->class, flags, maxspeed, label);
    region_add_ref(region, first);
}

static bool over_water(const struct region *region, struct region_node a, struct region_node b)
{
    return region_bank(region, a.x, a.y) != region_bank(region, b.x, b.y);
}

/* Shape nodes from gate to gate; they are one run of numbers, so that drives can be hung on later.
 */
static void draw_shape(struct region *region, const struct region_link *link,
                       const struct bend *bend, unsigned flags, uint32_t gates[2], uint32_t steps)
{
    start_piece(region, link, flags, gates[0]);
    uint32_t previous = gates[0];
    bool bridge = false;
    for (uint32_t k = 1; k <= steps && !region->out_of_memory; k++) {
        struct region_node at = bend_at(bend, (double)k / steps);
        uint32_t node = k == steps ? gates[1] : region_add_node(region, at.x, at.y, NODE_PLAIN);
        bool wet = over_water(region, region->nodes[previous], at);
        if (wet != bridge && k > 1)
            start_piece(region, link, flags | (wet ? WAY_BRIDGE : 0), previous);
        bridge = wet;
        region_add_ref(region, node);
        previous = node;
    }
}

static void draw_drives(struct region *region, const struct bend *bend, uint32_t first,
                        uint32_t steps, uint32_t commune)
{
    double dx = bend->to.x - bend->from.x, dy = bend->to.y - bend->from.y;
    double direction = atan2(dy, dx);
    for (uint32_t k = 1; k + 1 < steps && !region->out_of_memory; k++) {
        if (region_random(region, 0, 1) > 0.1)
            continue;
        struct drive drive = plan_drive(region, first + k - 1, direction, commune);
        if (!over_water(region, region->nodes[drive.from], drive.end))
            draw_drive(region, &drive);
    }
}

static void draw_ferry(struct region *region, const struct region_link *link, uint32_t gates[2])
{
    region_add_way(region, CLASS_FERRY, 0, 0, link->b);
    struct region_node a = region->nodes[gates[0]], b = region->nodes[gates[1]];
    region_add_ref(region, gates[0]);
    region_add_ref(region, region_add_node(region, (a.x + b.x) / 2, (a.y + b.y) / 2, NODE_PLAIN));
    region_add_ref(region, gates[1]);
}

static void draw_link(struct region *region, const struct region_link *link)
{
    const struct region_place *a = &region->places[link->a], *b = &region->places[link->b];
    uint32_t gates[2] = {region_gate(region, link->a, b->x, b->y),
                         region_gate(region, link->b, a->x, a->y)};
    if (link->class == CLASS_FERRY) {
        draw_ferry(region, link, gates);
        return;
    }
    bool headland = link->b == region->headland;
    struct bend bend = make_bend(region, gates[0], gates[1], headland ? 0.25 : 0.06);
    double length = region_distance(bend.from, bend.to);
    uint32_t steps = 1 + (uint32_t)(length / shape_every_m);
    uint32_t first = (uint32_t)region->n_nodes;
    draw_shape(region, link, &bend, headland ? WAY_SLOW : 0, gates, steps);
    if (!headland && link->class <= CLASS_SECONDARY)
        draw_drives(region, &bend, first, steps, b->commune);
}

static void draw_river(struct region *region, int river)
{
    int steps = (int)(1.3 * region->radius_m / river_step_m);
    bool open = false;
    for (int k = -steps; k <= steps; k++) {
        double y = k * river_step_m;
        double x = region_river_x(region, river, y);
        bool land = hypot(x, y) < region_coast_m(region, atan2(y, x));
        if (land && !open)
            region_add_way(region, CLASS_RIVER, 0, 0, (uint32_t)(river + 1000));
        open = land;
        if (land)
            region_add_ref(region, region_add_node(region, x, y, NODE_PLAIN));
    }
}

void region_draw_roads(struct region *region)
{
    for (size_t l = 0; l < region->n_links && !region->out_of_memory; l++)
        if (region->links[l].kept)
            draw_link(region, &region->links[l]);
    int last = region_bank(region, 1.3 * region->radius_m, 0);
    for (int river = -last; river <= last; river++)
        draw_river(region, river);
}
