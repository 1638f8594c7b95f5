/* Parts of a matrix, computed one after the other or on many machines, joined to the bytes that the
 * whole would have. A part holds all points of the matrix and the rows of some groups of sites.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_MERGE_H
#define MLG_NETWORK_MATRIX_MATRIX_MERGE_H

#include "base/monitor.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* paths: [n_parts], in any order. Each is checked whole; parts of different matrices, rows that two
 * parts have and rows that none has are refused by name. The matrix streams to `path` in bounded
 * memory. MLG_BAD_INPUT, MLG_IO, MLG_STOPPED. O(bytes + entries). */
enum mlg_status mlg_matrix_merge(const char *const *paths, size_t n_parts, const char *path,
                                 bool overwrite, const struct mlg_monitor *monitor,
                                 struct mlg_error *err);

/* Whether the file is there and is an undamaged part. */
bool mlg_matrix_is_part(const char *path);

#endif
