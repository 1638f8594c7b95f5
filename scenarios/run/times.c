#include "scenarios/run/times.h"

#include "base/document.h"
#include "base/memory.h"
#include "network/graph/distance.h"
#include "network/profiles/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A contradiction between what the scenario says under travel and what the matrix is. */
static struct mlg_node travel_node(const struct mlg_scenario *scenario, const char *key)
{
    struct mlg_node root = mlg_document_root(scenario->document);
    return mlg_node_get(mlg_node_get(root, "travel"), key);
}

static enum mlg_status check_profile(const struct mlg_scenario *scenario,
                                     const struct mlg_matrix_info *info, struct mlg_error *err)
{
    struct mlg_profile *profile;
    enum mlg_status status = mlg_profile_load(scenario->profile, &profile, err);
    if (status != MLG_OK)
        return status;
    if (strcmp(mlg_profile_name(profile), info->profile) != 0)
        status = mlg_node_fail(travel_node(scenario, "profile"), err,
                               "the profile is '%s', but the matrix was computed for '%s'",
                               mlg_profile_name(profile), info->profile);
    mlg_profile_destroy(profile);
    return status;
}

static enum mlg_status check_bound(const struct mlg_scenario *scenario,
                                   const struct mlg_matrix_info *info, struct mlg_error *err)
{
    bool longer = scenario->longest_ds > scenario->limit_ds;
    if (scenario->longest_ds > info->bound_ds)
        return mlg_node_fail(travel_node(scenario, longer ? "limit_min_by" : "limit_min"), err,
                             "the limit is %g min, but the matrix knows times up to %g min only",
                             scenario->longest_ds / 600.0, info->bound_ds / 600.0);
    if (scenario->rules.zero_ds > info->bound_ds)
        return mlg_node_fail(travel_node(scenario, "gradual"), err,
                             "coverage falls up to %g min, but the matrix knows times up to %g min "
                             "only",
                             scenario->rules.zero_ds / 600.0, info->bound_ds / 600.0);
    if (scenario->has_bound && scenario->bound_ds > info->bound_ds)
        return mlg_node_fail(travel_node(scenario, "bound_min"), err,
                             "the bound is %g min, but the matrix knows times up to %g min only",
                             scenario->bound_ds / 600.0, info->bound_ds / 600.0);
    return MLG_OK;
}

static enum mlg_status check_matrix(const struct mlg_scenario *scenario,
                                    const struct mlg_matrix_info *info, struct mlg_error *err)
{
    enum mlg_status status = check_bound(scenario, info, err);
    if (status != MLG_OK)
        return status;
    if (scenario->has_direction && scenario->direction != info->direction)
        return mlg_node_fail(travel_node(scenario, "direction"), err,
                             "the direction is '%s', but the matrix was computed for '%s'",
                             mlg_direction_name(scenario->direction),
                             mlg_direction_name(info->direction));
    if (scenario->has_snap_max && scenario->snap_max_m != info->snap_max_m)
        return mlg_node_fail(travel_node(scenario, "snap_max_m"), err,
                             "the matrix was computed with a snapping distance of %g m",
                             info->snap_max_m);
    return scenario->profile ? check_profile(scenario, info, err) : MLG_OK;
}

typedef void position_reader(const struct mlg_matrix *matrix, uint32_t index, int32_t *lon_e7,
                             int32_t *lat_e7);

/* How far the nearest of the matrix's n points is, in metres; infinity where there is none. */
static double nearest_m(const struct mlg_matrix *matrix, uint32_t n, position_reader *position,
                        int32_t lon_e7, int32_t lat_e7)
{
    double nearest = INFINITY;
    for (uint32_t i = 0; i < n; i++) {
        int32_t lon, lat;
        position(matrix, i, &lon, &lat);
        nearest = fmin(nearest, mlg_distance_m(lon_e7, lat_e7, lon, lat));
    }
    return nearest;
}

static enum mlg_status fail_absent(const char *path, const char *what, const char *id,
                                   int32_t lon_e7, int32_t lat_e7, double nearest,
                                   struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                "the matrix '%s' has no point at the position of the %s '%s' (%.7f, %.7f); its "
                "nearest one is %.*f m away",
                path, what, id, lon_e7 / 1e7, lat_e7 / 1e7, nearest < 10 ? 2 : 0, nearest);
    return mlg_hint(err, "it was computed for other points: name the roads instead, or rebuild it "
                         "with 'maillage matrix build'");
}

