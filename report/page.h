/* The page without its data, put together by report/assemble.py from report/page and Leaflet: what
 * comes before the data and what comes after it.
 */
#ifndef MLG_REPORT_PAGE_H
#define MLG_REPORT_PAGE_H

#include <stddef.h>

extern const char report_page_head[], report_page_tail[];
extern const size_t report_page_head_bytes, report_page_tail_bytes;

#endif
