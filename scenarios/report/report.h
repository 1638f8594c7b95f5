/* The report of a plan: one HTML file that works alone and offline, in English and French, with the
 * travel times in it, so that the reader can open and close sites and see at once what that means.
 *
 * The page (scenarios/report/page) is plain HTML, CSS and JavaScript that the build puts together
 * with Leaflet; here the data is coded and put into it.
 */
#ifndef MLG_SCENARIOS_REPORT_REPORT_H
#define MLG_SCENARIOS_REPORT_REPORT_H

#include "base/status.h"
#include "datasets/outlines.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Points of people, in the order of the page: those that lie together follow each other. */
struct mlg_report_people {
    size_t n;
    const char **id; /* [n]: grid ids tell the squares to draw */
    const int32_t *lon_e7, *lat_e7;
    const int64_t *residents_milli;
    const uint16_t *limit_ds;           /* [n]: within which a site serves them */
    const char **commune, **commune_id; /* "" where unknown */
    const char **group;                 /* [n]: "" = none; NULL where there are no groups */
    const char **off_reason;            /* [n]: why not on the network; NULL = on it */
};

/* Sites: the existing ones, then the candidates. */
struct mlg_report_sites {
    size_t n, n_existing;
    const char **id, **name, **commune;
    const int32_t *lon_e7, *lat_e7;
    const char **group;  /* [n], or NULL */
    const bool *open;    /* in the plan */
    const uint32_t *row; /* [n]: sites of one row have the same times; rows that lie together have
                            numbers that do */
};

/* The row of a site: people by their number in the page, increasing, with times up to the bound.
 * The arrays live until the next call. */
typedef uint32_t mlg_report_read_row(void *context, size_t site, const uint32_t **person,
                                     const uint16_t **time_ds);

enum { MLG_ROAD_LEVELS = 5 }; /* of the roads under the maps, the widest first */

/* All pointers are borrowed. */
struct mlg_report {
    const json_t *plan;          /* plan.json */
    uint32_t limit_ds, bound_ds; /* the scenario's limit; how far times are known */
    const char *group_name;      /* the column of the groups, or NULL */
    struct mlg_report_people people;
    struct mlg_report_sites sites;
    mlg_report_read_row *read_row;
    void *context;
    size_t max_row_bytes; /* if all times take more, the page has only those of open sites */
    const struct mlg_outlines *outlines; /* or NULL */
    struct mlg_outlines *const *roads;   /* [MLG_ROAD_LEVELS], each or NULL; or NULL */
};

/* What one of several plans means for the people of a page. */
struct mlg_report_cover {
    struct mlg_report_sites sites; /* the open ones; without rows */
    const uint16_t *best_ds;       /* [n]: to the nearest site; beyond the bound: any more */
    const uint32_t *site;       /* [n]: the nearest one; sites.n where none is within the bound */
    const uint32_t *n_in_reach; /* [n]: sites within the limit */
};

/* Plans side by side: a page of its own, with the same people under each. */
struct mlg_compare_page {
    const json_t *comparison; /* scenarios/compare/compare.h */
    uint32_t limit_ds, bound_ds;
    struct mlg_report_people people;
    const struct mlg_report_cover *plan; /* [n_plans] */
    size_t n_plans;
    const struct mlg_outlines *outlines; /* or NULL */
    struct mlg_outlines *const *roads;   /* [MLG_ROAD_LEVELS], each or NULL; or NULL */
};

/* Both: the same input gives the same bytes. O(n log n + entries). */
enum mlg_status mlg_report_write(const struct mlg_report *report, const char *path, bool overwrite,
                                 struct mlg_error *err);
enum mlg_status mlg_compare_page_write(const struct mlg_compare_page *page, const char *path,
                                       bool overwrite, struct mlg_error *err);

#endif
