#include "base/memory.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <stdlib.h>

static json_t *counts(const uint32_t *value, size_t n)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < n; i++)
        report_put_count(&bytes, value[i]);
    return report_take_base64(&bytes);
}

/* Times, those beyond the bound as the bound plus 1; site numbers. work [n]. */
static json_t *times(const struct mlg_report_cover *cover, size_t n, uint32_t bound_ds,
                     int64_t *work)
{
    for (size_t i = 0; i < n; i++)
        work[i] = cover->best_ds[i] > bound_ds ? bound_ds + 1 : cover->best_ds[i];
    return report_differences(work, n);
}

static json_t *nearest(const struct mlg_report_cover *cover, size_t n, int64_t *work)
{
    for (size_t i = 0; i < n; i++)
        work[i] = cover->site[i];
    return report_differences(work, n);
}

json_t *report_covers_json(const struct mlg_compare_page *page, struct mlg_error *err)
{
    size_t n = page->people.n;
    json_t *array = json_array();
    int64_t *work = mlg_alloc(n, sizeof *work);
    for (size_t k = 0; work && k < page->n_plans; k++) {
        const struct mlg_report_cover *cover = &page->plan[k];
        json_array_append_new(
            array, json_pack("{s:o, s:o, s:o, s:o}", "sites", report_sites_json(&cover->sites, err),
                             "best", times(cover, n, page->bound_ds, work), "site",
                             nearest(cover, n, work), "reach", counts(cover->n_in_reach, n)));
    }
    bool whole = work && json_array_size(array) == page->n_plans;
    free(work);
    if (whole)
        return array;
    json_decref(array);
    mlg_fail_memory(err, "a report", n * 8);
    return NULL;
}
