#include "scenarios/run/outputs.h"

#include "base/file.h"
#include "base/leftovers.h"
#include "base/memory.h"
#include "scenarios/map/plan_map.h"
#include "scenarios/plan/plan_layers.h"
#include "scenarios/report/plan_report.h"
#include "scenarios/run/groups.h"
#include "scenarios/run/trade_off.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every file that a run can write, by format. */
static const struct output_file {
    const char *name;
    enum mlg_output_format format;
    int layer;                 /* of those with one layer each */
    enum mlg_existing_may may; /* only where existing sites may do this; STAY = always */
} files[] = {
    {"plan.json", MLG_OUTPUT_JSON, -1, MLG_MAY_STAY},
    {MLG_CERTIFICATE_NAME, MLG_OUTPUT_PROOF, -1, MLG_MAY_STAY},
    {"plan.gpkg", MLG_OUTPUT_GPKG, -1, MLG_MAY_STAY},
    {"new_sites.geojson", MLG_OUTPUT_GEOJSON, MLG_LAYER_NEW_SITES, MLG_MAY_STAY},
    {"existing_sites.geojson", MLG_OUTPUT_GEOJSON, MLG_LAYER_EXISTING_SITES, MLG_MAY_STAY},
    {"cells.geojson", MLG_OUTPUT_GEOJSON, MLG_LAYER_CELLS, MLG_MAY_STAY},
    {"closed_sites.geojson", MLG_OUTPUT_GEOJSON, MLG_LAYER_GONE_SITES, MLG_MAY_CLOSE},
    {"moved_sites.geojson", MLG_OUTPUT_GEOJSON, MLG_LAYER_GONE_SITES, MLG_MAY_MOVE},
    {"new_sites.csv", MLG_OUTPUT_CSV, MLG_LAYER_NEW_SITES, MLG_MAY_STAY},
    {"existing_sites.csv", MLG_OUTPUT_CSV, MLG_LAYER_EXISTING_SITES, MLG_MAY_STAY},
    {"cells.csv", MLG_OUTPUT_CSV, MLG_LAYER_CELLS, MLG_MAY_STAY},
    {"closed_sites.csv", MLG_OUTPUT_CSV, MLG_LAYER_GONE_SITES, MLG_MAY_CLOSE},
    {"moved_sites.csv", MLG_OUTPUT_CSV, MLG_LAYER_GONE_SITES, MLG_MAY_MOVE},
    {"map.svg", MLG_OUTPUT_SVG, -1, MLG_MAY_STAY},
    {"map.png", MLG_OUTPUT_PNG, -1, MLG_MAY_STAY},
    {"report.html", MLG_OUTPUT_HTML, -1, MLG_MAY_STAY},
    {"curve.csv", MLG_OUTPUT_CURVE, 0, MLG_MAY_STAY},
    {"curve.svg", MLG_OUTPUT_CURVE, -1, MLG_MAY_STAY},
};

enum { N_FILES = sizeof files / sizeof *files };

static bool is_wanted(const struct mlg_outputs *outputs, const struct output_file *file)
{
    return outputs->formats & file->format &&
           (file->may == MLG_MAY_STAY || file->may == outputs->existing_may);
}

/* folder/name into path[PATH_MAX]. */
static enum mlg_status join_path(const char *folder, const char *name, char *path,
                                 struct mlg_error *err)
{
    if (snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX)
        return MLG_OK;
    return mlg_fail_at(err, MLG_IO, folder, 0, 0, "the name of the folder '%s' is too long",
                       folder);
}

static bool same_file(const struct stat *output, const char *input)
{
    struct stat info;
    return input && stat(input, &info) == 0 && info.st_dev == output->st_dev &&
           info.st_ino == output->st_ino;
}

static bool is_input(const struct mlg_scenario *scenario, const struct stat *output)
{
    for (size_t i = 0; i < scenario->n_roads; i++)
        if (same_file(output, scenario->roads[i]))
            return true;
    for (size_t i = 0; i < scenario->n_bases; i++)
        if (same_file(output, scenario->bases[i].path))
            return true;
    for (size_t i = 0; i < scenario->n_goals; i++)
        if (same_file(output, scenario->goals[i].from))
            return true;
    return same_file(output, scenario->path) || same_file(output, scenario->rules.sites_matrix) ||
           same_file(output, scenario->matrix) || same_file(output, scenario->outlines) ||
           same_file(output, scenario->people.source.path) ||
           same_file(output, scenario->existing.source.path) ||
           same_file(output, scenario->candidates.source.path);
}

