/* Distances on the WGS84 ellipsoid (PROJ), for what is measured and not travelled. */
#ifndef MLG_DATASETS_ELLIPSOID_H
#define MLG_DATASETS_ELLIPSOID_H

#include <stdint.h>

/* Metres of the shortest line between two positions (Karney 2013, doi 10.1007/s00190-012-0578-z).
 */
double mlg_geodesic_m(int32_t lon_a_e7, int32_t lat_a_e7, int32_t lon_b_e7, int32_t lat_b_e7);

#endif
