#include "scenarios/plan/plan_layers.h"

#include "base/memory.h"
#include "scenarios/plan/plan_about.h"
#include "scenarios/plan/plan_styles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FIELDS = 12 };

/* An array [n] that lives as long as the layers; NULL = no memory. */
static void *take(struct mlg_layers *layers, size_t n, size_t size)
{
    if (!mlg_reserve(&layers->owned, &layers->owned_capacity, layers->n_owned + 1,
                     sizeof *layers->owned))
        return NULL;
    void *array = mlg_alloc_zero(n, size);
    if (array)
        layers->owned[layers->n_owned++] = array;
    return array;
}

static bool start_layer(struct mlg_layers *layers, int index, const char *name, size_t n)
{
    struct mlg_layer *layer = &layers->layer[index];
    layer->name = name;
    layer->n = n;
    layer->fields = take(layers, MAX_FIELDS, sizeof *layer->fields);
    return layer->fields != NULL;
}

static struct mlg_field *add_field(struct mlg_layer *layer, const char *name, const char *title,
                                   enum mlg_field_type type)
{
    struct mlg_field *field = (struct mlg_field *)&layer->fields[layer->n_fields++];
    field->name = name;
    field->title = title;
    field->type = type;
    return field;
}

/* Texts to be filled in; NULL = no memory. */
static const char **add_text(struct mlg_layers *layers, int index, const char *name,
                             const char *title)
{
    struct mlg_layer *layer = &layers->layer[index];
    const char **text = take(layers, layer->n, sizeof *text);
    add_field(layer, name, title, MLG_FIELD_TEXT)->text = text;
    return text;
}

static double *add_real(struct mlg_layers *layers, int index, const char *name, const char *title)
{
    struct mlg_layer *layer = &layers->layer[index];
    double *real = take(layers, layer->n, sizeof *real);
    add_field(layer, name, title, MLG_FIELD_REAL)->real = real;
    return real;
}

static double residents(int64_t milli)
{
    return (double)milli / 1000;
}

/* Hundredths, rounded up as in the plan; null beyond the bound. */
static double minutes(uint16_t time_ds)
{
    return time_ds == MLG_BEYOND ? NAN : ceil(time_ds / 6.0) / 100;
}

/* Where the sites [n] are, who they are, and what the plan does with them: new, kept, … */
static bool add_places(struct mlg_layers *layers, int index, const char *name,
                       const struct mlg_tables *tables, const uint32_t *sites, size_t n,
                       const char *status)
{
    if (!start_layer(layers, index, name, n))
        return false;
    int32_t *lon = take(layers, n, sizeof *lon), *lat = take(layers, n, sizeof *lat);
    const char **id = add_text(layers, index, "id", "Id");
    const char **label = add_text(layers, index, "name", "Name");
    const char **commune = add_text(layers, index, "commune", "Commune");
    const char **state = add_text(layers, index, "status", "Status in the plan");
    if (!lon || !lat || !id || !label || !commune || !state)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct mlg_site site = mlg_tables_site(tables, sites[i]);
        lon[i] = site.lon_e7;
        lat[i] = site.lat_e7;
        id[i] = site.id;
        label[i] = site.name;
        commune[i] = site.commune;
        state[i] = status;
    }
    layers->layer[index].lon_e7 = lon;
    layers->layer[index].lat_e7 = lat;
    return true;
}

static bool add_figures(struct mlg_layers *layers, int index,
                        const struct mlg_site_figures *figures)
{
    double *newly =
        add_real(layers, index, "residents_newly_covered", "Residents whom no site served before");
    double *reach =
        add_real(layers, index, "residents_in_reach", "Residents within the limit of time");
    double *only =
        add_real(layers, index, "residents_only_here", "Residents whom only this site serves");
    double *nearest =
        add_real(layers, index, "residents_nearest", "Residents whose nearest site it is");
    if (!newly || !reach || !only || !nearest)
        return false;
    for (size_t i = 0; i < layers->layer[index].n; i++) {
        newly[i] = index == MLG_LAYER_NEW_SITES ? residents(figures[i].new_milli) : 0;
        reach[i] = residents(figures[i].in_reach_milli);
        only[i] = residents(figures[i].only_milli);
        nearest[i] = residents(figures[i].nearest_milli);
    }
    return true;
}

