#include "scenarios/travel/isochrones.h"

#include "base/memory.h"
#include "scenarios/travel/isochrones_grid.h"

#include <stdlib.h>

static enum mlg_status time_people(struct mlg_isochrones *made, uint32_t bound_ds, int threads,
                                   struct mlg_error *err)
{
    const struct mlg_points *people = made->tables->people;
    struct mlg_snap *snaps = mlg_alloc(people->n, sizeof *snaps);
    made->time_ds = mlg_alloc(people->n, sizeof *made->time_ds);
    struct mlg_search *search = NULL;
    enum mlg_status status = snaps && made->time_ds
                                 ? mlg_search_create(made->roads.graph, &search, err)
                                 : mlg_fail_memory(err, "people", people->n * sizeof *snaps);
    if (status == MLG_OK)
        status = mlg_snap_points(made->roads.graph, people->n, people->lon_e7, people->lat_e7,
                                 made->roads.snap_max_m, threads, NULL, snaps, err);
    if (status == MLG_OK)
        mlg_search_times(search, &made->snap, snaps, people->n, made->roads.direction, bound_ds,
                         made->time_ds);
    mlg_search_destroy(search);
    free(snaps);
    return status;
}

static void count_people(struct mlg_isochrones *made)
{
    const struct mlg_points *people = made->tables->people;
    for (size_t i = 0; i < people->n; i++)
        for (size_t k = 0; k < made->n; k++)
            if (made->time_ds[i] <= made->each[k].limit_ds) {
                made->each[k].n_people++;
                made->each[k].residents_milli += people->residents_milli[i];
            }
}

static enum mlg_status draw_areas(struct mlg_isochrones *made, int threads, struct mlg_error *err)
{
    struct mlg_grid grid;
    enum mlg_status status =
        mlg_isochrones_grid(&made->roads, &made->place, &made->snap,
                            made->each[made->n - 1].limit_ds, threads, &grid, err);
    if (status != MLG_OK)
        return status;
    for (size_t k = 0; k < made->n && status == MLG_OK; k++)
        status = mlg_contour_area(&grid, made->each[k].limit_ds, &made->each[k].area, err);
    free(grid.value);
    return status;
}

static enum mlg_status find(const struct mlg_scenario *scenario,
                            const struct mlg_isochrones_options *options, const char *place,
                            const struct mlg_monitor *monitor, struct mlg_isochrones *made,
                            struct mlg_error *err)
{
    enum mlg_status status = mlg_scenario_roads_expect(scenario, options->roads, err);
    if (status == MLG_OK)
        status = mlg_tables_read(scenario, monitor, &made->tables, err);
    if (status == MLG_OK)
        status = mlg_place_find(made->tables, place, &made->place, err);
    if (status == MLG_OK)
        status = mlg_scenario_roads_read(scenario, options->roads, options->n_roads, monitor,
                                         &made->roads, err);
    if (status == MLG_OK)
        status = mlg_scenario_roads_place(&made->roads, &made->place, place, &made->snap, err);
    if (status != MLG_OK)
        return status;
    for (size_t k = 0; k < made->n; k++)
        made->each[k].limit_ds = options->limit_ds[k];
    mlg_progress(monitor, "computing travel times", 0, 0, NULL);
    status = time_people(made, made->each[made->n - 1].limit_ds, options->threads, err);
    if (status != MLG_OK)
        return status;
    count_people(made);
    mlg_progress(monitor, "drawing the outlines", 0, 0, NULL);
    return options->with_areas ? draw_areas(made, options->threads, err) : MLG_OK;
}

enum mlg_status mlg_isochrones_find(const struct mlg_scenario *scenario,
                                    const struct mlg_isochrones_options *options, const char *place,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_isochrones **isochrones, struct mlg_error *err)
{
    struct mlg_isochrones *made = mlg_alloc_zero(1, sizeof *made);
    if (made) {
        made->n = options->n_limits;
        made->each = mlg_alloc_zero(made->n, sizeof *made->each);
    }
    enum mlg_status status = made && made->each ? find(scenario, options, place, monitor, made, err)
                                                : mlg_fail_memory(err, "isochrones", sizeof *made);
    if (status == MLG_OK)
        *isochrones = made;
    else
        mlg_isochrones_destroy(made);
    return status;
}

void mlg_isochrones_destroy(struct mlg_isochrones *isochrones)
{
    if (!isochrones)
        return;
    for (size_t k = 0; isochrones->each && k < isochrones->n; k++)
        free(isochrones->each[k].area);
    free(isochrones->each);
    free(isochrones->time_ds);
    mlg_scenario_roads_finish(&isochrones->roads);
    mlg_tables_destroy(isochrones->tables);
    free(isochrones);
}
