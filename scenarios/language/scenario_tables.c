/* The sections `people` and `sites` of a scenario: tables of points and where each point stands. */
#include "datasets/projection.h"
#include "scenarios/language/scenario_read.h"

#include <string.h>

/* The keys of `at`, as bits: a set of them is one way of placing points. */
enum at_key { GRID = 1, LON = 2, LAT = 4, X = 8, Y = 16, CRS = 32, CANDIDATE = 64 };

static const char *const at_keys[] = {"grid", "lon", "lat", "x", "y", "crs", "candidate", NULL};

static enum mlg_status check_crs(struct mlg_node at, const char *crs, struct mlg_error *err)
{
    struct mlg_projection *projection;
    enum mlg_status status = mlg_projection_create(crs, "EPSG:4326", &projection, NULL);
    if (status == MLG_OK) {
        mlg_projection_destroy(projection);
        return MLG_OK;
    }
    mlg_node_fail(mlg_node_get(at, "crs"), err, "unknown coordinate reference system '%s'", crs);
    return mlg_hint(err, "write it as PROJ knows it, for example \"EPSG:2154\"");
}

static enum mlg_status place(struct mlg_node at, unsigned given, const char *const *text,
                             struct mlg_points_source *source, struct mlg_error *err)
{
    switch (given) {
    case GRID:
        source->placement = MLG_PLACE_GRID_ID;
        source->grid_column = text[0];
        return MLG_OK;
    case LON | LAT:
        source->placement = MLG_PLACE_COLUMNS;
        source->x_column = text[1];
        source->y_column = text[2];
        source->crs = "EPSG:4326";
        return MLG_OK;
    case X | Y | CRS:
        source->placement = MLG_PLACE_COLUMNS;
        source->x_column = text[3];
        source->y_column = text[4];
        source->crs = text[5];
        return check_crs(at, source->crs, err);
    case CRS:
        source->placement = MLG_PLACE_GEOMETRY;
        source->crs = text[5];
        return check_crs(at, source->crs, err);
    case CANDIDATE:
        source->placement = MLG_PLACE_JOIN;
        source->join_column = text[6];
        return MLG_OK;
    default:
        mlg_node_fail(at, err, "these keys together do not say where points stand");
        return mlg_hint(err, "one of: geometry, {crs: …}, {grid: column}, {lon: column, lat: "
                             "column}, {x: column, y: column, crs: …}, {candidate: column}");
    }
}

static enum mlg_status read_at(struct mlg_node at, struct mlg_points_source *source,
                               struct mlg_error *err)
{
    static const char *const words[] = {"geometry", NULL};
    source->placement = MLG_PLACE_GEOMETRY;
    if (mlg_node_is_absent(at))
        return MLG_OK;
    if (mlg_node_is_scalar(at)) {
        size_t index;
        return mlg_node_choice(at, words, &index, err);
    }
    enum mlg_status status = mlg_node_expect_keys(at, at_keys, err);
    const char *text[7] = {NULL};
    unsigned given = 0;
    for (size_t i = 0; at_keys[i] && status == MLG_OK; i++) {
        status = mlg_scenario_read_optional(at, at_keys[i], &text[i], err);
        if (text[i])
            given |= 1u << i;
    }
    return status == MLG_OK ? place(at, given, text, source, err) : status;
}

