/* The way between two places of a scenario, on its roads. */
#ifndef MLG_SCENARIOS_TRAVEL_TRIP_H
#define MLG_SCENARIOS_TRAVEL_TRIP_H

#include "network/graph/route.h"
#include "scenarios/travel/scenario_roads.h"

#include <jansson.h>

struct mlg_trip_options {
    const char *const *roads; /* [n_roads]: instead of the scenario's; NULL = the scenario's */
    size_t n_roads;
};

struct mlg_trip {
    struct mlg_tables *tables; /* own the texts of the places */
    struct mlg_scenario_roads roads;
    struct mlg_place from, to;
    struct mlg_snap from_snap, to_snap;
    struct mlg_route *route;
};

/* From the one to the other, whatever the scenario's direction. A scenario that names a matrix and
 * no roads needs those of the options; profile and snapping distance are then the matrix's.
 * MLG_USAGE: an unknown place, or no roads. MLG_BAD_INPUT: a place that is not on the roads. */
enum mlg_status mlg_trip_find(const struct mlg_scenario *scenario,
                              const struct mlg_trip_options *options, const char *from,
                              const char *to, const struct mlg_monitor *monitor,
                              struct mlg_trip **trip, struct mlg_error *err);
void mlg_trip_destroy(struct mlg_trip *trip);

/* The name and class of a step; the name is "" where the road has none. */
const char *mlg_trip_step_name(const struct mlg_trip *trip, size_t step);
const char *mlg_trip_step_class(const struct mlg_trip *trip, size_t step);

/* What the trip is, and its line as GeoJSON: a feature for each leg and step. NULL = no memory; the
 * caller's to release. */
json_t *mlg_trip_json(const struct mlg_trip *trip);
json_t *mlg_trip_geojson(const struct mlg_trip *trip);

#endif
