/* The figures of a comparison as rows: one walk for the table on the terminal and for CSV. */
#ifndef MLG_SCENARIOS_COMPARE_TABLE_H
#define MLG_SCENARIOS_COMPARE_TABLE_H

#include <jansson.h>
#include <stddef.h>

/* One figure of all plans. */
struct mlg_compare_row {
    const char *group; /* "" = everybody */
    const char *measure;
    const char *unit;
    const json_t *const *value; /* [n]: one for each plan; number or null */
    size_t n;
};

/* Calls `each` for every row of the document, everybody first, then group by group; stops where it
 * returns a number other than 0 and returns that. */
int mlg_compare_rows(const json_t *document,
                     int (*each)(void *context, const struct mlg_compare_row *row), void *context);

/* The same for what is told of plans as wholes: sites, residents served, cost, and of each of their
 * goals the value and the bound. */
int mlg_compare_plan_rows(const json_t *document,
                          int (*each)(void *context, const struct mlg_compare_row *row),
                          void *context);

#endif
