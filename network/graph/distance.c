#include "network/graph/distance.h"

#include <math.h>

double mlg_distance_m(int32_t lon_a_e7, int32_t lat_a_e7, int32_t lon_b_e7, int32_t lat_b_e7)
{
    const double half = MLG_RADIANS_PER_E7 / 2;
    double sin_lat = sin(((double)lat_b_e7 - lat_a_e7) * half);
    double sin_lon = sin(((double)lon_b_e7 - lon_a_e7) * half);
    double square = sin_lat * sin_lat + cos(lat_a_e7 * MLG_RADIANS_PER_E7) *
                                            cos(lat_b_e7 * MLG_RADIANS_PER_E7) * sin_lon * sin_lon;
    return 2 * MLG_EARTH_RADIUS_M * asin(fmin(1, sqrt(square)));
}
