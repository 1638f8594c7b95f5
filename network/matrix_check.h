/* What a matrix file must be before anything in it is used. */
#ifndef MLG_NETWORK_MATRIX_CHECK_H
#define MLG_NETWORK_MATRIX_CHECK_H

#include "base/status.h"

#include <stdint.h>

/* Checks `length` bytes (aligned to 8) whole: kind, version, sizes, checksums, and that every row
 * can be decoded, so that reading one later cannot fail. *max_group: entries of the largest group.
 * `name` is for the errors. O(length + entries), parallel. */
enum mlg_status mlg_matrix_check(const char *name, const uint8_t *bytes, size_t length,
                                 uint64_t *max_group, struct mlg_error *err);

#endif
