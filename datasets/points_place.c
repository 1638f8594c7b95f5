#include "datasets/points_rows.h"

#include "base/memory.h"
#include "datasets/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double area_margin_deg = 1; /* fringes of a region lie a little outside its CRS */

struct placing {
    struct mlg_rows *rows;
    const char *crs;       /* as PROJ takes it */
    const char *crs_shown; /* as errors show it */
    struct mlg_projection *projection;
    double *x, *y; /* [n]: first as in the rows, then degrees */
};

static enum mlg_status choose_crs(struct placing *placing, struct mlg_error *err)
{
    const struct mlg_points_source *source = placing->rows->source;
    const char *own = NULL;
    placing->crs = source->crs;
    if (source->placement == MLG_PLACE_GRID_ID)
        placing->crs = "EPSG:3035";
    else if (source->placement == MLG_PLACE_COLUMNS && !source->crs)
        placing->crs = "EPSG:4326";
    else if (source->placement == MLG_PLACE_GEOMETRY)
        own = mlg_table_crs(placing->rows->table);
    if (own && source->crs && !mlg_crs_equal(own, source->crs)) {
        mlg_fail_at(err, MLG_BAD_INPUT, source->path, 0, 0,
                    "'%s' states another coordinate reference system than '%s'", source->path,
                    source->crs);
        mlg_hint(err, "leave out `crs:`, or correct the file with ogr2ogr -a_srs");
        return MLG_BAD_INPUT;
    }
    placing->crs_shown = own && !source->crs ? "its own CRS" : placing->crs;
    if (own)
        placing->crs = own;
    if (placing->crs)
        return MLG_OK;
    mlg_fail_at(err, MLG_BAD_INPUT, source->path, 0, 0,
                "'%s' does not state its coordinate reference system", source->path);
    mlg_hint(err, "state it with `crs:`, such as EPSG:4326 or EPSG:2154");
    return MLG_BAD_INPUT;
}

static bool on_earth(double lon, double lat)
{
    return fabs(lon) <= 180 && fabs(lat) <= 90; /* false for NaN and infinity */
}

static bool in_area(struct mlg_bounds area, double lon, double lat)
{
    return lon >= area.west_deg - area_margin_deg && lon <= area.east_deg + area_margin_deg &&
           lat >= area.south_deg - area_margin_deg && lat <= area.north_deg + area_margin_deg;
}

/* Would the point be where its CRS is used if its coordinates were the other way round? */
static bool good_when_swapped(const struct placing *placing, const struct mlg_row *row)
{
    double x = row->y, y = row->x;
    return mlg_projection_try(placing->projection, 1, &x, &y) == SIZE_MAX && on_earth(x, y) &&
           in_area(mlg_projection_area(placing->projection), x, y);
}

static enum mlg_status hint_place(const struct placing *placing, const struct mlg_row *row,
                                  struct mlg_error *err)
{
    const struct mlg_points_source *source = placing->rows->source;
    if (!good_when_swapped(placing, row))
        mlg_hint(err,
                 "state with `crs:` what the coordinates are in: EPSG:4326 for degrees, such as "
                 "EPSG:2154 for metres");
    else if (source->placement == MLG_PLACE_COLUMNS)
        mlg_hint(err, "are '%s' and '%s' swapped? x is the longitude or easting", source->x_column,
                 source->y_column);
    else
        mlg_hint(err, "are the coordinates swapped? x is the longitude or easting");
    return MLG_BAD_INPUT;
}

static enum mlg_status fail_position(const struct placing *placing, size_t i, struct mlg_error *err)
{
    const struct mlg_row *row = &placing->rows->row[i];
    mlg_table_fail(placing->rows->table, row->record, err, "x %.10g, y %.10g is no place in %s",
                   row->x, row->y, placing->crs_shown);
    return hint_place(placing, row, err);
}

static enum mlg_status project(struct placing *placing, struct mlg_error *err)
{
    const struct mlg_rows *rows = placing->rows;
    for (size_t i = 0; i < rows->n; i++) {
        placing->x[i] = rows->row[i].x;
        placing->y[i] = rows->row[i].y;
    }
    mlg_projection_try(placing->projection, rows->n, placing->x, placing->y);
    size_t n_inside = 0;
    struct mlg_bounds area = mlg_projection_area(placing->projection);
    for (size_t i = 0; i < rows->n; i++) {
        if (!on_earth(placing->x[i], placing->y[i]))
            return fail_position(placing, i, err);
        n_inside += in_area(area, placing->x[i], placing->y[i]);
    }
    if (n_inside > 0)
        return MLG_OK;
    mlg_fail_at(err, MLG_BAD_INPUT, rows->source->path, 0, 0,
                "all points lie where %s is not used, the first at longitude %.4f, latitude %.4f",
                placing->crs_shown, placing->x[0], placing->y[0]);
    return hint_place(placing, &rows->row[0], err);
}

static enum mlg_status place(struct placing *placing, struct mlg_error *err)
{
    struct mlg_rows *rows = placing->rows;
    enum mlg_status status = choose_crs(placing, err);
    if (status == MLG_OK)
        status = mlg_projection_create(placing->crs, "EPSG:4326", &placing->projection, err);
    if (status != MLG_OK)
        return status;
    placing->x = mlg_alloc(rows->n, sizeof *placing->x);
    placing->y = mlg_alloc(rows->n, sizeof *placing->y);
    if (!placing->x || !placing->y)
        return mlg_fail_memory(err, rows->source->path, rows->n * 2 * sizeof *placing->x);
    status = project(placing, err);
    for (size_t i = 0; i < rows->n && status == MLG_OK; i++) {
        rows->row[i].lon_e7 = (int32_t)lround(placing->x[i] * 1e7);
        rows->row[i].lat_e7 = (int32_t)lround(placing->y[i] * 1e7);
    }
    return status;
}

enum mlg_status mlg_rows_place(struct mlg_rows *rows, struct mlg_error *err)
{
    if (rows->source->placement == MLG_PLACE_JOIN)
        return MLG_OK;
    struct placing placing = {.rows = rows};
    enum mlg_status status = place(&placing, err);
    mlg_projection_destroy(placing.projection);
    free(placing.x);
    free(placing.y);
    return status;
}
