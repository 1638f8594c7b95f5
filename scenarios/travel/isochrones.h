/* How far one gets from a place of a scenario, or who gets to it: people by their travel time, and
 * the areas within each limit, on the scenario's roads.
 */
#ifndef MLG_SCENARIOS_TRAVEL_ISOCHRONES_H
#define MLG_SCENARIOS_TRAVEL_ISOCHRONES_H

#include "scenarios/travel/scenario_roads.h"

#include <jansson.h>

struct mlg_isochrones_options {
    const char *const *roads; /* [n_roads]: instead of the scenario's; NULL = the scenario's */
    size_t n_roads;
    const uint32_t *limit_ds; /* [n_limits], increasing, at most MLG_MAX_BOUND_DS */
    size_t n_limits;
    bool with_areas;
    int threads; /* 0 = all */
};

struct mlg_isochrone {
    uint32_t limit_ds;
    size_t n_people;         /* points within the limit */
    int64_t residents_milli; /* there */
    char *area;              /* WKT in degrees; NULL without areas */
};

struct mlg_isochrones {
    struct mlg_tables *tables; /* own the texts of the place */
    struct mlg_scenario_roads roads;
    struct mlg_place place;
    struct mlg_snap snap;
    size_t n;
    struct mlg_isochrone *each; /* [n] */
    uint16_t *time_ds;          /* [n_people]; MLG_BEYOND beyond the last limit */
};

/* The times are those of the matrix, in the scenario's direction. An area is interpolated between
 * the times at the crossings of a grid of at most 256 x 256, not closer than 50 m. MLG_USAGE: an
 * unknown place, or no roads. MLG_BAD_INPUT: a place that is not on the roads. */
enum mlg_status mlg_isochrones_find(const struct mlg_scenario *scenario,
                                    const struct mlg_isochrones_options *options, const char *place,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_isochrones **isochrones, struct mlg_error *err);
void mlg_isochrones_destroy(struct mlg_isochrones *isochrones);

/* Whether the name ends in .gpkg (people and areas), .geojson (areas) or .csv (people); MLG_USAGE.
 */
enum mlg_status mlg_isochrones_check_name(const char *path, struct mlg_error *err);
enum mlg_status mlg_isochrones_write(const struct mlg_isochrones *isochrones, const char *path,
                                     bool overwrite, struct mlg_error *err);
/* NULL = no memory; the caller's to release. */
json_t *mlg_isochrones_json(const struct mlg_isochrones *isochrones);

#endif
