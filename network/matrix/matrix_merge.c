#include "network/matrix/matrix_merge.h"

#include "base/memory.h"
#include "network/matrix/matrix_check.h"
#include "network/matrix/matrix_group.h"
#include "network/matrix/matrix_map.h"
#include "network/matrix/matrix_stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct part {
    const char *path;
    struct mlg_matrix_map map;
    const struct mlg_matrix_header *header;
    struct mlg_matrix_sections at;
    const uint64_t *index;
};

struct merge {
    const struct mlg_monitor *monitor;
    size_t n_parts;
    struct part *parts;
    uint32_t *owner; /* [groups]: the part that has it, or UINT32_MAX */
};

static enum mlg_status open_part(const char *path, struct part *part, struct mlg_error *err)
{
    uint64_t max_group;
    *part = (struct part){.path = path};
    enum mlg_status status = mlg_matrix_map_open(path, &part->map, err);
    if (status == MLG_OK)
        status =
            mlg_matrix_check(path, part->map.bytes, part->map.length, MLG_PART, &max_group, err);
    if (status != MLG_OK)
        return status;
    mlg_matrix_map_rest(&part->map);
    part->header = (const struct mlg_matrix_header *)(const void *)part->map.bytes;
    part->at = mlg_matrix_sections(part->header);
    part->index = (const uint64_t *)(const void *)(part->map.bytes + part->at.index);
    return MLG_OK;
}

bool mlg_matrix_is_part(const char *path)
{
    struct part part;
    struct mlg_error err = {0};
    enum mlg_status status = open_part(path, &part, &err);
    mlg_matrix_map_close(&part.map);
    return status == MLG_OK;
}

/* What all parts of a matrix and the matrix itself have in common: the header before any row. */
static struct mlg_matrix_header bare_header(const struct part *part)
{
    struct mlg_matrix_header bare = *part->header;
    memcpy(bare.magic, MLG_MATRIX_MAGIC, sizeof bare.magic);
    bare.file_bytes = bare.row_bytes = bare.n_entries = 0;
    bare.max_row = 0;
    bare.body_hash[0] = bare.body_hash[1] = bare.header_hash = 0;
    return bare;
}

static enum mlg_status check_alike(const struct part *first, const struct part *part,
                                   struct mlg_error *err)
{
    const struct mlg_matrix_header a = bare_header(first), b = bare_header(part);
    const void *left = &a, *right = &b; /* as bytes: padding comes from the files, too */
    if (memcmp(left, right, sizeof a) == 0 &&
        memcmp(first->map.bytes + first->at.sites, part->map.bytes + part->at.sites,
               first->at.rows - first->at.sites) == 0)
        return MLG_OK;
    mlg_fail_at(err, MLG_BAD_INPUT, part->path, 0, 0, "'%s' and '%s' are parts of two matrices",
                first->path, part->path);
    return mlg_hint(err, "roads, profile, points, bound, direction and version must be the same");
}

static uint64_t last_site(const struct part *part, uint64_t group)
{
    uint64_t end = (group + 1) * MLG_GROUP_ROWS;
    return end < part->header->n_sites ? end : part->header->n_sites;
}

static enum mlg_status claim_groups(struct merge *merge, uint32_t p, struct mlg_error *err)
{
    const struct part *part = &merge->parts[p];
    for (uint64_t group = 0; group < part->at.n_groups; group++) {
        if (part->index[group] == part->index[group + 1])
            continue;
        if (merge->owner[group] != UINT32_MAX)
            return mlg_fail_at(err, MLG_BAD_INPUT, part->path, 0, 0,
                               "'%s' and '%s' both have the rows %" PRIu64 " to %" PRIu64,
                               merge->parts[merge->owner[group]].path, part->path,
                               group * MLG_GROUP_ROWS + 1, last_site(part, group));
        merge->owner[group] = p;
    }
    return MLG_OK;
}

