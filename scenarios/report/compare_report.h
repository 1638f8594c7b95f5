/* Plans side by side in one HTML file that works alone and offline, in English and French: their
 * maps under one view, the map of their difference, and their figures.
 */
#ifndef MLG_SCENARIOS_REPORT_COMPARE_REPORT_H
#define MLG_SCENARIOS_REPORT_COMPARE_REPORT_H

#include "scenarios/compare/comparison.h"

#include <jansson.h>

struct mlg_compare_report_options {
    const char *output;
    bool overwrite;
    const char *outlines; /* a file of lines for the maps; NULL = the first scenario's, if any */
};

/* document: of mlg_compare. */
enum mlg_status mlg_compare_report_write(const struct mlg_comparison *comparison,
                                         const json_t *document,
                                         const struct mlg_compare_report_options *options,
                                         struct mlg_error *err);

#endif