static enum mlg_status find_people(struct mlg_times *times, const struct mlg_points *people,
                                   const char *path, struct mlg_error *err)
{
    for (size_t i = 0; i < people->n; i++) {
        int32_t lon = people->lon_e7[i], lat = people->lat_e7[i];
        uint32_t cell = mlg_matrix_find_cell(times->matrix, lon, lat);
        if (cell == UINT32_MAX)
            return fail_absent(
                path, "person", people->id[i], lon, lat,
                nearest_m(times->matrix, times->info->n_cells, mlg_matrix_cell_position, lon, lat),
                err);
        times->person_cell[i] = cell;
    }
    return MLG_OK;
}

static enum mlg_status find_sites(struct mlg_times *times, const struct mlg_tables *tables,
                                  const char *path, struct mlg_error *err)
{
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, s);
        uint32_t row = mlg_matrix_find_site(times->matrix, site.lon_e7, site.lat_e7);
        if (row == UINT32_MAX)
            return fail_absent(path, s < tables->n_existing ? "existing site" : "candidate",
                               site.id, site.lon_e7, site.lat_e7,
                               nearest_m(times->matrix, times->info->n_sites,
                                         mlg_matrix_site_position, site.lon_e7, site.lat_e7),
                               err);
        times->site_row[s] = row;
    }
    return MLG_OK;
}

/* People by column, by counting. */
static void sort_people(struct mlg_times *times, size_t n_people)
{
    uint32_t n_cells = times->info->n_cells, *first = times->first_person;
    for (size_t i = 0; i < n_people; i++)
        first[times->person_cell[i] + 1]++;
    for (uint32_t c = 0; c < n_cells; c++)
        first[c + 1] += first[c];
    for (size_t i = 0; i < n_people; i++)
        times->person[first[times->person_cell[i]]++] = (uint32_t)i;
    memmove(first + 1, first, n_cells * sizeof *first);
    first[0] = 0;
}

static int by_row(const void *a, const void *b, void *rows)
{
    const uint32_t *row = rows, *x = a, *y = b;
    return row[*x] != row[*y] ? (row[*x] > row[*y]) - (row[*x] < row[*y]) : (*x > *y) - (*x < *y);
}

static void sort_sites(struct mlg_times *times, size_t n_sites)
{
    for (size_t s = 0; s < n_sites; s++)
        times->in_order[s] = (uint32_t)s;
    qsort_r(times->in_order, n_sites, sizeof *times->in_order, by_row, times->site_row);
}

static bool make_arrays(struct mlg_times *times, const struct mlg_tables *tables)
{
    const struct mlg_matrix_info *info = times->info;
    times->site_row = mlg_alloc(tables->n_sites, sizeof *times->site_row);
    times->in_order = mlg_alloc(tables->n_sites, sizeof *times->in_order);
    times->person_cell = mlg_alloc(tables->n_people, sizeof *times->person_cell);
    times->first_person = mlg_alloc_zero((size_t)info->n_cells + 1, sizeof *times->first_person);
    times->person = mlg_alloc(tables->n_people, sizeof *times->person);
    times->cells = mlg_alloc(info->max_row, sizeof *times->cells);
    times->cell_ds = mlg_alloc(info->max_row, sizeof *times->cell_ds);
    times->row_person = mlg_alloc(tables->n_people, sizeof *times->row_person);
    times->row_ds = mlg_alloc(tables->n_people, sizeof *times->row_ds);
    return times->site_row && times->in_order && times->person_cell && times->first_person &&
           times->person && times->cells && times->cell_ds && times->row_person && times->row_ds;
}

static enum mlg_status open_times(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables, const char *path,
                                  struct mlg_times *times, struct mlg_error *err)
{
    enum mlg_status status = mlg_matrix_open(path, &times->matrix, err);
    if (status != MLG_OK)
        return status;
    times->info = mlg_matrix_info(times->matrix);
    status = check_matrix(scenario, times->info, err);
    if (status != MLG_OK)
        return status;
    bool own = !scenario->has_bound && scenario->matrix; /* a ready matrix knows its bound */
    times->bound_ds = own || scenario->bound_ds > times->info->bound_ds ? times->info->bound_ds
                                                                        : scenario->bound_ds;
    times->usual_bound_ds = times->bound_ds;
    if (!make_arrays(times, tables))
        return mlg_fail_memory(err, "the travel times", tables->n_people * 14);
    status = mlg_matrix_reader_create(times->matrix, &times->reader, err);
    if (status == MLG_OK)
        status = find_people(times, tables->people, path, err);
    if (status == MLG_OK)
        status = find_sites(times, tables, path, err);
    if (status == MLG_OK) {
        sort_sites(times, tables->n_sites);
        sort_people(times, tables->n_people);
    }
    return status;
}