static enum mlg_status check_file(const struct mlg_scenario *scenario, const char *path,
                                  bool overwrite, struct mlg_error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return MLG_OK;
    if (stat(path, &info) == 0 && is_input(scenario, &info)) {
        mlg_fail_at(err, MLG_BAD_SCENARIO, path, 0, 0,
                    "the output '%s' would replace an input of the scenario", path);
        return mlg_hint(err, "choose another output folder");
    }
    if (!S_ISREG(info.st_mode))
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' is there and is no file", path);
    if (overwrite)
        return MLG_OK;
    mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' exists already", path);
    return mlg_hint(err, "use --overwrite to replace it, or --output for another folder");
}

static enum mlg_status check_files(const struct mlg_scenario *scenario,
                                   const struct mlg_outputs *outputs, struct mlg_error *err)
{
    for (size_t i = 0; i < N_FILES; i++) {
        char path[PATH_MAX];
        if (!is_wanted(outputs, &files[i]))
            continue;
        enum mlg_status status = join_path(outputs->folder, files[i].name, path, err);
        if (status == MLG_OK)
            status = check_file(scenario, path, outputs->overwrite, err);
        if (status != MLG_OK)
            return status;
    }
    return MLG_OK;
}

/* Shows at once that the folder can be written. */
static enum mlg_status make_staging(struct mlg_outputs *outputs, struct mlg_error *err)
{
    outputs->made_folder = access(outputs->folder, F_OK) != 0;
    enum mlg_status status = mlg_make_folder(outputs->folder, err);
    if (status == MLG_OK)
        status = mlg_temporary_folder(outputs->folder, "maillage", &outputs->staging,
                                      &outputs->staging_lock, err);
    return status;
}

/* Read only to be shown at the end, they would fail when the solving is done. */
static enum mlg_status check_outlines(const char *path, struct mlg_error *err)
{
    struct mlg_outlines *outlines = NULL;
    enum mlg_status status = path ? mlg_outlines_read(path, &outlines, err) : MLG_OK;
    mlg_outlines_destroy(outlines);
    return status;
}

static enum mlg_status check_groups(const struct mlg_scenario *scenario, struct mlg_error *err)
{
    struct mlg_groups *groups = NULL;
    enum mlg_status status =
        scenario->by ? mlg_groups_read(scenario, scenario->by, NULL, &groups, err) : MLG_OK;
    mlg_groups_destroy(groups);
    return status;
}

enum mlg_status mlg_outputs_open(const struct mlg_scenario *scenario, const char *folder,
                                 bool overwrite, struct mlg_outputs *outputs, struct mlg_error *err)
{
    *outputs = (struct mlg_outputs){.folder = mlg_strdup(folder),
                                    .formats = scenario->output_formats,
                                    .overwrite = overwrite,
                                    .existing_may = scenario->rules.existing_may};
    if (!outputs->folder)
        return mlg_fail_memory(err, "a file name", strlen(folder));
    enum mlg_status status = check_files(scenario, outputs, err);
    if (status == MLG_OK)
        status = check_outlines(scenario->outlines, err);
    if (status == MLG_OK)
        status = check_groups(scenario, err);
    if (status == MLG_OK)
        status = make_staging(outputs, err);
    if (status != MLG_OK)
        mlg_outputs_finish(outputs);
    return status;
}

static enum mlg_status draw_map(const char *path, const struct mlg_plan *plan,
                                const struct mlg_outcome *outcome, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = outcome->scenario;
    const struct mlg_plan_map_options options = {
        .output = path, .language = MLG_ENGLISH, .outlines = scenario->outlines};
    return mlg_plan_map_draw(plan, outcome->tables, scenario->limit_ds, outcome->plan,
                             outcome->open, outcome->n_open, &options, err);
}

static enum mlg_status write_report(const char *path, const struct mlg_plan *plan,
                                    const struct mlg_outcome *outcome, struct mlg_error *err)
{
    const struct mlg_plan_report_options options = {.output = path};
    return mlg_plan_report_write(plan, outcome->scenario, outcome->tables, outcome->times,
                                 outcome->open, outcome->n_open, &options, err);
}

