#include "scenarios/run/snapping.h"

#include "base/memory.h"
#include "base/plural.h"

#include <stdlib.h>
#include <string.h>

static bool init(const struct mlg_tables *tables, double snap_max_m, struct mlg_snapping *snapping)
{
    struct mlg_snapping made = {.tables = tables, .snap_max_m = snap_max_m};
    made.people = mlg_alloc(tables->n_people, sizeof *made.people);
    made.sites = mlg_alloc(tables->n_sites, sizeof *made.sites);
    if (made.people && made.sites) {
        *snapping = made;
        return true;
    }
    mlg_snapping_finish(&made);
    return false;
}

static enum mlg_status fail_memory(const struct mlg_tables *tables, struct mlg_error *err)
{
    return mlg_fail_memory(err, "the distances to the roads",
                           (tables->n_people + tables->n_sites) * sizeof(struct mlg_snap));
}

void mlg_snapping_finish(struct mlg_snapping *snapping)
{
    free(snapping->people);
    free(snapping->sites);
    *snapping = (struct mlg_snapping){0};
}

enum mlg_status mlg_snapping_from_times(const struct mlg_tables *tables,
                                        const struct mlg_times *times,
                                        struct mlg_snapping *snapping, struct mlg_error *err)
{
    if (!init(tables, times->info->snap_max_m, snapping))
        return fail_memory(tables, err);
    for (size_t i = 0; i < tables->n_people; i++) {
        struct mlg_snap_distance *person = &snapping->people[i];
        person->reason =
            mlg_matrix_cell_snap(times->matrix, times->person_cell[i], &person->distance_m);
    }
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_snap_distance *site = &snapping->sites[s];
        site->reason = mlg_matrix_site_snap(times->matrix, times->site_row[s], &site->distance_m);
    }
    return MLG_OK;
}

/* People, then sites. */
static void collect_positions(const struct mlg_tables *tables, int32_t *lon_e7, int32_t *lat_e7)
{
    size_t n = tables->n_people;
    memcpy(lon_e7, tables->people->lon_e7, n * sizeof *lon_e7);
    memcpy(lat_e7, tables->people->lat_e7, n * sizeof *lat_e7);
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, s);
        lon_e7[n + s] = site.lon_e7;
        lat_e7[n + s] = site.lat_e7;
    }
}

static void take_distances(const struct mlg_snap *snaps, size_t n,
                           struct mlg_snap_distance *distances)
{
    for (size_t i = 0; i < n; i++)
        distances[i] = (struct mlg_snap_distance){snaps[i].distance_m, snaps[i].reason};
}

enum mlg_status mlg_snapping_from_roads(const struct mlg_tables *tables,
                                        const struct mlg_graph *graph, double snap_max_m,
                                        int threads, const struct mlg_monitor *monitor,
                                        struct mlg_snapping *snapping, struct mlg_error *err)
{
    if (!init(tables, snap_max_m, snapping))
        return fail_memory(tables, err);
    enum mlg_status status;
    size_t n = tables->n_people + tables->n_sites;
    int32_t *lon_e7 = mlg_alloc(n, sizeof *lon_e7), *lat_e7 = mlg_alloc(n, sizeof *lat_e7);
    struct mlg_snap *snaps = mlg_alloc(n, sizeof *snaps);
    if (lon_e7 && lat_e7 && snaps) {
        collect_positions(tables, lon_e7, lat_e7);
        status =
            mlg_snap_points(graph, n, lon_e7, lat_e7, snap_max_m, threads, monitor, snaps, err);
    } else {
        status = fail_memory(tables, err);
    }
    if (status == MLG_OK) {
        take_distances(snaps, tables->n_people, snapping->people);
        take_distances(snaps + tables->n_people, tables->n_sites, snapping->sites);
    } else {
        mlg_snapping_finish(snapping);
    }
    free(lon_e7);
    free(lat_e7);
    free(snaps);
    return status;
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

static void note_distances(const char *what, const struct mlg_snap_report *report,
                           const struct mlg_monitor *monitor)
{
    mlg_note(monitor, "%s to the road: median %.0f m, 95 %% within %.0f m, at most %.0f m", what,
             report->median_m, report->p95_m, report->max_m);
}

static void note_off(size_t n_people, size_t n_existing, size_t n_candidates,
                     const struct mlg_monitor *monitor)
{
    mlg_note(monitor, "not on the road network: %zu %s of people, %zu existing %s, %zu %s",
             n_people, mlg_plural((double)n_people, "point", "points"), n_existing,
             mlg_plural((double)n_existing, "site", "sites"), n_candidates,
             mlg_plural((double)n_candidates, "candidate", "candidates"));
}

enum mlg_status mlg_snapping_check(const struct mlg_snapping *snapping,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_tables *tables = snapping->tables;
    size_t n_existing = tables->n_existing;
    struct mlg_snap_report people, existing, candidates, sites;
    enum mlg_status status = mlg_snap_report_make(snapping->people, tables->n_people, &people, err);
    if (status == MLG_OK)
        status = mlg_snap_report_make(snapping->sites, n_existing, &existing, err);
    if (status == MLG_OK)
        status = mlg_snap_report_make(snapping->sites + n_existing, tables->n_sites - n_existing,
                                      &candidates, err);
    if (status == MLG_OK)
        status = mlg_snap_report_make(snapping->sites, tables->n_sites, &sites, err);
    if (status != MLG_OK)
        return status;
    if (!people.n_snapped)
        return fail_elsewhere(tables->people, "points of people", snapping->snap_max_m, err);
    if (!candidates.n_snapped)
        return fail_elsewhere(tables->candidates, "candidates", snapping->snap_max_m, err);
    note_distances("people", &people, monitor);
    note_distances("sites", &sites, monitor);
    if (people.n > people.n_snapped || sites.n > sites.n_snapped)
        note_off(people.n - people.n_snapped, existing.n - existing.n_snapped,
                 candidates.n - candidates.n_snapped, monitor);
    return MLG_OK;
}

static void note_far(const char *what, const char *id, const struct mlg_snap_distance *distance,
                     const struct mlg_monitor *monitor)
{
    static const char *const remarks[] = {
        [MLG_SNAPPED] = "",
        [MLG_SNAP_TOO_FAR] = ", not on the road network: too far",
        [MLG_SNAP_ISLAND] = ", not on the road network: its roads are cut off from the others",
    };
    mlg_note(monitor, "  %s '%s': %.0f m%s", what, id, (double)distance->distance_m,
             remarks[distance->reason]);
}

enum mlg_status mlg_snapping_note_farthest(const struct mlg_snapping *snapping,
                                           const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_tables *tables = snapping->tables;
    struct mlg_snap_report people, sites;
    enum mlg_status status = mlg_snap_report_make(snapping->people, tables->n_people, &people, err);
    if (status == MLG_OK)
        status = mlg_snap_report_make(snapping->sites, tables->n_sites, &sites, err);
    if (status != MLG_OK)
        return status;
    if (people.n_farthest || sites.n_farthest)
        mlg_note(monitor, "farthest from a road:");
    for (size_t i = 0; i < people.n_farthest; i++)
        note_far("person", tables->people->id[people.farthest[i]],
                 &snapping->people[people.farthest[i]], monitor);
    for (size_t i = 0; i < sites.n_farthest; i++)
        note_far("site", mlg_tables_site(tables, sites.farthest[i]).id,
                 &snapping->sites[sites.farthest[i]], monitor);
    return MLG_OK;
}
