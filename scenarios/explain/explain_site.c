#include "base/memory.h"
#include "scenarios/explain/explain_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/site_worth.h"

#include <stdlib.h>
#include <string.h>

size_t mlg_explain_find_sites(const struct mlg_explaining *explaining, const char *text,
                              uint32_t *found, size_t max)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    size_t n = 0;
    for (int by_name = 0; by_name < 2 && n == 0; by_name++)
        for (int open = 1; open >= 0; open--)
            for (uint32_t s = 0; s < tables->n_sites; s++) {
                struct mlg_site site = mlg_tables_site(tables, s);
                if (explaining->is_open[s] != (open == 1) ||
                    strcmp(by_name ? site.name : site.id, text) != 0)
                    continue;
                if (n < max)
                    found[n] = s;
                n++;
            }
    return n;
}

json_t *mlg_explain_site_json(const struct mlg_explaining *explaining, uint32_t site)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    struct mlg_site named = mlg_tables_site(tables, site);
    static const char *const kinds[2][2] = {{"candidate", "new"}, {"closed", "existing"}};
    const char *kind = kinds[site < tables->n_existing][explaining->is_open[site]];
    return json_pack("{s:s, s:s, s:s, s:s}", "id", named.id, "name", named.name, "commune",
                     named.commune, "kind", kind);
}

static const int64_t *residents_of(const struct mlg_explaining *explaining)
{
    return explaining->sources->tables->people->residents_milli;
}

/* The people whom a site serves: within the limit that holds for each of them. They are the first
 * of times->row_person; returns how many. */
static uint32_t served_row(const struct mlg_explaining *explaining, uint32_t site)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    struct mlg_times *times = sources->times;
    uint32_t n = mlg_times_row(times, site, sources->scenario->longest_ds), n_served = 0;
    for (uint32_t k = 0; k < n; k++)
        if (times->row_ds[k] <= sources->tables->limit_ds[times->row_person[k]])
            times->row_person[n_served++] = times->row_person[k];
    return n_served;
}

/* Marks [n_people] whom only this open site serves; returns their residents, in thousandths. */
static int64_t mark_only(const struct mlg_explaining *explaining, uint32_t site, bool *marked)
{
    struct mlg_times *times = explaining->sources->times;
    uint32_t n = served_row(explaining, site);
    int64_t sum = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        marked[person] = explaining->plan->n_in_reach[person] == 1;
        if (marked[person])
            sum += residents_of(explaining)[person];
    }
    return sum;
}

/* Residents within the limit of a site who are marked. */
static int64_t marked_in_reach(const struct mlg_explaining *explaining, uint32_t site,
                               const bool *marked)
{
    struct mlg_times *times = explaining->sources->times;
    uint32_t n = served_row(explaining, site);
    int64_t sum = 0;
    for (uint32_t k = 0; k < n; k++)
        if (marked[times->row_person[k]])
            sum += residents_of(explaining)[times->row_person[k]];
    return sum;
}

/* The candidate that is not open and serves most of those who are marked; UINT32_MAX = none. */
static enum mlg_status best_replacement(const struct mlg_explaining *explaining, const bool *marked,
                                        uint32_t *best, int64_t *served, struct mlg_error *err)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    *best = UINT32_MAX;
    *served = 0;
    for (size_t s = tables->n_existing; s < tables->n_sites; s++) {
        mlg_progress(explaining->monitor, "trying the other candidates", s, tables->n_sites, NULL);
        if (mlg_stopped(explaining->monitor))
            return mlg_fail(err, MLG_STOPPED, "the explanation was interrupted");
        if (explaining->is_open[s])
            continue;
        int64_t sum = marked_in_reach(explaining, (uint32_t)s, marked);
        if (sum > *served) {
            *served = sum;
            *best = (uint32_t)s;
        }
    }
    return MLG_OK;
}

static json_t *replacement_json(const struct mlg_explaining *explaining, uint32_t best,
                                int64_t served, int64_t only)
{
    if (best == UINT32_MAX)
        return json_null();
    return mlg_json_extended(mlg_explain_site_json(explaining, best),
                             json_pack("{s:o, s:o}", "would_keep", mlg_json_residents(served),
                                       "would_leave_out", mlg_json_residents(only - served)));
}

/* What the site is worth to those who have it nearest: {saved_min}. */
static enum mlg_status worth_json(const struct mlg_explaining *explaining, uint32_t site,
                                  json_t **json, struct mlg_error *err)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    struct mlg_site_worth *worth = mlg_alloc(sources->n_sites, sizeof *worth);
    if (!worth)
        return mlg_fail_memory(err, "the sites", sources->n_sites * sizeof *worth);
    enum mlg_status status =
        mlg_site_worths(sources, explaining->plan, sources->times->bound_ds, worth, err);
    for (size_t s = 0; status == MLG_OK && s < sources->n_sites; s++)
        if (sources->sites[s] == site)
            *json = json_pack("{s:o}", "saved_min", mlg_site_worth_saved(&worth[s]));
    free(worth);
    return status;
}

