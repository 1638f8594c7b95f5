/* Projections (PROJ), always in the order x = longitude or easting, y = latitude or northing. */
#ifndef MLG_DATASETS_PROJECTION_H
#define MLG_DATASETS_PROJECTION_H

#include "base/status.h"

#include <stddef.h>

struct mlg_projection;

/* From one CRS to another ("EPSG:4326", "EPSG:2154", WKT, …). Not thread-safe: one per thread. */
enum mlg_status mlg_projection_create(const char *from_crs, const char *to_crs,
                                      struct mlg_projection **projection, struct mlg_error *err);
void mlg_projection_destroy(struct mlg_projection *projection);
/* In place, n points; fails (MLG_BAD_INPUT, naming the first) where one cannot be projected. */
enum mlg_status mlg_projection_apply(struct mlg_projection *projection, size_t n, double *x,
                                     double *y, struct mlg_error *err);

#endif
