/* The pages without their data, put together by scenarios/report/assemble.py from
 * scenarios/report/page and Leaflet: what comes before the data and what comes after it.
 */
#ifndef MLG_SCENARIOS_REPORT_PAGE_H
#define MLG_SCENARIOS_REPORT_PAGE_H

#include <stddef.h>

extern const char report_page_head[], report_page_tail[];
extern const size_t report_page_head_bytes, report_page_tail_bytes;

extern const char compare_page_head[], compare_page_tail[];
extern const size_t compare_page_head_bytes, compare_page_tail_bytes;

#endif
