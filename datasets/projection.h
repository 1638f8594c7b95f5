/* Projections (PROJ), always in the order x = longitude or easting, y = latitude or northing. */
#ifndef MLG_DATASETS_PROJECTION_H
#define MLG_DATASETS_PROJECTION_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct mlg_projection;

/* From one CRS to another ("EPSG:4326", "EPSG:2154", WKT, …). Not thread-safe: one per thread. */
enum mlg_status mlg_projection_create(const char *from_crs, const char *to_crs,
                                      struct mlg_projection **projection, struct mlg_error *err);
void mlg_projection_destroy(struct mlg_projection *projection);
/* In place, n points; fails (MLG_BAD_INPUT, naming the first, from 1) where one cannot be
 * projected; the coordinates are then of no use. */
enum mlg_status mlg_projection_apply(struct mlg_projection *projection, size_t n, double *x,
                                     double *y, struct mlg_error *err);
/* The same for callers who name the point themselves: the index of the first that cannot be
 * projected, or SIZE_MAX. */
size_t mlg_projection_try(struct mlg_projection *projection, size_t n, double *x, double *y);

struct mlg_bounds {
    double west_deg, south_deg, east_deg, north_deg;
};
/* Where the CRS that it comes from is meant to be used; the world where that is not known. */
struct mlg_bounds mlg_projection_area(const struct mlg_projection *projection);

/* Do both name the same CRS, but for the order of its axes? False also where one names none. */
bool mlg_crs_equal(const char *crs, const char *other);

#endif
