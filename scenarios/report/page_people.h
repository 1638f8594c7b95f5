/* The people of a scenario in the order of the page: that of the matrix's columns, which lie along
 * a curve.
 */
#ifndef MLG_SCENARIOS_REPORT_PAGE_PEOPLE_H
#define MLG_SCENARIOS_REPORT_PAGE_PEOPLE_H

#include "scenarios/report/report.h"
#include "scenarios/run/times.h"

/* All but `rank` as in struct mlg_report_people, to which they are lent. [n_people] each. */
struct mlg_page_people {
    uint32_t *rank; /* of each point of people, its number in the page */
    const char **id, **commune, **commune_id, **off_reason;
    int32_t *lon_e7, *lat_e7;
    int64_t *residents_milli;
    uint16_t *limit_ds;
};

enum mlg_status mlg_page_people_init(struct mlg_page_people *people,
                                     const struct mlg_tables *tables, const struct mlg_times *times,
                                     struct mlg_error *err);
void mlg_page_people_finish(struct mlg_page_people *people);
/* Without groups. */
struct mlg_report_people mlg_page_people_lend(const struct mlg_page_people *people, size_t n);

#endif
