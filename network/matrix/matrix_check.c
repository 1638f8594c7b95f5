#include "network/matrix/matrix_check.h"

#include "network/matrix/matrix_format.h"
#include "network/matrix/matrix_group.h"
#include "network/search/search.h"

#include <inttypes.h>
#include <string.h>
#include <xxhash.h>

enum { PARALLEL_GROUPS = 32 }; /* fewer are decoded sooner than threads start */

static enum mlg_status refuse(struct mlg_error *err, const char *name, const char *reason)
{
    return mlg_fail_at(err, MLG_BAD_INPUT, name, 0, 0, "'%s' %s", name, reason);
}

static enum mlg_status check_magic(const char *name, const struct mlg_matrix_header *header,
                                   size_t length, enum mlg_extent extent, struct mlg_error *err)
{
    size_t known = length < sizeof header->magic ? length : sizeof header->magic;
    if (length == 0)
        return refuse(err, name, "is empty, not a travel-time matrix");
    bool whole = memcmp(header->magic, MLG_MATRIX_MAGIC, known) == 0;
    bool part = memcmp(header->magic, MLG_PART_MAGIC, known) == 0;
    if (extent == MLG_WHOLE ? whole : part)
        return MLG_OK;
    if (whole)
        return refuse(err, name, "is a whole matrix, not a part of one");
    if (!part)
        return refuse(err, name, "is not a travel-time matrix (.mtt)");
    refuse(err, name, "is only a part of a matrix");
    return mlg_hint(err, "join it to the other parts with 'maillage matrix merge'");
}

/* What a file is before anything in it is believed. */
static enum mlg_status check_kind(const char *name, const struct mlg_matrix_header *header,
                                  size_t length, enum mlg_extent extent, struct mlg_error *err)
{
    enum mlg_status status = check_magic(name, header, length, extent, err);
    if (status != MLG_OK)
        return status;
    if (length < sizeof *header)
        return refuse(err, name, "is truncated: its header is not complete");
    if (header->byte_order == __builtin_bswap32(MLG_MATRIX_BYTE_ORDER))
        return refuse(err, name, "is byte-swapped: it was not written as little-endian");
    if (header->byte_order != MLG_MATRIX_BYTE_ORDER)
        return refuse(err, name, "is damaged: its byte-order mark is unknown");
    if (header->version != MLG_MATRIX_VERSION)
        return mlg_fail_at(err, MLG_BAD_INPUT, name, 0, 0,
                           "'%s' is a matrix of format version %" PRIu32
                           "; this program reads version %d",
                           name, header->version, MLG_MATRIX_VERSION);
    if (header->header_hash != mlg_matrix_header_hash(header))
        return refuse(err, name, "is damaged: the checksum of its header is wrong");
    return MLG_OK;
}

static enum mlg_status check_header(const char *name, const struct mlg_matrix_header *header,
                                    size_t length, struct mlg_error *err)
{
    if (header->file_bytes > length)
        return mlg_fail_at(err, MLG_BAD_INPUT, name, 0, 0,
                           "'%s' is truncated: %zu bytes of %" PRIu64, name, length,
                           header->file_bytes);
    if (header->file_bytes < length)
        return mlg_fail_at(err, MLG_BAD_INPUT, name, 0, 0,
                           "'%s' is %zu bytes long where its header says %" PRIu64, name, length,
                           header->file_bytes);
    if (mlg_matrix_sections(header).end != length)
        return refuse(err, name, "is damaged: its counts do not fit its size");
    if (header->unit_ms != MLG_MATRIX_UNIT_MS || header->bound > MLG_MAX_BOUND_DS ||
        header->direction > MLG_LONGER || header->n_sites > MLG_MAX_POINTS ||
        header->n_cells > MLG_MAX_POINTS || header->profile[sizeof header->profile - 1] ||
        header->program[sizeof header->program - 1])
        return refuse(err, name, "is damaged: its header has values that no matrix has");
    return MLG_OK;
}

