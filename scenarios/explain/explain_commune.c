#include "base/memory.h"
#include "scenarios/explain/explain_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/run/communes.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LISTED = 5 };

/* Residents with something in common: a commune, a nearest site. */
struct share {
    uint32_t key; /* a person of the commune, or the site */
    int64_t milli;
};

static int by_residents(const void *left, const void *right)
{
    const struct share *a = left, *b = right;
    if (a->milli != b->milli)
        return a->milli < b->milli ? 1 : -1;
    return (a->key > b->key) - (a->key < b->key);
}

/* person [n]: sorted by commune here. share [n]; returns how many communes there are. */
static size_t add_up(const struct mlg_tables *tables, uint32_t *person, size_t n,
                     struct share *share)
{
    size_t n_shares = 0;
    mlg_sort_by_commune(tables, person, n);
    for (size_t k = 0; k < n; k++) {
        if (k == 0 || !mlg_same_commune(tables, person[k - 1], person[k]))
            share[n_shares++] = (struct share){.key = person[k]};
        share[n_shares - 1].milli += tables->people->residents_milli[person[k]];
    }
    return n_shares;
}

json_t *mlg_explain_communes_json(const struct mlg_explaining *explaining, const bool *marked)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    uint32_t *person = mlg_alloc(tables->n_people, sizeof *person);
    struct share *share = mlg_alloc(tables->n_people, sizeof *share);
    json_t *array = person && share ? json_array() : NULL;
    if (array) {
        size_t n = 0;
        for (uint32_t i = 0; i < tables->n_people; i++)
            if (marked[i])
                person[n++] = i;
        n = add_up(tables, person, n, share);
        qsort(share, n, sizeof *share, by_residents);
        for (size_t k = 0; k < n && k < MAX_LISTED; k++)
            array = mlg_json_append(array, json_pack("{s:s, s:o}", "commune",
                                                     tables->commune[share[k].key], "residents",
                                                     mlg_json_residents(share[k].milli)));
    }
    free(person);
    free(share);
    return array;
}

/* Everything that is summed over a commune. */
struct sums {
    const char *name, *id;
    size_t points;
    int64_t residents, today, plan;  /* thousandths; served today, and by the plan */
    uint64_t reached[2], time_ds[2]; /* within the bound: today, by the plan */
    uint16_t longest_ds;
};

static void add_person(const struct mlg_explaining *explaining, uint32_t person, struct sums *sums)
{
    int64_t milli = explaining->sources->tables->people->residents_milli[person];
    const struct mlg_coverage *states[] = {explaining->today, explaining->plan};
    sums->points++;
    sums->residents += milli;
    sums->today += explaining->today->n_in_reach[person] ? milli : 0;
    sums->plan += explaining->plan->n_in_reach[person] ? milli : 0;
    for (int i = 0; i < 2; i++) {
        uint16_t time_ds = states[i]->best_ds[person];
        if (time_ds == MLG_BEYOND)
            continue;
        sums->reached[i] += (uint64_t)milli;
        sums->time_ds[i] += (uint64_t)milli * time_ds;
    }
    if (explaining->plan->best_ds[person] > sums->longest_ds)
        sums->longest_ds = explaining->plan->best_ds[person];
}

static int by_key(const void *left, const void *right)
{
    const struct share *a = left, *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

/* The open sites that are nearest to the people [n], those with most residents first. */
static json_t *nearest_json(const struct mlg_explaining *explaining, const uint32_t *person,
                            size_t n)
{
    struct share *share = mlg_alloc(n, sizeof *share);
    json_t *array = share ? json_array() : NULL;
    size_t n_shares = 0;
    for (size_t k = 0; array && k < n; k++)
        share[k] = (struct share){explaining->plan->best_site[person[k]],
                                  explaining->sources->tables->people->residents_milli[person[k]]};
    if (array)
        qsort(share, n, sizeof *share, by_key);
    for (size_t k = 0; array && k < n; k++) {
        if (n_shares > 0 && share[n_shares - 1].key == share[k].key)
            share[n_shares - 1].milli += share[k].milli;
        else
            share[n_shares++] = share[k];
    }
    if (array)
        qsort(share, n_shares, sizeof *share, by_residents);
    for (size_t k = 0; k < n_shares && k < MAX_LISTED; k++)
        if (share[k].key != MLG_NO_SITE)
            array =
                mlg_json_append(array, json_pack("{s:o, s:o}", "site",
                                                 mlg_explain_site_json(explaining, share[k].key),
                                                 "residents", mlg_json_residents(share[k].milli)));
    free(share);
    return array;
}

static json_t *commune_json(const struct mlg_explaining *explaining, const uint32_t *person,
                            size_t n)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    struct sums sums = {.name = tables->commune[person[0]], .id = tables->commune_id[person[0]]};
    for (size_t k = 0; k < n; k++)
        add_person(explaining, person[k], &sums);
    return json_pack(
        "{s:s, s:s, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "name", sums.name, "id",
        sums.id, "limits", mlg_explain_limits_json(explaining, person, n), "points",
        (json_int_t)sums.points, "residents", mlg_json_residents(sums.residents), "served_today",
        mlg_json_residents(sums.today), "served", mlg_json_residents(sums.plan), "left_out",
        mlg_json_residents(sums.residents - sums.plan), "mean_today_min",
        mlg_json_mean_minutes(sums.time_ds[0], sums.reached[0]), "mean_min",
        mlg_json_mean_minutes(sums.time_ds[1], sums.reached[1]), "longest_min",
        sums.longest_ds == MLG_BEYOND ? json_null() : mlg_json_minutes(sums.longest_ds),
        "nearest_sites", nearest_json(explaining, person, n));
}

/* The people of the commune of this id or else of this name; person [n_people]. */
static size_t find_people(const struct mlg_tables *tables, const char *text, uint32_t *person)
{
    size_t n = 0;
    for (int by_name = 0; by_name < 2 && n == 0; by_name++) {
        const char *const *names = by_name ? tables->commune : tables->commune_id;
        for (uint32_t i = 0; i < tables->n_people; i++)
            if (*names[i] && strcmp(names[i], text) == 0)
                person[n++] = i;
    }
    return n;
}

static enum mlg_status check_one(const struct mlg_tables *tables, const char *text,
                                 const uint32_t *person, size_t n, struct mlg_error *err)
{
    for (size_t k = 1; k < n; k++)
        if (!mlg_same_commune(tables, person[0], person[k])) {
            mlg_fail(err, MLG_USAGE, "'%s' is the name of several communes", text);
            return mlg_hint(err, "use an id, such as '%s' or '%s'",
                            mlg_commune_key(tables, person[0]), mlg_commune_key(tables, person[k]));
        }
    return MLG_OK;
}

enum mlg_status mlg_explain_commune(const struct mlg_explaining *explaining, const char *text,
                                    json_t **json, struct mlg_error *err)
{
    const struct mlg_tables *tables = explaining->sources->tables;
    uint32_t *person = mlg_alloc(tables->n_people, sizeof *person);
    if (!person)
        return mlg_fail_memory(err, "the people of a commune", tables->n_people * sizeof *person);
    size_t n = find_people(tables, text, person);
    enum mlg_status status = check_one(tables, text, person, n, err);
    if (status == MLG_OK) {
        *json = n > 0 ? commune_json(explaining, person, n) : json_null();
        if (!*json)
            status = mlg_fail_memory(err, "an explanation", 0);
    }
    free(person);
    return status;
}
