/* A part of an instance: some of its rows and columns as an instance of its own, with the way back.
 */
#ifndef MLG_SOLVER_COVERING_PART_H
#define MLG_SOLVER_COVERING_PART_H

#include "solver/instance.h"

#include <stdbool.h>

struct mlg_part {
    struct mlg_instance *instance;
    uint32_t *row_origin; /* [instance->n_rows]: row of the whole, increasing */
    uint32_t *col_origin; /* [instance->n_cols]: column of the whole, increasing */
};

/* The rows and columns that are marked; weight: NULL = the whole's. O(entries of the whole). */
enum mlg_status mlg_part_create(const struct mlg_instance *whole, const bool *row_kept,
                                const bool *col_kept, const int64_t *weight, struct mlg_part *part,
                                struct mlg_error *err);
void mlg_part_finish(struct mlg_part *part);

/* The connected components of an instance (columns that share a row belong together), the largest
 * number of columns first; columns without rows are in none. Caller finishes each and frees the
 * array. O(entries log columns). */
enum mlg_status mlg_components_create(const struct mlg_instance *whole, struct mlg_part **parts,
                                      size_t *n_parts, struct mlg_error *err);
void mlg_components_destroy(struct mlg_part *parts, size_t n_parts);

#endif
