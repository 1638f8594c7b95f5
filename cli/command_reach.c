#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/travel/isochrones.h"

#include <math.h>
#include <stdio.h>

static void print_isochrones(const struct mlg_isochrones *isochrones)
{
    static const char *const headings[] = {[MLG_TO_SITE] = "who gets to",
                                           [MLG_FROM_SITE] = "who is reached from",
                                           [MLG_LONGER] = "who gets to and from"};
    const struct mlg_place *place = &isochrones->place;
    printf("%s %s", headings[isochrones->roads.direction], place->kind);
    if (*place->id)
        printf(" '%s'", place->id);
    if (*place->name)
        printf(" (%s)", place->name);
    printf(" at %.7f,%.7f by %s\n\n", place->lon_e7 / 1e7, place->lat_e7 / 1e7,
           isochrones->roads.graph->profile_name);
    printf("  %10s %10s %14s %14s\n", "within", "points", "residents", "in the band");
    double before = 0;
    for (size_t k = 0; k < isochrones->n; k++) {
        const struct mlg_isochrone *isochrone = &isochrones->each[k];
        const double residents = floor((double)isochrone->residents_milli / 1000);
        printf("  %6g min %10zu %14.0f %14.0f\n", isochrone->limit_ds / 600.0, isochrone->n_people,
               residents, residents - before);
        before = residents;
    }
}

static enum mlg_status print(const struct cli_options *options,
                             const struct mlg_isochrones *isochrones, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (options->output)
        status = mlg_isochrones_write(isochrones, options->output, options->overwrite, err);
    if (status != MLG_OK || !options->json) {
        if (status == MLG_OK)
            print_isochrones(isochrones);
        return status;
    }
    json_t *json = mlg_isochrones_json(isochrones);
    status = cli_print_json(json, err);
    json_decref(json);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    static const uint32_t usual_ds[] = {3000, 6000, 9000, 12000};
    enum mlg_status status =
        options->output ? mlg_isochrones_check_name(options->output, err) : MLG_OK;
    if (status != MLG_OK)
        return status;
    struct mlg_scenario *scenario;
    status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_isochrones_options wanted = {
        .roads = options->roads.n ? options->roads.word : NULL,
        .n_roads = options->roads.n,
        .limit_ds = options->n_minutes ? options->minutes_ds : usual_ds,
        .n_limits = options->n_minutes ? options->n_minutes : sizeof usual_ds / sizeof *usual_ds,
        .with_areas = options->output,
    };
    struct mlg_isochrones *isochrones;
    status = mlg_isochrones_find(scenario, &wanted, options->arguments[1], &terminal->monitor,
                                 &isochrones, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK) {
        status = print(options, isochrones, err);
        mlg_isochrones_destroy(isochrones);
    }
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_reach = {
    .name = "reach",
    .arguments = "SCENARIO PLACE",
    .summary = "show how far a site reaches: isochrones",
    .help =
        "Computes everybody's time to one place of the scenario on its roads and prints how many\n"
        "residents are within each of --minutes (5,10,15,20 by default). A place is named as for\n"
        "`route`. --output writes .gpkg (everybody's point with its minutes, and the outline of each\n"
        "limit), .geojson (the outlines) or .csv (the points). A scenario with a ready matrix\n"
        "needs --roads.\n"
        "\n"
        "Examples:\n"
        "  maillage reach scenarios/demo.yaml C001\n"
        "  maillage reach scenarios/demo.yaml C001 --minutes 10,20,30 -o reach.gpkg\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) |
               CLI_BIT(CLI_ROADS) | CLI_BIT(CLI_MINUTES),
    .min_arguments = 2,
    .max_arguments = 2,
    .run = execute,
};
