#include "base/file.h"
#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/travel/trip.h"

#include <stdio.h>

/* "12 min 05.3 s": to the unit, so that the steps add up to the whole. */
static void print_time(uint32_t time_ds)
{
    printf("%u min %02u.%u s", time_ds / 600, time_ds / 10 % 60, time_ds % 10);
}

static void print_end(const char *label, const struct mlg_place *place, const struct mlg_snap *snap)
{
    printf("%-5s %s", label, place->kind);
    if (*place->id)
        printf(" '%s'", place->id);
    if (*place->name)
        printf(" (%s)", place->name);
    printf(" at %.7f,%.7f; %.0f m to the road\n", place->lon_e7 / 1e7, place->lat_e7 / 1e7,
           (double)snap->distance_m);
}

static void print_leg(const struct mlg_snap *snap)
{
    print_time(snap->leg_ds);
    printf(" %9.2f km  to or from the road\n", (double)snap->distance_m / 1000);
}

static void print_trip(const struct mlg_trip *trip)
{
    const struct mlg_route *route = trip->route;
    print_end("from", &trip->from, &trip->from_snap);
    print_end("to", &trip->to, &trip->to_snap);
    printf("by    %s: ", trip->roads.graph->profile_name);
    print_time(route->time_ds);
    printf(", %.2f km of road\n\n", route->length_m / 1000);
    print_leg(&trip->from_snap);
    for (size_t i = 0; i < route->n_steps; i++) {
        const char *name = mlg_trip_step_name(trip, i);
        print_time(route->steps[i].time_ds);
        printf(" %9.2f km  %s, %s\n", route->steps[i].length_m / 1000, *name ? name : "(no name)",
               mlg_trip_step_class(trip, i));
    }
    print_leg(&trip->to_snap);
}

static enum mlg_status write_line(const struct mlg_trip *trip, const char *path, bool overwrite,
                                  struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    json_t *json = mlg_trip_geojson(trip);
    if (!json)
        status = mlg_fail_memory(err, "the line of a route", 0);
    else if (json_dumpf(json, output.stream, JSON_COMPACT | JSON_REAL_PRECISION(10)) != 0)
        status = mlg_fail(err, MLG_IO, "cannot write '%s'", path);
    else
        fputc('\n', output.stream);
    json_decref(json);
    if (status == MLG_OK)
        return mlg_output_commit(&output, err);
    mlg_output_abandon(&output);
    return status;
}

static enum mlg_status print(const struct cli_options *options, const struct mlg_trip *trip,
                             struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (options->output)
        status = write_line(trip, options->output, options->overwrite, err);
    if (status != MLG_OK)
        return status;
    if (!options->json) {
        print_trip(trip);
        return MLG_OK;
    }
    json_t *json = mlg_trip_json(trip);
    status = cli_print_json(json, err);
    json_decref(json);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_trip_options trip_options = {
        .roads = options->roads.n ? options->roads.word : NULL,
        .n_roads = options->roads.n,
    };
    struct mlg_trip *trip;
    status = mlg_trip_find(scenario, &trip_options, options->arguments[1], options->arguments[2],
                           &terminal->monitor, &trip, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK) {
        status = print(options, trip, err);
        mlg_trip_destroy(trip);
    }
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_route = {
    .name = "route",
    .arguments = "SCENARIO FROM TO",
    .summary = "show the way between two places of a scenario",
    .help =
        "Finds the fastest way on the scenario's roads, which takes the time that the matrix says,\n"
        "and prints its time, length and steps. A place is the id or name of a site or person, or\n"
        "longitude,latitude (after -- where that begins with a minus). --output writes the line as\n"
        "GeoJSON. A scenario with a ready matrix needs --roads.\n"
        "\n"
        "Examples:\n"
        "  maillage route scenarios/demo.yaml C001 -- -4.65,46.13\n"
        "  maillage route scenarios/demo.yaml C001 C003 -o way.geojson\n",
    .options =
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_ROADS),
    .min_arguments = 3,
    .max_arguments = 3,
    .run = execute,
};