enum mlg_status mlg_explain_open_site(const struct mlg_explaining *explaining, uint32_t site,
                                      json_t **json, struct mlg_error *err)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    bool *marked = mlg_alloc_zero(sources->tables->n_people, sizeof *marked);
    if (!marked)
        return mlg_fail_memory(err, "the people of a site", sources->tables->n_people);
    struct mlg_site_figures figures =
        mlg_coverage_figures(explaining->today, explaining->plan, sources->times, site,
                             sources->tables->limit_ds, residents_of(explaining));
    int64_t only = mark_only(explaining, site, marked), served;
    uint32_t best;
    json_t *worth = NULL;
    enum mlg_status status = best_replacement(explaining, marked, &best, &served, err);
    if (status == MLG_OK)
        status = worth_json(explaining, site, &worth, err);
    if (status == MLG_OK) {
        json_t *more = json_pack("{s:b, s:o, s:o, s:o, s:o, s:o}", "open", 1, "residents_in_reach",
                                 mlg_json_residents(figures.in_reach_milli), "residents_only_here",
                                 mlg_json_residents(only), "residents_nearest",
                                 mlg_json_residents(figures.nearest_milli), "only_here_by_commune",
                                 mlg_explain_communes_json(explaining, marked), "next_best",
                                 replacement_json(explaining, best, served, only));
        *json = mlg_json_extended(mlg_json_extended(mlg_explain_site_json(explaining, site), more),
                                  worth);
        if (!*json)
            status = mlg_fail_memory(err, "an explanation", 0);
    }
    free(marked);
    return status;
}

/* Marks whom the candidate would newly serve; returns their residents. */
static int64_t mark_gain(const struct mlg_explaining *explaining, uint32_t site, bool *marked,
                         int64_t *in_reach)
{
    struct mlg_times *times = explaining->sources->times;
    uint32_t n = served_row(explaining, site);
    int64_t gain = 0;
    *in_reach = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        marked[person] = true;
        *in_reach += residents_of(explaining)[person];
        if (explaining->plan->n_in_reach[person] == 0)
            gain += residents_of(explaining)[person];
    }
    return gain;
}

/* What a swap of a new site for the candidate (which reaches the marked) means for those whom only
 * that site serves. */
struct swap {
    int64_t kept, lost;
};

static struct swap swap_with(const struct mlg_explaining *explaining, uint32_t out,
                             const bool *marked)
{
    struct mlg_times *times = explaining->sources->times;
    uint32_t n = served_row(explaining, out);
    struct swap swap = {0};
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        if (explaining->plan->n_in_reach[person] != 1)
            continue;
        int64_t *sum = marked[person] ? &swap.kept : &swap.lost;
        *sum += residents_of(explaining)[person];
    }
    return swap;
}

/* Of the new sites on whose people the candidate has a hold, the one whose place it could take with
 * the least loss. */
static json_t *swap_json(const struct mlg_explaining *explaining, const bool *marked, int64_t gain)
{
    const struct mlg_plan_sources *sources = explaining->sources;
    uint32_t best = UINT32_MAX;
    int64_t least = INT64_MAX;
    for (size_t s = 0; s < sources->n_sites; s++) {
        if (sources->sites[s] < sources->tables->n_existing)
            continue;
        struct swap swap = swap_with(explaining, sources->sites[s], marked);
        if (swap.kept > 0 && swap.lost < least) {
            least = swap.lost;
            best = sources->sites[s];
        }
    }
    if (best == UINT32_MAX)
        return json_null();
    return mlg_json_extended(mlg_explain_site_json(explaining, best),
                             json_pack("{s:o, s:o}", "would_lose", mlg_json_residents(least),
                                       "would_gain", mlg_json_residents(gain)));
}

enum mlg_status mlg_explain_other_site(const struct mlg_explaining *explaining, uint32_t site,
                                       json_t **json, struct mlg_error *err)
{
    size_t n_people = explaining->sources->tables->n_people;
    bool *marked = mlg_alloc_zero(n_people, sizeof *marked);
    if (!marked)
        return mlg_fail_memory(err, "the people of a site", n_people);
    int64_t in_reach, gain = mark_gain(explaining, site, marked, &in_reach);
    json_t *more =
        json_pack("{s:b, s:o, s:o, s:o}", "open", 0, "residents_in_reach",
                  mlg_json_residents(in_reach), "would_newly_serve", mlg_json_residents(gain),
                  "best_swap", swap_json(explaining, marked, gain));
    *json = mlg_json_extended(mlg_explain_site_json(explaining, site), more);
    free(marked);
    return *json ? MLG_OK : mlg_fail_memory(err, "an explanation", 0);
}
