#include "scenarios/report/plan_report.h"

#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/plan_sources.h"
#include "scenarios/report/report.h"
#include "scenarios/run/groups.h"

#include <stdlib.h>

/* What a report borrows, in the order of its page. */
struct parts {
    struct mlg_times *times;
    uint32_t *rank;   /* [n_people]: of each point of people, its number in the page */
    uint32_t *person; /* [n_people]: a row of the page */
    const char **id, **commune, **commune_id, **off_reason;
    int32_t *lon_e7, *lat_e7;
    int64_t *residents_milli;
    uint16_t *limit_ds;
    const char **group, **site_group; /* NULL where there are no groups */
    const char **site_id, **site_name, **site_commune;
    int32_t *site_lon_e7, *site_lat_e7;
    bool *open;
};

static void parts_finish(struct parts *parts)
{
    free(parts->rank);
    free(parts->person);
    free(parts->id);
    free(parts->commune);
    free(parts->commune_id);
    free(parts->off_reason);
    free(parts->lon_e7);
    free(parts->lat_e7);
    free(parts->residents_milli);
    free(parts->limit_ds);
    free(parts->group);
    free(parts->site_group);
    free(parts->site_id);
    free(parts->site_name);
    free(parts->site_commune);
    free(parts->site_lon_e7);
    free(parts->site_lat_e7);
    free(parts->open);
}

static bool parts_init(struct parts *parts, const struct mlg_tables *tables,
                       struct mlg_times *times)
{
    size_t n = tables->n_people, m = tables->n_sites;
    *parts = (struct parts){
        .times = times,
        .rank = mlg_alloc(n, sizeof *parts->rank),
        .person = mlg_alloc(n, sizeof *parts->person),
        .id = mlg_alloc(n, sizeof *parts->id),
        .commune = mlg_alloc(n, sizeof *parts->commune),
        .commune_id = mlg_alloc(n, sizeof *parts->commune_id),
        .off_reason = mlg_alloc(n, sizeof *parts->off_reason),
        .lon_e7 = mlg_alloc(n, sizeof *parts->lon_e7),
        .lat_e7 = mlg_alloc(n, sizeof *parts->lat_e7),
        .residents_milli = mlg_alloc(n, sizeof *parts->residents_milli),
        .limit_ds = mlg_alloc(n, sizeof *parts->limit_ds),
        .site_id = mlg_alloc(m, sizeof *parts->site_id),
        .site_name = mlg_alloc(m, sizeof *parts->site_name),
        .site_commune = mlg_alloc(m, sizeof *parts->site_commune),
        .site_lon_e7 = mlg_alloc(m, sizeof *parts->site_lon_e7),
        .site_lat_e7 = mlg_alloc(m, sizeof *parts->site_lat_e7),
        .open = mlg_alloc_zero(m, sizeof *parts->open),
    };
    return parts->rank && parts->person && parts->id && parts->commune && parts->commune_id &&
           parts->off_reason && parts->lon_e7 && parts->lat_e7 && parts->residents_milli &&
           parts->limit_ds && parts->site_id && parts->site_name && parts->site_commune &&
           parts->site_lon_e7 && parts->site_lat_e7 && parts->open;
}

/* People in the order of the matrix's columns, which lie along a curve. */
static void fill_people(struct parts *parts, const struct mlg_tables *tables)
{
    const struct mlg_times *times = parts->times;
    for (size_t k = 0; k < tables->n_people; k++) {
        size_t i = times->person[k];
        enum mlg_snap_reason reason =
            mlg_matrix_cell_snap(times->matrix, times->person_cell[i], NULL);
        parts->rank[i] = (uint32_t)k;
        parts->id[k] = tables->people->id[i];
        parts->commune[k] = tables->commune[i];
        parts->commune_id[k] = tables->commune_id[i];
        parts->off_reason[k] = reason == MLG_SNAPPED ? NULL : mlg_snap_reason_name(reason);
        parts->lon_e7[k] = tables->people->lon_e7[i];
        parts->lat_e7[k] = tables->people->lat_e7[i];
        parts->residents_milli[k] = tables->people->residents_milli[i];
        parts->limit_ds[k] = tables->limit_ds[i];
    }
}

static void fill_sites(struct parts *parts, const struct mlg_tables *tables, const uint32_t *open,
                       size_t n_open)
{
    for (size_t s = 0; s < tables->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(tables, s);
        parts->site_id[s] = site.id;
        parts->site_name[s] = site.name;
        parts->site_commune[s] = site.commune;
        parts->site_lon_e7[s] = site.lon_e7;
        parts->site_lat_e7[s] = site.lat_e7;
    }
    for (size_t k = 0; k < n_open; k++)
        parts->open[open[k]] = true;
}

