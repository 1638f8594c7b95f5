/* The sections of an expected plan that name who is left out, and why. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/verify/expected.h"

#include <stdlib.h>
#include <string.h>

/* One point of people that no open site reaches within the limit. */
struct left_out {
    size_t person;
    const char *commune, *commune_id, *reason;
};

static const char *reason_of(const struct mlg_recount *recount, size_t person)
{
    float distance_m;
    enum mlg_snap_reason snap = mlg_evidence_snap_person(recount->evidence, person, &distance_m);
    if (snap != MLG_SNAPPED)
        return mlg_snap_reason_name(snap);
    if (recount->nearest[person] == MLG_CHECK_NOBODY)
        return "beyond_bound";
    return recount->nearest_ds[person] > recount->tables->limit_ds[person] ? "beyond_limit"
                                                                           : "not_chosen";
}

static int compare_groups(const struct left_out *a, const struct left_out *b)
{
    int order = strcmp(a->commune, b->commune);
    if (order == 0)
        order = strcmp(a->commune_id, b->commune_id);
    return order != 0 ? order : strcmp(a->reason, b->reason);
}

static int by_group(const void *left, const void *right)
{
    return compare_groups(left, right);
}

static json_t *nearest_json(const struct mlg_recount *recount, size_t best, size_t worst)
{
    if (recount->nearest[best] == MLG_CHECK_NOBODY)
        return json_null();
    struct mlg_site site = mlg_tables_site(recount->tables, recount->nearest[best]);
    return json_pack("{s:s, s:s, s:o, s:o}", "id", site.id, "name", site.name, "time_min",
                     mlg_json_minutes(recount->nearest_ds[best]), "furthest_min",
                     mlg_json_minutes(recount->nearest_ds[worst]));
}

/* Whether a candidate is nearer to `a` than any is to `b`; of equally near ones the first counts.
 */
static bool is_better(const struct mlg_recount *recount, size_t a, size_t b)
{
    if (recount->nearest_ds[a] != recount->nearest_ds[b])
        return recount->nearest_ds[a] < recount->nearest_ds[b];
    return recount->nearest[a] < recount->nearest[b];
}

static json_t *group_json(const struct mlg_recount *recount, const struct left_out *first, size_t n,
                          int64_t *milli)
{
    size_t best = first->person, worst = first->person;
    *milli = 0;
    for (size_t i = 0; i < n; i++) {
        size_t person = first[i].person;
        *milli += recount->tables->people->residents_milli[person];
        if (is_better(recount, person, best))
            best = person;
        if (recount->nearest_ds[person] > recount->nearest_ds[worst])
            worst = person;
    }
    return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o}", "commune", first->commune, "commune_id",
                     first->commune_id, "reason", first->reason, "points", (json_int_t)n,
                     "residents", mlg_json_residents(*milli), "nearest_candidate",
                     nearest_json(recount, best, worst));
}

/* Inserts a group where it belongs: by residents, the most first; equal ones stay in order of
 * names. */
static void insert_group(json_t *groups, json_t *group, int64_t *milli, int64_t residents)
{
    size_t at = json_array_size(groups);
    while (at > 0 && milli[at - 1] < residents) {
        milli[at] = milli[at - 1];
        at--;
    }
    milli[at] = residents;
    json_array_insert_new(groups, at, group);
}

static json_t *groups_json(const struct mlg_recount *recount, struct left_out *list, size_t n)
{
    int64_t *milli = mlg_alloc(n, sizeof *milli);
    if (!milli)
        return NULL;
    json_t *groups = json_array();
    qsort(list, n, sizeof *list, by_group);
    for (size_t first = 0, end; first < n; first = end) {
        int64_t residents;
        for (end = first + 1; end < n && compare_groups(&list[first], &list[end]) == 0;)
            end++;
        json_t *group = group_json(recount, &list[first], end - first, &residents);
        insert_group(groups, group, milli, residents);
    }
    free(milli);
    return groups;
}

json_t *mlg_expected_uncovered(const struct mlg_recount *recount)
{
    const struct mlg_tables *tables = recount->tables;
    struct left_out *list = mlg_alloc(tables->n_people, sizeof *list);
    size_t n = 0;
    if (!list)
        return NULL;
    for (size_t i = 0; i < tables->n_people; i++)
        if (recount->plan->in_reach[i] == 0)
            list[n++] = (struct left_out){i, tables->commune[i], tables->commune_id[i],
                                          reason_of(recount, i)};
    json_t *json =
        json_pack("{s:I, s:o, s:o}", "points", (json_int_t)n, "residents",
                  mlg_json_residents(recount->plan->total_milli - recount->plan->covered_milli),
                  "communes", groups_json(recount, list, n));
    free(list);
    return json;
}

static json_t *off_person(const struct mlg_recount *recount, size_t i)
{
    const struct mlg_tables *tables = recount->tables;
    float distance_m;
    enum mlg_snap_reason reason = mlg_evidence_snap_person(recount->evidence, i, &distance_m);
    if (reason == MLG_SNAPPED)
        return NULL;
    return json_pack("{s:s, s:s, s:o, s:s, s:o}", "id", tables->people->id[i], "commune",
                     tables->commune[i], "residents",
                     mlg_json_residents(tables->people->residents_milli[i]), "reason",
                     mlg_snap_reason_name(reason), "road_distance_m", mlg_json_metres(distance_m));
}

static json_t *off_site(const struct mlg_recount *recount, size_t s)
{
    float distance_m;
    enum mlg_snap_reason reason = mlg_evidence_snap_site(recount->evidence, s, &distance_m);
    if (reason == MLG_SNAPPED)
        return NULL;
    struct mlg_site site = mlg_tables_site(recount->tables, s);
    return json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", site.id, "name", site.name, "kind",
                     s < recount->tables->n_existing ? "existing" : "candidate", "reason",
                     mlg_snap_reason_name(reason), "road_distance_m", mlg_json_metres(distance_m));
}

json_t *mlg_expected_off_network(const struct mlg_recount *recount)
{
    json_t *people = json_array(), *sites = json_array(), *one;
    for (size_t i = 0; i < recount->tables->n_people; i++)
        if ((one = off_person(recount, i)) != NULL)
            json_array_append_new(people, one);
    for (size_t s = 0; s < recount->tables->n_sites; s++)
        if ((one = off_site(recount, s)) != NULL)
            json_array_append_new(sites, one);
    return json_pack("{s:o, s:o}", "people", people, "sites", sites);
}
