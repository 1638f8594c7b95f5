#include "scenarios/report/report.h"

#include "base/file.h"
#include "scenarios/report/page.h"
#include "scenarios/report/report_parts.h"

#include <string.h>

/* Inside a script element, "<" could end it or begin a comment; JSON has it in strings only. */
static int put_escaped(const char *text, size_t length, void *stream)
{
    for (size_t i = 0; i < length;) {
        const char *angle = memchr(text + i, '<', length - i);
        size_t plain = angle ? (size_t)(angle - text) - i : length - i;
        if (fwrite(text + i, 1, plain, stream) != plain || (angle && fputs("\\u003c", stream) < 0))
            return -1;
        i += plain + (angle != NULL);
    }
    return 0;
}

/* Takes the references of all parts, some of which may be NULL. */
static json_t *pack(const struct mlg_report *report, json_t *people, json_t *sites, json_t *rows,
                    json_t *outlines, json_t *roads)
{
    return json_pack("{s:s, s:I, s:I, s:s?, s:O, s:o, s:o, s:o, s:o, s:o}", "format",
                     "maillage report 1", "limit_ds", (json_int_t)report->limit_ds, "bound_ds",
                     (json_int_t)report->bound_ds, "group_name", report->group_name, "plan",
                     report->plan, "people", people, "sites", sites, "rows", rows, "outlines",
                     outlines, "roads", roads);
}

static enum mlg_status build(const struct mlg_report *report, json_t **data, struct mlg_error *err)
{
    struct mlg_error first = {0};
    json_t *people = report_people_json(&report->people, &first);
    json_t *sites = people ? report_sites_json(&report->sites, &first) : NULL;
    json_t *rows = sites ? report_rows_json(report, &first) : NULL;
    json_t *outlines = rows ? report_outlines_json(report->outlines, &first) : NULL;
    json_t *roads = outlines ? report_roads_json(report->roads, &first) : NULL;
    *data = pack(report, people, sites, rows, outlines, roads);
    if (*data)
        return MLG_OK;
    if (first.status == MLG_OK)
        return mlg_fail_memory(err, "a report", 0);
    if (err)
        *err = first;
    return first.status;
}

/* A page without its data: what comes before them, and after. */
struct frame {
    const char *head, *tail;
    size_t head_bytes, tail_bytes;
};

/* false = no memory, or a failed write, which shows in the stream. */
static bool put_page(const struct frame *page, const json_t *data, FILE *stream)
{
    fwrite(page->head, 1, page->head_bytes, stream);
    int failed = json_dump_callback(data, put_escaped, stream, JSON_COMPACT | JSON_SORT_KEYS);
    fwrite(page->tail, 1, page->tail_bytes, stream);
    return !failed;
}

/* Takes the reference. */
static enum mlg_status write_page(const struct frame *page, json_t *data, const char *path,
                                  bool overwrite, struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, overwrite, &output, err);
    if (status == MLG_OK && (put_page(page, data, output.stream) || ferror(output.stream))) {
        status = mlg_output_commit(&output, err);
    } else if (status == MLG_OK) {
        mlg_output_abandon(&output);
        status = mlg_fail_memory(err, "a report", 0);
    }
    json_decref(data);
    return status;
}

enum mlg_status mlg_report_write(const struct mlg_report *report, const char *path, bool overwrite,
                                 struct mlg_error *err)
{
    const struct frame page = {report_page_head, report_page_tail, report_page_head_bytes,
                               report_page_tail_bytes};
    json_t *data;
    enum mlg_status status = build(report, &data, err);
    return status == MLG_OK ? write_page(&page, data, path, overwrite, err) : status;
}

enum mlg_status mlg_compare_page_write(const struct mlg_compare_page *page, const char *path,
                                       bool overwrite, struct mlg_error *err)
{
    const struct frame frame = {compare_page_head, compare_page_tail, compare_page_head_bytes,
                                compare_page_tail_bytes};
    struct mlg_error first = {0};
    json_t *people = report_people_json(&page->people, &first);
    json_t *plans = people ? report_covers_json(page, &first) : NULL;
    json_t *outlines = plans ? report_outlines_json(page->outlines, &first) : NULL;
    json_t *roads = outlines ? report_roads_json(page->roads, &first) : NULL;
    json_t *data =
        json_pack("{s:s, s:I, s:I, s:O, s:o, s:o, s:o, s:o}", "format",
                  "maillage comparison page 1", "limit_ds", (json_int_t)page->limit_ds, "bound_ds",
                  (json_int_t)page->bound_ds, "comparison", page->comparison, "people", people,
                  "plans", plans, "outlines", outlines, "roads", roads);
    if (data)
        return write_page(&frame, data, path, overwrite, err);
    if (first.status == MLG_OK)
        return mlg_fail_memory(err, "a report", 0);
    if (err)
        *err = first;
    return first.status;
}
