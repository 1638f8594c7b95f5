/* A matrix as a table of its entries, for other programs. */
#ifndef MLG_SCENARIOS_TRAVEL_MATRIX_EXPORT_H
#define MLG_SCENARIOS_TRAVEL_MATRIX_EXPORT_H

#include "base/monitor.h"
#include "network/matrix/matrix.h"
#include "scenarios/language/scenario.h"

/* Writes a row for each entry to `path` (its ending says the format: datasets/table_write.h): site,
 * cell, seconds. Site by site, or with by_cell cell by cell. Sites and cells are named by the
 * scenario's ids and names where it has points at their positions; scenario may be NULL, and then
 * and elsewhere by their position, "longitude,latitude". Streams; *n_rows: entries written. */
enum mlg_status mlg_matrix_export(const struct mlg_matrix *matrix,
                                  const struct mlg_scenario *scenario, bool by_cell,
                                  const char *path, bool overwrite,
                                  const struct mlg_monitor *monitor, uint64_t *n_rows,
                                  struct mlg_error *err);

#endif
