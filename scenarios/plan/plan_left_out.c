/* The sections of a plan that name who is left out, and why. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sections.h"

#include <stdlib.h>
#include <string.h>

/* People of one commune who are left out for one reason. */
struct group {
    const char *commune, *commune_id, *reason;
    uint32_t points;
    int64_t milli;
    uint16_t nearest_ds, furthest_ds; /* to the nearest candidate: best and worst placed point */
    uint32_t nearest_site;
};

static const char *reason_of(const struct mlg_outcome *outcome, uint32_t person)
{
    uint16_t nearest_ds = outcome->demand->nearest_ds[person];
    if (nearest_ds <= outcome->tables->limit_ds[person])
        return "not_chosen";
    if (nearest_ds != MLG_BEYOND)
        return "beyond_limit";
    const struct mlg_times *times = outcome->times;
    enum mlg_snap_reason snap =
        mlg_matrix_cell_snap(times->matrix, times->person_cell[person], NULL);
    return snap == MLG_SNAPPED ? "beyond_bound" : mlg_snap_reason_name(snap);
}

static struct group group_of(const struct mlg_outcome *outcome, uint32_t person)
{
    uint16_t nearest_ds = outcome->demand->nearest_ds[person];
    return (struct group){
        .commune = outcome->tables->commune[person],
        .commune_id = outcome->tables->commune_id[person],
        .reason = reason_of(outcome, person),
        .points = 1,
        .milli = outcome->tables->people->residents_milli[person],
        .nearest_ds = nearest_ds,
        .furthest_ds = nearest_ds,
        .nearest_site = outcome->demand->nearest_site[person],
    };
}

static int compare_names(const struct group *a, const struct group *b)
{
    int order = strcmp(a->commune, b->commune);
    if (!order)
        order = strcmp(a->commune_id, b->commune_id);
    return order ? order : strcmp(a->reason, b->reason);
}

static int by_name(const void *left, const void *right)
{
    return compare_names(left, right);
}

static int by_residents(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    return a->milli != b->milli ? (a->milli < b->milli) - (a->milli > b->milli)
                                : compare_names(a, b);
}

static void join(struct group *group, const struct group *other)
{
    group->points += other->points;
    group->milli += other->milli;
    if (other->nearest_ds < group->nearest_ds ||
        (other->nearest_ds == group->nearest_ds && other->nearest_site < group->nearest_site)) {
        group->nearest_ds = other->nearest_ds;
        group->nearest_site = other->nearest_site;
    }
    if (other->furthest_ds > group->furthest_ds)
        group->furthest_ds = other->furthest_ds;
}

/* Sorts and joins; returns how many groups remain. */
static size_t join_groups(struct group *groups, size_t n)
{
    size_t kept = 0;
    qsort(groups, n, sizeof *groups, by_name);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && compare_names(&groups[kept - 1], &groups[i]) == 0)
            join(&groups[kept - 1], &groups[i]);
        else
            groups[kept++] = groups[i];
    }
    qsort(groups, kept, sizeof *groups, by_residents);
    return kept;
}

static json_t *candidate_json(const struct mlg_outcome *outcome, const struct group *group)
{
    if (group->nearest_site == MLG_NO_SITE)
        return json_null();
    struct mlg_site site = mlg_tables_site(outcome->tables, group->nearest_site);
    return json_pack("{s:s, s:s, s:o, s:o}", "id", site.id, "name", site.name, "time_min",
                     mlg_json_minutes(group->nearest_ds), "furthest_min",
                     mlg_json_minutes(group->furthest_ds));
}

static json_t *group_json(const struct mlg_outcome *outcome, const struct group *group)
{
    return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o}", "commune", group->commune, "commune_id",
                     group->commune_id, "reason", group->reason, "points",
                     (json_int_t)group->points, "residents", mlg_json_residents(group->milli),
                     "nearest_candidate", candidate_json(outcome, group));
}

json_t *mlg_plan_uncovered(const struct mlg_outcome *outcome)
{
    size_t n = 0;
    int64_t milli = 0;
    struct group *groups = mlg_alloc(outcome->tables->n_people, sizeof *groups);
    if (!groups)
        return NULL;
    for (size_t i = 0; i < outcome->tables->n_people; i++) {
        if (outcome->plan->n_in_reach[i] > 0)
            continue;
        groups[n] = group_of(outcome, (uint32_t)i);
        milli += groups[n++].milli;
    }
    size_t n_points = n;
    n = join_groups(groups, n);
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++)
        array = mlg_json_append(array, group_json(outcome, &groups[i]));
    free(groups);
    return json_pack("{s:I, s:o, s:o}", "points", (json_int_t)n_points, "residents",
                     mlg_json_residents(milli), "communes", array);
}

static json_t *off_people_json(const struct mlg_outcome *outcome)
{
    const struct mlg_tables *tables = outcome->tables;
    json_t *array = json_array();
    for (size_t i = 0; i < tables->n_people; i++) {
        float distance_m;
        enum mlg_snap_reason reason = mlg_matrix_cell_snap(
            outcome->times->matrix, outcome->times->person_cell[i], &distance_m);
        if (reason == MLG_SNAPPED)
            continue;
        array = mlg_json_append(array,
                                json_pack("{s:s, s:s, s:o, s:s, s:o}", "id", tables->people->id[i],
                                          "commune", tables->commune[i], "residents",
                                          mlg_json_residents(tables->people->residents_milli[i]),
                                          "reason", mlg_snap_reason_name(reason), "road_distance_m",
                                          mlg_json_metres(distance_m)));
    }
    return array;
}

static json_t *off_sites_json(const struct mlg_outcome *outcome)
{
    const struct mlg_tables *tables = outcome->tables;
    json_t *array = json_array();
    for (size_t s = 0; s < tables->n_sites; s++) {
        float distance_m;
        enum mlg_snap_reason reason =
            mlg_matrix_site_snap(outcome->times->matrix, outcome->times->site_row[s], &distance_m);
        if (reason == MLG_SNAPPED)
            continue;
        struct mlg_site site = mlg_tables_site(tables, s);
        array = mlg_json_append(array, json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", site.id, "name",
                                                 site.name, "kind",
                                                 s < tables->n_existing ? "existing" : "candidate",
                                                 "reason", mlg_snap_reason_name(reason),
                                                 "road_distance_m", mlg_json_metres(distance_m)));
    }
    return array;
}

json_t *mlg_plan_off_network(const struct mlg_outcome *outcome)
{
    return json_pack("{s:o, s:o}", "people", off_people_json(outcome), "sites",
                     off_sites_json(outcome));
}
