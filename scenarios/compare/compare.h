/* What plans have in common and in what they differ: one JSON document, printed as a table, as CSV
 * or written as layers.
 */
#ifndef MLG_SCENARIOS_COMPARE_H
#define MLG_SCENARIOS_COMPARE_H

#include "scenarios/compare/comparison.h"

#include <jansson.h>
#include <stdio.h>

/* "maillage comparison 1": the plans with their goals and times, the groups, and for every plan
 * after the first the sites and communes that differ from the first. *document: a new reference.
 * O(people + changed sites x (changed sites + people)). */
enum mlg_status mlg_compare(const struct mlg_comparison *comparison, json_t **document,
                            struct mlg_error *err);

/* The document for a person at a terminal. UTF-8. */
enum mlg_status mlg_compare_print(const json_t *document, FILE *stream, struct mlg_error *err);
/* Its figures as CSV: measure, group, unit, and a column for each plan. */
enum mlg_status mlg_compare_print_csv(const json_t *document, FILE *stream, struct mlg_error *err);

/* The layer of people's points with the minutes in each plan and the differences to the first, into
 * a file that ends in .gpkg, .geojson or .csv. */
enum mlg_status mlg_compare_write(const struct mlg_comparison *comparison, const char *path,
                                  bool overwrite, struct mlg_error *err);

#endif
