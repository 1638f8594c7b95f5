#include "scenarios/plan/figures.h"
#include "scenarios/travel/trip.h"

#include <math.h>

/* Lengths to a tenth of a metre: the last digits of a sum of roundings say nothing. */
static json_t *metres(double length_m)
{
    return json_real(round(length_m * 10) / 10);
}

static json_t *position(int32_t lon_e7, int32_t lat_e7)
{
    return json_pack("[f, f]", lon_e7 / 1e7, lat_e7 / 1e7);
}

/* A place and its leg, the straight line between it and the road. */
static json_t *end_json(const struct mlg_place *place, const struct mlg_snap *snap)
{
    json_t *json = json_pack("{s:s, s:s}", "kind", place->kind, "id", place->id);
    if (json && *place->name)
        json_object_set_new(json, "name", json_string(place->name));
    json_object_set_new(json, "at", position(place->lon_e7, place->lat_e7));
    json_object_set_new(json, "road_at", position(snap->foot_lon_e7, snap->foot_lat_e7));
    json_object_set_new(json, "leg_m", metres((double)snap->distance_m));
    json_object_set_new(json, "leg_min", mlg_json_minutes(snap->leg_ds));
    return json;
}

static json_t *step_json(const struct mlg_trip *trip, size_t step)
{
    return json_pack("{s:s, s:s, s:o, s:o}", "name", mlg_trip_step_name(trip, step), "class",
                     mlg_trip_step_class(trip, step), "length_m",
                     metres(trip->route->steps[step].length_m), "time_min",
                     mlg_json_minutes(trip->route->steps[step].time_ds));
}

json_t *mlg_trip_json(const struct mlg_trip *trip)
{
    json_t *steps = json_array();
    for (size_t i = 0; i < trip->route->n_steps; i++)
        json_array_append_new(steps, step_json(trip, i));
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:I, s:o, s:o}", "profile", trip->roads.graph->profile_name, "from",
        end_json(&trip->from, &trip->from_snap), "to", end_json(&trip->to, &trip->to_snap),
        "time_min", mlg_json_minutes(trip->route->time_ds), "time_ds",
        (json_int_t)trip->route->time_ds, "length_m", metres(trip->route->length_m), "steps",
        steps);
}

static json_t *feature(json_t *properties, json_t *line)
{
    return json_pack("{s:s, s:o, s:{s:s, s:o}}", "type", "Feature", "properties", properties,
                     "geometry", "type", "LineString", "coordinates", line);
}

static json_t *leg_feature(const struct mlg_place *place, const struct mlg_snap *snap, bool begins)
{
    json_t *at = position(place->lon_e7, place->lat_e7);
    json_t *foot = position(snap->foot_lon_e7, snap->foot_lat_e7);
    json_t *properties = json_pack(
        "{s:s, s:s, s:o, s:o}", "name", *place->name ? place->name : place->id, "class", "leg",
        "length_m", metres((double)snap->distance_m), "time_min", mlg_json_minutes(snap->leg_ds));
    return feature(properties,
                   begins ? json_pack("[o, o]", at, foot) : json_pack("[o, o]", foot, at));
}

/* A line has two points at least: a step that ends where it begins has that one twice. */
static json_t *step_feature(const struct mlg_trip *trip, size_t step)
{
    const struct mlg_route *route = trip->route;
    size_t first = route->steps[step].first_point, last = route->steps[step + 1].first_point;
    json_t *line = json_array();
    for (size_t i = first; i <= last; i++)
        json_array_append_new(line, position(route->lon_e7[i], route->lat_e7[i]));
    if (first == last)
        json_array_append_new(line, position(route->lon_e7[last], route->lat_e7[last]));
    return feature(step_json(trip, step), line);
}

json_t *mlg_trip_geojson(const struct mlg_trip *trip)
{
    json_t *features = json_array();
    json_array_append_new(features, leg_feature(&trip->from, &trip->from_snap, true));
    for (size_t i = 0; i < trip->route->n_steps; i++)
        json_array_append_new(features, step_feature(trip, i));
    json_array_append_new(features, leg_feature(&trip->to, &trip->to_snap, false));
    return json_pack("{s:s, s:o}", "type", "FeatureCollection", "features", features);
}