static enum mlg_status write_file(const struct output_file *file, const char *path,
                                  const struct mlg_plan *plan, const struct mlg_layers *layers,
                                  const struct mlg_outcome *outcome, struct mlg_error *err)
{
    switch (file->format) {
    case MLG_OUTPUT_JSON:
        return mlg_plan_write(plan, path, false, err);
    case MLG_OUTPUT_GPKG:
        return mlg_layers_write_gpkg(path, false, layers->layer, layers->n, layers->metadata, err);
    case MLG_OUTPUT_GEOJSON:
        return mlg_layer_write_geojson(path, false, &layers->layer[file->layer], err);
    case MLG_OUTPUT_SVG:
    case MLG_OUTPUT_PNG:
        return draw_map(path, plan, outcome, err);
    case MLG_OUTPUT_PROOF:
        return mlg_certificate_file_write(&outcome->certificate, path, err);
    case MLG_OUTPUT_HTML:
        return write_report(path, plan, outcome, err);
    case MLG_OUTPUT_CURVE:
        return file->layer == 0
                   ? mlg_trade_off_write_csv(outcome->trade_off, outcome->tables, path, err)
                   : mlg_trade_off_write_svg(outcome->trade_off, outcome->scenario->name, path,
                                             err);
    default:
        return mlg_layer_write_csv(path, false, &layers->layer[file->layer], err);
    }
}

static enum mlg_status write_all(const struct mlg_outputs *outputs, const struct mlg_plan *plan,
                                 const struct mlg_layers *layers, const struct mlg_outcome *outcome,
                                 struct mlg_error *err)
{
    for (size_t i = 0; i < N_FILES; i++) {
        char path[PATH_MAX];
        if (!is_wanted(outputs, &files[i]))
            continue;
        enum mlg_status status = join_path(outputs->staging, files[i].name, path, err);
        if (status == MLG_OK)
            status = write_file(&files[i], path, plan, layers, outcome, err);
        if (status != MLG_OK)
            return status;
    }
    return MLG_OK;
}

static enum mlg_status publish(const struct mlg_outputs *outputs, struct mlg_error *err)
{
    for (size_t i = 0; i < N_FILES; i++) {
        char from[PATH_MAX], to[PATH_MAX];
        if (!is_wanted(outputs, &files[i]))
            continue;
        enum mlg_status status = join_path(outputs->staging, files[i].name, from, err);
        if (status == MLG_OK)
            status = join_path(outputs->folder, files[i].name, to, err);
        if (status == MLG_OK)
            status = mlg_temporary_commit(from, to, err);
        if (status != MLG_OK)
            return status;
    }
    return MLG_OK;
}

/* Without a certificate none is written, and one of an earlier run would be of another plan. */
static enum mlg_status leave_out_certificate(struct mlg_outputs *outputs, struct mlg_error *err)
{
    char path[PATH_MAX];
    if (!(outputs->formats & MLG_OUTPUT_PROOF))
        return MLG_OK;
    outputs->formats &= ~(unsigned)MLG_OUTPUT_PROOF;
    enum mlg_status status = join_path(outputs->folder, MLG_CERTIFICATE_NAME, path, err);
    if (status == MLG_OK && unlink(path) != 0 && errno != ENOENT)
        status =
            mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot remove '%s': %s", path, strerror(errno));
    return status;
}

enum mlg_status mlg_outputs_write(struct mlg_outputs *outputs, const struct mlg_plan *plan,
                                  const struct mlg_outcome *outcome, struct mlg_error *err)
{
    struct mlg_layers *layers;
    enum mlg_status status = mlg_layers_create(outcome, plan, &layers, err);
    if (status != MLG_OK)
        return status;
    if (!outcome->trade_off)
        outputs->formats &= ~(unsigned)MLG_OUTPUT_CURVE;
    if (!outcome->certificate.bytes)
        status = leave_out_certificate(outputs, err);
    if (status == MLG_OK)
        status = write_all(outputs, plan, layers, outcome, err);
    mlg_layers_destroy(layers);
    return status == MLG_OK ? publish(outputs, err) : status;
}

void mlg_outputs_finish(struct mlg_outputs *outputs)
{
    for (size_t i = 0; outputs->staging && i < N_FILES; i++) {
        char path[PATH_MAX];
        if (join_path(outputs->staging, files[i].name, path, NULL) == MLG_OK)
            unlink(path);
    }
    if (outputs->staging) {
        rmdir(outputs->staging);
        close(outputs->staging_lock);
    }
    if (outputs->made_folder)
        rmdir(outputs->folder); /* fails, as it should, where the run's files are in it */
    free(outputs->staging);
    free(outputs->folder);
    *outputs = (struct mlg_outputs){0};
}