/* The open sites: new ones, and existing ones that are kept. */
static bool add_open_sites(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    size_t n_stay = outcome->n_stay;
    return add_places(layers, MLG_LAYER_NEW_SITES, "new_sites", outcome->tables,
                      outcome->open + n_stay, outcome->n_open - n_stay, "new") &&
           add_figures(layers, MLG_LAYER_NEW_SITES, outcome->figures + n_stay) &&
           add_places(layers, MLG_LAYER_EXISTING_SITES, "existing_sites", outcome->tables,
                      outcome->open, n_stay, "kept") &&
           add_figures(layers, MLG_LAYER_EXISTING_SITES, outcome->figures);
}

/* The existing sites that are none any more; the rules let them close or move, not both. */
static bool add_gone_sites(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    const struct mlg_siting_solution *solution = outcome->solution;
    layers->n = MLG_N_LAYERS;
    switch (outcome->scenario->rules.existing_may) {
    case MLG_MAY_CLOSE:
        return add_places(layers, MLG_LAYER_GONE_SITES, "closed_sites", outcome->tables,
                          solution->closed, solution->n_closed, "closed");
    case MLG_MAY_MOVE:
        return add_places(layers, MLG_LAYER_GONE_SITES, "moved_sites", outcome->tables,
                          solution->moved, solution->n_moved, "moved");
    case MLG_MAY_STAY:
        break;
    }
    layers->n = MLG_LAYER_GONE_SITES;
    return true;
}

/* The year in which each new site opens, where the scenario has years; false = no memory. */
static bool add_years(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    if (outcome->scenario->rules.n_phases == 0)
        return true;
    struct mlg_layer *layer = &layers->layer[MLG_LAYER_NEW_SITES];
    int64_t *year = take(layers, layer->n, sizeof *year);
    if (!year)
        return false;
    for (size_t i = 0; i < layer->n; i++)
        year[i] = outcome->scenario->rules.phases[outcome->solution->phase[i]].year;
    add_field(layer, "year", "Year of opening", MLG_FIELD_INTEGER)->integer = year;
    return true;
}

static const char *site_id(const struct mlg_outcome *outcome, uint32_t site)
{
    return site == MLG_NO_SITE ? NULL : mlg_tables_site(outcome->tables, site).id;
}

static const char *site_name(const struct mlg_outcome *outcome, uint32_t site)
{
    return site == MLG_NO_SITE ? NULL : mlg_tables_site(outcome->tables, site).name;
}

static const char *covered_since(const struct mlg_outcome *outcome, size_t person)
{
    if (outcome->today->n_in_reach[person] > 0)
        return "today";
    return outcome->plan->n_in_reach[person] > 0 ? "plan" : "no";
}

static bool add_cells(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    const struct mlg_points *people = outcome->tables->people;
    const int index = MLG_LAYER_CELLS;
    if (!start_layer(layers, index, "cells", people->n))
        return false;
    const char **id = add_text(layers, index, "id", "Id");
    const char **commune = add_text(layers, index, "commune", "Commune");
    double *count = add_real(layers, index, "residents", "Residents");
    const char **covered = add_text(layers, index, "covered", "Within the limit of time since");
    double *before =
        add_real(layers, index, "time_today_min", "Minutes to the nearest site, today");
    const char **id_before =
        add_text(layers, index, "site_today_id", "Id of the nearest site, today");
    const char **site_before = add_text(layers, index, "site_today", "Nearest site, today");
    double *after =
        add_real(layers, index, "time_plan_min", "Minutes to the nearest site, in the plan");
    const char **id_after =
        add_text(layers, index, "site_plan_id", "Id of the nearest site, in the plan");
    const char **site_after = add_text(layers, index, "site_plan", "Nearest site, in the plan");
    if (!id || !commune || !count || !covered || !before || !id_before || !site_before || !after ||
        !id_after || !site_after)
        return false;
    for (size_t i = 0; i < people->n; i++) {
        id[i] = people->id[i];
        commune[i] = outcome->tables->commune[i];
        count[i] = residents(people->residents_milli[i]);
        covered[i] = covered_since(outcome, i);
        before[i] = minutes(outcome->today->best_ds[i]);
        id_before[i] = site_id(outcome, outcome->today->best_site[i]);
        site_before[i] = site_name(outcome, outcome->today->best_site[i]);
        after[i] = minutes(outcome->plan->best_ds[i]);
        id_after[i] = site_id(outcome, outcome->plan->best_site[i]);
        site_after[i] = site_name(outcome, outcome->plan->best_site[i]);
    }
    layers->layer[index].lon_e7 = people->lon_e7;
    layers->layer[index].lat_e7 = people->lat_e7;
    return true;
}

