/* The sections of an expected plan that count: sites, totals, times. */
#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/verify/expected.h"

#include <stdlib.h>
#include <string.h>

static json_t *identity_json(const struct mlg_tables *tables, size_t number)
{
    struct mlg_site site = mlg_tables_site(tables, number);
    json_t *json = json_object();
    json_object_set_new(json, "id", json_string(site.id));
    json_object_set_new(json, "name", json_string(site.name));
    json_object_set_new(json, "commune", json_string(site.commune));
    json_object_set_new(json, "lon", mlg_json_degrees(site.lon_e7));
    json_object_set_new(json, "lat", mlg_json_degrees(site.lat_e7));
    return json;
}

/* The year in which the claimed phases open a site; NULL = they do not. */
static json_t *year_of(const struct mlg_recount *recount, const json_t *phases, const char *id)
{
    const struct mlg_rules *rules = &recount->scenario->rules;
    const json_t *years = json_object_get(phases, "years");
    for (size_t p = 0; p < rules->n_phases; p++) {
        const json_t *opened = json_object_get(json_array_get(years, p), "opened");
        for (size_t i = 0; i < json_array_size(opened); i++) {
            const char *own = json_string_value(json_array_get(opened, i));
            if (own && strcmp(own, id) == 0)
                return json_integer(rules->phases[p].year);
        }
    }
    return NULL;
}

static json_t *site_json(const struct mlg_recount *recount, size_t k, const json_t *phases)
{
    uint32_t number = recount->open[k];
    json_t *json = identity_json(recount->tables, number);
    bool is_new = number >= recount->tables->n_existing;
    json_t *year =
        is_new ? year_of(recount, phases, mlg_tables_site(recount->tables, number).id) : NULL;
    json_object_set_new(json, "residents_in_reach", mlg_json_residents(recount->reach_milli[k]));
    json_object_set_new(json, "residents_only_here",
                        mlg_json_residents(recount->plan->only_milli[number]));
    json_object_set_new(json, "residents_nearest",
                        mlg_json_residents(recount->plan->nearest_milli[number]));
    if (year)
        json_object_set_new(json, "year", year);
    if (is_new)
        json_object_set_new(json, "residents_newly_covered",
                            mlg_json_residents(recount->newly_milli[k]));
    return json;
}

json_t *mlg_expected_sites(const struct mlg_recount *recount, const json_t *phases)
{
    json_t *existing = json_array(), *chosen = json_array();
    json_t *closed = json_array(), *moved = json_array();
    for (size_t s = 0; s < recount->tables->n_existing; s++)
        if (!mlg_recount_is_open(recount, s))
            json_array_append_new(recount->terms->role[s] == MLG_SITE_MOVABLE ? moved : closed,
                                  identity_json(recount->tables, s));
    for (size_t k = 0; k < recount->n_open; k++)
        json_array_append_new(recount->open[k] < recount->tables->n_existing ? existing : chosen,
                              site_json(recount, k, phases));
    return json_pack("{s:o, s:o, s:o, s:o}", "existing", existing, "new", chosen, "closed", closed,
                     "moved", moved);
}

json_t *mlg_expected_state(const struct mlg_tally *tally, size_t n_sites)
{
    return json_pack("{s:I, s:o, s:o, s:o}", "sites", (json_int_t)n_sites, "covered",
                     mlg_json_residents(tally->covered_milli), "covered_percent",
                     mlg_json_percent(tally->covered_milli, tally->total_milli), "not_covered",
                     mlg_json_residents(tally->total_milli - tally->covered_milli));
}

json_t *mlg_expected_totals(const struct mlg_recount *recount)
{
    return json_pack("{s:I, s:o, s:o, s:o}", "points", (json_int_t)recount->plan->n_cells,
                     "residents", mlg_json_residents(recount->plan->total_milli), "today",
                     mlg_expected_state(recount->today, recount->tables->n_existing), "plan",
                     mlg_expected_state(recount->plan, recount->n_open));
}

