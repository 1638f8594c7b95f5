#include "base/memory.h"
#include "network/graph/distance.h"
#include "scenarios/compare/compare_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/site_worth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

/* An open site of a plan. */
struct open_site {
    struct mlg_site site;
    uint32_t number; /* in its plan's tables */
    bool is_new;
    struct mlg_site_worth worth; /* to its plan */
    size_t twin;                 /* the same site in the other plan, or NONE */
    size_t counterpart;
    double distance_m; /* to the counterpart */
};

struct side {
    const struct mlg_compared *plan;
    struct open_site *site; /* [n] */
    size_t n;
};

/* Those worth most to their plan first. */
static int by_worth(const void *left, const void *right)
{
    const struct open_site *a = left, *b = right;
    if (a->worth.saved != b->worth.saved)
        return a->worth.saved < b->worth.saved ? 1 : -1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool list_sites(const struct mlg_comparison *comparison, size_t plan, struct side *side)
{
    const struct mlg_compared *compared = &comparison->plan[plan];
    const struct mlg_plan_sources *sources = compared->sources;
    struct mlg_site_worth *worth = mlg_alloc(sources->n_sites, sizeof *worth);
    *side = (struct side){.plan = compared, .n = sources->n_sites};
    side->site = mlg_alloc_zero(side->n, sizeof *side->site);
    bool done =
        worth && side->site &&
        mlg_site_worths(sources, compared->coverage, comparison->bound_ds, worth, NULL) == MLG_OK;
    for (size_t s = 0; done && s < side->n; s++)
        side->site[s] = (struct open_site){
            .site = mlg_tables_site(sources->tables, sources->sites[s]),
            .number = sources->sites[s],
            .is_new = sources->sites[s] >= sources->tables->n_existing,
            .worth = worth[s],
            .twin = NONE,
            .counterpart = NONE,
            .distance_m = INFINITY,
        };
    if (done)
        qsort(side->site, side->n, sizeof *side->site, by_worth);
    free(worth);
    return done;
}

static bool same_place(const struct mlg_site *a, const struct mlg_site *b)
{
    return a->lon_e7 == b->lon_e7 && a->lat_e7 == b->lat_e7;
}

/* First by id and place, then by place alone: what was a candidate may exist by now. */
static void match(struct side *a, struct side *b)
{
    for (int by_id = 1; by_id >= 0; by_id--)
        for (size_t s = 0; s < a->n; s++)
            for (size_t t = 0; t < b->n && a->site[s].twin == NONE; t++)
                if (b->site[t].twin == NONE && same_place(&a->site[s].site, &b->site[t].site) &&
                    (!by_id || strcmp(a->site[s].site.id, b->site[t].site.id) == 0)) {
                    a->site[s].twin = t;
                    b->site[t].twin = s;
                }
}

/* The nearest site of the other side that has no twin either. */
static void find_counterparts(struct side *from, const struct side *to)
{
    for (size_t s = 0; s < from->n; s++) {
        struct open_site *site = &from->site[s];
        for (size_t t = 0; site->twin == NONE && t < to->n; t++) {
            const struct mlg_site *other = &to->site[t].site;
            double distance_m =
                mlg_distance_m(site->site.lon_e7, site->site.lat_e7, other->lon_e7, other->lat_e7);
            if (to->site[t].twin == NONE && distance_m < site->distance_m) {
                site->distance_m = distance_m;
                site->counterpart = t;
            }
        }
    }
}

static size_t nearest_person(const struct mlg_points *people, const struct mlg_site *site)
{
    size_t nearest = NONE;
    double least_m = INFINITY;
    for (size_t i = 0; i < people->n; i++) {
        double distance_m =
            mlg_distance_m(site->lon_e7, site->lat_e7, people->lon_e7[i], people->lat_e7[i]);
        if (distance_m < least_m) {
            least_m = distance_m;
            nearest = i;
        }
    }
    return nearest;
}

/* The time that people who live nearest to a site need to one of a plan's sites. */
static uint16_t time_between(const struct open_site *from, const struct side *to_side,
                             const struct open_site *to)
{
    struct mlg_times *times = to_side->plan->sources->times;
    size_t person = nearest_person(to_side->plan->sources->tables->people, &from->site);
    uint32_t n = mlg_times_row(times, to->number, times->bound_ds);
    for (uint32_t k = 0; k < n; k++)
        if (times->row_person[k] == person)
            return times->row_ds[k];
    return MLG_BEYOND;
}

static json_t *site_json(const struct open_site *site)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", site->site.id, "name",
                     site->site.name, "commune", site->site.commune, "kind",
                     site->is_new ? "new" : "existing", "lon", mlg_json_degrees(site->site.lon_e7),
                     "lat", mlg_json_degrees(site->site.lat_e7), "residents_nearest",
                     mlg_json_residents(site->worth.nearest_milli), "saved_min",
                     mlg_site_worth_saved(&site->worth), "residents_only_here",
                     mlg_json_residents(site->worth.only_milli));
}

