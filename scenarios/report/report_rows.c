#include "base/memory.h"
#include "network/matrix/matrix_group.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <stdlib.h>

/* Rows are coded in groups as in a matrix file, which network/matrix/matrix_group.h describes. */
struct coder {
    const struct mlg_report *report;
    struct mlg_rows rows;
    struct mlg_block block;
    struct mlg_bytes bytes;
};

static int by_row(const void *a, const void *b, void *context)
{
    const uint32_t *row = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    return row[i] != row[j] ? (row[i] > row[j]) - (row[i] < row[j]) : (i > j) - (i < j);
}

/* The sites in the order of their rows, or the open ones only; returns how many. */
static size_t list_sites(const struct mlg_report_sites *sites, bool open_only, uint32_t *list)
{
    size_t n = 0;
    for (size_t s = 0; s < sites->n; s++)
        if (sites->open[s] || !open_only)
            list[n++] = (uint32_t)s;
    qsort_r(list, n, sizeof *list, by_row, (void *)sites->row);
    return n;
}

/* Codes a full group, or the last one, and appends it to the list. */
static bool finish_group(struct coder *coder, json_t *groups, size_t *total)
{
    if (coder->rows.n_rows == 0)
        return true;
    if (!mlg_block_fill(&coder->block, &coder->rows) ||
        !mlg_group_encode(&coder->block, &coder->bytes))
        return false;
    *total += coder->bytes.length;
    mlg_rows_clear(&coder->rows);
    return json_array_append_new(groups, report_base64(coder->bytes.data, coder->bytes.length)) ==
           0;
}

static bool add_row(struct coder *coder, size_t site, json_t *groups, size_t *total)
{
    const uint32_t *person;
    const uint16_t *time_ds;
    uint32_t n = coder->report->read_row(coder->report->context, site, &person, &time_ds);
    if (!mlg_rows_add(&coder->rows, n, person, time_ds))
        return false;
    return coder->rows.n_rows < MLG_GROUP_ROWS || finish_group(coder, groups, total);
}

/* Codes the rows of the sites, equal ones once. number[site] becomes the row's number in the page,
 * plus 1; sites that are not listed keep 0. Gives up above the most bytes; false = no memory. */
static bool code_rows(struct coder *coder, const uint32_t *list, size_t n, size_t most,
                      json_t *groups, uint32_t *number, size_t *total)
{
    const uint32_t *row = coder->report->sites.row;
    uint32_t n_rows = 0;
    mlg_rows_clear(&coder->rows);
    for (size_t k = 0; k < n && *total <= most; k++) {
        if (k == 0 || row[list[k]] != row[list[k - 1]]) {
            if (!add_row(coder, list[k], groups, total))
                return false;
            n_rows++;
        }
        number[list[k]] = n_rows;
    }
    return finish_group(coder, groups, total);
}

static json_t *numbers_json(const uint32_t *number, size_t n)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < n; i++)
        report_put_count(&bytes, number[i]);
    return report_take_base64(&bytes);
}

/* All rows if they fit, else those of the open sites. */
static json_t *code(struct coder *coder, uint32_t *list, uint32_t *number)
{
    const struct mlg_report_sites *sites = &coder->report->sites;
    for (int open_only = 0; open_only <= 1; open_only++) {
        json_t *groups = json_array();
        size_t n = list_sites(sites, open_only, list), total = 0;
        size_t most = open_only ? SIZE_MAX : coder->report->max_row_bytes;
        bool coded = groups && code_rows(coder, list, n, most, groups, number, &total);
        if (coded && total <= most)
            return json_pack("{s:b, s:o, s:o}", "all", !open_only, "row",
                             numbers_json(number, sites->n), "groups", groups);
        json_decref(groups);
        if (!coded)
            return NULL;
        for (size_t s = 0; s < sites->n; s++)
            number[s] = 0;
    }
    return NULL;
}

json_t *report_rows_json(const struct mlg_report *report, struct mlg_error *err)
{
    struct coder coder = {.report = report};
    size_t n = report->sites.n;
    uint32_t *list = mlg_alloc(n, sizeof *list), *number = mlg_alloc_zero(n, sizeof *number);
    json_t *json = NULL;
    if (list && number && mlg_block_init(&coder.block, (uint32_t)report->people.n))
        json = code(&coder, list, number);
    if (!json)
        mlg_fail_memory(err, "the travel times of a report", n * 2 * sizeof *list);
    mlg_rows_finish(&coder.rows);
    mlg_block_finish(&coder.block);
    free(coder.bytes.data);
    free(list);
    free(number);
    return json;
}
