/* A matrix as an Open Matrix, the format that travel modellers exchange: an HDF5 file. */
#ifndef MLG_SCENARIOS_TRAVEL_MATRIX_OMX_H
#define MLG_SCENARIOS_TRAVEL_MATRIX_OMX_H

#include "base/monitor.h"
#include "scenarios/travel/matrix_names.h"

/* Writes /data/time_ds [n_sites][n_cells], unsigned 16-bit tenths of a second (65535, its attribute
 * NA: not within the bound), and /lookup/site and /lookup/cell, the names of rows and columns. The
 * same matrix gives the same bytes. Memory: 16 rows. O(n_sites x n_cells). */
enum mlg_status mlg_matrix_write_omx(const struct mlg_matrix *matrix,
                                     const struct mlg_matrix_names *names, const char *path,
                                     bool overwrite, const struct mlg_monitor *monitor,
                                     struct mlg_error *err);

#endif
