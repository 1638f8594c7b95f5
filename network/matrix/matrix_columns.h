/* Reading a matrix by cell: which sites reach it, in what time. The file has rows only; columns are
 * read in blocks of neighbouring cells, each from the rows that come near it.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_COLUMNS_H
#define MLG_NETWORK_MATRIX_MATRIX_COLUMNS_H

#include "network/matrix/matrix.h"

struct mlg_matrix_columns;

/* Notes which of 64 blocks of cells each 32 rows reach. For one thread; the matrix must outlive it.
 * Memory for the entries of the largest block, about 1/64 of all. O(bytes of the matrix). */
enum mlg_status mlg_matrix_columns_create(const struct mlg_matrix *matrix,
                                          struct mlg_matrix_columns **columns,
                                          struct mlg_error *err);
void mlg_matrix_columns_destroy(struct mlg_matrix_columns *columns);

/* A column: sites in increasing order and times, valid until the next call; *count of them. Fast
 * for cells in increasing order: all columns together take some times as long as all rows. Fails
 * only for want of memory. */
enum mlg_status mlg_matrix_columns_read(struct mlg_matrix_columns *columns, uint32_t cell,
                                        uint32_t *count, const uint32_t **sites,
                                        const uint16_t **time_ds, struct mlg_error *err);

#endif
