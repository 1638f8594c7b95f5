/* Where an invented region lies: from its metres to longitude and latitude and to the European
 * grid. */
#ifndef MLG_BENCH_REGION_EARTH_H
#define MLG_BENCH_REGION_EARTH_H

#include "bench/region_files.h"
#include "datasets/projection.h"

struct region_earth {
    struct mlg_projection *degrees; /* to longitude and latitude (WGS84) */
    struct mlg_projection *grid;    /* to EPSG:3035, of the people's grid */
};

enum mlg_status region_earth_init(const struct region_placement *placement,
                                  struct region_earth *earth, struct mlg_error *err);
void region_earth_finish(struct region_earth *earth);
enum mlg_status region_to_earth(const struct region_earth *earth, double x_m, double y_m,
                                double *lon_deg, double *lat_deg, struct mlg_error *err);

#endif