/* With the nearest site that the other plan has instead. */
static json_t *changed_json(const struct side *other, const struct open_site *site,
                            uint32_t bound_ds)
{
    json_t *json = site_json(site), *instead = json_null();
    if (site->counterpart != NONE) {
        const struct open_site *counterpart = &other->site[site->counterpart];
        uint16_t time_ds = time_between(site, other, counterpart);
        instead = json_pack("{s:s, s:s, s:o, s:o}", "id", counterpart->site.id, "name",
                            counterpart->site.name, "distance_m",
                            mlg_json_metres((float)site->distance_m), "time_min",
                            time_ds <= bound_ds ? mlg_json_minutes(time_ds) : json_null());
    }
    if (json && json_object_set_new(json, "nearest_instead", instead) == 0)
        return json;
    json_decref(json);
    return NULL;
}

/* Each other's nearest, and the limit apart at most. */
static bool has_moved(const struct side *a, const struct side *b, size_t s, uint32_t limit_ds)
{
    const struct open_site *site = &a->site[s];
    return site->twin == NONE && site->counterpart != NONE &&
           b->site[site->counterpart].counterpart == s &&
           time_between(site, b, &b->site[site->counterpart]) <= limit_ds;
}

static json_t *moved_json(const struct side *a, const struct side *b, size_t s)
{
    const struct open_site *site = &a->site[s];
    uint16_t time_ds = time_between(site, b, &b->site[site->counterpart]);
    return json_pack("{s:o, s:o, s:o, s:o}", "from", site_json(site), "to",
                     site_json(&b->site[site->counterpart]), "distance_m",
                     mlg_json_metres((float)site->distance_m), "time_min",
                     mlg_json_minutes(time_ds));
}

static json_t *changes_json(const struct side *a, const struct side *b, uint32_t limit_ds,
                            uint32_t bound_ds)
{
    json_t *dropped = json_array(), *added = json_array(), *moved = json_array();
    bool *gone = mlg_alloc_zero(b->n, sizeof *gone);
    size_t n_kept = 0;
    if (!gone) {
        json_decref(dropped);
        json_decref(added);
        json_decref(moved);
        return NULL;
    }
    for (size_t s = 0; s < a->n; s++) {
        n_kept += a->site[s].twin != NONE;
        if (a->site[s].twin != NONE)
            continue;
        if (has_moved(a, b, s, limit_ds)) {
            moved = mlg_json_append(moved, moved_json(a, b, s));
            gone[a->site[s].counterpart] = true;
        } else {
            dropped = mlg_json_append(dropped, changed_json(b, &a->site[s], bound_ds));
        }
    }
    for (size_t t = 0; t < b->n; t++)
        if (b->site[t].twin == NONE && !gone[t])
            added = mlg_json_append(added, changed_json(a, &b->site[t], bound_ds));
    free(gone);
    return json_pack("{s:I, s:o, s:o, s:o}", "kept", (json_int_t)n_kept, "moved", moved, "dropped",
                     dropped, "added", added);
}

json_t *mlg_compare_sites(const struct mlg_comparison *comparison, size_t plan)
{
    struct side a = {0}, b = {0};
    json_t *json = NULL;
    if (list_sites(comparison, 0, &a) && list_sites(comparison, plan, &b)) {
        match(&a, &b);
        find_counterparts(&a, &b);
        find_counterparts(&b, &a);
        json = changes_json(&a, &b, comparison->limit_ds, comparison->bound_ds);
    }
    free(a.site);
    free(b.site);
    return json;
}
