#include "base/memory.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <math.h>
#include <stdlib.h>

static json_t *texts(const char **text, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_string(text[i]));
    return list;
}

/* Whole: a plan that is saved from the page says them. */
static json_t *positions(const int32_t *value_e7, size_t n)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < n; i++)
        report_put_signed(&bytes, value_e7[i]);
    return report_take_base64(&bytes);
}

/* The numbers of the sites of the plan. */
static json_t *open_sites(const struct mlg_report_sites *sites)
{
    json_t *list = json_array();
    for (size_t i = 0; i < sites->n; i++)
        if (sites->open[i])
            json_array_append_new(list, json_integer((json_int_t)i));
    return list;
}

json_t *report_sites_json(const struct mlg_report_sites *sites, struct mlg_error *err)
{
    size_t n = sites->n;
    json_t *json =
        json_pack("{s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "n", (json_int_t)n, "existing",
                  (json_int_t)sites->n_existing, "open", open_sites(sites), "id",
                  texts(sites->id, n), "name", texts(sites->name, n), "commune",
                  texts(sites->commune, n), "lon", positions(sites->lon_e7, n), "lat",
                  positions(sites->lat_e7, n), "group", report_groups_json(sites->group, n));
    if (!json)
        mlg_fail_memory(err, "a report", n);
    return json;
}

static json_t *line(const double *degrees, size_t n, int64_t *work)
{
    for (size_t i = 0; i < n; i++)
        work[i] = llround(degrees[i] * 1e7 / REPORT_E7_PER_STEP);
    return report_differences(work, n);
}

static json_t *lengths(const struct mlg_outlines *outlines)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < outlines->n_lines; i++)
        report_put_count(&bytes, outlines->first[i + 1] - outlines->first[i]);
    return report_take_base64(&bytes);
}

json_t *report_outlines_json(const struct mlg_outlines *outlines, struct mlg_error *err)
{
    if (!outlines)
        return json_null();
    int64_t *work = mlg_alloc(outlines->n_points, sizeof *work);
    json_t *json = NULL;
    if (work)
        json =
            json_pack("{s:I, s:o, s:o, s:o}", "n", (json_int_t)outlines->n_lines, "length",
                      lengths(outlines), "lon", line(outlines->lon_deg, outlines->n_points, work),
                      "lat", line(outlines->lat_deg, outlines->n_points, work));
    free(work);
    if (!json)
        mlg_fail_memory(err, "a report", outlines->n_points * sizeof *work);
    return json;
}

json_t *report_roads_json(struct mlg_outlines *const *roads, struct mlg_error *err)
{
    json_t *list = json_array();
    for (size_t l = 0; list && roads && l < MLG_ROAD_LEVELS; l++) {
        json_t *level = report_outlines_json(roads[l], err);
        if (!level || json_array_append_new(list, level) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}
