#include "base/memory.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <stdlib.h>
#include <string.h>

static int compare_communes(const void *a, const void *b, void *context)
{
    const struct mlg_report_people *people = context;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    int order = strcmp(people->commune[i], people->commune[j]);
    return order ? order : strcmp(people->commune_id[i], people->commune_id[j]);
}

/* Numbers the communes in the order of their names: number[i] is that of person i. Returns their
 * list, [name, id] each. */
static json_t *list_communes(const struct mlg_report_people *people, int64_t *number)
{
    json_t *list = json_array();
    size_t *order = mlg_alloc(people->n, sizeof *order);
    for (size_t i = 0; order && i < people->n; i++)
        order[i] = i;
    if (order)
        qsort_r(order, people->n, sizeof *order, compare_communes, (void *)people);
    for (size_t k = 0; order && k < people->n; k++) {
        size_t i = order[k];
        if (k == 0 || compare_communes(&order[k - 1], &order[k], (void *)people) != 0)
            json_array_append_new(list,
                                  json_pack("[s, s]", people->commune[i], people->commune_id[i]));
        number[i] = (int64_t)json_array_size(list) - 1;
    }
    if (!order) {
        json_decref(list);
        return NULL;
    }
    free(order);
    return list;
}

/* Those off the network: [number, reason] each. */
static json_t *off_network(const struct mlg_report_people *people)
{
    json_t *list = json_array();
    for (size_t i = 0; i < people->n; i++)
        if (people->off_reason[i])
            json_array_append_new(list, json_pack("[I, s]", (json_int_t)i, people->off_reason[i]));
    return list;
}

/* Runs of equal limits: how many people, and their limit. */
static json_t *limits(const struct mlg_report_people *people)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0, end; i < people->n; i = end) {
        for (end = i + 1; end < people->n && people->limit_ds[end] == people->limit_ds[i];)
            end++;
        report_put_count(&bytes, end - i);
        report_put_count(&bytes, people->limit_ds[i]);
    }
    return report_take_base64(&bytes);
}

static json_t *residents(const struct mlg_report_people *people)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < people->n; i++)
        report_put_count(&bytes, (uint64_t)people->residents_milli[i]);
    return report_take_base64(&bytes);
}

static json_t *steps(const int32_t *value_e7, size_t n, int64_t *work)
{
    for (size_t i = 0; i < n; i++)
        work[i] = value_e7[i] / REPORT_E7_PER_STEP;
    return report_differences(work, n);
}

json_t *report_people_json(const struct mlg_report_people *people, struct mlg_error *err)
{
    json_t *cells = report_cells_json(people, err);
    int64_t *work = mlg_alloc(people->n, sizeof *work);
    if (!cells || !work) {
        json_decref(cells);
        free(work);
        if (cells)
            mlg_fail_memory(err, "a report", people->n * sizeof *work);
        return NULL;
    }
    json_t *lon = steps(people->lon_e7, people->n, work);
    json_t *lat = steps(people->lat_e7, people->n, work);
    json_t *communes = list_communes(people, work);
    json_t *commune = report_differences(work, people->n);
    free(work);
    json_t *json =
        json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "n", (json_int_t)people->n,
                  "lon", lon, "lat", lat, "residents", residents(people), "communes", communes,
                  "commune", commune, "off", off_network(people), "cells", cells, "limits",
                  limits(people), "group", report_groups_json(people->group, people->n));
    if (!json)
        mlg_fail_memory(err, "a report", people->n * sizeof *work);
    return json;
}
