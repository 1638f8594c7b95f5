/* The roads of a scenario, read by its profile: for what a matrix does not know, such as ways and
 * places that are no sites.
 */
#ifndef MLG_SCENARIOS_TRAVEL_SCENARIO_ROADS_H
#define MLG_SCENARIOS_TRAVEL_SCENARIO_ROADS_H

#include "network/search/search.h"
#include "scenarios/travel/place.h"

struct mlg_scenario_roads {
    struct mlg_profile *profile;
    struct mlg_graph *graph;
    double snap_max_m;
    enum mlg_direction direction;
};

/* files: [n_files], instead of the scenario's; NULL = the scenario's. MLG_USAGE where there are
 * none: to be called before anything that takes long. */
enum mlg_status mlg_scenario_roads_expect(const struct mlg_scenario *scenario,
                                          const char *const *files, struct mlg_error *err);
/* A scenario with a ready matrix has the matrix's profile, snapping distance and direction; what
 * differs from it is told through monitor->note. */
enum mlg_status mlg_scenario_roads_read(const struct mlg_scenario *scenario,
                                        const char *const *files, size_t n_files,
                                        const struct mlg_monitor *monitor,
                                        struct mlg_scenario_roads *roads, struct mlg_error *err);
/* NULL-safe. */
void mlg_scenario_roads_finish(struct mlg_scenario_roads *roads);

/* Where the place, which the user named `text`, is on the roads; MLG_BAD_INPUT where it is not. */
enum mlg_status mlg_scenario_roads_place(const struct mlg_scenario_roads *roads,
                                         const struct mlg_place *place, const char *text,
                                         struct mlg_snap *snap, struct mlg_error *err);

#endif
