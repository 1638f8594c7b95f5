#include "base/memory.h"
#include "scenarios/compare/compare_parts.h"
#include "scenarios/plan/figures.h"
#include "scenarios/run/communes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LISTED = 20 };

/* One commune under both plans. */
struct change {
    const char *name, *id;
    int64_t residents_milli;
    int64_t before_ds, after_ds; /* sums of thousandths of residents x deciseconds */
};

static int64_t gained(const struct change *change)
{
    return change->before_ds - change->after_ds;
}

/* The most resident-minutes gained first. */
static int by_gain(const void *left, const void *right)
{
    const struct change *a = left, *b = right;
    if (gained(a) != gained(b))
        return gained(a) < gained(b) ? 1 : -1;
    int order = strcmp(a->id, b->id);
    return order ? order : strcmp(a->name, b->name);
}

static int64_t clamped(const struct mlg_comparison *comparison, size_t plan, size_t person)
{
    uint16_t time_ds = mlg_comparison_time(comparison, plan, person);
    return time_ds > comparison->bound_ds ? comparison->bound_ds : time_ds;
}

/* order [n_people]: by commune. changes [n_people]; returns how many communes there are. */
static size_t sum_up(const struct mlg_comparison *comparison, size_t plan, const uint32_t *order,
                     struct change *changes)
{
    const struct mlg_tables *tables = comparison->tables;
    size_t n = 0;
    for (size_t k = 0; k < comparison->n_people; k++) {
        uint32_t person = order[k];
        int64_t milli = tables->people->residents_milli[person];
        if (k == 0 || !mlg_same_commune(tables, order[k - 1], person))
            changes[n++] =
                (struct change){.name = tables->commune[person], .id = tables->commune_id[person]};
        struct change *change = &changes[n - 1];
        change->residents_milli += milli;
        change->before_ds += milli * clamped(comparison, 0, person);
        change->after_ds += milli * clamped(comparison, plan, person);
    }
    return n;
}

static json_t *change_json(const struct change *change)
{
    uint64_t residents = (uint64_t)change->residents_milli;
    double minutes = (double)gained(change) / (600.0 * (double)residents);
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:f}", "commune", change->name, "id", change->id,
                     "residents", mlg_json_residents(change->residents_milli), "before_min",
                     mlg_json_mean_minutes((uint64_t)change->before_ds, residents), "after_min",
                     mlg_json_mean_minutes((uint64_t)change->after_ds, residents), "gain_min",
                     round(minutes * 100) / 100);
}

/* step 1: from the front, who gains; -1: from the back, who loses. */
static json_t *list_changes(const struct change *changes, size_t n, int step)
{
    json_t *array = json_array();
    for (size_t k = 0; k < n && k < MAX_LISTED; k++) {
        const struct change *change = step > 0 ? &changes[k] : &changes[n - 1 - k];
        if (gained(change) * step <= 0)
            break;
        array = mlg_json_append(array, change_json(change));
    }
    return array;
}

/* Residents who gain, who lose, and for whom nothing changes. */
static json_t *balance_json(const struct mlg_comparison *comparison, size_t plan,
                            const struct change *changes, size_t n)
{
    int64_t gain = 0, lose = 0, same = 0;
    for (size_t i = 0; i < comparison->n_people; i++) {
        int64_t before = clamped(comparison, 0, i), after = clamped(comparison, plan, i);
        int64_t *sum = after < before ? &gain : after > before ? &lose : &same;
        *sum += comparison->tables->people->residents_milli[i];
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "gain", mlg_json_residents(gain), "lose",
                     mlg_json_residents(lose), "same", mlg_json_residents(same), "gaining",
                     list_changes(changes, n, 1), "losing", list_changes(changes, n, -1));
}

json_t *mlg_compare_communes(const struct mlg_comparison *comparison, size_t plan)
{
    size_t n = comparison->n_people;
    uint32_t *order = mlg_alloc(n, sizeof *order);
    struct change *changes = mlg_alloc(n, sizeof *changes);
    json_t *json = NULL;
    if (order && changes) {
        for (size_t i = 0; i < n; i++)
            order[i] = (uint32_t)i;
        mlg_sort_by_commune(comparison->tables, order, n);
        size_t n_communes = sum_up(comparison, plan, order, changes);
        qsort(changes, n_communes, sizeof *changes, by_gain);
        json = balance_json(comparison, plan, changes, n_communes);
    }
    free(order);
    free(changes);
    return json;
}
