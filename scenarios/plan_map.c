#include "scenarios/plan_map.h"

#include "base/hash.h"
#include "base/memory.h"
#include "scenarios/plan_facts.h"
#include "scenarios/prepare.h"
#include "scenarios/times.h"

#include <stdlib.h>
#include <string.h>

/* Everything that a plan was made from, found again. */
struct sources {
    struct mlg_scenario *scenario;
    struct mlg_tables *tables;
    char *matrix_path;
    struct mlg_times *times;
    struct mlg_coverage *coverage;
    uint32_t *sites; /* [n_sites]: existing, then new, as in tables.h */
    size_t n_sites;
};

static void sources_finish(struct sources *sources)
{
    mlg_coverage_destroy(sources->coverage);
    mlg_times_close(sources->times);
    free(sources->matrix_path);
    free(sources->sites);
    mlg_tables_destroy(sources->tables);
    mlg_scenario_destroy(sources->scenario);
}

/* Is the input the one that the plan was made from? */
static enum mlg_status check_hash(const struct mlg_plan *plan, const char *input,
                                  const struct mlg_sha256 *found, const char *path,
                                  struct mlg_error *err)
{
    const json_t *inputs = json_object_get(plan->json, "inputs");
    const char *said = json_string_value(json_object_get(json_object_get(inputs, input), "sha256"));
    char hex[MLG_SHA256_HEX];
    if (said && strcmp(said, mlg_hash_hex(found, hex)) == 0)
        return MLG_OK;
    mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                "the %s '%s' is not the one that the plan was made from", input, path);
    return mlg_hint(err, "run the scenario again");
}

static enum mlg_status load_scenario(const struct mlg_plan *plan,
                                     const struct mlg_plan_map_options *options,
                                     struct sources *sources, struct mlg_error *err)
{
    const json_t *inputs = json_object_get(plan->json, "inputs");
    const char *path = options->scenario;
    if (!path)
        path = json_string_value(json_object_get(json_object_get(inputs, "scenario"), "path"));
    enum mlg_status status = mlg_scenario_load(path, &sources->scenario, err);
    if (status != MLG_OK)
        return status;
    return check_hash(plan, "scenario", &sources->scenario->hash, path, err);
}

static enum mlg_status open_times(const struct mlg_plan *plan,
                                  const struct mlg_plan_map_options *options,
                                  const struct mlg_monitor *monitor, struct sources *sources,
                                  struct mlg_error *err)
{
    const struct mlg_run_options run = {
        .threads = options->threads, .time_s = -1, .cache_folder = options->cache_folder};
    struct mlg_sha256 hash;
    enum mlg_status status = mlg_prepare_matrix(sources->scenario, sources->tables, &run, monitor,
                                                &sources->matrix_path, err);
    if (status == MLG_OK)
        status = mlg_hash_file(sources->matrix_path, &hash, err);
    if (status == MLG_OK)
        status = check_hash(plan, "matrix", &hash, sources->matrix_path, err);
    if (status == MLG_OK)
        status = mlg_times_open(sources->scenario, sources->tables, sources->matrix_path,
                                &sources->times, err);
    return status;
}

/* The numbers of the plan's sites, increasing. */
static enum mlg_status find_sites(const struct mlg_plan *plan, const char *plan_path, bool before,
                                  struct sources *sources, struct mlg_error *err)
{
    const struct mlg_tables *tables = sources->tables;
    const json_t *chosen = json_object_get(json_object_get(plan->json, "sites"), "new");
    size_t n_new = before ? 0 : json_array_size(chosen), n = 0;
    sources->sites = mlg_alloc(tables->n_existing + n_new, sizeof *sources->sites);
    if (!sources->sites)
        return mlg_fail_memory(err, "the sites", n_new * sizeof *sources->sites);
    while (n < tables->n_existing) {
        sources->sites[n] = (uint32_t)n;
        n++;
    }
    for (size_t i = 0; i < n_new; i++) {
        const char *id = json_string_value(json_object_get(json_array_get(chosen, i), "id"));
        size_t candidate = mlg_points_find(tables->candidates, id);
        if (candidate == SIZE_MAX)
            return mlg_fail_at(err, MLG_BAD_INPUT, plan_path, 0, 0,
                               "the new site '%s' of the plan is no candidate of the scenario", id);
        sources->sites[n++] = (uint32_t)(tables->n_existing + candidate);
    }
    sources->n_sites = n;
    return MLG_OK;
}

static enum mlg_status find_sources(const struct mlg_plan *plan, const char *plan_path,
                                    const struct mlg_plan_map_options *options,
                                    const struct mlg_monitor *monitor, struct sources *sources,
                                    struct mlg_error *err)
{
    enum mlg_status status = load_scenario(plan, options, sources, err);
    if (status == MLG_OK)
        status = mlg_tables_read(sources->scenario, monitor, &sources->tables, err);
    if (status == MLG_OK)
        status = check_hash(plan, "people", &sources->tables->people->hash,
                            sources->tables->people->path, err);
    if (status == MLG_OK)
        status = open_times(plan, options, monitor, sources, err);
    if (status == MLG_OK)
        status = find_sites(plan, plan_path, options->before, sources, err);
    if (status == MLG_OK)
        status = mlg_coverage_create(sources->tables->n_people, &sources->coverage, err);
    for (size_t s = 0; status == MLG_OK && s < sources->n_sites; s++)
        mlg_coverage_open(sources->coverage, sources->times, sources->sites[s],
                          sources->scenario->limit_ds);
    return status;
}

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
    struct mlg_plan *plan;
    enum mlg_status status = mlg_map_check_path(options->output, err);
    if (status == MLG_OK)
        status = mlg_plan_read(plan_path, &plan, err);
    if (status != MLG_OK)
        return status;
    struct sources sources = {0};
    status = find_sources(plan, plan_path, options, monitor, &sources, err);
    if (status == MLG_OK)
        status = mlg_plan_map_draw(plan, sources.tables, sources.scenario->limit_ds,
                                   sources.coverage, sources.sites, sources.n_sites, options, err);
    sources_finish(&sources);
    mlg_plan_destroy(plan);
    return status;
}
