/* The rules of an expected plan: recounted from its sites, and none broken. */
#include "base/memory.h"
#include "datasets/ellipsoid.h"
#include "scenarios/plan/figures.h"
#include "scenarios/verify/expected.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The rules while they are listed. */
struct listing {
    const struct mlg_recount *recount;
    struct mlg_differences *differences;
    json_t *rules;
};

/* Values in thousandths. */
static void list(struct listing *listing, const char *rule, const char *of, const char *unit,
                 const char *bound, int64_t asked, int64_t found)
{
    bool met = strcmp(bound, "at_least") == 0 ? found >= asked : found <= asked;
    json_t *json = json_object();
    json_object_set_new(json, "rule", json_string(rule));
    json_object_set_new(json, "of", json_string(of));
    json_object_set_new(json, "bound", json_string(bound));
    json_object_set_new(json, "unit", json_string(unit));
    json_object_set_new(json, "asked", mlg_json_scaled(asked, 1000));
    json_object_set_new(json, "found", mlg_json_scaled(found, 1000));
    json_object_set_new(json, "met", json_boolean(met));
    json_array_append_new(listing->rules, json);
    if (!met)
        mlg_differences_add(listing->differences, rule, "a plan that meets its rules",
                            *of ? of : "that it breaks this one");
}

static void list_numbers(struct listing *listing)
{
    const struct mlg_recount *recount = listing->recount;
    const struct mlg_rules *rules = &recount->scenario->rules;
    const struct mlg_terms *terms = recount->terms;
    int64_t cost = 0, count = 0;
    for (size_t s = 0; s < recount->tables->n_sites; s++) {
        bool open = mlg_recount_is_open(recount, s), exists = s < recount->tables->n_existing;
        if (open && !exists) {
            count++;
            cost += terms->cost_milli ? terms->cost_milli[s] : 0;
        } else if (!open && exists) {
            count -= terms->role[s] == MLG_SITE_MOVABLE;
            cost -= terms->gain_milli ? terms->gain_milli[s] : 0;
        }
    }
    if (rules->max_new_sites != UINT32_MAX)
        list(listing, "sites.new.max", "", "sites", "at_most", (int64_t)rules->max_new_sites * 1000,
             count * 1000);
    if (rules->budget >= 0)
        list(listing, "sites.new.budget", "", "cost", "at_most", llround(rules->budget * 1000),
             cost);
}

static void list_roles(struct listing *listing)
{
    const struct mlg_recount *recount = listing->recount;
    const struct mlg_rules *rules = &recount->scenario->rules;
    int64_t must = 0, opened = 0, forbidden = 0;
    for (size_t s = 0; s < recount->tables->n_sites; s++) {
        enum mlg_site_role role = recount->terms->role[s];
        bool open = mlg_recount_is_open(recount, s);
        must += role == MLG_SITE_MUST;
        opened += role == MLG_SITE_MUST && open;
        forbidden += role == MLG_SITE_NEVER && open;
        if (role == MLG_SITE_KEPT && !open)
            mlg_differences_add(listing->differences, "sites.closed", "an existing site is closed",
                                "that existing sites stay");
    }
    if (!mlg_node_is_absent(rules->must.node))
        list(listing, "sites.candidates.must", "", "sites", "at_least", must * 1000, opened * 1000);
    if (!mlg_node_is_absent(rules->never.node))
        list(listing, "sites.candidates.never", "", "sites", "at_most", 0, forbidden * 1000);
}

static void list_group(struct listing *listing, const struct mlg_terms_group *group)
{
    const struct mlg_recount *recount = listing->recount;
    const struct mlg_group_rule *rule = group->rule;
    int64_t in = 0, all = 0;
    for (size_t k = rule->of_all ? 0 : recount->n_stay; k < recount->n_open; k++) {
        all++;
        for (uint32_t i = 0; i < group->n; i++)
            in += group->site[i] == recount->open[k];
    }
    if (group->at_least > 0)
        list(listing, "sites.groups", group->name, "sites", "at_least",
             (int64_t)group->at_least * 1000, in * 1000);
    if (group->at_most != UINT32_MAX)
        list(listing, "sites.groups", group->name, "sites", "at_most",
             (int64_t)group->at_most * 1000, in * 1000);
    if (rule->at_least_percent >= 0) {
        int64_t asked = llround(rule->at_least_percent * 1000);
        list(listing, "sites.groups", group->name, "percent", "at_least", asked,
             all > 0 ? in * 100000 / all : asked);
    }
    if (rule->at_most_percent >= 0) {
        int64_t asked = llround(rule->at_most_percent * 1000);
        list(listing, "sites.groups", group->name, "percent", "at_most", asked,
             all > 0 ? (in * 100000 + all - 1) / all : asked);
    }
}

static void list_distance(struct listing *listing)
{
    const struct mlg_recount *recount = listing->recount;
    double apart_m = recount->scenario->rules.apart_m, least_m = INFINITY;
    for (size_t i = recount->n_stay; i < recount->n_open; i++)
        for (size_t j = i + 1; j < recount->n_open; j++) {
            struct mlg_site a = mlg_tables_site(recount->tables, recount->open[i]);
            struct mlg_site b = mlg_tables_site(recount->tables, recount->open[j]);
            double apart = mlg_geodesic_m(a.lon_e7, a.lat_e7, b.lon_e7, b.lat_e7);
            least_m = apart < least_m ? apart : least_m;
        }
    if (apart_m > 0 && isfinite(least_m))
        list(listing, "sites.apart.km", "", "km", "at_least", llround(apart_m),
             (int64_t)floor(least_m));
}

