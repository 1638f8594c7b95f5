#include "datasets/ellipsoid.h"

#include <geodesic.h>

double mlg_geodesic_m(int32_t lon_a_e7, int32_t lat_a_e7, int32_t lon_b_e7, int32_t lat_b_e7)
{
    struct geod_geodesic wgs84;
    double distance_m;
    geod_init(&wgs84, 6378137, 1 / 298.257223563);
    geod_inverse(&wgs84, lat_a_e7 / 1e7, lon_a_e7 / 1e7, lat_b_e7 / 1e7, lon_b_e7 / 1e7,
                 &distance_m, 0, 0);
    return distance_m;
}
