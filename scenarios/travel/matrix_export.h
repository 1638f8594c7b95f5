/* A matrix for other programs: a table of its entries, or an open matrix. */
#ifndef MLG_SCENARIOS_TRAVEL_MATRIX_EXPORT_H
#define MLG_SCENARIOS_TRAVEL_MATRIX_EXPORT_H

#include "base/monitor.h"
#include "network/matrix/matrix.h"
#include "scenarios/language/scenario.h"

/* Writes a row for each entry to `path` (its ending says the format: datasets/table_write.h): site,
 * cell, seconds; site by site, or with by_cell cell by cell. ".omx" is a dense matrix instead
 * (scenarios/travel/matrix_omx.h). Sites and cells are named as in scenarios/travel/matrix_names.h;
 * scenario may be NULL. Streams. */
enum mlg_status mlg_matrix_export(const struct mlg_matrix *matrix,
                                  const struct mlg_scenario *scenario, bool by_cell,
                                  const char *path, bool overwrite,
                                  const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
