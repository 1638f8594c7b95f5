/* Areas around what lies below a level of a grid of values: isochrones from times (GDAL's
 * contours).
 */
#ifndef MLG_DATASETS_CONTOURS_H
#define MLG_DATASETS_CONTOURS_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* Values at the crossings of n_columns meridians and n_rows parallels, from the north-west on, row
 * by row. */
struct mlg_grid {
    int n_columns, n_rows;
    double west_deg, north_deg, step_lon_deg, step_lat_deg;
    float *value; /* [n_rows x n_columns], finite */
};

/* Where the grid's value, interpolated, is at most `level`: a MULTIPOLYGON in WGS84 degrees as WKT
 * (caller frees). Empty where it is nowhere. O(grid). */
enum mlg_status mlg_contour_area(const struct mlg_grid *grid, double level, char **wkt,
                                 struct mlg_error *err);

#endif
