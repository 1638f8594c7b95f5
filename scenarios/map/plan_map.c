#include "scenarios/map/plan_map.h"

#include "base/memory.h"
#include "scenarios/plan/plan_facts.h"
#include "scenarios/plan/plan_sources.h"

#include <stdlib.h>

static struct mlg_map_site *map_sites(const struct mlg_tables *tables, const uint32_t *sites,
                                      size_t n_sites)
{
    struct mlg_map_site *made = mlg_alloc(n_sites, sizeof *made);
    for (size_t s = 0; made && s < n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, sites[s]);
        made[s] = (struct mlg_map_site){.place = site.commune,
                                        .lon_e7 = site.lon_e7,
                                        .lat_e7 = site.lat_e7,
                                        .is_new = sites[s] >= tables->n_existing};
    }
    return made;
}

/* The caveats of a plan; NULL = no memory. */
static const char **caveats_of(const struct mlg_plan *plan, size_t *n)
{
    const json_t *array = json_object_get(plan->json, "caveats");
    const char **made = mlg_alloc(json_array_size(array), sizeof *made);
    *n = json_array_size(array);
    for (size_t i = 0; made && i < *n; i++)
        made[i] = json_string_value(json_array_get(array, i));
    return made;
}

enum mlg_status mlg_plan_map_draw(const struct mlg_plan *plan, const struct mlg_tables *tables,
                                  uint32_t limit_ds, const struct mlg_coverage *coverage,
                                  const uint32_t *sites, size_t n_sites,
                                  const struct mlg_plan_map_options *options, struct mlg_error *err)
{
    struct plan_facts facts;
    struct mlg_outlines *outlines = NULL;
    plan_facts_fill(plan, options->before, options->language, &facts);
    struct mlg_map map = {
        .language = options->language,
        .title = json_string_value(json_object_get(plan->json, "name")),
        .subtitle = facts.subtitle,
        .facts = facts.fact,
        .n_facts = facts.n,
        .source = facts.source,
        .limit_ds = limit_ds,
        .n_cells = tables->n_people,
        .lon_e7 = tables->people->lon_e7,
        .lat_e7 = tables->people->lat_e7,
        .cell_id = tables->people->id,
        .place = tables->commune,
        .residents_milli = tables->people->residents_milli,
        .time_ds = coverage->best_ds,
        .n_sites = n_sites,
    };
    struct mlg_map_site *drawn = map_sites(tables, sites, n_sites);
    const char **caveats = caveats_of(plan, &map.n_caveats);
    map.sites = drawn;
    map.caveats = caveats;
    enum mlg_status status =
        drawn && caveats ? MLG_OK : mlg_fail_memory(err, "a map", n_sites * sizeof *drawn);
    if (status == MLG_OK && options->outlines)
        status = mlg_outlines_read(options->outlines, &outlines, err);
    map.outlines = outlines;
    if (status == MLG_OK)
        status = mlg_map_draw(&map, options->output, options->overwrite, err);
    mlg_outlines_destroy(outlines);
    free(drawn);
    free(caveats);
    return status;
}

enum mlg_status mlg_plan_map(const char *plan_path, const struct mlg_plan_map_options *options,
                             const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_plan_sources_options from = {
        .scenario = options->scenario,
        .cache_folder = options->cache_folder,
        .threads = options->threads,
    };
    struct mlg_plan_sources *sources;
    struct mlg_coverage *coverage = NULL;
    enum mlg_status status = mlg_map_check_path(options->output, err);
    if (status == MLG_OK)
        status = mlg_plan_sources_open(plan_path, &from, monitor, &sources, err);
    if (status != MLG_OK)
        return status;
    status = mlg_plan_sources_coverage(sources, options->before, &coverage, err);
    if (status == MLG_OK)
        status = mlg_plan_map_draw(
            sources->plan, sources->tables, sources->scenario->limit_ds, coverage, sources->sites,
            options->before ? sources->tables->n_existing : sources->n_sites, options, err);
    mlg_coverage_destroy(coverage);
    mlg_plan_sources_close(sources);
    return status;
}
