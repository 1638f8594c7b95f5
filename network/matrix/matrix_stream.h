/* A matrix file while it is written in one pass: header, points, groups of rows, index. Bounded
 * memory: 8 bytes a group.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_STREAM_H
#define MLG_NETWORK_MATRIX_MATRIX_STREAM_H

#include "base/file.h"
#include "network/matrix/matrix_format.h"

#include <stddef.h>

struct mlg_matrix_stream {
    struct mlg_output output;
    struct mlg_matrix_header header; /* counts grow with the rows */
    struct XXH3_state_s *body;       /* the checksum so far */
    uint64_t *index;                 /* [groups + 1] */
    uint64_t n_groups;               /* written */
};

/* header: what is known before the rows; sizes, counts and hashes are filled in. */
enum mlg_status mlg_matrix_stream_open(const char *path, bool overwrite,
                                       const struct mlg_matrix_header *header,
                                       struct mlg_matrix_stream *stream, struct mlg_error *err);
/* The sections before the rows, in order. */
enum mlg_status mlg_matrix_stream_write(struct mlg_matrix_stream *stream, const void *bytes,
                                        size_t length, struct mlg_error *err);
/* The next group, encoded; a length of 0 leaves it out (of a part). */
enum mlg_status mlg_matrix_stream_add(struct mlg_matrix_stream *stream, const uint8_t *bytes,
                                      size_t length, struct mlg_error *err);
/* Completes the file; all groups must have been added. */
enum mlg_status mlg_matrix_stream_commit(struct mlg_matrix_stream *stream, struct mlg_error *err);
/* NULL-safe; without a commit before, no file remains. */
void mlg_matrix_stream_finish(struct mlg_matrix_stream *stream);

#endif
