/* The covering instance: which candidate covers which demand within the limit.
 *
 * Rows are demands (people's points, or classes of them) that no fixed site covers already; columns
 * are candidates. Stored once by row and once by column.
 */
#ifndef MLG_SOLVER_INSTANCE_H
#define MLG_SOLVER_INSTANCE_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct mlg_instance {
    uint32_t n_rows, n_cols;
    uint64_t n_entries;
    uint64_t *row_first; /* [n_rows + 1] */
    uint32_t *row_col;   /* [n_entries]: candidates that cover a row, increasing */
    uint64_t *col_first; /* [n_cols + 1] */
    uint32_t *col_row;   /* [n_entries]: rows that a candidate covers, increasing */
    int64_t *weight;     /* [n_rows]: residents in thousandths, >= 0 */
    int64_t *cost;       /* [n_cols]: > 0, 1 where all sites cost the same */
};

/* From columns: col_first [n_cols + 1], col_row [col_first[n_cols]] with the rows of each column in
 * increasing order; weight [n_rows]; cost [n_cols] or NULL for 1. All are copied. O(entries). */
enum mlg_status mlg_instance_create(uint32_t n_rows, uint32_t n_cols, const uint64_t *col_first,
                                    const uint32_t *col_row, const int64_t *weight,
                                    const int64_t *cost, struct mlg_instance **instance,
                                    struct mlg_error *err);
void mlg_instance_destroy(struct mlg_instance *instance);
/* The greatest common divisor of the costs, of which every plan's cost is a multiple; 1 without
 * columns. */
int64_t mlg_instance_cost_step(const struct mlg_instance *instance);

#endif
