#include "solver/placement/reach.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void mlg_reach_destroy(struct mlg_reach *reach)
{
    if (!reach)
        return;
    free(reach->first);
    free(reach->site);
    free(reach->time_ds);
    free(reach);
}

static enum mlg_status check_rows(uint32_t n_demands, uint32_t n_sites, const uint64_t *site_first,
                                  const uint32_t *demand, struct mlg_error *err)
{
    for (uint32_t j = 0; j < n_sites; j++) {
        if (site_first[j] > site_first[j + 1])
            return mlg_fail(err, MLG_INTERNAL, "site %u has a negative number of demands", j);
        for (uint64_t k = site_first[j]; k < site_first[j + 1]; k++)
            if (demand[k] >= n_demands || (k > site_first[j] && demand[k] <= demand[k - 1]))
                return mlg_fail(err, MLG_INTERNAL,
                                "site %u names demand %u, expected increasing numbers below %u", j,
                                demand[k], n_demands);
    }
    return MLG_OK;
}

/* Sites are visited in order, so that those of a demand come out increasing. */
static void fill_by_demand(struct mlg_reach *reach, const uint64_t *site_first,
                           const uint32_t *demand, const uint16_t *time_ds)
{
    uint64_t *first = reach->first, begin = site_first[0], end = site_first[reach->n_sites];
    for (uint64_t k = begin; k < end; k++)
        first[demand[k] + 1]++;
    for (uint32_t i = 0; i < reach->n_demands; i++)
        first[i + 1] += first[i];
    for (uint32_t j = 0; j < reach->n_sites; j++)
        for (uint64_t k = site_first[j]; k < site_first[j + 1]; k++) {
            uint64_t at = first[demand[k]]++;
            reach->site[at] = j;
            reach->time_ds[at] = time_ds[k];
        }
    memmove(first + 1, first, reach->n_demands * sizeof *first);
    first[0] = 0;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* key [the most sites of a demand]: the time above the number. */
static void sort_by_time(struct mlg_reach *reach, uint64_t *key)
{
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        uint64_t begin = reach->first[i], n = reach->first[i + 1] - begin;
        for (uint64_t k = 0; k < n; k++)
            key[k] = (uint64_t)reach->time_ds[begin + k] << 32 | reach->site[begin + k];
        qsort(key, n, sizeof *key, compare_keys);
        for (uint64_t k = 0; k < n; k++) {
            reach->site[begin + k] = (uint32_t)key[k];
            reach->time_ds[begin + k] = (uint16_t)(key[k] >> 32);
        }
    }
}

enum mlg_status mlg_reach_create(uint32_t n_demands, uint32_t n_sites, const uint64_t *site_first,
                                 const uint32_t *demand, const uint16_t *time_ds,
                                 struct mlg_reach **reach, struct mlg_error *err)
{
    enum mlg_status status = check_rows(n_demands, n_sites, site_first, demand, err);
    if (status != MLG_OK)
        return status;
    uint64_t n = site_first[n_sites] - site_first[0];
    struct mlg_reach *made = mlg_alloc_zero(1, sizeof *made);
    uint64_t *key = mlg_alloc(n_sites, sizeof *key);
    if (made)
        *made = (struct mlg_reach){
            .n_demands = n_demands,
            .n_sites = n_sites,
            .n_entries = n,
            .first = mlg_alloc_zero((size_t)n_demands + 1, sizeof *made->first),
            .site = mlg_alloc(n, sizeof *made->site),
            .time_ds = mlg_alloc(n, sizeof *made->time_ds),
        };
    if (!made || !key || !made->first || !made->site || !made->time_ds) {
        free(key);
        mlg_reach_destroy(made);
        return mlg_fail_memory(err, "who reaches which site", n * (sizeof(uint32_t) + 2));
    }
    fill_by_demand(made, site_first, demand, time_ds);
    sort_by_time(made, key);
    free(key);
    *reach = made;
    return MLG_OK;
}
