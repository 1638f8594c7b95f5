/* Distances on the ground: one sphere for the whole room, so that lengths and legs agree. */
#ifndef MLG_NETWORK_GRAPH_DISTANCE_H
#define MLG_NETWORK_GRAPH_DISTANCE_H

#include <stdint.h>

#define MLG_EARTH_RADIUS_M 6371008.8 /* the mean radius of WGS84 */
#define MLG_RADIANS_PER_E7 (3.14159265358979323846 / 1.8e9)

/* Along the great circle, by the haversine formula. */
double mlg_distance_m(int32_t lon_a_e7, int32_t lat_a_e7, int32_t lon_b_e7, int32_t lat_b_e7);

#endif
