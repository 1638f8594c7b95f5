#include "network/matrix/matrix_stream.h"

#include "base/memory.h"
#include "network/matrix/matrix_group.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static enum mlg_status write_bytes(struct mlg_matrix_stream *stream, const void *bytes,
                                   size_t length, struct mlg_error *err)
{
    const char *path = stream->output.path;
    if (fwrite(bytes, 1, length, stream->output.stream) != length)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot write '%s': %s", path, strerror(errno));
    return MLG_OK;
}

enum mlg_status mlg_matrix_stream_open(const char *path, bool overwrite,
                                       const struct mlg_matrix_header *header,
                                       struct mlg_matrix_stream *stream, struct mlg_error *err)
{
    const uint64_t n_groups = mlg_matrix_sections(header).n_groups;
    struct mlg_matrix_stream made = {.header = *header};
    made.body = XXH3_createState();
    made.index = mlg_alloc(n_groups + 1, sizeof *made.index);
    enum mlg_status status;
    if (made.body && made.index)
        status = mlg_output_open(path, overwrite, &made.output, err);
    else
        status = mlg_fail_memory(err, "the index of a matrix", n_groups * sizeof *made.index);
    if (status == MLG_OK)
        status = write_bytes(&made, header, sizeof *header, err);
    if (status != MLG_OK) {
        mlg_matrix_stream_finish(&made);
        return status;
    }
    XXH3_128bits_reset(made.body);
    *stream = made;
    return MLG_OK;
}

enum mlg_status mlg_matrix_stream_write(struct mlg_matrix_stream *stream, const void *bytes,
                                        size_t length, struct mlg_error *err)
{
    XXH3_128bits_update(stream->body, bytes, length);
    return write_bytes(stream, bytes, length, err);
}

enum mlg_status mlg_matrix_stream_add(struct mlg_matrix_stream *stream, const uint8_t *bytes,
                                      size_t length, struct mlg_error *err)
{
    struct mlg_matrix_header *header = &stream->header;
    uint64_t left = header->n_sites - stream->n_groups * MLG_GROUP_ROWS;
    uint32_t n_rows = left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS;
    for (uint32_t row = 0; length && row < n_rows; row++) {
        uint32_t count = mlg_group_entries(bytes, row);
        header->max_row = count > header->max_row ? count : header->max_row;
        header->n_entries += count;
    }
    stream->index[stream->n_groups++] = header->row_bytes;
    header->row_bytes += length;
    return length ? mlg_matrix_stream_write(stream, bytes, length, err) : MLG_OK;
}

/* The header with the final counts and hashes, over the one at the file's start. */
static enum mlg_status write_header(struct mlg_matrix_stream *stream, struct mlg_error *err)
{
    struct mlg_matrix_header *header = &stream->header;
    const char *path = stream->output.path;
    XXH128_hash_t body = XXH3_128bits_digest(stream->body);
    header->file_bytes = mlg_matrix_sections(header).end;
    header->body_hash[0] = body.low64;
    header->body_hash[1] = body.high64;
    header->header_hash = mlg_matrix_header_hash(header);
    if (fseek(stream->output.stream, 0, SEEK_SET) != 0)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot write '%s': %s", path, strerror(errno));
    return write_bytes(stream, header, sizeof *header, err);
}

enum mlg_status mlg_matrix_stream_commit(struct mlg_matrix_stream *stream, struct mlg_error *err)
{
    static const uint8_t zeros[8];
    struct mlg_matrix_sections at = mlg_matrix_sections(&stream->header);
    if (stream->n_groups != at.n_groups)
        return mlg_fail(err, MLG_BAD_INPUT, "fewer rows than the %u sites of the matrix",
                        stream->header.n_sites);
    stream->index[at.n_groups] = stream->header.row_bytes;
    enum mlg_status status =
        mlg_matrix_stream_write(stream, zeros, at.index - at.rows - stream->header.row_bytes, err);
    if (status == MLG_OK)
        status = mlg_matrix_stream_write(stream, stream->index,
                                         (at.n_groups + 1) * sizeof *stream->index, err);
    if (status == MLG_OK)
        status = write_header(stream, err);
    return status == MLG_OK ? mlg_output_commit(&stream->output, err) : status;
}

void mlg_matrix_stream_finish(struct mlg_matrix_stream *stream)
{
    if (!stream)
        return;
    mlg_output_abandon(&stream->output);
    XXH3_freeState(stream->body);
    free(stream->index);
    *stream = (struct mlg_matrix_stream){0};
}
