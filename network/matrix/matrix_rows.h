/* Rows of a few sites in memory: one after the other, or side by side. */
#ifndef MLG_NETWORK_MATRIX_MATRIX_ROWS_H
#define MLG_NETWORK_MATRIX_MATRIX_ROWS_H

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

/* Room for `count` entries in all; false = no memory. */
bool mlg_rows_reserve(struct mlg_rows *rows, size_t count);
/* Appends a row; false = no memory. There must be fewer than MLG_GROUP_ROWS. */
bool mlg_rows_add(struct mlg_rows *rows, uint32_t count, const uint32_t *cell,
                  const uint16_t *time_ds);
void mlg_rows_clear(struct mlg_rows *rows);
void mlg_rows_finish(struct mlg_rows *rows);

/* The times of all rows (lanes) at one cell; MLG_BEYOND where there is no entry. */
struct __attribute__((aligned(16))) mlg_lanes {
    uint16_t time_ds[MLG_GROUP_ROWS];
};

/* The same rows side by side: only the cells that any of them reaches, in increasing order. */
struct mlg_block {
    uint32_t n_rows, n_cells;
    uint32_t *cell;
    struct mlg_lanes *lanes;
    size_t capacity;
    uint32_t all_cells; /* of the matrix */
    uint64_t *reached;  /* working memory, a bit for each of all cells, zero between calls */
    uint32_t *rank;     /* working memory, for each word of `reached` */
};

/* false = no memory. */
bool mlg_block_init(struct mlg_block *block, uint32_t all_cells);
void mlg_block_finish(struct mlg_block *block);
/* Room for so many cells; false = no memory. */
bool mlg_block_reserve(struct mlg_block *block, uint32_t n_cells);
/* Replaces the content by the rows; false = no memory. */
bool mlg_block_fill(struct mlg_block *block, const struct mlg_rows *rows);

#endif
