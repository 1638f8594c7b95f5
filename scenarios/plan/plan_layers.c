#include "scenarios/plan/plan_layers.h"

#include "base/memory.h"
#include "scenarios/plan/plan_styles.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_FIELDS = 10 };

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

static struct mlg_field *add_field(struct mlg_layer *layer, const char *name,
                                   enum mlg_field_type type)
{
    struct mlg_field *field = (struct mlg_field *)&layer->fields[layer->n_fields++];
    field->name = name;
    field->type = type;
    return field;
}

/* Texts to be filled in; NULL = no memory. */
static const char **add_text(struct mlg_layers *layers, int index, const char *name)
{
    struct mlg_layer *layer = &layers->layer[index];
    const char **text = take(layers, layer->n, sizeof *text);
    add_field(layer, name, MLG_FIELD_TEXT)->text = text;
    return text;
}

static double *add_real(struct mlg_layers *layers, int index, const char *name)
{
    struct mlg_layer *layer = &layers->layer[index];
    double *real = take(layers, layer->n, sizeof *real);
    add_field(layer, name, MLG_FIELD_REAL)->real = real;
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

static bool add_sites(struct mlg_layers *layers, int index, const char *name,
                      const struct mlg_outcome *outcome, size_t first, size_t end)
{
    size_t n = end - first;
    if (!start_layer(layers, index, name, n))
        return false;
    int32_t *lon = take(layers, n, sizeof *lon), *lat = take(layers, n, sizeof *lat);
    const char **id = add_text(layers, index, "id"), **label = add_text(layers, index, "name");
    const char **commune = add_text(layers, index, "commune");
    double *newly = add_real(layers, index, "residents_newly_covered");
    double *reach = add_real(layers, index, "residents_in_reach");
    double *only = add_real(layers, index, "residents_only_here");
    double *nearest = add_real(layers, index, "residents_nearest");
    if (!lon || !lat || !id || !label || !commune || !newly || !reach || !only || !nearest)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct mlg_site site = mlg_tables_site(outcome->tables, outcome->open[first + i]);
        const struct mlg_site_figures *figures = &outcome->figures[first + i];
        lon[i] = site.lon_e7;
        lat[i] = site.lat_e7;
        id[i] = site.id;
        label[i] = site.name;
        commune[i] = site.commune;
        newly[i] = index == MLG_LAYER_NEW_SITES ? residents(figures->new_milli) : 0;
        reach[i] = residents(figures->in_reach_milli);
        only[i] = residents(figures->only_milli);
        nearest[i] = residents(figures->nearest_milli);
    }
    layers->layer[index].lon_e7 = lon;
    layers->layer[index].lat_e7 = lat;
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
    add_field(layer, "year", MLG_FIELD_INTEGER)->integer = year;
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
    const char **id = add_text(layers, index, "id"), **commune = add_text(layers, index, "commune");
    double *count = add_real(layers, index, "residents");
    const char **covered = add_text(layers, index, "covered");
    double *before = add_real(layers, index, "time_today_min");
    const char **id_before = add_text(layers, index, "site_today_id");
    const char **site_before = add_text(layers, index, "site_today");
    double *after = add_real(layers, index, "time_plan_min");
    const char **id_after = add_text(layers, index, "site_plan_id");
    const char **site_after = add_text(layers, index, "site_plan");
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

static bool add_metadata(struct mlg_layers *layers, const struct mlg_outcome *outcome,
                         const struct mlg_plan *plan)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    const char *program = json_string_value(json_object_get(plan->json, "program"));
    size_t n = 0;
    void *pairs = take(layers, scenario->n_caveats + 4, sizeof *layers->metadata);
    if (!pairs)
        return false;
    const char *(*pair)[2] = pairs;
    layers->metadata = pairs;
    pair[n][0] = "title";
    pair[n++][1] = scenario->name;
    pair[n][0] = "program";
    pair[n++][1] = program;
    for (size_t i = 0; i < scenario->n_caveats; i++) {
        pair[n][0] = "caveat";
        pair[n++][1] = scenario->caveats[i];
    }
    pair[n][0] = "units";
    pair[n][1] = "residents: people; time_*_min: minutes; null beyond the bound";
    return true;
}

/* Keeps a style for a layer; false = no memory. */
static bool set_style(struct mlg_layers *layers, int index, char *style)
{
    if (!style || !mlg_reserve(&layers->owned, &layers->owned_capacity, layers->n_owned + 1,
                               sizeof *layers->owned)) {
        free(style);
        return false;
    }
    layers->owned[layers->n_owned++] = style;
    layers->layer[index].style = style;
    return true;
}

/* How QGIS draws them: everybody by the minutes in the plan, new sites red, existing ones dark. */
static bool add_styles(struct mlg_layers *layers, const struct mlg_outcome *outcome)
{
    return set_style(layers, MLG_LAYER_CELLS,
                     mlg_plan_style_times("time_plan_min", outcome->scenario->limit_ds)) &&
           set_style(layers, MLG_LAYER_NEW_SITES, mlg_plan_style_sites("194,38,30,255")) &&
           set_style(layers, MLG_LAYER_EXISTING_SITES, mlg_plan_style_sites("40,40,40,255"));
}

enum mlg_status mlg_layers_create(const struct mlg_outcome *outcome, const struct mlg_plan *plan,
                                  struct mlg_layers **layers, struct mlg_error *err)
{
    struct mlg_layers *made = mlg_alloc_zero(1, sizeof *made);
    size_t n_stay = outcome->n_stay;
    if (made &&
        add_sites(made, MLG_LAYER_NEW_SITES, "new_sites", outcome, n_stay, outcome->n_open) &&
        add_years(made, outcome) &&
        add_sites(made, MLG_LAYER_EXISTING_SITES, "existing_sites", outcome, 0, n_stay) &&
        add_cells(made, outcome) && add_styles(made, outcome) &&
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
