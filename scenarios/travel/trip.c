#include "scenarios/travel/trip.h"

#include "base/memory.h"

#include <stdlib.h>

static enum mlg_status find_way(struct mlg_trip *trip, const char *from, const char *to,
                                struct mlg_error *err)
{
    enum mlg_status status =
        mlg_scenario_roads_place(&trip->roads, &trip->from, from, &trip->from_snap, err);
    if (status == MLG_OK)
        status = mlg_scenario_roads_place(&trip->roads, &trip->to, to, &trip->to_snap, err);
    return status == MLG_OK ? mlg_route_find(trip->roads.graph, &trip->from_snap, &trip->to_snap,
                                             &trip->route, err)
                            : status;
}

static enum mlg_status find(const struct mlg_scenario *scenario,
                            const struct mlg_trip_options *options, const char *from,
                            const char *to, const struct mlg_monitor *monitor,
                            struct mlg_trip *trip, struct mlg_error *err)
{
    enum mlg_status status = mlg_scenario_roads_expect(scenario, options->roads, err);
    if (status == MLG_OK)
        status = mlg_tables_read(scenario, monitor, &trip->tables, err);
    if (status == MLG_OK)
        status = mlg_place_find(trip->tables, from, &trip->from, err);
    if (status == MLG_OK)
        status = mlg_place_find(trip->tables, to, &trip->to, err);
    if (status == MLG_OK)
        status = mlg_scenario_roads_read(scenario, options->roads, options->n_roads, monitor,
                                         &trip->roads, err);
    return status == MLG_OK ? find_way(trip, from, to, err) : status;
}

enum mlg_status mlg_trip_find(const struct mlg_scenario *scenario,
                              const struct mlg_trip_options *options, const char *from,
                              const char *to, const struct mlg_monitor *monitor,
                              struct mlg_trip **trip, struct mlg_error *err)
{
    struct mlg_trip *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a trip", sizeof *made);
    enum mlg_status status = find(scenario, options, from, to, monitor, made, err);
    if (status == MLG_OK)
        *trip = made;
    else
        mlg_trip_destroy(made);
    return status;
}

void mlg_trip_destroy(struct mlg_trip *trip)
{
    if (!trip)
        return;
    mlg_route_destroy(trip->route);
    mlg_scenario_roads_finish(&trip->roads);
    mlg_tables_destroy(trip->tables);
    free(trip);
}

const char *mlg_trip_step_name(const struct mlg_trip *trip, size_t step)
{
    return trip->roads.graph->names + trip->route->steps[step].name;
}

const char *mlg_trip_step_class(const struct mlg_trip *trip, size_t step)
{
    return mlg_profile_class_name(trip->roads.profile, trip->route->steps[step].road_class);
}
