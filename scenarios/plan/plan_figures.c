/* The sections of a plan that count: sites, totals, times. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"
#include "scenarios/plan/spread.h"

#include <stdlib.h>

/* What is told of a site whatever becomes of it. */
static json_t *identity_json(const struct mlg_outcome *outcome, uint32_t number)
{
    const struct mlg_site site = mlg_tables_site(outcome->tables, number);
    return json_pack("{s:s, s:s, s:s, s:o, s:o}", "id", site.id, "name", site.name, "commune",
                     site.commune, "lon", mlg_json_degrees(site.lon_e7), "lat",
                     mlg_json_degrees(site.lat_e7));
}

static json_t *identities_json(const struct mlg_outcome *outcome, const uint32_t *site, uint32_t n)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < n; i++)
        array = mlg_json_append(array, identity_json(outcome, site[i]));
    return array;
}

static int set_new(const struct mlg_outcome *outcome, size_t index, json_t *json)
{
    const uint32_t *phase = outcome->solution->phase;
    const struct mlg_phase *phases = outcome->scenario->rules.phases;
    if (phase && json_object_set_new(json, "year",
                                     json_integer(phases[phase[index - outcome->n_stay]].year)))
        return -1;
    return json_object_set_new(json, "residents_newly_covered",
                               mlg_json_residents(outcome->figures[index].new_milli));
}

static json_t *site_json(const struct mlg_outcome *outcome, size_t index)
{
    const struct mlg_site site = mlg_tables_site(outcome->tables, outcome->open[index]);
    const struct mlg_site_figures *figures = &outcome->figures[index];
    json_t *json = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", site.id, "name",
                             site.name, "commune", site.commune, "lon",
                             mlg_json_degrees(site.lon_e7), "lat", mlg_json_degrees(site.lat_e7),
                             "residents_in_reach", mlg_json_residents(figures->in_reach_milli),
                             "residents_only_here", mlg_json_residents(figures->only_milli),
                             "residents_nearest", mlg_json_residents(figures->nearest_milli));
    bool is_new = outcome->open[index] >= outcome->tables->n_existing;
    if (json && is_new && set_new(outcome, index, json) != 0) {
        json_decref(json);
        return NULL;
    }
    return json;
}

json_t *mlg_plan_sites(const struct mlg_outcome *outcome)
{
    json_t *existing = json_array(), *chosen = json_array();
    for (size_t i = 0; i < outcome->n_open; i++) {
        if (i < outcome->n_stay)
            existing = mlg_json_append(existing, site_json(outcome, i));
        else
            chosen = mlg_json_append(chosen, site_json(outcome, i));
    }
    const struct mlg_siting_solution *solution = outcome->solution;
    return json_pack("{s:o, s:o, s:o, s:o}", "existing", existing, "new", chosen, "closed",
                     identities_json(outcome, solution->closed, solution->n_closed), "moved",
                     identities_json(outcome, solution->moved, solution->n_moved));
}

json_t *mlg_plan_state(const struct mlg_tables *tables, const struct mlg_coverage *coverage,
                       size_t n_sites)
{
    int64_t covered = 0, total = tables->people->total_residents_milli;
    for (size_t i = 0; i < tables->n_people; i++)
        if (coverage->n_in_reach[i] > 0)
            covered += tables->people->residents_milli[i];
    return json_pack("{s:I, s:o, s:o, s:o}", "sites", (json_int_t)n_sites, "covered",
                     mlg_json_residents(covered), "covered_percent",
                     mlg_json_percent(covered, total), "not_covered",
                     mlg_json_residents(total - covered));
}

json_t *mlg_plan_totals(const struct mlg_outcome *outcome)
{
    const struct mlg_tables *tables = outcome->tables;
    return json_pack("{s:I, s:o, s:o, s:o}", "points", (json_int_t)tables->n_people, "residents",
                     mlg_json_residents(tables->people->total_residents_milli), "today",
                     mlg_plan_state(tables, outcome->today, tables->n_existing), "plan",
                     mlg_plan_state(tables, outcome->plan, outcome->n_open));
}

/* Residents by the time to their nearest site, up to the bound. */
static enum mlg_status count_times(const struct mlg_tables *tables,
                                   const struct mlg_coverage *coverage, uint32_t bound_ds,
                                   struct mlg_spread *spread)
{
    enum mlg_status status = mlg_spread_init(spread, bound_ds, NULL);
    for (size_t i = 0; i < tables->n_people && status == MLG_OK; i++)
        mlg_spread_add(spread, coverage->best_ds[i], tables->people->residents_milli[i],
                       coverage->n_in_reach[i] > 1);
    return status;
}

json_t *mlg_plan_distribution(const struct mlg_tables *tables, const struct mlg_coverage *coverage,
                              uint32_t bound_ds)
{
    struct mlg_spread spread = {0};
    json_t *json = count_times(tables, coverage, bound_ds, &spread) == MLG_OK
                       ? mlg_spread_times_json(&spread)
                       : NULL;
    mlg_spread_finish(&spread);
    return json;
}

static json_t *steps_json(const struct mlg_outcome *outcome, const struct mlg_spread *today,
                          const struct mlg_spread *plan)
{
    int64_t total = outcome->tables->people->total_residents_milli;
    uint32_t steps_ds[MLG_MAX_STEPS];
    size_t n = mlg_time_steps(outcome->scenario->limit_ds, outcome->times->bound_ds, steps_ds);
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++) {
        int64_t before = mlg_spread_within(today, steps_ds[i]),
                after = mlg_spread_within(plan, steps_ds[i]);
        array = mlg_json_append(
            array, json_pack("{s:o, s:o, s:o, s:o, s:o}", "minutes", mlg_json_minutes(steps_ds[i]),
                             "today", mlg_json_residents(before), "today_percent",
                             mlg_json_percent(before, total), "plan", mlg_json_residents(after),
                             "plan_percent", mlg_json_percent(after, total)));
    }
    return array;
}

json_t *mlg_plan_times(const struct mlg_outcome *outcome)
{
    struct mlg_spread today = {0}, plan = {0};
    json_t *json = NULL;
    uint32_t bound_ds = outcome->times->bound_ds;
    if (count_times(outcome->tables, outcome->today, bound_ds, &today) == MLG_OK &&
        count_times(outcome->tables, outcome->plan, bound_ds, &plan) == MLG_OK)
        json = json_pack("{s:o, s:o, s:o}", "within", steps_json(outcome, &today, &plan), "today",
                         mlg_spread_times_json(&today), "plan", mlg_spread_times_json(&plan));
    mlg_spread_finish(&today);
    mlg_spread_finish(&plan);
    return json;
}
