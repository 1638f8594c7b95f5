/* The sections `goals`, `solver` and `outputs` of a scenario: what is wanted, at what effort, where
 * it goes. */
#include "base/memory.h"
#include "scenarios/scenario_read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const goal_names[] = {
    [MLG_GOAL_FEWEST_SITES] = "fewest_sites",
    [MLG_GOAL_MOST_RESIDENTS] = "most_residents",
    NULL,
};

const char *mlg_goal_name(enum mlg_goal_kind kind)
{
    return goal_names[kind];
}

static enum mlg_status check_goal(struct mlg_node name, const struct mlg_scenario *scenario,
                                  size_t index, struct mlg_error *err)
{
    enum mlg_goal_kind kind = scenario->goals[index].kind;
    for (size_t i = 0; i < index; i++)
        if (scenario->goals[i].kind == kind)
            return mlg_node_fail(name, err, "the goal '%s' is listed twice", goal_names[kind]);
    if (kind == MLG_GOAL_MOST_RESIDENTS && scenario->max_new_sites == UINT32_MAX) {
        mlg_node_fail(name, err, "'%s' needs a number of sites that the plan may have at most",
                      goal_names[kind]);
        return mlg_hint(err, "say it under sites: 'new: {max: 150}'");
    }
    return MLG_OK;
}

static enum mlg_status read_goal(struct mlg_node node, struct mlg_scenario *scenario, size_t index,
                                 struct mlg_error *err)
{
    static const char *const keys[] = {"goal", NULL};
    struct mlg_node name;
    size_t kind;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "goal", &name, err);
    if (status == MLG_OK)
        status = mlg_node_choice(name, goal_names, &kind, err);
    if (status != MLG_OK)
        return status;
    scenario->goals[index].kind = (enum mlg_goal_kind)kind;
    return check_goal(name, scenario, index, err);
}

enum mlg_status mlg_scenario_read_goals(struct mlg_node goals, struct mlg_scenario *scenario,
                                        struct mlg_error *err)
{
    size_t n = mlg_node_count(goals);
    if (!mlg_node_is_sequence(goals) || n == 0) {
        mlg_node_fail(goals, err, "expected a list of goals, the most important first");
        return mlg_hint(err, "each as '- goal: fewest_sites'");
    }
    scenario->goals = mlg_alloc_zero(n, sizeof *scenario->goals);
    if (!scenario->goals)
        return mlg_fail_memory(err, "the goals", n * sizeof *scenario->goals);
    scenario->n_goals = n;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = read_goal(mlg_node_at(goals, i), scenario, i, err);
    return status;
}

static enum mlg_status optional_number(struct mlg_node mapping, const char *key, double low,
                                       double high, double *value, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    return mlg_node_is_absent(node) ? MLG_OK : mlg_node_number(node, low, high, value, err);
}

static enum mlg_status optional_integer(struct mlg_node mapping, const char *key, int64_t high,
                                        int64_t *value, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    return mlg_node_is_absent(node) ? MLG_OK : mlg_node_integer(node, 0, high, value, err);
}

enum mlg_status mlg_scenario_read_solver(struct mlg_node solver, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    static const char *const keys[] = {"time_s", "gap_percent", "threads", "seed", NULL};
    struct mlg_solve_options *options = &scenario->solver;
    double gap_percent = options->gap * 100;
    int64_t threads = options->threads, seed = (int64_t)options->seed;
    enum mlg_status status = mlg_node_expect_keys(solver, keys, err);
    if (status == MLG_OK)
        status = optional_number(solver, "time_s", 0.1, 1e6, &options->time_s, err);
    if (status == MLG_OK)
        status = optional_number(solver, "gap_percent", 0, 100, &gap_percent, err);
    if (status == MLG_OK)
        status = optional_integer(solver, "threads", 1024, &threads, err);
    if (status == MLG_OK)
        status = optional_integer(solver, "seed", INT32_MAX, &seed, err);
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
    if (!(scenario->output_formats & (MLG_OUTPUT_SVG | MLG_OUTPUT_PNG | MLG_OUTPUT_HTML)))
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
        status = read_outlines(mlg_node_get(outputs, "outlines"), scenario, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional(outputs, "by", &scenario->by, err);
    struct stat info;
    if (status == MLG_OK && stat(scenario->output_folder, &info) == 0 && !S_ISDIR(info.st_mode))
        status = mlg_node_fail(folder, err, "'%s' is a file, expected a folder",
                               scenario->output_folder);
    return status;
}
