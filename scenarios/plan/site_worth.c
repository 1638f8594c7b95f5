#include "scenarios/plan/site_worth.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* second_ds [n_people]: the time to the nearest open site but for the very nearest. */
static void find_second(const struct mlg_plan_sources *sources, const struct mlg_coverage *coverage,
                        uint16_t *second_ds)
{
    struct mlg_times *times = sources->times;
    for (size_t i = 0; i < sources->tables->n_people; i++)
        second_ds[i] = MLG_BEYOND;
    for (size_t s = 0; s < sources->n_sites; s++) {
        uint32_t n = mlg_times_row(times, sources->sites[s], times->bound_ds);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t person = times->row_person[k];
            if (coverage->best_site[person] != sources->sites[s] &&
                times->row_ds[k] < second_ds[person])
                second_ds[person] = times->row_ds[k];
        }
    }
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* One point of people, within the limit of its nearest site. */
static void add_person(struct mlg_site_worth *worth, int64_t milli, bool only, uint16_t best_ds,
                       uint32_t second_ds)
{
    worth->nearest_milli += milli;
    if (only)
        worth->only_milli += milli;
    if (second_ds > best_ds)
        worth->saved += milli * (second_ds - best_ds);
}

enum mlg_status mlg_site_worths(const struct mlg_plan_sources *sources,
                                const struct mlg_coverage *coverage, uint32_t bound_ds,
                                struct mlg_site_worth *worth, struct mlg_error *err)
{
    const struct mlg_tables *tables = sources->tables;
    uint16_t *second_ds = mlg_alloc(tables->n_people, sizeof *second_ds);
    if (!second_ds)
        return mlg_fail_memory(err, "the times to a second site", tables->n_people * 2);
    find_second(sources, coverage, second_ds);
    for (size_t s = 0; s < sources->n_sites; s++)
        worth[s] = (struct mlg_site_worth){0};
    for (size_t i = 0; i < tables->n_people; i++) {
        if (coverage->n_in_reach[i] == 0)
            continue;
        const uint32_t *site = bsearch(&coverage->best_site[i], sources->sites, sources->n_sites,
                                       sizeof *site, compare_numbers);
        add_person(&worth[site - sources->sites], tables->people->residents_milli[i],
                   coverage->n_in_reach[i] == 1, coverage->best_ds[i],
                   second_ds[i] < bound_ds ? second_ds[i] : bound_ds);
    }
    free(second_ds);
    return MLG_OK;
}

json_t *mlg_site_worth_saved(const struct mlg_site_worth *worth)
{
    if (worth->nearest_milli == 0)
        return json_null();
    return json_real(floor((double)worth->saved / (6.0 * (double)worth->nearest_milli)) / 100);
}