/* One point of people and its time to the nearest open site. */
struct timed {
    uint16_t time_ds;
    int64_t milli;
};

static int by_time(const void *left, const void *right)
{
    const struct timed *a = left, *b = right;
    return (a->time_ds > b->time_ds) - (a->time_ds < b->time_ds);
}

/* Those who reach a site within the bound, by time; *n of them. Caller frees. */
static struct timed *sort_times(const struct mlg_recount *recount, const struct mlg_tally *tally,
                                size_t *n)
{
    struct timed *timed = mlg_alloc(tally->n_cells, sizeof *timed);
    *n = 0;
    for (size_t i = 0; timed && i < tally->n_cells; i++)
        if (tally->best_ds[i] != MLG_CHECK_BEYOND)
            timed[(*n)++] =
                (struct timed){tally->best_ds[i], recount->tables->people->residents_milli[i]};
    if (timed)
        qsort(timed, *n, sizeof *timed, by_time);
    return timed;
}

static int64_t count_within(const struct timed *timed, size_t n, uint32_t time_ds)
{
    int64_t milli = 0;
    for (size_t i = 0; i < n && timed[i].time_ds <= time_ds; i++)
        milli += timed[i].milli;
    return milli;
}

static json_t *quantile_json(const struct timed *timed, size_t n, int percent)
{
    int64_t all = count_within(timed, n, MLG_CHECK_BEYOND), milli = 0;
    for (size_t i = 0; i < n; i++) {
        milli += timed[i].milli;
        if (milli * 100 >= all * percent)
            return mlg_json_minutes(timed[i].time_ds);
    }
    return json_null();
}

static json_t *distribution_json(const struct timed *timed, size_t n)
{
    uint64_t weighted = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        weighted += (uint64_t)timed[i].milli * timed[i].time_ds;
        all += (uint64_t)timed[i].milli;
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "reached", mlg_json_residents((int64_t)all),
                     "mean_min", mlg_json_mean_minutes(weighted, all), "median_min",
                     quantile_json(timed, n, 50), "p95_min", quantile_json(timed, n, 95), "max_min",
                     n > 0 ? mlg_json_minutes(timed[n - 1].time_ds) : json_null());
}

static json_t *step_json(const struct mlg_recount *recount, uint32_t step_ds, int64_t today,
                         int64_t plan)
{
    int64_t all = recount->plan->total_milli;
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "minutes", mlg_json_minutes(step_ds), "today",
                     mlg_json_residents(today), "today_percent", mlg_json_percent(today, all),
                     "plan", mlg_json_residents(plan), "plan_percent", mlg_json_percent(plan, all));
}

json_t *mlg_expected_distribution(const struct mlg_recount *recount, const struct mlg_tally *tally)
{
    size_t n;
    struct timed *timed = sort_times(recount, tally, &n);
    json_t *json = timed ? distribution_json(timed, n) : NULL;
    free(timed);
    return json;
}

json_t *mlg_expected_times(const struct mlg_recount *recount)
{
    size_t n_today, n_plan;
    struct timed *today = sort_times(recount, recount->today, &n_today);
    struct timed *plan = sort_times(recount, recount->plan, &n_plan);
    json_t *json = NULL;
    if (today && plan) {
        uint32_t steps_ds[MLG_MAX_STEPS];
        json_t *steps = json_array();
        size_t n =
            mlg_time_steps(recount->scenario->limit_ds, recount->evidence->bound_ds, steps_ds);
        for (size_t i = 0; i < n; i++)
            json_array_append_new(steps, step_json(recount, steps_ds[i],
                                                   count_within(today, n_today, steps_ds[i]),
                                                   count_within(plan, n_plan, steps_ds[i])));
        json =
            json_pack("{s:o, s:o, s:o}", "within", steps, "today",
                      distribution_json(today, n_today), "plan", distribution_json(plan, n_plan));
    }
    free(today);
    free(plan);
    return json;
}
