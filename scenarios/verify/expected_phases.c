/* The phases of an expected plan: who is served at the end of each year, by the sites that the plan
 * opens until then.
 */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/verify/expected.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is known while the years are gone through. */
struct years {
    const struct mlg_recount *recount;
    struct mlg_differences *differences;
    bool *served;      /* [n_people] */
    bool *opened;      /* [n_sites] */
    uint16_t *time_ds; /* [n_people] */
    int64_t value;     /* residents at the end of each year x its weight */
};

static void serve(struct years *years, size_t site)
{
    const struct mlg_recount *recount = years->recount;
    if (mlg_evidence_times(recount->evidence, site, years->time_ds, NULL) != MLG_OK)
        return;
    for (size_t i = 0; i < recount->tables->n_people; i++)
        years->served[i] |= years->time_ds[i] <= recount->tables->limit_ds[i];
}

/* A new site of the plan that opens for the first time. */
static void open_site(struct years *years, const char *id)
{
    const struct mlg_tables *tables = years->recount->tables;
    size_t found = id ? mlg_points_find(tables->candidates, id) : SIZE_MAX;
    size_t site = tables->n_existing + found;
    if (found == SIZE_MAX || !mlg_recount_is_open(years->recount, site) || years->opened[site]) {
        mlg_differences_add(years->differences, "phases.years.opened", id ? id : "no id",
                            "no new site of the plan that opens once");
        return;
    }
    years->opened[site] = true;
    serve(years, site);
}

static json_t *year_json(struct years *years, const struct mlg_phase *phase, const json_t *claimed)
{
    const struct mlg_recount *recount = years->recount;
    json_t *opened = json_object_get(claimed, "opened");
    int64_t covered = 0, total = recount->plan->total_milli;
    for (size_t i = 0; i < json_array_size(opened); i++)
        open_site(years, json_string_value(json_array_get(opened, i)));
    if (json_array_size(opened) > phase->new_sites)
        mlg_differences_add(years->differences, "phases.years.opened", "as many as the year may",
                            "more");
    for (size_t i = 0; i < recount->tables->n_people; i++)
        covered += years->served[i] ? recount->tables->people->residents_milli[i] : 0;
    years->value += covered * phase->weight;
    json_t *json = json_object();
    json_object_set_new(json, "year", json_integer(phase->year));
    json_object_set_new(json, "new_max", json_integer(phase->new_sites));
    json_object_set_new(json, "weight", json_integer(phase->weight));
    json_object_set(json, "opened", opened);
    json_object_set_new(json, "covered", mlg_json_residents(covered));
    json_object_set_new(json, "covered_percent", mlg_json_percent(covered, total));
    return json;
}

static json_t *order_json(const struct years *years, const json_t *claimed)
{
    int64_t bound = llround(json_number_value(json_object_get(claimed, "bound")) * 1000);
    if (bound < years->value)
        mlg_differences_add(years->differences, "phases.order.bound", "a bound",
                            "an order that is better than it");
    json_t *json = json_object();
    json_object_set_new(json, "value", mlg_json_residents(years->value));
    json_object_set_new(json, "bound", mlg_json_residents(bound));
    json_object_set_new(json, "gap_percent", mlg_json_gap(years->value, bound));
    json_object_set_new(json, "proven", json_boolean(bound == years->value));
    json_object_set_new(json, "ended",
                        json_string(mlg_expected_ended(bound == years->value, claimed)));
    return json;
}

static json_t *count_years(struct years *years, const json_t *claimed)
{
    const struct mlg_recount *recount = years->recount;
    const struct mlg_rules *rules = &recount->scenario->rules;
    json_t *list = json_array();
    for (size_t k = 0; k < recount->n_stay; k++)
        serve(years, recount->open[k]);
    for (size_t p = 0; p < rules->n_phases; p++)
        json_array_append_new(list,
                              year_json(years, &rules->phases[p],
                                        json_array_get(json_object_get(claimed, "years"), p)));
    for (size_t k = recount->n_stay; k < recount->n_open; k++)
        if (!years->opened[recount->open[k]])
            mlg_differences_add(years->differences, "phases.years.opened",
                                "every new site in some year", "one that never opens");
    json_t *json = json_object();
    json_object_set_new(json, "years", list);
    json_object_set_new(json, "order", order_json(years, json_object_get(claimed, "order")));
    return json;
}

json_t *mlg_expected_phases(const struct mlg_recount *recount, const json_t *claimed,
                            struct mlg_differences *differences)
{
    size_t n_people = recount->tables->n_people;
    if (recount->scenario->rules.n_phases == 0)
        return json_null();
    struct years years = {
        .recount = recount,
        .differences = differences,
        .served = mlg_alloc_zero(n_people, sizeof *years.served),
        .opened = mlg_alloc_zero(recount->tables->n_sites, sizeof *years.opened),
        .time_ds = mlg_alloc(n_people, sizeof *years.time_ds),
    };
    json_t *json =
        years.served && years.opened && years.time_ds ? count_years(&years, claimed) : NULL;
    free(years.served);
    free(years.opened);
    free(years.time_ds);
    return json;
}
