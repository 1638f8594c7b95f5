#include "scenarios/verify/evidence.h"

#include "base/memory.h"
#include "network/graph/graph.h"

#include <stdlib.h>
#include <string.h>

static enum mlg_status fail_absent(const char *what, const char *id, struct mlg_error *err)
{
    return mlg_fail(err, MLG_DIFFERENT, "the matrix has no point where the %s '%s' stands", what,
                    id);
}

/* What a matrix says of itself. */
static void take_parameters(struct mlg_evidence *evidence, const struct mlg_scenario *scenario,
                            const struct mlg_matrix_info *info)
{
    bool own = !scenario->has_bound && scenario->matrix; /* then the matrix knows it */
    evidence->bound_ds =
        own || scenario->bound_ds > info->bound_ds ? info->bound_ds : scenario->bound_ds;
    evidence->direction = info->direction;
    evidence->snap_max_m = info->snap_max_m;
    evidence->profile_hash = info->profile_hash;
    evidence->roads_hash = info->roads_hash;
    memcpy(evidence->profile, info->profile, sizeof evidence->profile);
}

static enum mlg_status find_columns(struct mlg_evidence *evidence, struct mlg_error *err)
{
    const struct mlg_points *people = evidence->tables->people;
    for (size_t i = 0; i < people->n; i++) {
        evidence->column_of[i] =
            mlg_matrix_find_cell(evidence->matrix, people->lon_e7[i], people->lat_e7[i]);
        if (evidence->column_of[i] == UINT32_MAX)
            return fail_absent("person", people->id[i], err);
    }
    return MLG_OK;
}

