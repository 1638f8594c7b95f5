/* The rows of up to 32 sites that lie together, encoded together: a group.
 *
 * Most ways from one place to 32 sites far from it leave it along the same road. So the times at a
 * cell differ from those at a cell near it by one and the same number for most of the sites
 * (lanes), and by a second or third number for most of the rest. A group is
 *
 *     struct mlg_group_front
 *     struct mlg_group_lane [n_rows]
 *     runs                            of the cells that any of the rows reaches, in order: "places"
 *     uint16 [n_places]               bits 0-2: back less 1; bits 3-15: common difference, signed
 *     7 bytes [n_masks]               uint8 step, uint16 difference, uint32 lanes
 *     for each row
 *         runs                        of the places that it reaches
 *         3 bytes [n_singles]         uint8 step, uint16 difference
 *
 * The times of all lanes at a place are those at the place `back` (1 to 8) before it, zeros where
 * there is none, plus the common difference, plus the differences of the masks and singles at that
 * place, modulo 2^16. They go on like that where a row does not reach a place; its runs say where
 * its entries are. Masks and singles are in order; a step leads on from the place of the one before
 * (first: from 0), and one of 255 with no difference only leads on. Runs are pairs of varints
 * (LEB128): numbers skipped, and numbers in the run less 1.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_GROUP_H
#define MLG_NETWORK_MATRIX_MATRIX_GROUP_H

#include "network/matrix/matrix_rows.h"

enum { MLG_GROUP_BACK = 8, MLG_GROUP_STEP = 255, MLG_MASK_BYTES = 7, MLG_SINGLE_BYTES = 3 };

struct mlg_group_front {
    uint32_t n_places, run_bytes, n_masks;
};

struct mlg_group_lane {
    uint32_t n_entries, run_bytes, n_singles;
};

struct mlg_bytes {
    uint8_t *data;
    size_t length, capacity;
};

/* Replaces *bytes by the encoded block, at every cell of which some row has an entry; false = no
 * memory. O(cells x back). */
bool mlg_group_encode(const struct mlg_block *block, struct mlg_bytes *bytes);

/* The entries of a row of an encoded group. */
uint32_t mlg_group_entries(const uint8_t *data, uint32_t row);

/* Whether the bytes are a group of n_rows rows that decode to cells below n_cells and times up to
 * bound, as many as they say. Adds to *n_entries and raises *max_row. */
bool mlg_group_check(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t n_cells,
                     uint32_t bound, uint64_t *n_entries, uint32_t *max_row);

/* One row of a group that was checked. Returns the number of entries. */
uint32_t mlg_group_row(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t row,
                       uint32_t *cell, uint16_t *time_ds);

/* All rows of a group that was checked, some times faster than one by one; false = no memory. */
bool mlg_group_rows(const uint8_t *data, size_t length, uint32_t n_rows, struct mlg_rows *rows);

#endif
