#include "scenarios/verify/recount.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Working memory of one count. */
struct working {
    uint16_t *time_ds;   /* [n_people]: of one site */
    uint32_t *everybody; /* [n_people]: 0, 1, 2, … */
    uint16_t *site_ds;   /* [n_sites]: of one person */
    const struct mlg_monitor *monitor;
};

static int64_t residents(const struct mlg_recount *recount, size_t person)
{
    return recount->tables->people->residents_milli[person];
}

static enum mlg_status stopped(struct mlg_error *err)
{
    return mlg_fail(err, MLG_STOPPED, "the verification was interrupted");
}

/* Opens one site in the tally of the plan, and in today's if it exists. */
static enum mlg_status open_site(struct mlg_recount *recount, size_t index,
                                 const struct working *working, struct mlg_error *err)
{
    size_t n = recount->tables->n_people;
    uint32_t site = recount->open[index];
    const uint16_t *limit_ds = recount->tables->limit_ds;
    enum mlg_status status = mlg_evidence_times(recount->evidence, site, working->time_ds, err);
    if (status != MLG_OK)
        return status;
    mlg_tally_add(recount->plan, site, limit_ds, n, working->everybody, working->time_ds);
    for (size_t i = 0; i < n; i++) {
        if (working->time_ds[i] > limit_ds[i])
            continue;
        recount->reach_milli[index] += residents(recount, i);
        if (recount->today->in_reach[i] == 0)
            recount->newly_milli[index] += residents(recount, i);
    }
    return MLG_OK;
}

/* What exists, whether it stays or not. */
static enum mlg_status open_today(struct mlg_recount *recount, const struct working *working,
                                  struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t s = 0; s < recount->tables->n_existing && status == MLG_OK; s++) {
        status = mlg_evidence_times(recount->evidence, s, working->time_ds, err);
        if (status == MLG_OK)
            mlg_tally_add(recount->today, (uint32_t)s, recount->tables->limit_ds,
                          recount->tables->n_people, working->everybody, working->time_ds);
    }
    return status;
}

static enum mlg_status open_sites(struct mlg_recount *recount, const struct working *working,
                                  struct mlg_error *err)
{
    enum mlg_status status = open_today(recount, working, err);
    for (size_t k = 0; k < recount->n_open && status == MLG_OK; k++) {
        mlg_progress(working->monitor, "recounting the plan's sites", k, recount->n_open, NULL);
        status = mlg_stopped(working->monitor) ? stopped(err) : open_site(recount, k, working, err);
    }
    if (status != MLG_OK)
        return status;
    const int64_t *people = recount->tables->people->residents_milli;
    mlg_tally_finish(recount->today, recount->tables->limit_ds, people);
    mlg_tally_finish(recount->plan, recount->tables->limit_ds, people);
    return MLG_OK;
}

/* A candidate's time to a person whom the plan leaves out. */
static void offer(struct mlg_recount *recount, size_t person, uint32_t site, uint16_t time_ds)
{
    if (recount->plan->in_reach[person] > 0 || time_ds >= recount->nearest_ds[person] ||
        recount->terms->role[site] == MLG_SITE_NEVER)
        return;
    recount->nearest_ds[person] = time_ds;
    recount->nearest[person] = site;
}

/* All candidates, one after the other; also counts the problem that the solver had. */
static enum mlg_status try_candidates(struct mlg_recount *recount, const struct working *working,
                                      struct mlg_error *err)
{
    const struct mlg_tables *tables = recount->tables;
    bool *is_row = mlg_alloc_zero(tables->n_people, sizeof *is_row);
    enum mlg_status status = is_row ? MLG_OK : mlg_fail_memory(err, "rows", tables->n_people);
    for (size_t s = tables->n_existing; s < tables->n_sites && status == MLG_OK; s++) {
        mlg_progress(working->monitor, "asking every candidate", s - tables->n_existing,
                     tables->candidates->n, NULL);
        status = mlg_stopped(working->monitor)
                     ? stopped(err)
                     : mlg_evidence_times(recount->evidence, s, working->time_ds, err);
        for (size_t i = 0; i < tables->n_people && status == MLG_OK; i++) {
            offer(recount, i, (uint32_t)s, working->time_ds[i]);
            if (recount->today->in_reach[i] > 0 || recount->terms->role[s] == MLG_SITE_NEVER ||
                working->time_ds[i] > recount->tables->limit_ds[i])
                continue;
            recount->n_entries++;
            recount->n_rows += !is_row[i];
            is_row[i] = true;
        }
    }
    recount->has_problem = status == MLG_OK;
    free(is_row);
    return status;
}