static enum mlg_status open_matrix(struct mlg_evidence *evidence,
                                   const struct mlg_scenario *scenario, const char *path,
                                   struct mlg_error *err)
{
    enum mlg_status status = mlg_matrix_open(path, &evidence->matrix, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_matrix_info *info = mlg_matrix_info(evidence->matrix);
    take_parameters(evidence, scenario, info);
    evidence->column_of = mlg_alloc(evidence->tables->n_people, sizeof *evidence->column_of);
    evidence->row = mlg_alloc(info->max_row, sizeof *evidence->row);
    evidence->row_ds = mlg_alloc(info->max_row, sizeof *evidence->row_ds);
    evidence->dense_ds = mlg_alloc(info->n_cells, sizeof *evidence->dense_ds);
    if (!evidence->column_of || !evidence->row || !evidence->row_ds || !evidence->dense_ds)
        return mlg_fail_memory(err, "the travel times", (size_t)info->n_cells * 8);
    return find_columns(evidence, err);
}

/* Bound, direction and snapping distance, which a scenario with a matrix may leave to it. */
static enum mlg_status choose_parameters(struct mlg_evidence *evidence,
                                         const struct mlg_scenario *scenario, struct mlg_error *err)
{
    evidence->bound_ds = scenario->bound_ds;
    evidence->direction = scenario->direction;
    evidence->snap_max_m = scenario->snap_max_m;
    if (!scenario->matrix)
        return MLG_OK;
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(scenario->matrix, &matrix, err);
    if (status == MLG_OK) {
        take_parameters(evidence, scenario, mlg_matrix_info(matrix));
        mlg_matrix_close(matrix);
    }
    return status;
}

static enum mlg_status snap_sites(struct mlg_evidence *evidence, int threads, struct mlg_error *err)
{
    const struct mlg_tables *tables = evidence->tables;
    int32_t *lon = mlg_alloc(tables->n_sites, sizeof *lon);
    int32_t *lat = mlg_alloc(tables->n_sites, sizeof *lat);
    enum mlg_status status;
    if (lon && lat) {
        for (size_t s = 0; s < tables->n_sites; s++) {
            lon[s] = mlg_tables_site(tables, s).lon_e7;
            lat[s] = mlg_tables_site(tables, s).lat_e7;
        }
        status = mlg_snap_points(evidence->graph, tables->n_sites, lon, lat, evidence->snap_max_m,
                                 threads, NULL, evidence->site_snaps, err);
    } else {
        status = mlg_fail_memory(err, "positions", tables->n_sites * 8);
    }
    free(lon);
    free(lat);
    return status;
}

static enum mlg_status snap_all(struct mlg_evidence *evidence, int threads,
                                const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_points *people = evidence->tables->people;
    evidence->site_snaps = mlg_alloc(evidence->tables->n_sites, sizeof *evidence->site_snaps);
    evidence->people_snaps = mlg_alloc(people->n, sizeof *evidence->people_snaps);
    if (!evidence->site_snaps || !evidence->people_snaps)
        return mlg_fail_memory(err, "snapped points", people->n * sizeof(struct mlg_snap));
    enum mlg_status status = snap_sites(evidence, threads, err);
    if (status != MLG_OK)
        return status;
    return mlg_snap_points(evidence->graph, people->n, people->lon_e7, people->lat_e7,
                           evidence->snap_max_m, threads, monitor, evidence->people_snaps, err);
}

static enum mlg_status open_roads(struct mlg_evidence *evidence,
                                  const struct mlg_scenario *scenario, const char *const *roads,
                                  size_t n_roads, const char *profile_name, int threads,
                                  const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_profile *profile;
    enum mlg_status status = choose_parameters(evidence, scenario, err);
    if (status == MLG_OK)
        status = mlg_profile_load(profile_name, &profile, err);
    if (status != MLG_OK)
        return status;
    status = mlg_graph_read(roads, n_roads, profile, monitor, &evidence->graph, err);
    mlg_profile_destroy(profile);
    if (status != MLG_OK)
        return status;
    evidence->profile_hash = evidence->graph->profile_hash;
    evidence->roads_hash = evidence->graph->roads_hash;
    memcpy(evidence->profile, evidence->graph->profile_name, sizeof evidence->profile);
    status = snap_all(evidence, threads, monitor, err);
    return status == MLG_OK ? mlg_search_create(evidence->graph, &evidence->search, err) : status;
}

enum mlg_status mlg_evidence_open(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables,
                                  const struct mlg_verify_options *options, const char *profile,
                                  const struct mlg_monitor *monitor, struct mlg_evidence **evidence,
                                  struct mlg_error *err)
{
    struct mlg_evidence *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the evidence", sizeof *made);
    made->tables = tables;
    const char *name = scenario->profile ? scenario->profile : profile;
    enum mlg_status status;
    if (options->matrix)
        status = open_matrix(made, scenario, options->matrix, err);
    else if (options->roads)
        status = open_roads(made, scenario, options->roads, options->n_roads, name,
                            options->threads, monitor, err);
    else if (scenario->matrix)
        status = open_matrix(made, scenario, scenario->matrix, err);
    else
        status = open_roads(made, scenario, scenario->roads, scenario->n_roads, name,
                            options->threads, monitor, err);
    made->usual_bound_ds = made->bound_ds;
    if (status == MLG_OK && scenario->n_conditions > 0)
        status = mlg_evidence_open_conditions(scenario, options, monitor, made, err);
    if (status == MLG_OK)
        *evidence = made;
    else
        mlg_evidence_close(made);
    return status;
}

void mlg_evidence_close(struct mlg_evidence *evidence)
{
    if (!evidence)
        return;
    mlg_matrix_close(evidence->matrix);
    free(evidence->column_of);
    free(evidence->row);
    free(evidence->row_ds);
    free(evidence->dense_ds);
    mlg_search_destroy(evidence->search);
    mlg_graph_destroy(evidence->graph);
    free(evidence->site_snaps);
    free(evidence->people_snaps);
    for (size_t c = 0; c < evidence->n_conditions; c++)
        mlg_evidence_close(evidence->conditions[c].evidence);
    free(evidence->conditions);
    free(evidence->other_ds);
    free(evidence);
}

static uint32_t row_of(const struct mlg_evidence *evidence, size_t site)
{
    struct mlg_site place = mlg_tables_site(evidence->tables, site);
    return mlg_matrix_find_site(evidence->matrix, place.lon_e7, place.lat_e7);
}

static enum mlg_status matrix_times(struct mlg_evidence *evidence, size_t site, uint16_t *time_ds,
                                    struct mlg_error *err)
{
    uint32_t row = row_of(evidence, site), n_columns = mlg_matrix_info(evidence->matrix)->n_cells;
    if (row == UINT32_MAX)
        return fail_absent("site", mlg_tables_site(evidence->tables, site).id, err);
    uint32_t n = mlg_matrix_row(evidence->matrix, row, evidence->row, evidence->row_ds);
    for (uint32_t c = 0; c < n_columns; c++)
        evidence->dense_ds[c] = MLG_BEYOND;
    for (uint32_t k = 0; k < n; k++)
        if (evidence->row_ds[k] <= evidence->usual_bound_ds)
            evidence->dense_ds[evidence->row[k]] = evidence->row_ds[k];
    for (size_t i = 0; i < evidence->tables->n_people; i++)
        time_ds[i] = evidence->dense_ds[evidence->column_of[i]];
    return MLG_OK;
}

static enum mlg_status usual_times(struct mlg_evidence *evidence, size_t site, uint16_t *time_ds,
                                   struct mlg_error *err)
{
    if (evidence->matrix)
        return matrix_times(evidence, site, time_ds, err);
    mlg_search_times(evidence->search, &evidence->site_snaps[site], evidence->people_snaps,
                     evidence->tables->n_people, evidence->direction, evidence->usual_bound_ds,
                     time_ds);
    return MLG_OK;
}

/* A time under a condition: slower, rounded up to whole deciseconds. */
static uint16_t under(const struct mlg_condition *said, uint16_t time_ds)
{
    uint64_t milli = (uint64_t)time_ds * (1000 + said->slower_milli);
    uint64_t slower_ds = milli / 1000 + (milli % 1000 > 0);
    return time_ds == MLG_BEYOND || slower_ds >= MLG_BEYOND ? MLG_BEYOND : (uint16_t)slower_ds;
}

enum mlg_status mlg_evidence_times_under(struct mlg_evidence *evidence, size_t index, size_t site,
                                         uint16_t *time_ds, struct mlg_error *err)
{
    if (index == evidence->n_conditions)
        return usual_times(evidence, site, time_ds, err);
    const struct mlg_evidence_condition *condition = &evidence->conditions[index];
    enum mlg_status status = usual_times(condition->evidence, site, time_ds, err);
    for (size_t i = 0; status == MLG_OK && i < evidence->tables->n_people; i++)
        time_ds[i] = under(condition->said, time_ds[i]);
    return status;
}

enum mlg_status mlg_evidence_times(struct mlg_evidence *evidence, size_t site, uint16_t *time_ds,
                                   struct mlg_error *err)
{
    size_t n = evidence->tables->n_people;
    enum mlg_status status = usual_times(evidence, site, time_ds, err);
    for (size_t c = 0; status == MLG_OK && c < evidence->n_conditions; c++) {
        const struct mlg_condition *said = evidence->conditions[c].said;
        if (!said->must_hold)
            continue;
        status = mlg_evidence_times_under(evidence, c, site, evidence->other_ds, err);
        for (size_t i = 0; status == MLG_OK && i < n; i++) {
            int64_t other_ds = (int64_t)evidence->other_ds[i] - said->later_ds;
            if (time_ds[i] == MLG_BEYOND || evidence->other_ds[i] == MLG_BEYOND ||
                other_ds > evidence->bound_ds)
                time_ds[i] = MLG_BEYOND;
            else if (other_ds > time_ds[i])
                time_ds[i] = (uint16_t)other_ds;
        }
    }
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        if (time_ds[i] > evidence->bound_ds)
            time_ds[i] = MLG_BEYOND;
    return status;
}

void mlg_evidence_from_person(struct mlg_evidence *evidence, size_t person, uint16_t *time_ds)
{
    enum mlg_direction backward = evidence->direction == MLG_TO_SITE     ? MLG_FROM_SITE
                                  : evidence->direction == MLG_FROM_SITE ? MLG_TO_SITE
                                                                         : MLG_LONGER;
    mlg_search_times(evidence->search, &evidence->people_snaps[person], evidence->site_snaps,
                     evidence->tables->n_sites, backward, evidence->bound_ds, time_ds);
}

static enum mlg_snap_reason snap_of(const struct mlg_snap *snap, float *distance_m)
{
    *distance_m = snap->distance_m;
    return snap->reason;
}

enum mlg_snap_reason mlg_evidence_snap_person(const struct mlg_evidence *evidence, size_t person,
                                              float *distance_m)
{
    return evidence->matrix
               ? mlg_matrix_cell_snap(evidence->matrix, evidence->column_of[person], distance_m)
               : snap_of(&evidence->people_snaps[person], distance_m);
}

enum mlg_snap_reason mlg_evidence_snap_site(const struct mlg_evidence *evidence, size_t site,
                                            float *distance_m)
{
    return evidence->matrix
               ? mlg_matrix_site_snap(evidence->matrix, row_of(evidence, site), distance_m)
               : snap_of(&evidence->site_snaps[site], distance_m);
}