/* Minutes in thousandths, rounded up. */
static int64_t minutes(uint32_t time_ds)
{
    return ((int64_t)time_ds * 1000 + 599) / 600;
}

/* From the site at one position of the matrix to another; MLG_BEYOND where it is not known. */
static uint16_t time_between(const struct mlg_matrix *matrix, struct mlg_site from,
                             struct mlg_site to, uint32_t *cells, uint16_t *cell_ds)
{
    uint32_t row = mlg_matrix_find_site(matrix, to.lon_e7, to.lat_e7);
    uint32_t cell = mlg_matrix_find_cell(matrix, from.lon_e7, from.lat_e7);
    uint32_t n = row == UINT32_MAX ? 0 : mlg_matrix_row(matrix, row, cells, cell_ds);
    for (uint32_t k = 0; k < n; k++)
        if (cells[k] == cell)
            return cell_ds[k];
    return MLG_BEYOND;
}

/* Of all pairs of open sites: the shortest between new ones, the longest to the nearest other. */
static void measure(const struct mlg_recount *recount, const struct mlg_matrix *matrix,
                    uint32_t *cells, uint16_t *cell_ds, uint32_t *shortest_ds, uint32_t *longest_ds)
{
    for (size_t i = 0; i < recount->n_open; i++) {
        uint32_t next_ds = MLG_BEYOND;
        for (size_t j = 0; j < recount->n_open; j++) {
            if (i == j)
                continue;
            uint32_t time_ds =
                time_between(matrix, mlg_tables_site(recount->tables, recount->open[i]),
                             mlg_tables_site(recount->tables, recount->open[j]), cells, cell_ds);
            next_ds = time_ds < next_ds ? time_ds : next_ds;
            if (i >= recount->n_stay && j >= recount->n_stay && time_ds < *shortest_ds)
                *shortest_ds = time_ds;
        }
        *longest_ds = next_ds > *longest_ds ? next_ds : *longest_ds;
    }
}

static void list_times(struct listing *listing)
{
    const struct mlg_recount *recount = listing->recount;
    const struct mlg_rules *rules = &recount->scenario->rules;
    struct mlg_matrix *matrix;
    uint32_t shortest_ds = MLG_BEYOND, longest_ds = 0;
    if ((!rules->apart_ds && !rules->network_ds) ||
        mlg_matrix_open(rules->sites_matrix, &matrix, NULL) != MLG_OK)
        return;
    uint32_t room = mlg_matrix_info(matrix)->max_row;
    uint32_t *cells = mlg_alloc(room, sizeof *cells);
    uint16_t *cell_ds = mlg_alloc(room, sizeof *cell_ds);
    if (cells && cell_ds)
        measure(recount, matrix, cells, cell_ds, &shortest_ds, &longest_ds);
    free(cells);
    free(cell_ds);
    mlg_matrix_close(matrix);
    if (rules->apart_ds)
        list(listing, "sites.apart.min", "", "minutes", "at_least", minutes(rules->apart_ds),
             minutes(shortest_ds));
    if (rules->network_ds)
        list(listing, "sites.network_min", "", "minutes", "at_most", minutes(rules->network_ds),
             minutes(longest_ds));
}

/* Of the people that `group` names, or of all. */
static void list_coverage(struct listing *listing, const struct mlg_scenario_goal *goal,
                          const struct mlg_terms_people *group)
{
    const struct mlg_recount *recount = listing->recount;
    int64_t covered = 0, all = recount->plan->total_milli;
    if (group) {
        all = 0;
        for (uint32_t i = 0; i < group->n; i++) {
            int64_t milli = recount->tables->people->residents_milli[group->person[i]];
            all += milli;
            covered += recount->plan->in_reach[group->person[i]] > 0 ? milli : 0;
        }
    } else {
        covered = recount->plan->covered_milli;
    }
    list(listing, "goals.cover_percent", group ? group->name : "", "percent", "at_least",
         (int64_t)floor(goal->cover_percent * 1000 + 1e-6),
         all > 0 ? covered * 100000 / all : 100000);
}

json_t *mlg_expected_rules(const struct mlg_recount *recount, struct mlg_differences *differences)
{
    struct listing listing = {recount, differences, json_array()};
    list_numbers(&listing);
    list_roles(&listing);
    for (size_t g = 0; g < recount->terms->n_groups; g++)
        list_group(&listing, &recount->terms->groups[g]);
    list_distance(&listing);
    list_times(&listing);
    for (size_t g = 0; g < recount->scenario->n_goals; g++) {
        const struct mlg_scenario_goal *goal = &recount->scenario->goals[g];
        bool partly = goal->covers && goal->cover_percent < 100;
        if (partly && goal->of_each == MLG_NO_COLUMN)
            list_coverage(&listing, goal, NULL);
        for (size_t c = 0; partly && goal->of_each != MLG_NO_COLUMN && c < recount->terms->n_covers;
             c++)
            list_coverage(&listing, goal, &recount->terms->covers[c]);
    }
    return listing.rules;
}
