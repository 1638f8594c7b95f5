/* What the builder needs of the writer beyond network/matrix.h: whole groups, encoded elsewhere. */
#ifndef MLG_NETWORK_MATRIX_WRITE_H
#define MLG_NETWORK_MATRIX_WRITE_H

#include "network/matrix.h"
#include "network/matrix_group.h"

/* The next group: n_rows rows as mlg_group_encode left them, cells numbered as in the file. */
enum mlg_status mlg_matrix_writer_add_group(struct mlg_matrix_writer *writer, uint32_t n_rows,
                                            const struct mlg_bytes *bytes, struct mlg_error *err);

#endif
