#include "scenarios/report/plan_report.h"

#include "base/memory.h"
#include "scenarios/plan/plan_sources.h"
#include "scenarios/report/page_people.h"
#include "scenarios/report/page_roads.h"
#include "scenarios/report/report.h"
#include "scenarios/run/groups.h"

#include <stdlib.h>

/* What a report borrows, in the order of its page. */
struct parts {
    struct mlg_times *times;
    struct mlg_page_people people;
    uint32_t *person;                 /* [n_people]: a row of the page */
    const char **group, **site_group; /* NULL where there are no groups */
    const char **site_id, **site_name, **site_commune;
    int32_t *site_lon_e7, *site_lat_e7;
    bool *open;
};

static void parts_finish(struct parts *parts)
{
    mlg_page_people_finish(&parts->people);
    free(parts->person);
    free(parts->group);
    free(parts->site_group);
    free(parts->site_id);
    free(parts->site_name);
    free(parts->site_commune);
    free(parts->site_lon_e7);
    free(parts->site_lat_e7);
    free(parts->open);
}

static enum mlg_status parts_init(struct parts *parts, const struct mlg_tables *tables,
                                  struct mlg_times *times, struct mlg_error *err)
{
    size_t m = tables->n_sites;
    *parts = (struct parts){
        .times = times,
        .person = mlg_alloc(tables->n_people, sizeof *parts->person),
        .site_id = mlg_alloc(m, sizeof *parts->site_id),
        .site_name = mlg_alloc(m, sizeof *parts->site_name),
        .site_commune = mlg_alloc(m, sizeof *parts->site_commune),
        .site_lon_e7 = mlg_alloc(m, sizeof *parts->site_lon_e7),
        .site_lat_e7 = mlg_alloc(m, sizeof *parts->site_lat_e7),
        .open = mlg_alloc_zero(m, sizeof *parts->open),
    };
    if (!parts->person || !parts->site_id || !parts->site_name || !parts->site_commune ||
        !parts->site_lon_e7 || !parts->site_lat_e7 || !parts->open)
        return mlg_fail_memory(err, "the sites of a report", m * 33);
    return mlg_page_people_init(&parts->people, tables, times, err);
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
        parts->group[parts->people.rank[i]] = group[i];
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
        parts->person[k] = parts->people.rank[parts->times->row_person[k]];
    *person = parts->person;
    *time_ds = parts->times->row_ds;
    return n;
}

static struct mlg_report report_of(const struct mlg_plan *plan, uint32_t limit_ds,
                                   const struct mlg_tables *tables, struct parts *parts)
{
    struct mlg_report_people people = mlg_page_people_lend(&parts->people, tables->n_people);
    people.group = parts->group;
    return (struct mlg_report){
        .plan = plan->json,
        .limit_ds = limit_ds,
        .bound_ds = parts->times->bound_ds,
        .people = people,
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
    struct mlg_outlines *roads[MLG_ROAD_LEVELS];
};

static enum mlg_status extras_read(const struct mlg_scenario *scenario,
                                   const struct mlg_plan_report_options *options,
                                   struct extras *extras, struct mlg_error *err)
{
    const char *outlines = options->outlines ? options->outlines : scenario->outlines;
    extras->by = options->by ? options->by : scenario->by;
    enum mlg_status status =
        outlines ? mlg_outlines_read(outlines, &extras->outlines, err) : MLG_OK;
    if (status == MLG_OK)
        status = mlg_page_roads_read(scenario, NULL, extras->roads, err);
    if (status == MLG_OK && extras->by)
        status = mlg_groups_read(scenario, extras->by, NULL, &extras->groups, err);
    return status;
}

static void extras_finish(struct extras *extras)
{
    mlg_groups_destroy(extras->groups);
    mlg_outlines_destroy(extras->outlines);
    mlg_page_roads_finish(extras->roads);
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
    if (status == MLG_OK)
        status = parts_init(&parts, tables, times, err);
    if (status == MLG_OK)
        fill_sites(&parts, tables, open, n_open);
    if (status == MLG_OK && extras.groups)
        status = fill_groups(&parts, tables, extras.groups, err);
    if (status == MLG_OK) {
        struct mlg_report report = report_of(plan, scenario->limit_ds, tables, &parts);
        report.outlines = extras.outlines;
        report.roads = extras.roads;
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
