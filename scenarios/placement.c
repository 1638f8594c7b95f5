#include "scenarios/placement.h"

static size_t people_off_roads(const struct mlg_tables *tables, const struct mlg_times *times)
{
    size_t n = 0;
    for (size_t i = 0; i < tables->n_people; i++)
        n += mlg_matrix_cell_snap(times->matrix, times->person_cell[i], NULL) != MLG_SNAPPED;
    return n;
}

static size_t sites_off_roads(const struct mlg_times *times, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t s = from; s < to; s++)
        n += mlg_matrix_site_snap(times->matrix, times->site_row[s], NULL) != MLG_SNAPPED;
    return n;
}

static enum mlg_status fail_elsewhere(const struct mlg_points *points, const char *what,
                                      double snap_max_m, struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, points->path, 0, 0,
                "none of the %zu %s in '%s' is within %g m of the road network", points->n, what,
                points->path, snap_max_m);
    return mlg_hint(err,
                    "'%s' is at longitude %g, latitude %g: are the two swapped, is the reference "
                    "system right, are the roads of the same place?",
                    points->id[0], points->lon_e7[0] / 1e7, points->lat_e7[0] / 1e7);
}

enum mlg_status mlg_placement_check(const struct mlg_tables *tables, const struct mlg_times *times,
                                    const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const size_t people = people_off_roads(tables, times);
    const size_t existing = sites_off_roads(times, 0, tables->n_existing);
    const size_t candidates = sites_off_roads(times, tables->n_existing, tables->n_sites);
    const double snap_max_m = times->info->snap_max_m;
    if (people == tables->n_people)
        return fail_elsewhere(tables->people, "points of people", snap_max_m, err);
    if (candidates == tables->n_sites - tables->n_existing)
        return fail_elsewhere(tables->candidates, "candidates", snap_max_m, err);
    if (people || existing || candidates)
        mlg_note(monitor,
                 "not on the road network: %zu points of people, %zu existing sites, "
                 "%zu candidates",
                 people, existing, candidates);
    return MLG_OK;
}
