#include "base/memory.h"
#include "datasets/points.h"
#include "datasets/projection.h"
#include "scenarios/map/map_page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double smallest_cell_px = 2.6, least_height = 760, most_height = 1500;

static double degrees(int32_t e7)
{
    return e7 / 1e7;
}

static bool all_inside(const struct mlg_map *map, struct mlg_bounds area)
{
    for (size_t i = 0; i < map->n_cells; i++) {
        double lon = degrees(map->lon_e7[i]), lat = degrees(map->lat_e7[i]);
        if (lon < area.west_deg || lon > area.east_deg || lat < area.south_deg ||
            lat > area.north_deg)
            return false;
    }
    return true;
}

/* The plane of the map: Lambert-93 in France, else true distances from the middle of the cells. */
static enum mlg_status choose_plane(const struct mlg_map *map, char *plane, size_t bytes,
                                    struct mlg_error *err)
{
    struct mlg_projection *lambert;
    enum mlg_status status = mlg_projection_create("EPSG:2154", "EPSG:4326", &lambert, err);
    if (status != MLG_OK)
        return status;
    bool french = all_inside(map, mlg_projection_area(lambert));
    mlg_projection_destroy(lambert);
    double lon = 0, lat = 0;
    for (size_t i = 0; i < map->n_cells; i++) {
        lon += degrees(map->lon_e7[i]) / (double)map->n_cells;
        lat += degrees(map->lat_e7[i]) / (double)map->n_cells;
    }
    if (french)
        snprintf(plane, bytes, "EPSG:2154");
    else
        snprintf(plane, bytes, "+proj=aeqd +lon_0=%.4f +lat_0=%.4f +datum=WGS84 +type=crs", lon,
                 lat);
    return MLG_OK;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The side of squares for points that come without one: the median distance to the nearest other
 * point, of a sample. x, y: [n], metres. */
static double typical_spacing(size_t n, const double *x, const double *y)
{
    enum { SAMPLE = 200 };
    double nearest[SAMPLE] = {0};
    size_t sampled = n < SAMPLE ? n : SAMPLE;
    for (size_t s = 0; s < sampled; s++) {
        size_t i = s * n / sampled;
        nearest[s] = INFINITY;
        for (size_t j = 0; j < n; j++) {
            double distance = hypot(x[j] - x[i], y[j] - y[i]);
            if (distance > 1 && distance < nearest[s])
                nearest[s] = distance;
        }
    }
    qsort(nearest, sampled, sizeof *nearest, by_value);
    return sampled && isfinite(nearest[sampled / 2]) ? nearest[sampled / 2] : 200;
}

static void set_corners(struct map_frame *frame, size_t cell, double west, double south,
                        double side)
{
    for (size_t c = 0; c < 4; c++) {
        frame->cell_x[4 * cell + c] = west + (c == 1 || c == 2 ? side : 0);
        frame->cell_y[4 * cell + c] = south + (c >= 2 ? side : 0);
    }
}

/* Squares about the points, in the plane. */
static enum mlg_status square_points(const struct mlg_map *map, const char *plane,
                                     struct map_frame *frame, struct mlg_error *err)
{
    struct mlg_projection *projection;
    enum mlg_status status = mlg_projection_create("EPSG:4326", plane, &projection, err);
    if (status != MLG_OK)
        return status;
    double *x = frame->cell_x,
           *y = frame->cell_y; /* the first quarter, until the corners are set */
    for (size_t i = 0; i < map->n_cells; i++) {
        x[i] = degrees(map->lon_e7[i]);
        y[i] = degrees(map->lat_e7[i]);
    }
    status = mlg_projection_apply(projection, map->n_cells, x, y, err);
    mlg_projection_destroy(projection);
    if (status != MLG_OK)
        return status;
    double side = typical_spacing(map->n_cells, x, y);
    for (size_t i = map->n_cells; i-- > 0;)
        set_corners(frame, i, x[i] - side / 2, y[i] - side / 2, side);
    return MLG_OK;
}

static bool all_on_grid(const struct mlg_map *map)
{
    double east, north, side;
    for (size_t i = 0; map->cell_id && i < map->n_cells; i++)
        if (!mlg_grid_cell_parse(map->cell_id[i], &east, &north, &side))
            return false;
    return map->cell_id && map->n_cells > 0;
}

/* The squares of the grid cells themselves, slightly turned against the plane. */
static enum mlg_status square_grid(const struct mlg_map *map, const char *plane,
                                   struct map_frame *frame, struct mlg_error *err)
{
    for (size_t i = 0; i < map->n_cells; i++) {
        double east = 0, north = 0, side = 0;
        mlg_grid_cell_parse(map->cell_id[i], &east, &north, &side);
        set_corners(frame, i, east, north, side);
    }
    struct mlg_projection *projection;
    enum mlg_status status = mlg_projection_create("EPSG:3035", plane, &projection, err);
    if (status == MLG_OK) {
        status =
            mlg_projection_apply(projection, 4 * map->n_cells, frame->cell_x, frame->cell_y, err);
        mlg_projection_destroy(projection);
    }
    return status;
}

static enum mlg_status place_others(const struct mlg_map *map, const char *plane,
                                    struct map_frame *frame, struct mlg_error *err)
{
    struct mlg_projection *projection;
    enum mlg_status status = mlg_projection_create("EPSG:4326", plane, &projection, err);
    if (status != MLG_OK)
        return status;
    for (size_t s = 0; s < map->n_sites; s++) {
        frame->site_x[s] = degrees(map->sites[s].lon_e7);
        frame->site_y[s] = degrees(map->sites[s].lat_e7);
    }
    size_t n_points = map->outlines ? map->outlines->n_points : 0;
    for (size_t p = 0; p < n_points; p++) {
        frame->outline_x[p] = map->outlines->lon_deg[p];
        frame->outline_y[p] = map->outlines->lat_deg[p];
    }
    status = mlg_projection_apply(projection, map->n_sites, frame->site_x, frame->site_y, err);
    if (status == MLG_OK)
        status =
            mlg_projection_apply(projection, n_points, frame->outline_x, frame->outline_y, err);
    mlg_projection_destroy(projection);
    return status;
}

struct extent {
    double west, south, east, north;
};

static void extend(struct extent *extent, size_t n, const double *x, const double *y)
{
    for (size_t i = 0; i < n; i++) {
        extent->west = fmin(extent->west, x[i]);
        extent->east = fmax(extent->east, x[i]);
        extent->south = fmin(extent->south, y[i]);
        extent->north = fmax(extent->north, y[i]);
    }
}

static void to_pixels(const struct map_frame *frame, double middle_x, double middle_y, size_t n,
                      double *x, double *y)
{
    const struct map_box *view = &frame->view;
    for (size_t i = 0; i < n; i++) {
        x[i] = view->x + view->width / 2 + (x[i] - middle_x) / frame->metres_per_pixel;
        y[i] = view->y + view->height / 2 - (y[i] - middle_y) / frame->metres_per_pixel;
    }
}

/* Cells that would be too small to be seen grow about their middle; all grow by a hair, so that no
 * seams show between neighbours. */
static void grow_cells(const struct mlg_map *map, struct map_frame *frame)
{
    for (size_t i = 0; i < map->n_cells; i++) {
        double *x = &frame->cell_x[4 * i], *y = &frame->cell_y[4 * i];
        double middle_x = (x[0] + x[2]) / 2, middle_y = (y[0] + y[2]) / 2;
        double side = fmax(hypot(x[1] - x[0], y[1] - y[0]), 1e-9);
        double factor = fmax(smallest_cell_px, side + 0.5) / side;
        for (int c = 0; c < 4; c++) {
            x[c] = middle_x + factor * (x[c] - middle_x);
            y[c] = middle_y + factor * (y[c] - middle_y);
        }
    }
}

static void fit(const struct mlg_map *map, struct map_frame *frame)
{
    struct extent extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    size_t n_points = map->outlines ? map->outlines->n_points : 0;
    extend(&extent, 4 * map->n_cells, frame->cell_x, frame->cell_y);
    extend(&extent, map->n_sites, frame->site_x, frame->site_y);
    extend(&extent, n_points, frame->outline_x, frame->outline_y);
    double width_m = fmax(extent.east - extent.west, 1000) * 1.03;
    double height_m = fmax(extent.north - extent.south, 1000) * 1.03;
    double width = MAP_PAGE_WIDTH - 3 * MAP_MARGIN - MAP_PANEL_WIDTH;
    double height = ceil(fmin(fmax(width * height_m / width_m, least_height), most_height));
    frame->view = (struct map_box){MAP_MARGIN, MAP_HEAD, width, height};
    frame->height = MAP_HEAD + height + MAP_FOOT;
    frame->metres_per_pixel = fmax(width_m / width, height_m / height);
    double middle_x = (extent.west + extent.east) / 2, middle_y = (extent.south + extent.north) / 2;
    to_pixels(frame, middle_x, middle_y, 4 * map->n_cells, frame->cell_x, frame->cell_y);
    to_pixels(frame, middle_x, middle_y, map->n_sites, frame->site_x, frame->site_y);
    to_pixels(frame, middle_x, middle_y, n_points, frame->outline_x, frame->outline_y);
    grow_cells(map, frame);
}

static bool allocate(const struct mlg_map *map, struct map_frame *frame)
{
    size_t n_points = map->outlines ? map->outlines->n_points : 0;
    *frame = (struct map_frame){
        .cell_x = mlg_alloc(map->n_cells, 4 * sizeof(double)),
        .cell_y = mlg_alloc(map->n_cells, 4 * sizeof(double)),
        .site_x = mlg_alloc(map->n_sites, sizeof(double)),
        .site_y = mlg_alloc(map->n_sites, sizeof(double)),
        .outline_x = mlg_alloc(n_points, sizeof(double)),
        .outline_y = mlg_alloc(n_points, sizeof(double)),
    };
    return frame->cell_x && frame->cell_y && frame->site_x && frame->site_y && frame->outline_x &&
           frame->outline_y;
}

enum mlg_status map_frame_init(const struct mlg_map *map, struct map_frame *frame,
                               struct mlg_error *err)
{
    char plane[128];
    enum mlg_status status = choose_plane(map, plane, sizeof plane, err);
    if (status != MLG_OK)
        return status;
    if (!allocate(map, frame))
        status = mlg_fail_memory(err, "a map", map->n_cells * 8 * sizeof(double));
    if (status == MLG_OK)
        status = all_on_grid(map) ? square_grid(map, plane, frame, err)
                                  : square_points(map, plane, frame, err);
    if (status == MLG_OK)
        status = place_others(map, plane, frame, err);
    if (status == MLG_OK)
        fit(map, frame);
    else
        map_frame_finish(frame);
    return status;
}

void map_frame_finish(struct map_frame *frame)
{
    free(frame->cell_x);
    free(frame->cell_y);
    free(frame->site_x);
    free(frame->site_y);
    free(frame->outline_x);
    free(frame->outline_y);
    *frame = (struct map_frame){0};
}
