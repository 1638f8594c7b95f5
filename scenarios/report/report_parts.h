/* The parts of the page's data: for the report_*.c files. All return a new reference, or NULL after
 * filling err.
 */
#ifndef MLG_SCENARIOS_REPORT_REPORT_PARTS_H
#define MLG_SCENARIOS_REPORT_REPORT_PARTS_H

#include "scenarios/report/report.h"

/* report_people.c */
json_t *report_people_json(const struct mlg_report_people *people, struct mlg_error *err);
/* report_cells.c: the squares of grid cells; JSON null where the ids are no grid ids. */
json_t *report_cells_json(const struct mlg_report_people *people, struct mlg_error *err);
/* report_groups.c: {names, group: of each of n}; JSON null where there are none. */
json_t *report_groups_json(const char **group, size_t n);
/* report_sites.c */
json_t *report_sites_json(const struct mlg_report_sites *sites, struct mlg_error *err);
json_t *report_outlines_json(const struct mlg_outlines *outlines, struct mlg_error *err);
/* A list of such lines, level by level. */
json_t *report_roads_json(struct mlg_outlines *const *roads, struct mlg_error *err);
/* report_rows.c: the travel times. */
json_t *report_rows_json(const struct mlg_report *report, struct mlg_error *err);

/* report_covers.c: of each plan, its sites and everybody's times. */
json_t *report_covers_json(const struct mlg_compare_page *page, struct mlg_error *err);

/* Positions in steps of 10^-5 degrees, about a metre. */
enum { REPORT_E7_PER_STEP = 100 };

#endif
