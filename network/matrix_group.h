/* Rows of neighbouring sites, encoded together.
 */
#ifndef MLG_NETWORK_MATRIX_GROUP_H
#define MLG_NETWORK_MATRIX_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MLG_GROUP_ROWS = 32 };

/* Up to MLG_GROUP_ROWS rows one after the other, cells in increasing order in each. */
struct mlg_rows {
    uint32_t n_rows;
    size_t first[MLG_GROUP_ROWS + 1];
    uint32_t *cell;
    uint16_t *time_ds;
    size_t capacity;
};

/* Appends a row; false = no memory. The group must not be full. */
bool mlg_rows_add(struct mlg_rows *rows, uint32_t count, const uint32_t *cell,
                  const uint16_t *time_ds);
void mlg_rows_clear(struct mlg_rows *rows);
void mlg_rows_finish(struct mlg_rows *rows);

struct mlg_bytes {
    uint8_t *data;
    size_t length, capacity;
};

/* Replaces *bytes by the encoded rows; false = no memory. */
bool mlg_group_encode(const struct mlg_rows *rows, struct mlg_bytes *bytes);

/* Whether all rows of an encoded group decode to increasing cells below n_cells and times up to
 * bound; adds to *n_entries and raises *max_row. */
bool mlg_group_check(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t n_cells,
                     uint32_t bound, uint64_t *n_entries, uint32_t *max_row);

/* One row of a group that was checked. Returns the number of entries. */
uint32_t mlg_group_decode(const uint8_t *data, size_t length, uint32_t row, uint32_t *cell,
                          uint16_t *time_ds);

#endif