enum mlg_status mlg_times_open(const struct mlg_scenario *scenario, const struct mlg_tables *tables,
                               const char *path, struct mlg_times **times, struct mlg_error *err)
{
    struct mlg_times *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the travel times", sizeof *made);
    enum mlg_status status = open_times(scenario, tables, path, made, err);
    if (status == MLG_OK)
        *times = made;
    else
        mlg_times_close(made);
    return status;
}

void mlg_times_close(struct mlg_times *times)
{
    if (!times)
        return;
    mlg_matrix_reader_destroy(times->reader);
    mlg_matrix_close(times->matrix);
    free(times->site_row);
    free(times->in_order);
    free(times->person_cell);
    free(times->first_person);
    free(times->person);
    free(times->cells);
    free(times->cell_ds);
    free(times->row_person);
    free(times->row_ds);
    for (size_t c = 0; c < times->n_conditions; c++)
        mlg_times_close(times->conditions[c].times);
    free(times->conditions);
    free(times->n_met);
    free(times->worst_ds);
    free(times);
}

uint32_t mlg_slower_ds(uint32_t time_ds, uint32_t slower_milli)
{
    return (uint32_t)(((uint64_t)time_ds * (1000 + slower_milli) + 999) / 1000);
}

/* The people of a row of the matrix. */
static uint32_t list_people(struct mlg_times *times, const uint32_t *cells, const uint16_t *cell_ds,
                            uint32_t n_cells, uint32_t bound_ds)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < n_cells; k++) {
        uint32_t time_ds = cell_ds[k];
        if (times->slower_milli)
            time_ds = mlg_slower_ds(time_ds, times->slower_milli);
        if (time_ds > bound_ds)
            continue;
        for (uint32_t r = times->first_person[cells[k]]; r < times->first_person[cells[k] + 1];
             r++) {
            times->row_person[n] = times->person[r];
            times->row_ds[n++] = (uint16_t)time_ds;
        }
    }
    return n;
}

/* Those of the row whom the site serves under this condition, too, after `met` others. */
static void meet(struct mlg_times *times, const struct mlg_times_condition *condition, size_t site,
                 uint32_t bound_ds, uint32_t met)
{
    struct mlg_times *under = condition->times;
    uint32_t n = mlg_times_row(under, site, under->bound_ds);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = under->row_person[k];
        int64_t time_ds = (int64_t)under->row_ds[k] - condition->said->later_ds;
        if (times->n_met[person] != met || time_ds > bound_ds)
            continue;
        times->n_met[person]++;
        if (time_ds > times->worst_ds[person])
            times->worst_ds[person] = (uint16_t)time_ds;
    }
}

/* Of the row's n people those whom the site serves under all conditions that must hold. */
static uint32_t keep_met(struct mlg_times *times, size_t site, uint32_t n, uint32_t bound_ds)
{
    uint32_t met = 1, kept = 0;
    if (!times->n_met)
        return n;
    for (uint32_t k = 0; k < n; k++) {
        times->n_met[times->row_person[k]] = met;
        times->worst_ds[times->row_person[k]] = times->row_ds[k];
    }
    for (size_t c = 0; c < times->n_conditions; c++)
        if (times->conditions[c].said->must_hold)
            meet(times, &times->conditions[c], site, bound_ds, met++);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        if (times->n_met[person] == met) {
            times->row_person[kept] = person;
            times->row_ds[kept++] = times->worst_ds[person];
        }
        times->n_met[person] = 0;
    }
    return kept;
}

uint32_t mlg_times_row(struct mlg_times *times, size_t site, uint32_t bound_ds)
{
    uint32_t n_cells =
        mlg_matrix_row(times->matrix, times->site_row[site], times->cells, times->cell_ds);
    uint32_t n = list_people(times, times->cells, times->cell_ds, n_cells, bound_ds);
    return keep_met(times, site, n, bound_ds);
}

uint32_t mlg_times_next(struct mlg_times *times, size_t site, uint32_t bound_ds)
{
    const uint32_t *cells;
    const uint16_t *cell_ds;
    uint32_t n_cells =
        mlg_matrix_reader_row(times->reader, times->site_row[site], &cells, &cell_ds);
    uint32_t n = list_people(times, cells, cell_ds, n_cells, bound_ds);
    return keep_met(times, site, n, bound_ds);
}
