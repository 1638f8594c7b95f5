#include "scenarios/explain/explain.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "scenarios/explain/explain_parts.h"
#include "scenarios/plan/figures.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_FOUND = 6 };

static void explaining_finish(struct mlg_explaining *explaining)
{
    mlg_coverage_destroy(explaining->today);
    mlg_coverage_destroy(explaining->plan);
    free(explaining->is_open);
}

static enum mlg_status explaining_init(struct mlg_explaining *explaining, struct mlg_error *err)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    explaining->is_open = mlg_alloc_zero(sources->tables->n_sites, sizeof *explaining->is_open);
    if (!explaining->is_open)
        return mlg_fail_memory(err, "the sites", sources->tables->n_sites);
    for (size_t s = 0; s < sources->n_sites; s++)
        explaining->is_open[sources->sites[s]] = true;
    enum mlg_status status = mlg_plan_sources_coverage(sources, true, &explaining->today, err);
    return status == MLG_OK ? mlg_plan_sources_coverage(sources, false, &explaining->plan, err)
                            : status;
}

/* One site is meant, or none, or the user has to say which. *site: UINT32_MAX for none. */
static enum mlg_status find_site(const struct mlg_explaining *explaining, const char *text,
                                 uint32_t *site, struct mlg_error *err)
{
    uint32_t found[MAX_FOUND];
    size_t n = mlg_explain_find_sites(explaining, text, found, MAX_FOUND);
    *site = n > 0 ? found[0] : UINT32_MAX;
    if (n < 2 || (explaining->is_open[found[0]] && !explaining->is_open[found[1]]))
        return MLG_OK;
    mlg_fail(err, MLG_USAGE, "'%s' is the name of %zu sites", text, n);
    return mlg_hint(err, "use an id, such as '%s' or '%s'",
                    mlg_tables_site(explaining->sources->tables, found[0]).id,
                    mlg_tables_site(explaining->sources->tables, found[1]).id);
}

json_t *mlg_explain_limits_json(const struct mlg_explaining *explaining, const uint32_t *person,
                                size_t n)
{
    const uint16_t *limit_ds = explaining->sources->tables->limit_ds;
    uint16_t shortest = UINT16_MAX, longest = 0;
    for (size_t k = 0; k < n; k++) {
        uint16_t limit = limit_ds[person ? person[k] : k];
        shortest = limit < shortest ? limit : shortest;
        longest = limit > longest ? limit : longest;
    }
    return json_pack("{s:o, s:o}", "shortest_min", mlg_json_minutes(shortest), "longest_min",
                     mlg_json_minutes(longest));
}

static enum mlg_status fail_unknown(const struct mlg_tables *tables, const char *text,
                                    struct mlg_error *err)
{
    const char **name = mlg_alloc(tables->n_sites + tables->n_people + 1, sizeof *name);
    if (!name)
        return mlg_fail_memory(err, "names", tables->n_sites * sizeof *name);
    size_t n = 0;
    for (size_t s = 0; s < tables->n_sites; s++)
        name[n++] = mlg_tables_site(tables, s).name;
    for (size_t i = 0; i < tables->n_people; i++)
        if (*tables->commune[i] && (i == 0 || tables->commune[i] != tables->commune[i - 1]))
            name[n++] = tables->commune[i];
    name[n] = NULL;
    const char *nearest = mlg_nearest_name(text, name);
    mlg_fail(err, MLG_USAGE, "no site and no commune of the plan has the id or name '%s'", text);
    if (nearest)
        mlg_hint(err, "did you mean '%s'?", nearest);
    free(name);
    return MLG_USAGE;
}

/* Adds the member `cost` to what is said of a site. */
static enum mlg_status add_cost(const struct mlg_explaining *explaining, uint32_t number,
                                double cost_s, json_t *site, struct mlg_error *err)
{
    json_t *cost = NULL;
    enum mlg_status status = mlg_explain_cost(explaining, number, cost_s, &cost, err);
    if (status == MLG_OK && json_object_set_new(site, "cost", cost) != 0)
        status = mlg_fail_memory(err, "a cost", 0);
    return status;
}

static enum mlg_status explain(const struct mlg_explaining *explaining, const char *text,
                               double cost_s, json_t **site, json_t **commune,
                               struct mlg_error *err)
{
    uint32_t number;
    enum mlg_status status = mlg_explain_commune(explaining, text, commune, err);
    if (status == MLG_OK)
        status = find_site(explaining, text, &number, err);
    if (status != MLG_OK)
        return status;
    if (number == UINT32_MAX && json_is_null(*commune))
        return fail_unknown(explaining->sources->tables, text, err);
    if (number == UINT32_MAX)
        *site = json_null();
    else if (explaining->is_open[number])
        status = mlg_explain_open_site(explaining, number, site, err);
    else
        status = mlg_explain_other_site(explaining, number, site, err);
    if (status == MLG_OK && number != UINT32_MAX && cost_s > 0)
        status = add_cost(explaining, number, cost_s, *site, err);
    return status;
}

enum mlg_status mlg_explain(const struct mlg_plan_sources *sources, const char *text, double cost_s,
                            const struct mlg_monitor *monitor, json_t **document,
                            struct mlg_error *err)
{
    struct mlg_explaining explaining = {.sources = sources, .monitor = monitor};
    json_t *site = NULL, *commune = NULL;
    enum mlg_status status = explaining_init(&explaining, err);
    if (status == MLG_OK)
        status = explain(&explaining, text, cost_s, &site, &commune, err);
    json_t *limits = mlg_explain_limits_json(&explaining, NULL, sources->tables->n_people);
    explaining_finish(&explaining);
    if (status != MLG_OK) {
        json_decref(limits);
        json_decref(site);
        json_decref(commune);
        return status;
    }
    json_t *made = json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "format", "maillage explanation 1", "name", text,
        "limit_min", mlg_json_minutes(sources->scenario->limit_ds), "limits", limits, "bound_min",
        mlg_json_minutes(sources->times->bound_ds), "site", site, "commune", commune);
    if (!made)
        return mlg_fail_memory(err, "an explanation", 0);
    *document = made;
    return MLG_OK;
}
