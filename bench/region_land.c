#include "bench/region.h"

#include <math.h>

/* Road nodes per square kilometre of land, as it turned out. */
static const double nodes_per_km2 = 40;
/* From river to river, where the region is that large. */
static const double river_spacing_m = 60000;

void region_shape(struct region *region, double n_nodes)
{
    region->radius_m = 1000 * sqrt(n_nodes / nodes_per_km2 / M_PI);
    for (int i = 0; i < 3; i++)
        region->coast_phase[i] = region_random(region, 0, 2 * M_PI);
    region->river_phase = region_random(region, 0, 2 * M_PI);
    region->islet_angle = region_random(region, 0, 2 * M_PI);
    region->headland_angle = region->islet_angle + region_random(region, 2.2, 4.0);
}

double region_coast_m(const struct region *region, double angle)
{
    const double *phase = region->coast_phase;
    return region->radius_m * (1 + 0.13 * cos(2 * angle + phase[0]) +
                               0.08 * cos(3 * angle + phase[1]) + 0.04 * cos(5 * angle + phase[2]));
}

static double meander(const struct region *region, double y)
{
    double scale = fmin(region->radius_m, river_spacing_m / 2);
    double t = y / scale;
    return scale * (0.14 * sin(4.1 * t + region->river_phase) +
                    0.04 * sin(11.3 * t + 2 * region->river_phase));
}

double region_river_x(const struct region *region, int river, double y)
{
    return meander(region, y) + river * river_spacing_m;
}

int region_bank(const struct region *region, double x, double y)
{
    return (int)floor((x - meander(region, y)) / river_spacing_m);
}

double region_water_distance(const struct region *region, double x, double y)
{
    double coast = region_coast_m(region, atan2(y, x)) - hypot(x, y);
    double east_of_river = fmod(x - meander(region, y), river_spacing_m);
    double river = fabs(east_of_river);
    river = fmin(river, river_spacing_m - river);
    return fmin(0.9 * coast, 0.75 * river); /* neither is crossed at a right angle */
}