static enum mlg_status fill_groups(struct parts *parts, const struct mlg_tables *tables,
                                   const struct mlg_groups *groups, struct mlg_error *err)
{
    size_t n = tables->n_people, m = tables->n_sites;
    const char **group = mlg_alloc(n, sizeof *group);
    parts->group = mlg_alloc(n, sizeof *parts->group);
    parts->site_group = mlg_alloc(m, sizeof *parts->site_group);
    if (!group || !parts->group || !parts->site_group) {
        free(group);
        return mlg_fail_memory(err, "the groups", (2 * n + m) * sizeof *group);
    }
    enum mlg_status status = mlg_groups_of_people(groups, tables, group, err);
    for (size_t i = 0; status == MLG_OK && i < n; i++)
        parts->group[parts->rank[i]] = group[i];
    for (size_t s = 0; status == MLG_OK && s < m; s++)
        parts->site_group[s] = mlg_groups_of_site(groups, tables, s);
    free(group);
    return status;
}

static uint32_t read_row(void *context, size_t site, const uint32_t **person,
                         const uint16_t **time_ds)
{
    struct parts *parts = context;
    uint32_t n = mlg_times_row(parts->times, site, parts->times->bound_ds);
    for (uint32_t k = 0; k < n; k++)
        parts->person[k] = parts->rank[parts->times->row_person[k]];
    *person = parts->person;
    *time_ds = parts->times->row_ds;
    return n;
}

static struct mlg_report report_of(const struct mlg_plan *plan, uint32_t limit_ds,
                                   const struct mlg_tables *tables, struct parts *parts)
{
    return (struct mlg_report){
        .plan = plan->json,
        .limit_ds = limit_ds,
        .bound_ds = parts->times->bound_ds,
        .people = {.n = tables->n_people,
                   .id = parts->id,
                   .lon_e7 = parts->lon_e7,
                   .lat_e7 = parts->lat_e7,
                   .residents_milli = parts->residents_milli,
                   .limit_ds = parts->limit_ds,
                   .group = parts->group,
                   .commune = parts->commune,
                   .commune_id = parts->commune_id,
                   .off_reason = parts->off_reason},
        .sites = {.n = tables->n_sites,
                  .n_existing = tables->n_existing,
                  .id = parts->site_id,
                  .name = parts->site_name,
                  .commune = parts->site_commune,
                  .lon_e7 = parts->site_lon_e7,
                  .lat_e7 = parts->site_lat_e7,
                  .group = parts->site_group,
                  .open = parts->open,
                  .row = parts->times->site_row},
        .max_row_bytes = (size_t)24 << 20,
        .read_row = read_row,
        .context = parts,
    };
}

/* What the page shows besides the plan, read for it. */
struct extras {
    const char *by;
    struct mlg_groups *groups;     /* or NULL */
    struct mlg_outlines *outlines; /* or NULL */
};

static enum mlg_status extras_read(const struct mlg_scenario *scenario,
                                   const struct mlg_plan_report_options *options,
                                   struct extras *extras, struct mlg_error *err)
{
    const char *outlines = options->outlines ? options->outlines : scenario->outlines;
    extras->by = options->by ? options->by : scenario->by;
    enum mlg_status status =
        outlines ? mlg_outlines_read(outlines, &extras->outlines, err) : MLG_OK;
    if (status == MLG_OK && extras->by)
        status = mlg_groups_read(scenario, extras->by, NULL, &extras->groups, err);
    return status;
}

static void extras_finish(struct extras *extras)
{
    mlg_groups_destroy(extras->groups);
    mlg_outlines_destroy(extras->outlines);
}

enum mlg_status mlg_plan_report_write(const struct mlg_plan *plan,
                                      const struct mlg_scenario *scenario,
                                      const struct mlg_tables *tables, struct mlg_times *times,
                                      const uint32_t *open, size_t n_open,
                                      const struct mlg_plan_report_options *options,
                                      struct mlg_error *err)
{
    struct extras extras = {0};
    struct parts parts = {0};
    enum mlg_status status = extras_read(scenario, options, &extras, err);
    if (status == MLG_OK && !parts_init(&parts, tables, times))
        status = mlg_fail_memory(err, "a report", tables->n_people * 56);
    if (status == MLG_OK) {
        fill_people(&parts, tables);
        fill_sites(&parts, tables, open, n_open);
    }
    if (status == MLG_OK && extras.groups)
        status = fill_groups(&parts, tables, extras.groups, err);
    if (status == MLG_OK) {
        struct mlg_report report = report_of(plan, scenario->limit_ds, tables, &parts);
        report.outlines = extras.outlines;
        report.group_name = extras.by;
        status = mlg_report_write(&report, options->output, options->overwrite, err);
    }
    parts_finish(&parts);
    extras_finish(&extras);
    return status;
}

enum mlg_status mlg_plan_report(const char *plan_path,
                                const struct mlg_plan_report_options *options,
                                const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_plan_sources_options sources_options = {.scenario = options->scenario,
                                                             .cache_folder = options->cache_folder,
                                                             .threads = options->threads};
    struct mlg_plan_sources *sources;
    enum mlg_status status =
        mlg_plan_sources_open(plan_path, &sources_options, monitor, &sources, err);
    if (status != MLG_OK)
        return status;
    status = mlg_plan_report_write(sources->plan, sources->scenario, sources->tables,
                                   sources->times, sources->sites, sources->n_sites, options, err);
    mlg_plan_sources_close(sources);
    return status;
}
