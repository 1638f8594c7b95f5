/* The section `phases` of a plan: what opens in each year, and who is served at its end. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"

#include <stdlib.h>

static int64_t count_covered(const struct mlg_outcome *outcome, const struct mlg_coverage *coverage)
{
    int64_t covered = 0;
    for (size_t i = 0; i < coverage->n_people; i++)
        if (coverage->n_in_reach[i] > 0)
            covered += outcome->tables->people->residents_milli[i];
    return covered;
}

/* Opens the sites of a year; their ids. */
static json_t *open_year(const struct mlg_outcome *outcome, uint32_t phase,
                         struct mlg_coverage *coverage)
{
    const struct mlg_siting_solution *solution = outcome->solution;
    json_t *ids = json_array();
    for (uint32_t i = 0; i < solution->n_new; i++) {
        uint32_t site = solution->new_site[i];
        if (solution->phase[i] != phase)
            continue;
        mlg_coverage_open(coverage, outcome->times, site, outcome->tables->limit_ds);
        ids = mlg_json_append(ids, json_string(mlg_tables_site(outcome->tables, site).id));
    }
    return ids;
}

static json_t *year_json(const struct mlg_outcome *outcome, uint32_t phase,
                         struct mlg_coverage *coverage)
{
    const struct mlg_phase *year = &outcome->scenario->rules.phases[phase];
    json_t *ids = open_year(outcome, phase, coverage);
    int64_t covered = count_covered(outcome, coverage);
    return json_pack("{s:i, s:I, s:I, s:o, s:o, s:o}", "year", (int)year->year, "new_max",
                     (json_int_t)year->new_sites, "weight", (json_int_t)year->weight, "opened", ids,
                     "covered", mlg_json_residents(covered), "covered_percent",
                     mlg_json_percent(covered, outcome->tables->people->total_residents_milli));
}

/* Value and bound: residents at the end of each year x its weight, added up. */
static json_t *order_json(const struct mlg_stage *order)
{
    return json_pack("{s:o, s:o, s:o, s:b, s:s}", "value", mlg_json_residents(order->value),
                     "bound", mlg_json_residents(order->bound), "gap_percent",
                     mlg_json_gap(order->value, order->bound), "proven",
                     (int)(order->value == order->bound), "ended", order->ended);
}

json_t *mlg_plan_phases(const struct mlg_outcome *outcome)
{
    struct mlg_coverage *coverage;
    if (outcome->scenario->rules.n_phases == 0)
        return json_null();
    json_t *years = json_array();
    if (mlg_coverage_create(outcome->tables->n_people, &coverage, NULL) != MLG_OK) {
        json_decref(years);
        return NULL;
    }
    for (size_t i = 0; i < outcome->n_stay; i++)
        mlg_coverage_open(coverage, outcome->times, outcome->open[i], outcome->tables->limit_ds);
    for (uint32_t p = 0; p < outcome->scenario->rules.n_phases; p++)
        years = mlg_json_append(years, year_json(outcome, p, coverage));
    mlg_coverage_destroy(coverage);
    return json_pack("{s:o, s:o}", "years", years, "order",
                     order_json(&outcome->solution->phasing));
}