static enum mlg_status check_body(const char *name, const struct mlg_matrix_header *header,
                                  const uint8_t *bytes, size_t length, struct mlg_error *err)
{
    XXH128_hash_t body = XXH3_128bits(bytes + sizeof *header, length - sizeof *header);
    if (body.low64 != header->body_hash[0] || body.high64 != header->body_hash[1])
        return refuse(err, name, "is damaged: its checksum is wrong");
    return MLG_OK;
}

static enum mlg_status check_snaps(const char *name, const uint32_t *snaps, uint64_t n,
                                   struct mlg_error *err)
{
    for (uint64_t i = 0; i < n; i++)
        if ((snaps[i] & 3) > MLG_SNAP_ISLAND)
            return refuse(err, name, "is damaged: a point has an unknown snap");
    return MLG_OK;
}

struct rows_found {
    uint64_t n_entries, max_group;
    uint32_t max_row;
};

/* A group that a part does not have is empty. */
static bool check_group(const struct mlg_matrix_header *header, const uint8_t *rows,
                        const uint64_t *index, uint64_t group, enum mlg_extent extent,
                        struct rows_found *found)
{
    uint64_t begin = index[group], end = index[group + 1], n_entries = 0;
    uint64_t left = header->n_sites - group * MLG_GROUP_ROWS;
    uint32_t n_rows = left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS;
    if (extent == MLG_PART && begin == end)
        return true;
    if (begin > end || end > header->row_bytes ||
        !mlg_group_check(rows + begin, end - begin, n_rows, header->n_cells, header->bound,
                         &n_entries, &found->max_row))
        return false;
    found->n_entries += n_entries;
    if (n_entries > found->max_group)
        found->max_group = n_entries;
    return true;
}

static enum mlg_status check_rows(const char *name, const struct mlg_matrix_header *header,
                                  const uint8_t *bytes, enum mlg_extent extent, uint64_t *max_group,
                                  struct mlg_error *err)
{
    struct mlg_matrix_sections at = mlg_matrix_sections(header);
    const uint64_t *index = (const uint64_t *)(const void *)(bytes + at.index);
    uint64_t n_entries = 0, largest = 0;
    uint32_t max_row = 0;
    bool fine = true;
#pragma omp parallel for if (at.n_groups >= PARALLEL_GROUPS) reduction(&& : fine)                \
    reduction(+ : n_entries) reduction(max : largest, max_row)
    for (uint64_t group = 0; group < at.n_groups; group++) {
        struct rows_found found = {0};
        fine = check_group(header, bytes + at.rows, index, group, extent, &found) && fine;
        n_entries += found.n_entries;
        largest = found.max_group > largest ? found.max_group : largest;
        max_row = found.max_row > max_row ? found.max_row : max_row;
    }
    if (!fine)
        return refuse(err, name, "is damaged: its rows cannot be decoded");
    if (index[0] != 0 || index[at.n_groups] != header->row_bytes ||
        n_entries != header->n_entries || max_row != header->max_row)
        return refuse(err, name, "is damaged: its rows do not fit its counts");
    *max_group = largest;
    return MLG_OK;
}

enum mlg_status mlg_matrix_check(const char *name, const uint8_t *bytes, size_t length,
                                 enum mlg_extent extent, uint64_t *max_group, struct mlg_error *err)
{
    const struct mlg_matrix_header *header = (const struct mlg_matrix_header *)(const void *)bytes;
    enum mlg_status status = check_kind(name, header, length, extent, err);
    if (status == MLG_OK)
        status = check_header(name, header, length, err);
    if (status == MLG_OK)
        status = check_body(name, header, bytes, length, err);
    if (status != MLG_OK)
        return status;
    struct mlg_matrix_sections at = mlg_matrix_sections(header);
    const uint32_t *snaps = (const uint32_t *)(const void *)(bytes + at.site_snaps);
    status = check_snaps(name, snaps, (uint64_t)header->n_sites + header->n_cells, err);
    return status == MLG_OK ? check_rows(name, header, bytes, extent, max_group, err) : status;
}
