#include "scenarios/sweep/sweep.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/quote.h"
#include "scenarios/language/scenario.h"
#include "scenarios/plan/plan.h"
#include "scenarios/sweep/sweep_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_VARIANTS = 10000 };

static void destroy_variants(struct mlg_variant *variants, size_t n)
{
    for (size_t i = 0; variants && i < n; i++) {
        free(variants[i].name);
        free(variants[i].scenario);
        free(variants[i].plan);
    }
    free(variants);
}

/* The scenario of a variant: the common one, with its own values and its own folder. */
static void print_scenario(const struct mlg_sweep_options *options, const char *base,
                           size_t variant, FILE *stream)
{
    fputs("maillage: 1\nextend: ", stream);
    mlg_print_yaml(stream, base);
    fputc('\n', stream);
    mlg_vary_print(options->vary, options->n_vary, variant, stream);
    fputs("outputs:\n  folder: \".\"\n  formats: [json]\n", stream);
}

/* Its file is written anew only where it differs: a plan stays valid with its scenario. */
static enum mlg_status write_scenario(const char *path, const char *text, struct mlg_error *err)
{
    char *old;
    size_t length;
    if (access(path, F_OK) == 0) {
        enum mlg_status status = mlg_read_file(path, 1 << 20, &old, &length, err);
        if (status != MLG_OK)
            return status;
        bool same = strcmp(old, text) == 0;
        free(old);
        if (same)
            return MLG_OK;
    }
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, true, &output, err);
    if (status != MLG_OK)
        return status;
    fputs(text, output.stream);
    return mlg_output_commit(&output, err);
}

static enum mlg_status make_variant(const struct mlg_sweep_options *options, const char *base,
                                    size_t number, struct mlg_variant *variant,
                                    struct mlg_error *err)
{
    char *text = NULL, *folder = NULL;
    size_t length = 0;
    variant->name = mlg_vary_name(options->vary, options->n_vary, number);
    FILE *stream = open_memstream(&text, &length);
    bool made = variant->name && stream;
    if (made)
        print_scenario(options, base, number, stream);
    if (stream && fclose(stream) != 0)
        made = false;
    made = made && asprintf(&folder, "%s/%s", options->folder, variant->name) >= 0;
    made = made && asprintf(&variant->scenario, "%s/scenario.yaml", folder) >= 0 &&
           asprintf(&variant->plan, "%s/plan.json", folder) >= 0;
    enum mlg_status status =
        made ? mlg_make_folder(folder, err) : mlg_fail_memory(err, "a variant", length);
    if (status == MLG_OK)
        status = write_scenario(variant->scenario, text, err);
    free(text);
    free(folder);
    return status;
}

static enum mlg_status make_variants(const struct mlg_sweep_options *options,
                                     struct mlg_variant **variants, size_t *n,
                                     struct mlg_error *err)
{
    *n = mlg_vary_count(options->vary, options->n_vary);
    if (*n > MAX_VARIANTS)
        return mlg_fail(err, MLG_USAGE, "%zu variants, expected at most %d", *n, MAX_VARIANTS);
    char *base = realpath(options->scenario, NULL);
    if (!base)
        return mlg_fail(err, MLG_IO, "cannot open '%s': %s", options->scenario, strerror(errno));
    struct mlg_variant *made = mlg_alloc_zero(*n, sizeof *made);
    enum mlg_status status =
        made ? MLG_OK : mlg_fail_memory(err, "the variants", *n * sizeof *made);
    for (size_t i = 0; i < *n && status == MLG_OK; i++)
        status = make_variant(options, base, i, &made[i], err);
    free(base);
    if (status == MLG_OK)
        *variants = made;
    else
        destroy_variants(made, *n);
    return status;
}

/* Every variant must be a scenario before any of them is run: a mistake in a key shows at once. */
static enum mlg_status check_variants(const struct mlg_variant *variants, size_t n,
                                      bool *from_roads, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++) {
        struct mlg_scenario *scenario;
        status = mlg_scenario_load(variants[i].scenario, &scenario, err);
        if (status != MLG_OK)
            break;
        *from_roads = !scenario->matrix;
        mlg_scenario_destroy(scenario);
    }
    return status;
}

enum mlg_status mlg_sweep(const struct mlg_sweep_options *options,
                          const struct mlg_monitor *monitor, size_t *n_failed,
                          struct mlg_error *err)
{
    struct mlg_variant *variants = NULL;
    size_t n = 0;
    bool from_roads = false;
    *n_failed = 0;
    enum mlg_status status = make_variants(options, &variants, &n, err);
    if (status != MLG_OK)
        return status;
    status = check_variants(variants, n, &from_roads, err);
    if (status == MLG_OK)
        status = mlg_sweep_run(options, variants, n, from_roads, monitor, err);
    if (status == MLG_OK)
        status = mlg_sweep_table(options, variants, n, err);
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        *n_failed += variants[i].status != MLG_OK && variants[i].status != MLG_INFEASIBLE;
    destroy_variants(variants, n);
    return status;
}