/* What all tables have. */
static enum mlg_status read_table(struct mlg_node node, struct mlg_scenario *scenario,
                                  struct mlg_scenario_table *table, struct mlg_error *err)
{
    struct mlg_points_source *source = &table->source;
    struct mlg_node file;
    enum mlg_status status = mlg_node_require(node, "file", &file, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_file(file, scenario, &source->path, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional(node, "layer", &source->layer, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional(node, "id", &source->id_column, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional(node, "name", &source->name_column, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional_column(node, "commune", table, &table->commune, err);
    if (status == MLG_OK)
        status = read_at(mlg_node_get(node, "at"), source, err);
    return status;
}

static enum mlg_status read_commune_id(struct mlg_node people, struct mlg_scenario_table *table,
                                       struct mlg_error *err)
{
    enum mlg_status status =
        mlg_scenario_read_optional_column(people, "commune_id", table, &table->commune_id, err);
    if (status == MLG_OK && table->commune_id != MLG_NO_COLUMN && table->commune == MLG_NO_COLUMN)
        status = mlg_node_fail(mlg_node_get(people, "commune_id"), err,
                               "commune_id without commune, the column of the names");
    return status;
}

enum mlg_status mlg_scenario_read_people(struct mlg_node people, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    static const char *const keys[] = {"file",    "layer",      "residents", "id", "name",
                                       "commune", "commune_id", "at",        NULL};
    struct mlg_points_source *source = &scenario->people.source;
    struct mlg_node residents;
    enum mlg_status status = mlg_node_expect_keys(people, keys, err);
    if (status == MLG_OK)
        status = read_table(people, scenario, &scenario->people, err);
    if (status == MLG_OK)
        status = mlg_node_require(people, "residents", &residents, err);
    if (status == MLG_OK)
        status = mlg_node_text(residents, &source->residents_column, err);
    if (status == MLG_OK)
        status = read_commune_id(people, &scenario->people, err);
    if (status == MLG_OK && source->placement == MLG_PLACE_JOIN)
        status = mlg_node_fail(mlg_node_get(people, "at"), err,
                               "people cannot stand at candidates, only existing sites can");
    if (status != MLG_OK)
        return status;
    if (!source->id_column)
        source->id_column = source->grid_column;
    source->merge_equal_ids = source->id_column != NULL;
    return MLG_OK;
}

static enum mlg_status read_candidates(struct mlg_node node, struct mlg_scenario *scenario,
                                       struct mlg_error *err)
{
    static const char *const keys[] = {"file", "layer",    "id",   "name",  "commune",   "at",
                                       "cost", "capacity", "must", "never", "preferred", NULL};
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = read_table(node, scenario, &scenario->candidates, err);
    return status == MLG_OK ? mlg_scenario_read_candidate_rules(node, scenario, err) : status;
}

static enum mlg_status read_existing(struct mlg_node node, struct mlg_scenario *scenario,
                                     struct mlg_error *err)
{
    static const char *const keys[] = {"file", "layer", "id",   "name",     "commune",
                                       "at",   "may",   "gain", "capacity", NULL};
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = read_table(node, scenario, &scenario->existing, err);
    return status == MLG_OK ? mlg_scenario_read_existing_rules(node, scenario, err) : status;
}

static enum mlg_status check_join(struct mlg_node sites, const struct mlg_scenario *scenario,
                                  struct mlg_error *err)
{
    struct mlg_node candidates = mlg_node_get(sites, "candidates");
    if (scenario->candidates.source.placement == MLG_PLACE_JOIN)
        return mlg_node_fail(mlg_node_get(candidates, "at"), err,
                             "candidates cannot stand at candidates, only existing sites can");
    if (scenario->existing.source.path && scenario->existing.source.placement == MLG_PLACE_JOIN &&
        !scenario->candidates.source.id_column) {
        mlg_node_fail(mlg_node_get(mlg_node_get(sites, "existing"), "at"), err,
                      "existing sites stand at candidates, but the candidates have no id column");
        return mlg_hint(err, "say under candidates which column it is: 'id: …'");
    }
    return MLG_OK;
}

enum mlg_status mlg_scenario_read_sites(struct mlg_node sites, struct mlg_scenario *scenario,
                                        struct mlg_error *err)
{
    static const char *const keys[] = {"existing", "candidates",  "new", "groups",
                                       "apart",    "network_min", NULL};
    struct mlg_node candidates;
    enum mlg_status status = mlg_node_expect_keys(sites, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(sites, "candidates", &candidates, err);
    if (status == MLG_OK)
        status = read_candidates(candidates, scenario, err);
    if (status == MLG_OK)
        status = read_existing(mlg_node_get(sites, "existing"), scenario, err);
    if (status == MLG_OK)
        status = check_join(sites, scenario, err);
    return status == MLG_OK ? mlg_scenario_read_site_rules(sites, scenario, err) : status;
}
