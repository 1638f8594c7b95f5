#include "scenarios/run/coverage.h"

#include "base/memory.h"

#include <stdlib.h>

static enum mlg_status allocate(size_t n, struct mlg_coverage **coverage, struct mlg_error *err)
{
    struct mlg_coverage *made = mlg_alloc_zero(1, sizeof *made);
    if (made) {
        made->n_people = n;
        made->best_ds = mlg_alloc(n, sizeof *made->best_ds);
        made->best_site = mlg_alloc(n, sizeof *made->best_site);
        made->n_in_reach = mlg_alloc(n, sizeof *made->n_in_reach);
    }
    if (!made || !made->best_ds || !made->best_site || !made->n_in_reach) {
        mlg_coverage_destroy(made);
        return mlg_fail_memory(err, "the coverage", n * 10);
    }
    *coverage = made;
    return MLG_OK;
}

enum mlg_status mlg_coverage_create(size_t n_people, struct mlg_coverage **coverage,
                                    struct mlg_error *err)
{
    enum mlg_status status = allocate(n_people, coverage, err);
    for (size_t i = 0; status == MLG_OK && i < n_people; i++) {
        (*coverage)->best_ds[i] = MLG_BEYOND;
        (*coverage)->best_site[i] = MLG_NO_SITE;
        (*coverage)->n_in_reach[i] = 0;
    }
    return status;
}

void mlg_coverage_destroy(struct mlg_coverage *coverage)
{
    if (!coverage)
        return;
    free(coverage->best_ds);
    free(coverage->best_site);
    free(coverage->n_in_reach);
    free(coverage);
}

void mlg_coverage_open(struct mlg_coverage *coverage, struct mlg_times *times, uint32_t site,
                       const uint16_t *limit_ds)
{
    uint32_t n = mlg_times_row(times, site, times->bound_ds);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        uint16_t time_ds = times->row_ds[k];
        if (time_ds < coverage->best_ds[person]) {
            coverage->best_ds[person] = time_ds;
            coverage->best_site[person] = site;
        }
        if (time_ds <= limit_ds[person])
            coverage->n_in_reach[person]++;
    }
}

struct mlg_site_figures mlg_coverage_figures(const struct mlg_coverage *before,
                                             const struct mlg_coverage *after,
                                             struct mlg_times *times, uint32_t site,
                                             const uint16_t *limit_ds,
                                             const int64_t *residents_milli)
{
    struct mlg_site_figures figures = {0};
    uint32_t n = mlg_times_row(times, site, times->bound_ds);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t person = times->row_person[k];
        int64_t residents = residents_milli[person];
        if (times->row_ds[k] > limit_ds[person])
            continue;
        figures.in_reach_milli += residents;
        if (before->n_in_reach[person] == 0)
            figures.new_milli += residents;
        if (after->n_in_reach[person] == 1)
            figures.only_milli += residents;
        if (after->best_site[person] == site)
            figures.nearest_milli += residents;
    }
    return figures;
}
