#include "scenarios/plan/plan_sources.h"

#include "base/hash.h"
#include "base/memory.h"
#include "scenarios/run/prepare.h"
#include "scenarios/run/times.h"

#include <stdlib.h>
#include <string.h>

void mlg_plan_sources_close(struct mlg_plan_sources *sources)
{
    if (!sources)
        return;
    mlg_times_close(sources->times);
    free(sources->matrix_path);
    free(sources->sites);
    mlg_tables_destroy(sources->tables);
    mlg_scenario_destroy(sources->scenario);
    mlg_plan_destroy(sources->plan);
    free(sources);
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

static enum mlg_status load_scenario(const struct mlg_plan_sources_options *options,
                                     struct mlg_plan_sources *sources, struct mlg_error *err)
{
    const json_t *inputs = json_object_get(sources->plan->json, "inputs");
    const char *path = options->scenario;
    if (!path)
        path = json_string_value(json_object_get(json_object_get(inputs, "scenario"), "path"));
    enum mlg_status status = mlg_scenario_load(path, &sources->scenario, err);
    if (status != MLG_OK)
        return status;
    return check_hash(sources->plan, "scenario", &sources->scenario->hash, path, err);
}

static enum mlg_status open_times(const struct mlg_plan_sources_options *options,
                                  const struct mlg_monitor *monitor,
                                  struct mlg_plan_sources *sources, struct mlg_error *err)
{
    const struct mlg_run_options run = {
        .threads = options->threads, .time_s = -1, .cache_folder = options->cache_folder};
    struct mlg_sha256 hash;
    enum mlg_status status = mlg_times_prepare(sources->scenario, sources->tables, &run, monitor,
                                               &sources->matrix_path, &sources->times, err);
    if (status == MLG_OK)
        status = mlg_hash_file(sources->matrix_path, &hash, err);
    return status == MLG_OK ? check_hash(sources->plan, "matrix", &hash, sources->matrix_path, err)
                            : status;
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Appends the sites of one of the plan's lists. */
static enum mlg_status add_listed(const char *plan_path, const char *list,
                                  const struct mlg_points *points, size_t first,
                                  struct mlg_plan_sources *sources, struct mlg_error *err)
{
    const json_t *sites = json_object_get(json_object_get(sources->plan->json, "sites"), list);
    for (size_t i = 0; i < json_array_size(sites); i++) {
        const char *id = json_string_value(json_object_get(json_array_get(sites, i), "id"));
        size_t found = points && id ? mlg_points_find(points, id) : SIZE_MAX;
        if (found == SIZE_MAX)
            return mlg_fail_at(err, MLG_BAD_INPUT, plan_path, 0, 0,
                               "the %s site '%s' of the plan is not among those of the scenario",
                               list, id ? id : "");
        sources->sites[sources->n_sites++] = (uint32_t)(first + found);
    }
    return MLG_OK;
}

static size_t count_listed(const struct mlg_plan *plan, const char *list)
{
    return json_array_size(json_object_get(json_object_get(plan->json, "sites"), list));
}

/* The numbers of the sites that are open in the plan, increasing: existing sites that it closes or
 * moves are not. */
static enum mlg_status find_sites(const char *plan_path, struct mlg_plan_sources *sources,
                                  struct mlg_error *err)
{
    const struct mlg_tables *tables = sources->tables;
    size_t n = count_listed(sources->plan, "existing") + count_listed(sources->plan, "new");
    sources->sites = mlg_alloc(n, sizeof *sources->sites);
    if (!sources->sites)
        return mlg_fail_memory(err, "the sites", n * sizeof *sources->sites);
    enum mlg_status status = add_listed(plan_path, "existing", tables->existing, 0, sources, err);
    sources->n_stay = sources->n_sites;
    if (status == MLG_OK)
        status = add_listed(plan_path, "new", tables->candidates, tables->n_existing, sources, err);
    if (status == MLG_OK)
        qsort(sources->sites, sources->n_sites, sizeof *sources->sites, compare_numbers);
    return status;
}

static enum mlg_status find_all(const char *plan_path,
                                const struct mlg_plan_sources_options *options,
                                const struct mlg_monitor *monitor, struct mlg_plan_sources *sources,
                                struct mlg_error *err)
{
    enum mlg_status status = mlg_plan_read(plan_path, &sources->plan, err);
    if (status == MLG_OK)
        status = load_scenario(options, sources, err);
    if (status == MLG_OK)
        status = mlg_tables_read(sources->scenario, monitor, &sources->tables, err);
    if (status == MLG_OK)
        status = check_hash(sources->plan, "people", &sources->tables->people->hash,
                            sources->tables->people->path, err);
    if (status == MLG_OK)
        status = open_times(options, monitor, sources, err);
    return status == MLG_OK ? find_sites(plan_path, sources, err) : status;
}

enum mlg_status mlg_plan_sources_open(const char *plan_path,
                                      const struct mlg_plan_sources_options *options,
                                      const struct mlg_monitor *monitor,
                                      struct mlg_plan_sources **sources, struct mlg_error *err)
{
    struct mlg_plan_sources *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a plan", sizeof *made);
    enum mlg_status status = find_all(plan_path, options, monitor, made, err);
    if (status == MLG_OK)
        *sources = made;
    else
        mlg_plan_sources_close(made);
    return status;
}

enum mlg_status mlg_plan_sources_coverage(const struct mlg_plan_sources *sources, bool before,
                                          struct mlg_coverage **coverage, struct mlg_error *err)
{
    size_t n = before ? sources->tables->n_existing : sources->n_sites;
    enum mlg_status status = mlg_coverage_create(sources->tables->n_people, coverage, err);
    for (uint32_t s = 0; status == MLG_OK && s < n; s++)
        mlg_coverage_open(*coverage, sources->times, before ? s : sources->sites[s],
                          sources->tables->limit_ds);
    return status;
}
