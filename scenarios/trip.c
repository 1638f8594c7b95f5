#include "scenarios/trip.h"

#include "base/memory.h"
#include "network/matrix.h"

#include <stdlib.h>
#include <string.h>

/* What the roads are read by. */
struct rules {
    char profile[4096];
    double snap_max_m;
    bool has_hash; /* a matrix was computed by it */
    struct mlg_sha256 profile_hash, roads_hash;
};

static enum mlg_status expect_roads(const struct mlg_scenario *scenario,
                                    const struct mlg_trip_options *options, struct mlg_error *err)
{
    if (options->roads || scenario->n_roads)
        return MLG_OK;
    mlg_fail_at(err, MLG_USAGE, scenario->path, 0, 0,
                "'%s' names a ready matrix, '%s', which knows times but no ways", scenario->path,
                scenario->matrix);
    return mlg_hint(err, "give the roads with --roads FILE");
}

/* A matrix knows its profile and snapping distance. */
static enum mlg_status find_rules(const struct mlg_scenario *scenario, struct rules *rules,
                                  struct mlg_error *err)
{
    *rules = (struct rules){.snap_max_m = scenario->snap_max_m};
    const char *profile = scenario->profile;
    struct mlg_matrix *matrix = NULL;
    if (scenario->matrix) {
        enum mlg_status status = mlg_matrix_open(scenario->matrix, &matrix, err);
        if (status != MLG_OK)
            return status;
        const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
        rules->snap_max_m = info->snap_max_m;
        rules->has_hash = true;
        rules->profile_hash = info->profile_hash;
        rules->roads_hash = info->roads_hash;
        profile = profile ? profile : info->profile;
    }
    int length = snprintf(rules->profile, sizeof rules->profile, "%s", profile);
    mlg_matrix_close(matrix);
    if (length >= (int)sizeof rules->profile)
        return mlg_fail(err, MLG_BAD_SCENARIO, "the name of the profile is too long");
    return MLG_OK;
}

static void compare_hashes(const struct rules *rules, const struct mlg_graph *graph,
                           const struct mlg_monitor *monitor)
{
    if (!rules->has_hash)
        return;
    if (memcmp(&rules->roads_hash, &graph->roads_hash, sizeof rules->roads_hash) != 0)
        mlg_note(monitor, "the matrix was computed from other roads: its times may differ");
    if (memcmp(&rules->profile_hash, &graph->profile_hash, sizeof rules->profile_hash) != 0)
        mlg_note(monitor, "the matrix was computed by another profile: its times may differ");
}

static enum mlg_status read_roads(const struct mlg_scenario *scenario,
                                  const struct mlg_trip_options *options,
                                  const struct mlg_monitor *monitor, struct mlg_trip *trip,
                                  double *snap_max_m, struct mlg_error *err)
{
    struct rules rules;
    enum mlg_status status = find_rules(scenario, &rules, err);
    if (status == MLG_OK)
        status = mlg_profile_load(rules.profile, &trip->profile, err);
    if (status == MLG_OK)
        status = mlg_graph_read(options->roads ? options->roads : scenario->roads,
                                options->roads ? options->n_roads : scenario->n_roads,
                                trip->profile, monitor, &trip->graph, err);
    if (status != MLG_OK)
        return status;
    compare_hashes(&rules, trip->graph, monitor);
    *snap_max_m = rules.snap_max_m;
    return MLG_OK;
}

static enum mlg_status expect_snapped(const struct mlg_place *place, const struct mlg_snap *snap,
                                      const char *text, double snap_max_m, struct mlg_error *err)
{
    if (snap->reason == MLG_SNAPPED)
        return MLG_OK;
    mlg_fail(err, MLG_BAD_INPUT, "no road of the main network is within %g m of '%s' (%.7f, %.7f)",
             snap_max_m, text, place->lon_e7 / 1e7, place->lat_e7 / 1e7);
    return mlg_hint(err, "the nearest road at all is %.0f m away", (double)snap->distance_m);
}

static enum mlg_status find_way(struct mlg_trip *trip, const char *from, const char *to,
                                double snap_max_m, struct mlg_error *err)
{
    const int32_t lon_e7[2] = {trip->from.lon_e7, trip->to.lon_e7};
    const int32_t lat_e7[2] = {trip->from.lat_e7, trip->to.lat_e7};
    struct mlg_snap snaps[2];
    enum mlg_status status =
        mlg_snap_points(trip->graph, 2, lon_e7, lat_e7, snap_max_m, 1, NULL, snaps, err);
    if (status == MLG_OK)
        status = expect_snapped(&trip->from, &snaps[0], from, snap_max_m, err);
    if (status == MLG_OK)
        status = expect_snapped(&trip->to, &snaps[1], to, snap_max_m, err);
    if (status != MLG_OK)
        return status;
    trip->from_snap = snaps[0];
    trip->to_snap = snaps[1];
    return mlg_route_find(trip->graph, &trip->from_snap, &trip->to_snap, &trip->route, err);
}

static enum mlg_status find(const struct mlg_scenario *scenario,
                            const struct mlg_trip_options *options, const char *from,
                            const char *to, const struct mlg_monitor *monitor,
                            struct mlg_trip *trip, struct mlg_error *err)
{
    double snap_max_m;
    enum mlg_status status = expect_roads(scenario, options, err);
    if (status == MLG_OK)
        status = mlg_tables_read(scenario, monitor, &trip->tables, err);
    if (status == MLG_OK)
        status = mlg_place_find(trip->tables, from, &trip->from, err);
    if (status == MLG_OK)
        status = mlg_place_find(trip->tables, to, &trip->to, err);
    if (status == MLG_OK)
        status = read_roads(scenario, options, monitor, trip, &snap_max_m, err);
    return status == MLG_OK ? find_way(trip, from, to, snap_max_m, err) : status;
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
    mlg_graph_destroy(trip->graph);
    mlg_profile_destroy(trip->profile);
    mlg_tables_destroy(trip->tables);
    free(trip);
}

const char *mlg_trip_step_name(const struct mlg_trip *trip, size_t step)
{
    return trip->graph->names + trip->route->steps[step].name;
}

const char *mlg_trip_step_class(const struct mlg_trip *trip, size_t step)
{
    return mlg_profile_class_name(trip->profile, trip->route->steps[step].road_class);
}
