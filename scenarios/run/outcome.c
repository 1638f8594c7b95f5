#include "scenarios/run/outcome.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static enum mlg_status hash_inputs(struct mlg_outcome *outcome, const char *matrix_path,
                                   struct mlg_error *err)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    outcome->roads_hash = mlg_alloc(scenario->n_roads, sizeof *outcome->roads_hash);
    if (!outcome->roads_hash)
        return mlg_fail_memory(err, "hashes", scenario->n_roads * sizeof *outcome->roads_hash);
    enum mlg_status status = mlg_hash_file(matrix_path, &outcome->matrix_hash, err);
    for (size_t i = 0; i < scenario->n_roads && status == MLG_OK; i++)
        status = mlg_hash_file(scenario->roads[i], &outcome->roads_hash[i], err);
    if (status == MLG_OK && scenario->rules.sites_matrix)
        status = mlg_hash_file(scenario->rules.sites_matrix, &outcome->sites_matrix_hash, err);
    outcome->from = NULL;
    for (size_t g = 0; g < scenario->n_goals; g++)
        if (scenario->goals[g].from)
            outcome->from = scenario->goals[g].from;
    return status == MLG_OK && outcome->from
               ? mlg_hash_file(outcome->from, &outcome->from_hash, err)
               : status;
}

static enum mlg_status open_sites(struct mlg_outcome *outcome, struct mlg_error *err)
{
    const struct mlg_siting_solution *solution = outcome->solution;
    size_t n_existing = outcome->tables->n_existing, n_open = 0;
    outcome->n_stay = n_existing - solution->n_closed - solution->n_moved;
    outcome->n_open = outcome->n_stay + solution->n_new;
    outcome->open = mlg_alloc(outcome->n_open, sizeof *outcome->open);
    outcome->figures = mlg_alloc_zero(outcome->n_open, sizeof *outcome->figures);
    if (!outcome->open || !outcome->figures)
        return mlg_fail_memory(err, "the plan", outcome->n_open * sizeof *outcome->figures);
    for (size_t s = 0; s < n_existing; s++)
        if (solution->open[s])
            outcome->open[n_open++] = (uint32_t)s;
    for (size_t i = 0; i < solution->n_new; i++)
        outcome->open[n_open++] = solution->new_site[i];
    return mlg_coverage_create(outcome->tables->n_people, &outcome->plan, err);
}

enum mlg_status mlg_outcome_init(struct mlg_outcome *outcome, const char *matrix_path,
                                 struct mlg_error *err)
{
    const uint16_t *limit_ds = outcome->tables->limit_ds;
    enum mlg_status status = hash_inputs(outcome, matrix_path, err);
    if (status == MLG_OK)
        status = open_sites(outcome, err);
    if (status != MLG_OK)
        return status;
    for (size_t i = 0; i < outcome->n_open; i++)
        mlg_coverage_open(outcome->plan, outcome->times, outcome->open[i], limit_ds);
    for (size_t i = 0; i < outcome->n_open; i++)
        outcome->figures[i] =
            mlg_coverage_figures(outcome->today, outcome->plan, outcome->times, outcome->open[i],
                                 limit_ds, outcome->tables->people->residents_milli);
    return MLG_OK;
}

void mlg_outcome_finish(struct mlg_outcome *outcome)
{
    mlg_coverage_destroy(outcome->plan);
    free(outcome->open);
    free(outcome->figures);
    free(outcome->roads_hash);
    mlg_certificate_file_finish(&outcome->certificate);
}
