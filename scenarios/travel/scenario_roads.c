#include "scenarios/travel/scenario_roads.h"

#include "network/graph/graph.h"
#include "network/matrix/matrix.h"

#include <stdio.h>
#include <string.h>

/* What the roads are read by. */
struct rules {
    char profile[4096];
    double snap_max_m;
    enum mlg_direction direction;
    bool has_hash; /* a matrix was computed by it */
    struct mlg_sha256 profile_hash, roads_hash;
};

enum mlg_status mlg_scenario_roads_expect(const struct mlg_scenario *scenario,
                                          const char *const *files, struct mlg_error *err)
{
    if (files || scenario->n_roads)
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
    *rules = (struct rules){.snap_max_m = scenario->snap_max_m, .direction = scenario->direction};
    const char *profile = scenario->profile;
    struct mlg_matrix *matrix = NULL;
    if (scenario->matrix) {
        enum mlg_status status = mlg_matrix_open(scenario->matrix, &matrix, err);
        if (status != MLG_OK)
            return status;
        const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
        rules->snap_max_m = info->snap_max_m;
        rules->direction = info->direction;
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

enum mlg_status mlg_scenario_roads_read(const struct mlg_scenario *scenario,
                                        const char *const *files, size_t n_files,
                                        const struct mlg_monitor *monitor,
                                        struct mlg_scenario_roads *roads, struct mlg_error *err)
{
    struct rules rules;
    struct mlg_scenario_roads made = {0};
    enum mlg_status status = find_rules(scenario, &rules, err);
    if (status == MLG_OK)
        status = mlg_profile_load(rules.profile, &made.profile, err);
    if (status == MLG_OK)
        status =
            mlg_graph_read(files ? files : scenario->roads, files ? n_files : scenario->n_roads,
                           made.profile, monitor, &made.graph, err);
    if (status != MLG_OK) {
        mlg_scenario_roads_finish(&made);
        return status;
    }
    compare_hashes(&rules, made.graph, monitor);
    made.snap_max_m = rules.snap_max_m;
    made.direction = rules.direction;
    *roads = made;
    return MLG_OK;
}

void mlg_scenario_roads_finish(struct mlg_scenario_roads *roads)
{
    if (!roads)
        return;
    mlg_graph_destroy(roads->graph);
    mlg_profile_destroy(roads->profile);
}

enum mlg_status mlg_scenario_roads_place(const struct mlg_scenario_roads *roads,
                                         const struct mlg_place *place, const char *text,
                                         struct mlg_snap *snap, struct mlg_error *err)
{
    enum mlg_status status = mlg_snap_points(roads->graph, 1, &place->lon_e7, &place->lat_e7,
                                             roads->snap_max_m, 1, NULL, snap, err);
    if (status != MLG_OK || snap->reason == MLG_SNAPPED)
        return status;
    mlg_fail(err, MLG_BAD_INPUT, "no road of the main network is within %g m of '%s' (%.7f, %.7f)",
             roads->snap_max_m, text, place->lon_e7 / 1e7, place->lat_e7 / 1e7);
    return mlg_hint(err, "the nearest road at all is %.0f m away", (double)snap->distance_m);
}