/* Keeps a text as long as the layers; false = no memory. */
static bool keep_text(struct mlg_layers *layers, char *text)
{
    if (!text || !mlg_reserve(&layers->owned, &layers->owned_capacity, layers->n_owned + 1,
                              sizeof *layers->owned)) {
        free(text);
        return false;
    }
    layers->owned[layers->n_owned++] = text;
    return true;
}

/* What every plan has; pair [N_FIXED]. */
enum { N_FIXED = 4 };

static void add_fixed(const struct mlg_outcome *outcome, const struct mlg_plan *plan,
                      const char *(*pair)[2])
{
    const char *fixed[N_FIXED][2] = {
        {"title", outcome->scenario->name},
        {"program", json_string_value(json_object_get(plan->json, "program"))},
        {"units", "time_..._min: minutes, empty beyond the bound of the travel times; residents: "
                  "people, with fractions where they are estimates; lon, lat: degrees, WGS84"},
        {"attribution", "Roads and what follows from them: © OpenStreetMap contributors, ODbL 1.0, "
                        "https://opendatacommons.org/licenses/odbl/1-0/"},
    };
    memcpy(pair, fixed, sizeof fixed);
}

static bool add_metadata(struct mlg_layers *layers, const struct mlg_outcome *outcome,
                         const struct mlg_plan *plan)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    size_t n = N_FIXED, n_goals = json_array_size(json_object_get(plan->json, "goals"));
    void *pairs =
        take(layers, scenario->n_caveats + n_goals + N_FIXED + 2, sizeof *layers->metadata);
    char *limit = mlg_plan_about_limit(plan);
    if (!keep_text(layers, limit) || !pairs)
        return false;
    const char *(*pair)[2] = pairs;
    layers->metadata = pairs;
    add_fixed(outcome, plan, pair);
    pair[n][0] = "limit";
    pair[n++][1] = limit;
    for (size_t i = 0; i < n_goals; i++, n++) {
        char *goal = mlg_plan_about_goal(plan, i);
        if (!keep_text(layers, goal))
            return false;
        pair[n][0] = "goal";
        pair[n][1] = goal;
    }
    for (size_t i = 0; i < scenario->n_caveats; i++, n++) {
        pair[n][0] = "caveat";
        pair[n][1] = scenario->caveats[i];
    }
    return true;
}

/* How QGIS draws them: everybody by the minutes in the plan, new sites red, kept ones dark, those
 * that are gone grey. */
static bool add_styles(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    static const char *const colours[MLG_N_LAYERS] = {
        [MLG_LAYER_NEW_SITES] = "194,38,30,255",
        [MLG_LAYER_EXISTING_SITES] = "40,40,40,255",
        [MLG_LAYER_GONE_SITES] = "160,160,160,255",
    };
    uint32_t limit_ds = outcome->scenario->limit_ds;
    for (int i = 0; i < MLG_N_LAYERS; i++) {
        const struct mlg_layer *layer = &layers->layer[i];
        char *style = i == MLG_LAYER_CELLS ? mlg_plan_style_times(layer, "time_plan_min", limit_ds)
                                           : mlg_plan_style_sites(layer, colours[i]);
        if (!keep_text(layers, style))
            return false;
        layers->layer[i].style = style;
    }
    return true;
}

enum mlg_status mlg_layers_create(const struct mlg_outcome *outcome, const struct mlg_plan *plan,
                                  struct mlg_layers **layers, struct mlg_error *err)
{
    struct mlg_layers *made = mlg_alloc_zero(1, sizeof *made);
    if (made && add_open_sites(made, outcome) && add_years(made, outcome) &&
        add_gone_sites(made, outcome) && add_cells(made, outcome) && add_styles(made, outcome) &&
        add_metadata(made, outcome, plan)) {
        *layers = made;
        return MLG_OK;
    }
    mlg_layers_destroy(made);
    return mlg_fail_memory(err, "the layers", outcome->tables->n_people * 64);
}

void mlg_layers_destroy(struct mlg_layers *layers)
{
    if (!layers)
        return;
    for (size_t i = 0; i < layers->n_owned; i++)
        free(layers->owned[i]);
    free(layers->owned);
    free(layers);
}
