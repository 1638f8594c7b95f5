#include "solver/check/check.h"

#include "base/memory.h"

#include <stdlib.h>

void mlg_tally_destroy(struct mlg_tally *tally)
{
    if (!tally)
        return;
    free(tally->best_ds);
    free(tally->best_site);
    free(tally->in_reach);
    free(tally->only_site);
    free(tally->only_milli);
    free(tally->nearest_milli);
    free(tally);
}

enum mlg_status mlg_tally_create(size_t n_cells, size_t n_sites, struct mlg_tally **tally,
                                 struct mlg_error *err)
{
    struct mlg_tally *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a tally", sizeof *made);
    made->n_cells = n_cells;
    made->n_sites = n_sites;
    made->best_ds = mlg_alloc(n_cells, sizeof *made->best_ds);
    made->best_site = mlg_alloc(n_cells, sizeof *made->best_site);
    made->in_reach = mlg_alloc_zero(n_cells, sizeof *made->in_reach);
    made->only_site = mlg_alloc(n_cells, sizeof *made->only_site);
    made->only_milli = mlg_alloc_zero(n_sites, sizeof *made->only_milli);
    made->nearest_milli = mlg_alloc_zero(n_sites, sizeof *made->nearest_milli);
    if (!made->best_ds || !made->best_site || !made->in_reach || !made->only_site ||
        !made->only_milli || !made->nearest_milli) {
        mlg_tally_destroy(made);
        return mlg_fail_memory(err, "a tally", 14 * n_cells + 16 * n_sites);
    }
    for (size_t c = 0; c < n_cells; c++) {
        made->best_ds[c] = MLG_CHECK_BEYOND;
        made->best_site[c] = made->only_site[c] = MLG_CHECK_NOBODY;
    }
    *tally = made;
    return MLG_OK;
}

void mlg_tally_add(struct mlg_tally *tally, uint32_t site, const uint16_t *limit_ds, size_t n,
                   const uint32_t *cells, const uint16_t *time_ds)
{
    for (size_t k = 0; k < n; k++) {
        uint32_t cell = cells[k];
        if (time_ds[k] == MLG_CHECK_BEYOND)
            continue;
        if (time_ds[k] < tally->best_ds[cell]) {
            tally->best_ds[cell] = time_ds[k];
            tally->best_site[cell] = site;
        }
        if (time_ds[k] <= limit_ds[cell])
            tally->only_site[cell] = ++tally->in_reach[cell] == 1 ? site : MLG_CHECK_NOBODY;
    }
}

void mlg_tally_finish(struct mlg_tally *tally, const uint16_t *limit_ds,
                      const int64_t *residents_milli)
{
    for (size_t c = 0; c < tally->n_cells; c++) {
        tally->total_milli += residents_milli[c];
        if (tally->best_ds[c] == MLG_CHECK_BEYOND || tally->best_ds[c] > limit_ds[c])
            continue;
        tally->covered_milli += residents_milli[c];
        tally->nearest_milli[tally->best_site[c]] += residents_milli[c];
        if (tally->in_reach[c] == 1)
            tally->only_milli[tally->only_site[c]] += residents_milli[c];
    }
}