/* From each person who is left out, by one search: less work where they are few. */
static enum mlg_status ask_people(struct mlg_recount *recount, const struct working *working,
                                  struct mlg_error *err)
{
    const struct mlg_tables *tables = recount->tables;
    for (size_t i = 0; i < tables->n_people; i++) {
        if (recount->plan->in_reach[i] > 0)
            continue;
        if (mlg_stopped(working->monitor))
            return stopped(err);
        mlg_evidence_from_person(recount->evidence, i, working->site_ds);
        for (size_t s = tables->n_existing; s < tables->n_sites; s++)
            offer(recount, i, (uint32_t)s, working->site_ds[s]);
    }
    return MLG_OK;
}

static enum mlg_status find_nearest(struct mlg_recount *recount, const struct working *working,
                                    struct mlg_error *err)
{
    size_t n_out = 0;
    for (size_t i = 0; i < recount->tables->n_people; i++) {
        recount->nearest_ds[i] = MLG_BEYOND;
        recount->nearest[i] = MLG_CHECK_NOBODY;
        n_out += recount->plan->in_reach[i] == 0;
    }
    bool few = n_out < recount->tables->candidates->n;
    return few && !recount->evidence->matrix && recount->evidence->n_conditions == 0
               ? ask_people(recount, working, err)
               : try_candidates(recount, working, err);
}

/* What exists and what the plan opens, under one condition or the usual ones. */
static enum mlg_status count_under(struct mlg_recount *recount, size_t index,
                                   const struct working *working, struct mlg_error *err)
{
    const struct mlg_tables *tables = recount->tables;
    struct mlg_recount_condition *made = &recount->conditions[index];
    uint16_t *limit_ds = mlg_alloc(tables->n_people, sizeof *limit_ds);
    enum mlg_status status =
        limit_ds ? MLG_OK : mlg_fail_memory(err, "the recount", tables->n_people * 2);
    if (status == MLG_OK)
        status = mlg_tally_create(tables->n_people, tables->n_sites, &made->today, err);
    if (status == MLG_OK)
        status = mlg_tally_create(tables->n_people, tables->n_sites, &made->plan, err);
    if (status == MLG_OK)
        mlg_evidence_limits_under(recount->evidence, index, limit_ds);
    for (size_t s = 0; s < tables->n_sites && status == MLG_OK; s++) {
        bool exists = s < tables->n_existing, open = mlg_recount_is_open(recount, s);
        if (!exists && !open)
            continue;
        status = mlg_evidence_times_under(recount->evidence, index, s, working->time_ds, err);
        if (status == MLG_OK && exists)
            mlg_tally_add(made->today, (uint32_t)s, limit_ds, tables->n_people, working->everybody,
                          working->time_ds);
        if (status == MLG_OK && open)
            mlg_tally_add(made->plan, (uint32_t)s, limit_ds, tables->n_people, working->everybody,
                          working->time_ds);
    }
    if (status == MLG_OK) {
        mlg_tally_finish(made->today, limit_ds, tables->people->residents_milli);
        mlg_tally_finish(made->plan, limit_ds, tables->people->residents_milli);
    }
    free(limit_ds);
    return status;
}

