#include "scenarios/language/scenario.h"

#include "base/document.h"
#include "base/file.h"
#include "base/memory.h"
#include "scenarios/language/scenario_read.h"

#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_VERSION = 1 };

static void set_defaults(struct mlg_scenario *scenario)
{
    scenario->snap_max_m = 1000;
    scenario->direction = MLG_TO_SITE;
    scenario->rules.max_new_sites = UINT32_MAX;
    scenario->rules.budget = -1;
    struct mlg_scenario_table *tables[] = {&scenario->people, &scenario->existing,
                                           &scenario->candidates};
    for (size_t i = 0; i < 3; i++)
        tables[i]->commune = tables[i]->commune_id = MLG_NO_COLUMN;
    scenario->solver = (struct mlg_solve_options){.time_s = 60, .seed = 1, .presolve = true};
    scenario->output_formats =
        MLG_OUTPUT_JSON | MLG_OUTPUT_GPKG | MLG_OUTPUT_GEOJSON | MLG_OUTPUT_CSV | MLG_OUTPUT_PROOF;
}

static enum mlg_status read_version(struct mlg_node root, struct mlg_error *err)
{
    struct mlg_node node;
    enum mlg_status status = mlg_node_require(root, "maillage", &node, err);
    if (status != MLG_OK) {
        mlg_hint(err, "a scenario says the version of its language: 'maillage: %d'",
                 LANGUAGE_VERSION);
        return status;
    }
    int64_t version;
    status = mlg_node_integer(node, 1, INT32_MAX, &version, err);
    if (status == MLG_OK && version != LANGUAGE_VERSION) {
        mlg_node_fail(node, err, "version %lld of the scenario language, expected %d",
                      (long long)version, LANGUAGE_VERSION);
        status = mlg_hint(err, "this file needs a newer maillage");
    }
    return status;
}

static enum mlg_status read_heading(struct mlg_node root, struct mlg_scenario *scenario,
                                    struct mlg_error *err)
{
    struct mlg_node name;
    enum mlg_status status = mlg_node_require(root, "name", &name, err);
    if (status == MLG_OK)
        status = mlg_node_text(name, &scenario->name, err);
    struct mlg_node caveats = mlg_node_get(root, "caveats");
    if (status == MLG_OK && !mlg_node_is_absent(caveats))
        status = mlg_scenario_read_texts(caveats, scenario, &scenario->caveats,
                                         &scenario->n_caveats, err);
    return status;
}

typedef enum mlg_status section_reader(struct mlg_node section, struct mlg_scenario *scenario,
                                       struct mlg_error *err);

static const struct section {
    const char *key;
    bool required;
    section_reader *read;
} sections[] = {
    {"travel", true, mlg_scenario_read_travel}, {"people", true, mlg_scenario_read_people},
    {"sites", true, mlg_scenario_read_sites},   {"phases", false, mlg_scenario_read_phases},
    {"goals", true, mlg_scenario_read_goals},   {"solver", false, mlg_scenario_read_solver},
    {"curve", false, mlg_scenario_read_curve},  {"outputs", true, mlg_scenario_read_outputs},
};

static enum mlg_status read_sections(struct mlg_node root, struct mlg_scenario *scenario,
                                     struct mlg_error *err)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct mlg_node node = mlg_node_get(root, sections[i].key);
        enum mlg_status status = MLG_OK;
        if (sections[i].required)
            status = mlg_node_require(root, sections[i].key, &node, err);
        if (status == MLG_OK && !mlg_node_is_absent(node))
            status = sections[i].read(node, scenario, err);
        if (status != MLG_OK)
            return status;
    }
    return MLG_OK;
}

static void set_columns(struct mlg_scenario_table *table)
{
    table->source.columns = table->columns;
    table->source.n_columns = table->n_columns;
}

static enum mlg_status read_root(struct mlg_node root, struct mlg_scenario *scenario,
                                 struct mlg_error *err)
{
    static const char *const keys[] = {"maillage", "extend",  "name",   "caveats", "travel",
                                       "people",   "sites",   "phases", "goals",   "curve",
                                       "solver",   "outputs", NULL};
    enum mlg_status status = mlg_node_expect_keys(root, keys, err);
    if (status == MLG_OK)
        status = read_version(root, err);
    if (status == MLG_OK)
        status = read_heading(root, scenario, err);
    if (status == MLG_OK)
        status = read_sections(root, scenario, err);
    /* when all is read that may name a column */
    set_columns(&scenario->people);
    set_columns(&scenario->existing);
    set_columns(&scenario->candidates);
    return status;
}

enum mlg_status mlg_scenario_load(const char *path, struct mlg_scenario **scenario,
                                  struct mlg_error *err)
{
    struct mlg_scenario *made = mlg_alloc_zero(1, sizeof *made);
    if (!made || !(made->path = mlg_strdup(path))) {
        mlg_scenario_destroy(made);
        return mlg_fail_memory(err, "a scenario", sizeof *made);
    }
    set_defaults(made);
    enum mlg_status status = mlg_scenario_read_document(made, err);
    if (status == MLG_OK)
        status = read_root(mlg_document_root(made->document), made, err);
    if (status != MLG_OK) {
        mlg_scenario_destroy(made);
        return status;
    }
    *scenario = made;
    return MLG_OK;
}

void mlg_scenario_destroy(struct mlg_scenario *scenario)
{
    if (!scenario)
        return;
    mlg_document_destroy(scenario->document);
    for (size_t i = 0; i < scenario->n_paths; i++)
        free(scenario->paths[i]);
    free(scenario->paths);
    free(scenario->bases);
    for (size_t i = 0; i < scenario->n_owned; i++)
        free(scenario->owned[i]);
    free(scenario->owned);
    free(scenario->people.columns);
    free(scenario->existing.columns);
    free(scenario->candidates.columns);
    free(scenario->path);
    free(scenario);
}

const char *mlg_scenario_path_as_written(const struct mlg_scenario *scenario, const char *path)
{
    const char *slash = strrchr(scenario->path, '/');
    size_t folder = slash ? (size_t)(slash - scenario->path) + 1 : 0;
    return strncmp(path, scenario->path, folder) == 0 ? path + folder : path;
}
