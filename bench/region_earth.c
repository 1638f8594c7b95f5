#include "bench/region_earth.h"

#include <stdio.h>

enum mlg_status region_earth_init(const struct region_placement *placement,
                                  struct region_earth *earth, struct mlg_error *err)
{
    char plane[128];
    snprintf(plane, sizeof plane, "+proj=aeqd +lon_0=%.7f +lat_0=%.7f +datum=WGS84 +type=crs",
             placement->lon_deg, placement->lat_deg);
    *earth = (struct region_earth){0};
    enum mlg_status status = mlg_projection_create(plane, "EPSG:4326", &earth->degrees, err);
    if (status == MLG_OK)
        status = mlg_projection_create(plane, "EPSG:3035", &earth->grid, err);
    if (status != MLG_OK)
        region_earth_finish(earth);
    return status;
}

void region_earth_finish(struct region_earth *earth)
{
    mlg_projection_destroy(earth->degrees);
    mlg_projection_destroy(earth->grid);
    *earth = (struct region_earth){0};
}

enum mlg_status region_to_earth(const struct region_earth *earth, double x_m, double y_m,
                                double *lon_deg, double *lat_deg, struct mlg_error *err)
{
    double lon = x_m, lat = y_m;
    enum mlg_status status = mlg_projection_apply(earth->degrees, 1, &lon, &lat, err);
    if (status == MLG_OK) {
        *lon_deg = lon;
        *lat_deg = lat;
    }
    return status;
}
