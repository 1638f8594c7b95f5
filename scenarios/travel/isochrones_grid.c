#include "scenarios/travel/isochrones_grid.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { COARSE = 64, FINE = 256 };
#define MIN_STEP_M 50.0
#define FASTEST_M_DS 4.2 /* 150 km/h; who drives faster is only cut off at the grid's edge */
#define MARGIN_DS 1800   /* beyond the limit, so that its line runs between two known times */
#define M_PER_DEG 111320.0

/* A part of the map, in degrees. */
struct box {
    double west, east, south, north;
};

static struct box box_around(const struct mlg_place *place, double radius_m)
{
    double lon = place->lon_e7 / 1e7, lat = place->lat_e7 / 1e7;
    double d_lat = radius_m / M_PER_DEG, d_lon = d_lat / fmax(cos(lat * M_PI / 180), 0.05);
    return (struct box){fmax(lon - d_lon, -180), fmin(lon + d_lon, 180), fmax(lat - d_lat, -89),
                        fmin(lat + d_lat, 89)};
}

static void lay(struct mlg_grid *grid, struct box box, int n)
{
    double lat = (box.south + box.north) / 2;
    double width_m = (box.east - box.west) * M_PER_DEG * cos(lat * M_PI / 180);
    double height_m = (box.north - box.south) * M_PER_DEG;
    *grid = (struct mlg_grid){
        .n_columns = (int)fmax(fmin(width_m / MIN_STEP_M, n), 8),
        .n_rows = (int)fmax(fmin(height_m / MIN_STEP_M, n), 8),
        .west_deg = box.west,
        .north_deg = box.north,
    };
    grid->step_lon_deg = (box.east - box.west) / (grid->n_columns - 1);
    grid->step_lat_deg = (box.north - box.south) / (grid->n_rows - 1);
}

/* The times at the crossings; what is further than the margin, and off the roads, is at its end. */
static enum mlg_status time_crossings(const struct mlg_scenario_roads *roads,
                                      struct mlg_search *search, const struct mlg_snap *place,
                                      uint32_t bound_ds, int threads, struct mlg_grid *grid,
                                      struct mlg_error *err)
{
    const size_t n = (size_t)grid->n_columns * (size_t)grid->n_rows;
    int32_t *lon = mlg_alloc(n, sizeof *lon), *lat = mlg_alloc(n, sizeof *lat);
    struct mlg_snap *snaps = mlg_alloc(n, sizeof *snaps);
    uint16_t *time_ds = mlg_alloc(n, sizeof *time_ds);
    grid->value = mlg_alloc(n, sizeof *grid->value);
    enum mlg_status status = MLG_OK;
    if (!lon || !lat || !snaps || !time_ds || !grid->value)
        status = mlg_fail_memory(err, "the grid of an outline", n * sizeof *snaps);
    for (size_t i = 0; status == MLG_OK && i < n; i++) {
        size_t row = i / (size_t)grid->n_columns, column = i % (size_t)grid->n_columns;
        lon[i] = (int32_t)((grid->west_deg + grid->step_lon_deg * (double)column) * 1e7);
        lat[i] = (int32_t)((grid->north_deg - grid->step_lat_deg * (double)row) * 1e7);
    }
    if (status == MLG_OK)
        status = mlg_snap_points(roads->graph, n, lon, lat, roads->snap_max_m, threads, NULL, snaps,
                                 err);
    if (status == MLG_OK)
        mlg_search_times(search, place, snaps, n, roads->direction, bound_ds, time_ds);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        grid->value[i] = time_ds[i] == MLG_BEYOND ? (float)bound_ds + 1 : (float)time_ds[i];
    free(lon);
    free(lat);
    free(snaps);
    free(time_ds);
    return status;
}

/* Where the values are at most `limit`, with a crossing more on each side; around the place where
 * they are nowhere. */
static struct box reached_box(const struct mlg_grid *grid, const struct mlg_place *place,
                              double limit)
{
    double lon = place->lon_e7 / 1e7, lat = place->lat_e7 / 1e7;
    struct box box = {lon, lon, lat, lat};
    for (int row = 0; row < grid->n_rows; row++)
        for (int column = 0; column < grid->n_columns; column++) {
            if ((double)grid->value[row * grid->n_columns + column] > limit)
                continue;
            double x = grid->west_deg + column * grid->step_lon_deg;
            double y = grid->north_deg - row * grid->step_lat_deg;
            box = (struct box){fmin(box.west, x), fmax(box.east, x), fmin(box.south, y),
                               fmax(box.north, y)};
        }
    return (struct box){box.west - 2 * grid->step_lon_deg, box.east + 2 * grid->step_lon_deg,
                        box.south - 2 * grid->step_lat_deg, box.north + 2 * grid->step_lat_deg};
}

enum mlg_status mlg_isochrones_grid(const struct mlg_scenario_roads *roads,
                                    const struct mlg_place *place, const struct mlg_snap *snap,
                                    uint32_t limit_ds, int threads, struct mlg_grid *grid,
                                    struct mlg_error *err)
{
    uint32_t bound_ds = limit_ds + MARGIN_DS;
    bound_ds = bound_ds < MLG_MAX_BOUND_DS ? bound_ds : MLG_MAX_BOUND_DS;
    struct mlg_search *search;
    enum mlg_status status = mlg_search_create(roads->graph, &search, err);
    if (status != MLG_OK)
        return status;
    struct mlg_grid coarse, fine = {0};
    lay(&coarse, box_around(place, limit_ds * FASTEST_M_DS + 1000), COARSE);
    status = time_crossings(roads, search, snap, bound_ds, threads, &coarse, err);
    if (status == MLG_OK) {
        lay(&fine, reached_box(&coarse, place, bound_ds), FINE);
        status = time_crossings(roads, search, snap, bound_ds, threads, &fine, err);
    }
    free(coarse.value);
    mlg_search_destroy(search);
    if (status == MLG_OK)
        *grid = fine;
    else
        free(fine.value);
    return status;
}
