/* The roads that a scenario's times were computed from, as the base of a page's maps.
 */
#ifndef MLG_SCENARIOS_REPORT_PAGE_ROADS_H
#define MLG_SCENARIOS_REPORT_PAGE_ROADS_H

#include "base/monitor.h"
#include "scenarios/language/scenario.h"
#include "scenarios/report/report.h"

/* level [MLG_ROAD_LEVELS]: motorways first; NULL where there are none, too many to be told in a few
 * kilobytes, or where the scenario has a ready matrix instead of roads. To be finished also after a
 * failure. */
enum mlg_status mlg_page_roads_read(const struct mlg_scenario *scenario,
                                    const struct mlg_monitor *monitor, struct mlg_outlines **level,
                                    struct mlg_error *err);
void mlg_page_roads_finish(struct mlg_outlines **level);

#endif