static enum mlg_status count_conditions(struct mlg_recount *recount, const struct working *working,
                                        struct mlg_error *err)
{
    size_t n = recount->evidence->n_conditions;
    if (n == 0)
        return MLG_OK;
    recount->conditions = mlg_alloc_zero(n + 1, sizeof *recount->conditions);
    if (!recount->conditions)
        return mlg_fail_memory(err, "the recount", n * sizeof *recount->conditions);
    enum mlg_status status = MLG_OK;
    for (size_t c = 0; c <= n && status == MLG_OK; c++) {
        recount->n_conditions = c + 1;
        status = count_under(recount, c, working, err);
    }
    return status;
}

static enum mlg_status make_arrays(struct mlg_recount *recount, struct working *working,
                                   struct mlg_error *err)
{
    size_t n_people = recount->tables->n_people, n_sites = recount->tables->n_sites;
    recount->open = mlg_alloc(recount->n_open, sizeof *recount->open);
    recount->reach_milli = mlg_alloc_zero(recount->n_open, sizeof *recount->reach_milli);
    recount->newly_milli = mlg_alloc_zero(recount->n_open, sizeof *recount->newly_milli);
    recount->nearest_ds = mlg_alloc(n_people, sizeof *recount->nearest_ds);
    recount->nearest = mlg_alloc(n_people, sizeof *recount->nearest);
    working->time_ds = mlg_alloc(n_people, sizeof *working->time_ds);
    working->everybody = mlg_alloc(n_people, sizeof *working->everybody);
    working->site_ds = mlg_alloc(n_sites, sizeof *working->site_ds);
    if (!recount->open || !recount->reach_milli || !recount->newly_milli || !recount->nearest_ds ||
        !recount->nearest || !working->time_ds || !working->everybody || !working->site_ds)
        return mlg_fail_memory(err, "the recount", n_people * 12);
    for (size_t i = 0; i < n_people; i++)
        working->everybody[i] = (uint32_t)i;
    enum mlg_status status = mlg_tally_create(n_people, n_sites, &recount->today, err);
    return status == MLG_OK ? mlg_tally_create(n_people, n_sites, &recount->plan, err) : status;
}

bool mlg_recount_is_open(const struct mlg_recount *recount, size_t site)
{
    for (size_t k = 0; k < recount->n_open; k++)
        if (recount->open[k] == site)
            return true;
    return false;
}

enum mlg_status mlg_recount_create(const struct mlg_terms *terms, struct mlg_evidence *evidence,
                                   const uint32_t *open, size_t n_open,
                                   const struct mlg_monitor *monitor, struct mlg_recount **recount,
                                   struct mlg_error *err)
{
    struct mlg_recount *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the recount", sizeof *made);
    struct working working = {.monitor = monitor};
    size_t n_existing = evidence->tables->n_existing;
    made->scenario = terms->scenario;
    made->terms = terms;
    made->tables = evidence->tables;
    made->evidence = evidence;
    made->n_open = n_open;
    enum mlg_status status = make_arrays(made, &working, err);
    if (status == MLG_OK) {
        for (size_t k = 0; k < n_open; k++) {
            made->open[k] = open[k];
            made->n_stay += open[k] < n_existing;
        }
        status = open_sites(made, &working, err);
    }
    if (status == MLG_OK)
        status = find_nearest(made, &working, err);
    if (status == MLG_OK)
        status = count_conditions(made, &working, err);
    free(working.time_ds);
    free(working.everybody);
    free(working.site_ds);
    if (status == MLG_OK)
        *recount = made;
    else
        mlg_recount_destroy(made);
    return status;
}

void mlg_recount_destroy(struct mlg_recount *recount)
{
    if (!recount)
        return;
    free(recount->open);
    free(recount->reach_milli);
    free(recount->newly_milli);
    free(recount->nearest_ds);
    free(recount->nearest);
    mlg_tally_destroy(recount->today);
    mlg_tally_destroy(recount->plan);
    for (size_t c = 0; c < recount->n_conditions; c++) {
        mlg_tally_destroy(recount->conditions[c].today);
        mlg_tally_destroy(recount->conditions[c].plan);
    }
    free(recount->conditions);
    free(recount);
}
