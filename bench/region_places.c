#include "base/memory.h"
#include "bench/region.h"

#include <math.h>

static const struct {
    enum region_rank rank;
    uint32_t block;       /* one of this rank in a block of so many places each way */
    double share;         /* of the block that must be land */
    double low_m, high_m; /* radius of the streets */
} ranks[] = {
    {RANK_VILLAGE, 3, 0, 130, 320},
    {RANK_TOWN, 12, 0.5, 450, 850},
    {RANK_CITY, 24, 0.12, 1000, 1900},
};

uint32_t region_block_winner(const struct region *region, uint32_t block_x, uint32_t block_y,
                             uint32_t size, enum region_rank rank)
{
    uint32_t best = REGION_NONE;
    for (uint32_t j = block_y * size; j < (block_y + 1) * size && j < region->width; j++)
        for (uint32_t i = block_x * size; i < (block_x + 1) * size && i < region->width; i++) {
            uint32_t p = j * region->width + i;
            if (region->places[p].rank >= rank &&
                (best == REGION_NONE || region->places[p].key > region->places[best].key))
                best = p;
        }
    return best;
}

static uint32_t count_land(const struct region *region, uint32_t block_x, uint32_t block_y,
                           uint32_t size)
{
    uint32_t count = 0;
    for (uint32_t j = block_y * size; j < (block_y + 1) * size && j < region->width; j++)
        for (uint32_t i = block_x * size; i < (block_x + 1) * size && i < region->width; i++)
            count += region->places[j * region->width + i].rank != RANK_WATER;
    return count;
}

static void scatter_places(struct region *region)
{
    double half = region->width / 2.0;
    for (uint32_t p = 0; p < region->width * region->width; p++) {
        struct region_place *place = &region->places[p];
        double i = p % region->width + 0.5 + region_random(region, -0.33, 0.33);
        uint32_t row = p / region->width;
        double j = row + 0.5 + region_random(region, -0.33, 0.33);
        double x = (i - half) * REGION_SPACING_M, y = (j - half) * REGION_SPACING_M;
        double water = region_water_distance(region, x, y);
        *place = (struct region_place){
            .x = x,
            .y = y,
            .rank = water > 150 ? RANK_HAMLET : RANK_WATER,
            .key = (region_random(region, 0, 1) * fmin(1, fmax(0, water / 2500))),
            .angle = region_random(region, 0, M_PI / 2),
            .owner = p,
            .commune = p,
        };
    }
}

static void promote(struct region *region, size_t level)
{
    uint32_t size = ranks[level].block, blocks = (region->width + size - 1) / size;
    for (uint32_t y = 0; y < blocks; y++)
        for (uint32_t x = 0; x < blocks; x++) {
            uint32_t best =
                region_block_winner(region, x, y, size, level ? RANK_VILLAGE : RANK_HAMLET);
            if (best == REGION_NONE ||
                count_land(region, x, y, size) < ranks[level].share * size * size)
                continue;
            struct region_place *place = &region->places[best];
            double u = region_random(region, 0, 1);
            double radius = ranks[level].low_m + u * u * (ranks[level].high_m - ranks[level].low_m);
            double room = region_water_distance(region, place->x, place->y) - 60;
            place->rank = (uint8_t)ranks[level].rank;
            place->radius_m = fmin(radius, room);
        }
}

/* What lies in the streets of a larger place, or just outside, becomes a part of it. */
static void absorb_around(struct region *region, uint32_t p)
{
    struct region_place *place = &region->places[p];
    int32_t reach = (int32_t)ceil((place->radius_m + 250) / REGION_SPACING_M) + 1;
    int32_t width = (int32_t)region->width;
    int32_t column = (int32_t)p % width, row = (int32_t)p / width;
    for (int32_t j = row - reach; j <= row + reach; j++)
        for (int32_t i = column - reach; i <= column + reach; i++) {
            if (i < 0 || j < 0 || i >= width || j >= width)
                continue;
            uint32_t q = (uint32_t)(j * width + i);
            struct region_place *other = &region->places[q];
            bool lesser = other->rank < place->rank || (other->rank == place->rank && q > p);
            if (other->rank == RANK_WATER || other->owner != q || !lesser ||
                hypot(other->x - place->x, other->y - place->y) > place->radius_m + 250 ||
                region_bank(region, other->x, other->y) != region_bank(region, place->x, place->y))
                continue;
            other->owner = p;
            other->radius_m = 0;
        }
}

static void absorb(struct region *region)
{
    for (int rank = RANK_CITY; rank >= RANK_VILLAGE; rank--)
        for (uint32_t p = 0; p < region->width * region->width; p++)
            if (region->places[p].rank == rank && region->places[p].owner == p)
                absorb_around(region, p);
}

static void assign_communes(struct region *region)
{
    for (uint32_t p = 0; p < region->width * region->width; p++) {
        struct region_place *place = &region->places[p];
        if (place->rank == RANK_WATER)
            continue;
        uint32_t village = place->owner;
        if (region->places[village].rank < RANK_VILLAGE)
            village = region_block_winner(region, p % region->width / 3, p / region->width / 3, 3,
                                          RANK_VILLAGE);
        place->commune = region->places[village].owner;
    }
}

static void place_offshore(struct region *region, uint32_t p, enum region_rank rank, double angle,
                           double offshore_m, double radius_m)
{
    double distance = region_coast_m(region, angle) + offshore_m;
    region->places[p] = (struct region_place){
        .x = (distance * cos(angle)),
        .y = (distance * sin(angle)),
        .rank = rank,
        .radius_m = radius_m,
        .angle = angle,
        .owner = p,
        .commune = p,
    };
}

enum mlg_status region_settle(struct region *region, struct mlg_error *err)
{
    uint32_t cities = (uint32_t)ceil(2.5 * region->radius_m / REGION_SPACING_M / 24);
    region->width = 24 * cities;
    region->islet = region->width * region->width;
    region->headland = region->islet + 1;
    region->n_places = region->headland + 1;
    region->places = mlg_alloc_zero(region->n_places, sizeof *region->places);
    if (!region->places)
        return mlg_fail_memory(err, "the places of a region",
                               region->n_places * sizeof *region->places);
    scatter_places(region);
    for (size_t level = 0; level < sizeof ranks / sizeof *ranks; level++)
        promote(region, level);
    absorb(region);
    assign_communes(region);
    place_offshore(region, region->islet, RANK_VILLAGE, region->islet_angle, 1500, 260);
    place_offshore(region, region->headland, RANK_HAMLET, region->headland_angle, 4500, 0);
    return MLG_OK;
}
