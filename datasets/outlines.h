/* Outlines to draw: the rings and lines of any file that GDAL reads (départements, a coast). */
#ifndef MLG_DATASETS_OUTLINES_H
#define MLG_DATASETS_OUTLINES_H

#include "base/status.h"

#include <stddef.h>

/* Line k has the points first[k] .. first[k + 1]; rings end where they begin. WGS84. */
struct mlg_outlines {
    size_t n_lines, n_points;
    size_t *first;             /* [n_lines + 1] */
    double *lon_deg, *lat_deg; /* [n_points] */
};

/* Every layer of the file. Fails where it cannot be read and where there is nothing to draw in it.
 * *outlines is the caller's to destroy. O(points). */
enum mlg_status mlg_outlines_read(const char *path, struct mlg_outlines **outlines,
                                  struct mlg_error *err);
void mlg_outlines_destroy(struct mlg_outlines *outlines);

#endif
