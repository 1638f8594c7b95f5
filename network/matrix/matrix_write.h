/* What the builder needs of the writer beyond network/matrix/matrix.h: whole groups, encoded
 * elsewhere. */
#ifndef MLG_NETWORK_MATRIX_MATRIX_WRITE_H
#define MLG_NETWORK_MATRIX_MATRIX_WRITE_H

#include "network/matrix/matrix.h"
#include "network/matrix/matrix_check.h"
#include "network/matrix/matrix_group.h"

/* As mlg_matrix_writer_create, of a whole matrix or a part of one. */
enum mlg_status mlg_matrix_writer_create_extent(const char *path, bool overwrite,
                                                const struct mlg_matrix_layout *layout,
                                                enum mlg_extent extent,
                                                struct mlg_matrix_writer **writer,
                                                struct mlg_error *err);
/* The next group: its rows as mlg_group_encode left them, cells numbered as in the file. No bytes
 * leave it out of a part. */
enum mlg_status mlg_matrix_writer_add_group(struct mlg_matrix_writer *writer,
                                            const struct mlg_bytes *bytes, struct mlg_error *err);

#endif
