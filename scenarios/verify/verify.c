#include "scenarios/verify/verify.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/plural.h"
#include "datasets/data_path.h"
#include "scenarios/plan/plan.h"
#include "scenarios/verify/differences.h"
#include "scenarios/verify/evidence.h"
#include "scenarios/verify/expected.h"
#include "scenarios/verify/recount.h"
#include "scenarios/verify/verify_proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a verification has in hand. */
struct verification {
    const struct mlg_verify_options *options;
    const struct mlg_monitor *monitor;
    struct mlg_plan *plan;
    const char *scenario_path;
    struct mlg_scenario *scenario;
    struct mlg_tables *tables;
    struct mlg_terms *terms;
    struct mlg_evidence *evidence;
    struct mlg_recount *recount;
    struct mlg_differences differences;
};

/* Whether one input is what it was, by its hash. `input`: {path, sha256, …} of the plan. */
static enum mlg_status check_input(struct verification *verification, const char *what,
                                   const json_t *input, const char *path, struct mlg_error *err)
{
    struct mlg_sha256 hash;
    char hex[MLG_SHA256_HEX];
    const char *claimed = json_string_value(json_object_get(input, "sha256"));
    enum mlg_status status = mlg_data_path_hash(path, &hash, err);
    if (status != MLG_OK)
        return status;
    mlg_hash_hex(&hash, hex);
    if (!claimed || strcmp(claimed, hex) != 0)
        mlg_differences_add_input(&verification->differences, what, path,
                                  claimed ? claimed : "missing", hex);
    return MLG_OK;
}

/* The same for an input whose path the plan gives relative to the scenario. */
static enum mlg_status check_named(struct verification *verification, const char *what,
                                   const json_t *input, struct mlg_error *err)
{
    const char *name = json_string_value(json_object_get(input, "path"));
    if (!name)
        return MLG_OK; /* none, or a matrix of the cache, which the roads stand for */
    char *path = mlg_path_beside(verification->scenario_path, name);
    if (!path)
        return mlg_fail_memory(err, "a file name", strlen(name));
    enum mlg_status status = check_input(verification, what, input, path, err);
    free(path);
    return status;
}

/* The inputs first: they explain what differs because of them. Roads that are named for the
 * verification are compared with those of the plan by their place in the list. */
static enum mlg_status check_inputs(struct verification *verification, struct mlg_error *err)
{
    static const char *const tables[] = {"people", "existing", "candidates"};
    static const char *const words[] = {"people file", "existing sites' file", "candidates' file"};
    const json_t *inputs = json_object_get(verification->plan->json, "inputs");
    const json_t *matrix = json_object_get(inputs, "matrix");
    const json_t *roads = json_object_get(inputs, "roads");
    enum mlg_status status =
        check_input(verification, "scenario", json_object_get(inputs, "scenario"),
                    verification->scenario_path, err);
    for (size_t i = 0; i < 3 && status == MLG_OK; i++)
        status = check_named(verification, words[i], json_object_get(inputs, tables[i]), err);
    const json_t *extends = json_object_get(inputs, "extends");
    for (size_t i = 0; i < json_array_size(extends) && status == MLG_OK; i++)
        status = check_named(verification, "extended scenario", json_array_get(extends, i), err);
    if (status == MLG_OK)
        status = check_named(verification, "matrix between sites",
                             json_object_get(inputs, "sites_matrix"), err);
    if (status == MLG_OK)
        status = check_named(verification, "plan that changes are counted from",
                             json_object_get(inputs, "from"), err);
    const json_t *conditions = json_object_get(verification->plan->json, "conditions");
    for (size_t i = 0; i < json_array_size(conditions) && status == MLG_OK; i++) {
        const json_t *times = json_object_get(json_array_get(conditions, i), "times");
        status = check_named(verification, "matrix of a condition",
                             json_object_get(times, "matrix"), err);
    }
    if (status == MLG_OK && verification->options->matrix)
        status = check_input(verification, "matrix", matrix, verification->options->matrix, err);
    else if (status == MLG_OK && !verification->options->roads)
        status = check_named(verification, "matrix", matrix, err);
    for (size_t i = 0; verification->options->roads && i < verification->options->n_roads &&
                       i < json_array_size(roads) && status == MLG_OK;
         i++)
        status = check_input(verification, "roads file", json_array_get(roads, i),
                             verification->options->roads[i], err);
    for (size_t i = 0; !verification->options->roads && !verification->options->matrix &&
                       i < json_array_size(roads) && status == MLG_OK;
         i++)
        status = check_named(verification, "roads file", json_array_get(roads, i), err);
    return status;
}

/* Marks the sites of a list of the plan, which are `points` from number `first` on. */
static void mark_listed(struct verification *verification, const char *list,
                        const struct mlg_points *points, size_t first, bool mark, bool *open)
{
    const json_t *sites = json_object_get(verification->plan->json, "sites");
    const json_t *items = json_object_get(sites, list);
    char place[32];
    snprintf(place, sizeof place, "sites.%s", list);
    for (size_t i = 0; i < json_array_size(items); i++) {
        const char *id = json_string_value(json_object_get(json_array_get(items, i), "id"));
        size_t found = points && id ? mlg_points_find(points, id) : SIZE_MAX;
        if (found == SIZE_MAX)
            mlg_differences_add(&verification->differences, place, id ? id : "no id",
                                first ? "no such candidate" : "no such site");
        else
            open[first + found] = mark;
    }
}

