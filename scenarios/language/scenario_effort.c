/* The sections `solver` and `outputs` of a scenario: at what effort, and where it goes. */
#include "scenarios/language/scenario_read.h"

#include <sys/stat.h>

enum mlg_status mlg_scenario_read_solver(struct mlg_node solver, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    static const char *const keys[] = {"time_s", "gap_percent", "threads", "seed", NULL};
    struct mlg_solve_options *options = &scenario->solver;
    double gap_percent = options->gap * 100;
    int64_t threads = options->threads, seed = (int64_t)options->seed;
    enum mlg_status status = mlg_node_expect_keys(solver, keys, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(solver, "time_s", 0.1, 1e6, &options->time_s, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(solver, "gap_percent", 0, 100, &gap_percent, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(solver, "threads", 0, 1024, &threads, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(solver, "seed", 0, INT32_MAX, &seed, err);
    options->gap = gap_percent / 100;
    options->threads = (int)threads;
    options->seed = (uint64_t)seed;
    return status;
}

static enum mlg_status read_formats(struct mlg_node node, unsigned *formats, struct mlg_error *err)
{
    static const char *const names[] = {"json", "gpkg", "geojson", "csv", "svg",
                                        "png",  "html", "proof",   NULL};
    static const unsigned bits[] = {MLG_OUTPUT_JSON, MLG_OUTPUT_GPKG, MLG_OUTPUT_GEOJSON,
                                    MLG_OUTPUT_CSV,  MLG_OUTPUT_SVG,  MLG_OUTPUT_PNG,
                                    MLG_OUTPUT_HTML, MLG_OUTPUT_PROOF};
    if (mlg_node_is_absent(node))
        return MLG_OK;
    if (!mlg_node_is_sequence(node) || mlg_node_count(node) == 0)
        return mlg_node_fail(
            node, err,
            "expected a list of formats: json, gpkg, geojson, csv, svg, png, html, proof");
    unsigned chosen = 0;
    for (size_t i = 0; i < mlg_node_count(node); i++) {
        size_t index;
        enum mlg_status status = mlg_node_choice(mlg_node_at(node, i), names, &index, err);
        if (status != MLG_OK)
            return status;
        chosen |= bits[index];
    }
    *formats = chosen;
    return MLG_OK;
}

static enum mlg_status read_outlines(struct mlg_node node, struct mlg_scenario *scenario,
                                     struct mlg_error *err)
{
    if (mlg_node_is_absent(node))
        return MLG_OK;
    const unsigned maps = MLG_OUTPUT_SVG | MLG_OUTPUT_PNG | MLG_OUTPUT_HTML;
    /* one that extends another may want fewer formats than that */
    if (!(scenario->output_formats & maps) && scenario->n_bases == 0)
        return mlg_node_fail(
            node, err,
            "outlines are drawn on a map, but neither 'svg' nor 'png' nor 'html' is "
            "among the formats");
    return mlg_scenario_read_file(node, scenario, &scenario->outlines, err);
}

enum mlg_status mlg_scenario_read_outputs(struct mlg_node outputs, struct mlg_scenario *scenario,
                                          struct mlg_error *err)
{
    static const char *const keys[] = {"folder", "formats", "outlines", "by", NULL};
    struct mlg_node folder;
    enum mlg_status status = mlg_node_expect_keys(outputs, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(outputs, "folder", &folder, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_path(folder, scenario, &scenario->output_folder, err);
    if (status == MLG_OK)
        status = read_formats(mlg_node_get(outputs, "formats"), &scenario->output_formats, err);
    if (status == MLG_OK)
        scenario->output_formats |= scenario->curve.n_limits > 0 ? (unsigned)MLG_OUTPUT_CURVE : 0;
    if (status == MLG_OK)
        status = read_outlines(mlg_node_get(outputs, "outlines"), scenario, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional(outputs, "by", &scenario->by, err);
    struct stat info;
    if (status == MLG_OK && stat(scenario->output_folder, &info) == 0 && !S_ISDIR(info.st_mode))
        status = mlg_node_fail(folder, err, "'%s' is a file, expected a folder",
                               scenario->output_folder);
    return status;
}
