/* What a matrix file must be before anything in it is used. */
#ifndef MLG_NETWORK_MATRIX_MATRIX_CHECK_H
#define MLG_NETWORK_MATRIX_MATRIX_CHECK_H

#include "base/status.h"

#include <stdint.h>

enum mlg_extent { MLG_WHOLE, MLG_PART };

/* Checks `length` bytes (aligned to 8): kind, version, sizes, checksums, and that every row can be
 * decoded, so that reading one later cannot fail. They are to be a whole matrix or a part of one,
 * as `extent` says. *max_group: entries of the largest group. `name` is for the errors.
 * O(length + entries), parallel. */
enum mlg_status mlg_matrix_check(const char *name, const uint8_t *bytes, size_t length,
                                 enum mlg_extent extent, uint64_t *max_group,
                                 struct mlg_error *err);

#endif
