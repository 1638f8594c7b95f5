#include "scenarios/run/terms.h"

#include "base/memory.h"
#include "scenarios/run/terms_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool mlg_terms_admitted(const struct mlg_terms *terms, size_t site)
{
    return terms->role[site] != MLG_SITE_NEVER;
}

enum mlg_status mlg_terms_contradict(struct mlg_node node, struct mlg_error *err,
                                     const char *format, ...)
{
    struct mlg_error said;
    va_list args;
    va_start(args, format);
    vsnprintf(said.message, sizeof said.message, format, args);
    va_end(args);
    mlg_node_fail(node, err, "%s", said.message);
    if (err)
        err->status = MLG_INFEASIBLE;
    return MLG_INFEASIBLE;
}

static enum mlg_status check_numbers(const struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_rules *rules = &terms->scenario->rules;
    size_t n_must = 0;
    for (size_t s = 0; s < terms->tables->n_sites; s++)
        n_must += terms->role[s] == MLG_SITE_MUST;
    if (n_must > rules->max_new_sites)
        return mlg_terms_contradict(rules->must.node, err,
                                    "%zu candidates must open, but at most %u new sites may",
                                    n_must, rules->max_new_sites);
    return MLG_OK;
}

enum mlg_status mlg_terms_create(const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables, struct mlg_terms **terms,
                                 struct mlg_error *err)
{
    struct mlg_terms *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the rules", sizeof *made);
    made->scenario = scenario;
    made->tables = tables;
    enum mlg_status status = mlg_terms_set_sites(made, err);
    if (status == MLG_OK)
        status = check_numbers(made, err);
    if (status == MLG_OK)
        status = mlg_terms_set_groups(made, err);
    if (status == MLG_OK)
        status = mlg_terms_set_pairs(made, err);
    if (status == MLG_OK)
        *terms = made;
    else
        mlg_terms_destroy(made);
    return status;
}

void mlg_terms_destroy(struct mlg_terms *terms)
{
    if (!terms)
        return;
    for (size_t g = 0; g < terms->n_groups; g++) {
        free(terms->groups[g].name);
        free(terms->groups[g].site);
    }
    for (size_t c = 0; c < terms->n_covers; c++) {
        free(terms->covers[c].name);
        free(terms->covers[c].person);
    }
    free(terms->groups);
    free(terms->covers);
    free(terms->role);
    free(terms->cost_milli);
    free(terms->gain_milli);
    free(terms->capacity_milli);
    free(terms->preferred);
    free(terms->open_in_plan);
    free(terms->too_close);
    free(terms->near_first);
    free(terms->near_site);
    free(terms);
}