/* Existing sites but those that the plan closes or moves, and its new ones. */
static void find_open(struct verification *verification, bool *open)
{
    const struct mlg_tables *tables = verification->tables;
    for (size_t s = 0; s < tables->n_existing; s++)
        open[s] = true;
    mark_listed(verification, "closed", tables->existing, 0, false, open);
    mark_listed(verification, "moved", tables->existing, 0, false, open);
    mark_listed(verification, "new", tables->candidates, tables->n_existing, true, open);
}

static enum mlg_status recount(struct verification *verification, struct mlg_error *err)
{
    size_t n_sites = verification->tables->n_sites, n = 0;
    bool *is_open = mlg_alloc_zero(n_sites, sizeof *is_open);
    uint32_t *open = mlg_alloc(n_sites, sizeof *open);
    if (!is_open || !open) {
        free(is_open);
        free(open);
        return mlg_fail_memory(err, "the plan's sites", n_sites * sizeof *open);
    }
    find_open(verification, is_open);
    for (size_t s = 0; s < n_sites; s++)
        if (is_open[s])
            open[n++] = (uint32_t)s;
    enum mlg_status status =
        mlg_recount_create(verification->terms, verification->evidence, open, n,
                           verification->monitor, &verification->recount, err);
    free(is_open);
    free(open);
    return status;
}

/* Scenario, tables, times, and what the plan's sites mean. */
static enum mlg_status gather(struct verification *verification, struct mlg_error *err)
{
    const json_t *travel = json_object_get(verification->plan->json, "travel");
    const char *profile = json_string_value(json_object_get(travel, "profile"));
    enum mlg_status status =
        mlg_scenario_load(verification->scenario_path, &verification->scenario, err);
    if (status == MLG_OK)
        status = mlg_tables_read(verification->scenario, verification->monitor,
                                 &verification->tables, err);
    if (status == MLG_OK)
        status = mlg_terms_create(verification->scenario, verification->tables,
                                  &verification->terms, err);
    if (status == MLG_OK)
        status =
            mlg_evidence_open(verification->scenario, verification->tables, verification->options,
                              profile, verification->monitor, &verification->evidence, err);
    return status == MLG_OK ? recount(verification, err) : status;
}

static enum mlg_status compare(struct verification *verification, struct mlg_error *err)
{
    verification->differences.from_roads = verification->evidence->matrix == NULL;
    json_t *expected = mlg_expected_plan(verification->recount, verification->plan->json,
                                         &verification->differences);
    if (!expected)
        return mlg_fail_memory(err, "the expected plan", 0);
    mlg_differences_compare(&verification->differences, verification->plan->json, expected);
    json_decref(expected);
    return MLG_OK;
}

/* Differences are collected in `first`, so that a failure on the way does not hide them. */
static enum mlg_status verify(struct verification *verification, struct mlg_error *first,
                              struct mlg_error *err)
{
    verification->differences.err = first;
    enum mlg_status status = check_inputs(verification, err);
    size_t n_inputs = verification->differences.count;
    if (status == MLG_OK)
        status = gather(verification, err);
    if (status == MLG_OK)
        status = compare(verification, err);
    if (status == MLG_OK && verification->options->proof)
        status = mlg_verify_proof(verification->recount, verification->differences.plan_path,
                                  verification->plan->json, &verification->differences,
                                  verification->monitor, err);
    if (status == MLG_OK && n_inputs > 0) {
        size_t further = verification->differences.count - n_inputs;
        mlg_note(verification->monitor, "%zu further %s, not listed", further,
                 mlg_plural((double)further, "difference", "differences"));
    }
    return status;
}

enum mlg_status mlg_verify(const char *plan_path, const struct mlg_verify_options *options,
                           const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct verification verification = {.options = options, .monitor = monitor};
    struct mlg_error first = {0};
    enum mlg_status status = mlg_plan_read(plan_path, &verification.plan, err);
    if (status != MLG_OK)
        return status;
    const json_t *inputs = json_object_get(verification.plan->json, "inputs");
    verification.scenario_path =
        options->scenario
            ? options->scenario
            : json_string_value(json_object_get(json_object_get(inputs, "scenario"), "path"));
    verification.differences.monitor = monitor;
    verification.differences.plan_path = plan_path;
    status = verify(&verification, &first, err);
    if (verification.differences.count > 0) {
        if (err)
            *err = first;
        status = MLG_DIFFERENT;
    }
    mlg_recount_destroy(verification.recount);
    mlg_evidence_close(verification.evidence);
    mlg_terms_destroy(verification.terms);
    mlg_tables_destroy(verification.tables);
    mlg_scenario_destroy(verification.scenario);
    mlg_plan_destroy(verification.plan);
    return status;
}