static enum mlg_status expect_all(const struct merge *merge, struct mlg_error *err)
{
    const struct part *part = &merge->parts[0];
    for (uint64_t group = 0; group < part->at.n_groups; group++)
        if (merge->owner[group] == UINT32_MAX) {
            mlg_fail(err, MLG_BAD_INPUT,
                     "no part has the rows %" PRIu64 " to %" PRIu64 " of the matrix's %" PRIu32,
                     group * MLG_GROUP_ROWS + 1, last_site(part, group), part->header->n_sites);
            return mlg_hint(err, "name all parts, from --shard 1/n to --shard n/n");
        }
    return MLG_OK;
}

/* Opens all parts and finds whose each group is. */
static enum mlg_status gather(struct merge *merge, const char *const *paths, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t p = 0; p < merge->n_parts && status == MLG_OK; p++) {
        mlg_progress(merge->monitor, "checking the parts", p, merge->n_parts, NULL);
        status = open_part(paths[p], &merge->parts[p], err);
        if (status == MLG_OK && p > 0)
            status = check_alike(&merge->parts[0], &merge->parts[p], err);
    }
    if (status != MLG_OK)
        return status;
    uint64_t n_groups = merge->parts[0].at.n_groups;
    merge->owner = mlg_alloc(n_groups, sizeof *merge->owner);
    if (!merge->owner)
        return mlg_fail_memory(err, "the parts of a matrix", n_groups * sizeof *merge->owner);
    memset(merge->owner, 0xff, n_groups * sizeof *merge->owner);
    for (uint32_t p = 0; p < merge->n_parts && status == MLG_OK; p++)
        status = claim_groups(merge, p, err);
    return status == MLG_OK ? expect_all(merge, err) : status;
}

static enum mlg_status copy_groups(const struct merge *merge, struct mlg_matrix_stream *stream,
                                   struct mlg_error *err)
{
    const uint64_t n_groups = merge->parts[0].at.n_groups;
    enum mlg_status status = MLG_OK;
    for (uint64_t group = 0; group < n_groups && status == MLG_OK; group++) {
        const struct part *part = &merge->parts[merge->owner[group]];
        if (mlg_stopped(merge->monitor))
            return mlg_fail(err, MLG_STOPPED, "stopped while the parts were joined");
        mlg_progress(merge->monitor, "joining the parts", group, n_groups, NULL);
        status = mlg_matrix_stream_add(stream, part->map.bytes + part->at.rows + part->index[group],
                                       part->index[group + 1] - part->index[group], err);
        if (group + 1 == n_groups || merge->owner[group + 1] != merge->owner[group])
            mlg_matrix_map_rest(&part->map);
    }
    return status;
}

static enum mlg_status write_whole(const struct merge *merge, const char *path, bool overwrite,
                                   struct mlg_error *err)
{
    const struct part *first = &merge->parts[0];
    const struct mlg_matrix_header header = bare_header(first);
    struct mlg_matrix_stream stream;
    enum mlg_status status = mlg_matrix_stream_open(path, overwrite, &header, &stream, err);
    if (status != MLG_OK)
        return status;
    status = mlg_matrix_stream_write(&stream, first->map.bytes + first->at.sites,
                                     first->at.rows - first->at.sites, err);
    if (status == MLG_OK)
        status = copy_groups(merge, &stream, err);
    if (status == MLG_OK)
        status = mlg_matrix_stream_commit(&stream, err);
    mlg_matrix_stream_finish(&stream);
    return status;
}

enum mlg_status mlg_matrix_merge(const char *const *paths, size_t n_parts, const char *path,
                                 bool overwrite, const struct mlg_monitor *monitor,
                                 struct mlg_error *err)
{
    struct merge merge = {.monitor = monitor, .n_parts = n_parts};
    merge.parts = mlg_alloc_zero(n_parts, sizeof *merge.parts);
    enum mlg_status status = merge.parts ? gather(&merge, paths, err)
                                         : mlg_fail_memory(err, "the parts of a matrix", n_parts);
    if (status == MLG_OK)
        status = write_whole(&merge, path, overwrite, err);
    for (size_t p = 0; merge.parts && p < n_parts; p++)
        mlg_matrix_map_close(&merge.parts[p].map);
    free(merge.parts);
    free(merge.owner);
    return status;
}
