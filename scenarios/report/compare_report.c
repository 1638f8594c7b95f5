#include "scenarios/report/compare_report.h"

#include "base/memory.h"
#include "scenarios/report/page_people.h"
#include "scenarios/report/page_roads.h"

#include <stdlib.h>

/* One plan in the order of the page. */
struct cover {
    const char **id, **name, **commune; /* [n_sites] */
    int32_t *lon_e7, *lat_e7;
    bool *open;
    uint16_t *best_ds; /* [n_people] */
    uint32_t *site, *n_in_reach;
};

static void cover_finish(struct cover *cover)
{
    free(cover->id);
    free(cover->name);
    free(cover->commune);
    free(cover->lon_e7);
    free(cover->lat_e7);
    free(cover->open);
    free(cover->best_ds);
    free(cover->site);
    free(cover->n_in_reach);
}

static bool cover_init(struct cover *cover, size_t n_sites, size_t n_people)
{
    *cover = (struct cover){
        .id = mlg_alloc(n_sites, sizeof *cover->id),
        .name = mlg_alloc(n_sites, sizeof *cover->name),
        .commune = mlg_alloc(n_sites, sizeof *cover->commune),
        .lon_e7 = mlg_alloc(n_sites, sizeof *cover->lon_e7),
        .lat_e7 = mlg_alloc(n_sites, sizeof *cover->lat_e7),
        .open = mlg_alloc(n_sites, sizeof *cover->open),
        .best_ds = mlg_alloc(n_people, sizeof *cover->best_ds),
        .site = mlg_alloc(n_people, sizeof *cover->site),
        .n_in_reach = mlg_alloc(n_people, sizeof *cover->n_in_reach),
    };
    return cover->id && cover->name && cover->commune && cover->lon_e7 && cover->lat_e7 &&
           cover->open && cover->best_ds && cover->site && cover->n_in_reach;
}

static void fill_sites(const struct mlg_plan_sources *sources, struct cover *cover)
{
    for (size_t s = 0; s < sources->n_sites; s++) {
        struct mlg_site site = mlg_tables_site(sources->tables, sources->sites[s]);
        cover->id[s] = site.id;
        cover->name[s] = site.name;
        cover->commune[s] = site.commune;
        cover->lon_e7[s] = site.lon_e7;
        cover->lat_e7[s] = site.lat_e7;
        cover->open[s] = true;
    }
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* rank: of each person of the comparison, the number in the page. */
static void fill_people(const struct mlg_comparison *comparison, size_t plan, const uint32_t *rank,
                        struct cover *cover)
{
    const struct mlg_compared *compared = &comparison->plan[plan];
    const struct mlg_plan_sources *sources = compared->sources;
    for (size_t i = 0; i < comparison->n_people; i++) {
        uint32_t person = compared->person[i], k = rank[i];
        const uint32_t *nearest = bsearch(&compared->coverage->best_site[person], sources->sites,
                                          sources->n_sites, sizeof *nearest, compare_numbers);
        cover->best_ds[k] = mlg_comparison_time(comparison, plan, i);
        cover->n_in_reach[k] = compared->coverage->n_in_reach[person];
        cover->site[k] =
            (uint32_t)(nearest && cover->best_ds[k] != MLG_BEYOND ? nearest - sources->sites
                                                                  : (ptrdiff_t)sources->n_sites);
    }
}

static struct mlg_report_cover lend(const struct cover *cover,
                                    const struct mlg_plan_sources *sources)
{
    return (struct mlg_report_cover){
        .sites = {.n = sources->n_sites,
                  .n_existing = sources->n_stay,
                  .id = cover->id,
                  .name = cover->name,
                  .commune = cover->commune,
                  .lon_e7 = cover->lon_e7,
                  .lat_e7 = cover->lat_e7,
                  .open = cover->open},
        .best_ds = cover->best_ds,
        .site = cover->site,
        .n_in_reach = cover->n_in_reach,
    };
}

/* cover, lent [n]: those of the comparison's plans. */
static enum mlg_status fill(const struct mlg_comparison *comparison, const uint32_t *rank,
                            struct cover *cover, struct mlg_report_cover *lent,
                            struct mlg_error *err)
{
    for (size_t k = 0; k < comparison->n; k++) {
        const struct mlg_plan_sources *sources = comparison->plan[k].sources;
        if (!cover_init(&cover[k], sources->n_sites, comparison->n_people))
            return mlg_fail_memory(err, "a plan of a comparison", comparison->n_people * 10);
        fill_sites(sources, &cover[k]);
        fill_people(comparison, k, rank, &cover[k]);
        lent[k] = lend(&cover[k], sources);
    }
    return MLG_OK;
}

static enum mlg_status write_page(const struct mlg_comparison *comparison, const json_t *document,
                                  const struct mlg_page_people *people,
                                  const struct mlg_outlines *outlines,
                                  struct mlg_outlines *const *roads,
                                  const struct mlg_compare_report_options *options,
                                  struct mlg_error *err)
{
    struct cover *cover = mlg_alloc_zero(comparison->n, sizeof *cover);
    struct mlg_report_cover *lent = mlg_alloc(comparison->n, sizeof *lent);
    enum mlg_status status = cover && lent
                                 ? fill(comparison, people->rank, cover, lent, err)
                                 : mlg_fail_memory(err, "the plans", comparison->n * sizeof *lent);
    if (status == MLG_OK) {
        const struct mlg_compare_page page = {
            .comparison = document,
            .limit_ds = comparison->limit_ds,
            .bound_ds = comparison->bound_ds,
            .people = mlg_page_people_lend(people, comparison->n_people),
            .plan = lent,
            .n_plans = comparison->n,
            .outlines = outlines,
            .roads = roads,
        };
        status = mlg_compare_page_write(&page, options->output, options->overwrite, err);
    }
    for (size_t k = 0; cover && k < comparison->n; k++)
        cover_finish(&cover[k]);
    free(cover);
    free(lent);
    return status;
}

enum mlg_status mlg_compare_report_write(const struct mlg_comparison *comparison,
                                         const json_t *document,
                                         const struct mlg_compare_report_options *options,
                                         struct mlg_error *err)
{
    const struct mlg_plan_sources *first = comparison->plan[0].sources;
    const char *path = options->outlines ? options->outlines : first->scenario->outlines;
    struct mlg_outlines *outlines = NULL;
    struct mlg_outlines *roads[MLG_ROAD_LEVELS] = {NULL};
    struct mlg_page_people people = {0};
    enum mlg_status status = path ? mlg_outlines_read(path, &outlines, err) : MLG_OK;
    if (status == MLG_OK)
        status = mlg_page_people_init(&people, first->tables, first->times, err);
    if (status == MLG_OK)
        status = mlg_page_roads_read(first->scenario, NULL, roads, err);
    if (status == MLG_OK)
        status = write_page(comparison, document, &people, outlines, roads, options, err);
    mlg_page_roads_finish(roads);
    mlg_page_people_finish(&people);
    mlg_outlines_destroy(outlines);
    return status;
}
