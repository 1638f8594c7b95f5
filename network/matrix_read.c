#include "network/matrix.h"

#include "base/memory.h"
#include "network/matrix_format.h"
#include "network/matrix_group.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define NONE UINT32_MAX

struct position {
    int32_t lon_e7, lat_e7;
};

/* Open addressing: the numbers of positions, or NONE. */
struct position_index {
    const struct position *positions;
    uint32_t *slots;
    uint64_t mask;
};

struct mlg_matrix {
    struct mlg_matrix_info info;
    const uint8_t *bytes;
    size_t length;
    bool mapped; /* to be unmapped */
    const uint32_t *site_snaps, *cell_snaps;
    const uint8_t *rows;
    const uint64_t *index;
    struct position_index sites, cells;
};

static uint64_t hash_position(struct position position)
{
    return XXH3_64bits(&position, sizeof position);
}

static bool build_index(const uint8_t *bytes, uint32_t n, struct position_index *index)
{
    uint64_t size = 16;
    while (size < 2 * (uint64_t)n)
        size *= 2;
    const struct position *positions = (const struct position *)(const void *)bytes;
    *index = (struct position_index){.positions = positions, .mask = size - 1};
    index->slots = mlg_alloc(size, sizeof *index->slots);
    if (!index->slots)
        return false;
    memset(index->slots, 0xff, size * sizeof *index->slots);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t slot = hash_position(positions[i]) & index->mask;
        while (index->slots[slot] != NONE)
            slot = (slot + 1) & index->mask;
        index->slots[slot] = i;
    }
    return true;
}

static uint32_t find_position(const struct position_index *index, int32_t lon_e7, int32_t lat_e7)
{
    struct position wanted = {lon_e7, lat_e7};
    uint64_t slot = hash_position(wanted) & index->mask;
    for (; index->slots[slot] != NONE; slot = (slot + 1) & index->mask)
        if (memcmp(&index->positions[index->slots[slot]], &wanted, sizeof wanted) == 0)
            return index->slots[slot];
    return NONE;
}

static enum mlg_status refuse(struct mlg_error *err, const char *name, const char *reason)
{
    return mlg_fail_at(err, MLG_BAD_INPUT, name, 0, 0, "'%s' %s", name, reason);
}

/* What a file is before anything in it is believed. */
static enum mlg_status check_kind(const char *name, const struct mlg_matrix_header *header,
                                  size_t length, struct mlg_error *err)
{
    size_t known = length < sizeof header->magic ? length : sizeof header->magic;
    if (length == 0)
        return refuse(err, name, "is empty, not a travel-time matrix");
    if (memcmp(header->magic, MLG_MATRIX_MAGIC, known) != 0)
        return refuse(err, name, "is not a travel-time matrix (.mtt)");
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

/* Decodes everything once, so that reading a row later cannot fail. */
static enum mlg_status check_rows(const char *name, const struct mlg_matrix_header *header,
                                  const struct mlg_matrix *matrix, uint64_t n_groups,
                                  struct mlg_error *err)
{
    uint64_t n_entries = 0;
    uint32_t max_row = 0;
    for (uint64_t group = 0; group < n_groups; group++) {
        uint64_t begin = matrix->index[group], end = matrix->index[group + 1];
        uint64_t left = header->n_sites - group * MLG_GROUP_ROWS;
        if ((group == 0 && begin != 0) || begin > end || end > header->row_bytes ||
            !mlg_group_check(matrix->rows + begin, end - begin,
                             left < MLG_GROUP_ROWS ? (uint32_t)left : MLG_GROUP_ROWS,
                             header->n_cells, header->bound, &n_entries, &max_row))
            return refuse(err, name, "is damaged: its rows cannot be decoded");
    }
    if (matrix->index[n_groups] != header->row_bytes || n_entries != header->n_entries ||
        max_row != header->max_row)
        return refuse(err, name, "is damaged: its rows do not fit its counts");
    return MLG_OK;
}

static void fill_info(const struct mlg_matrix_header *header, struct mlg_matrix_info *info)
{
    *info = (struct mlg_matrix_info){
        .n_sites = header->n_sites,
        .n_cells = header->n_cells,
        .n_entries = header->n_entries,
        .max_row = header->max_row,
        .bound_ds = header->bound,
        .direction = (enum mlg_direction)header->direction,
        .snap_max_m = header->snap_max_m,
        .roads_hash = header->roads_hash,
        .profile_hash = header->profile_hash,
        .n_sites_unsnapped = header->n_sites_unsnapped,
        .n_cells_unsnapped = header->n_cells_unsnapped,
        .file_bytes = header->file_bytes,
        .row_bytes = header->row_bytes,
    };
    memcpy(info->profile, header->profile, sizeof info->profile);
    memcpy(info->program, header->program, sizeof info->program);
}

static enum mlg_status check_all(const char *name, const uint8_t *bytes, size_t length,
                                 struct mlg_matrix *matrix, struct mlg_error *err)
{
    const struct mlg_matrix_header *header = (const struct mlg_matrix_header *)(const void *)bytes;
    enum mlg_status status = check_kind(name, header, length, err);
    if (status == MLG_OK)
        status = check_header(name, header, length, err);
    if (status == MLG_OK)
        status = check_body(name, header, bytes, length, err);
    if (status != MLG_OK)
        return status;
    struct mlg_matrix_sections at = mlg_matrix_sections(header);
    matrix->site_snaps = (const uint32_t *)(const void *)(bytes + at.site_snaps);
    matrix->cell_snaps = (const uint32_t *)(const void *)(bytes + at.cell_snaps);
    matrix->rows = bytes + at.rows;
    matrix->index = (const uint64_t *)(const void *)(bytes + at.index);
    fill_info(header, &matrix->info);
    status = check_snaps(name, matrix->site_snaps, header->n_sites, err);
    if (status == MLG_OK)
        status = check_snaps(name, matrix->cell_snaps, header->n_cells, err);
    if (status == MLG_OK)
        status = check_rows(name, header, matrix, at.n_groups, err);
    if (status == MLG_OK && (!build_index(bytes + at.sites, header->n_sites, &matrix->sites) ||
                             !build_index(bytes + at.cells, header->n_cells, &matrix->cells)))
        status = mlg_fail_memory(err, "the positions of a matrix", 16 * (size_t)header->n_cells);
    return status;
}

enum mlg_status mlg_matrix_from_memory(const char *name, const void *bytes, size_t length,
                                       struct mlg_matrix **matrix, struct mlg_error *err)
{
    struct mlg_matrix *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a matrix", sizeof *made);
    made->bytes = bytes;
    made->length = length;
    enum mlg_status status = check_all(name, bytes, length, made, err);
    if (status == MLG_OK)
        *matrix = made;
    else
        mlg_matrix_close(made);
    return status;
}

static enum mlg_status map_file(const char *path, int file, const void **bytes, size_t *length,
                                struct mlg_error *err)
{
    struct stat info;
    if (fstat(file, &info) != 0)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot read '%s': %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' is not a file", path);
    if (info.st_size == 0)
        return refuse(err, path, "is empty, not a travel-time matrix");
    void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (map == MAP_FAILED)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot map '%s': %s", path, strerror(errno));
    *bytes = map;
    *length = (size_t)info.st_size;
    return MLG_OK;
}

enum mlg_status mlg_matrix_open(const char *path, struct mlg_matrix **matrix, struct mlg_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot open '%s': %s", path, strerror(errno));
    const void *bytes = NULL;
    size_t length = 0;
    enum mlg_status status = map_file(path, file, &bytes, &length, err);
    close(file);
    if (status != MLG_OK)
        return status;
    struct mlg_matrix *opened;
    status = mlg_matrix_from_memory(path, bytes, length, &opened, err);
    if (status != MLG_OK) {
        munmap((void *)(uintptr_t)bytes, length);
        return status;
    }
    opened->mapped = true;
    *matrix = opened;
    return MLG_OK;
}

void mlg_matrix_close(struct mlg_matrix *matrix)
{
    if (!matrix)
        return;
    if (matrix->mapped)
        munmap((void *)(uintptr_t)matrix->bytes, matrix->length);
    free(matrix->sites.slots);
    free(matrix->cells.slots);
    free(matrix);
}

const struct mlg_matrix_info *mlg_matrix_info(const struct mlg_matrix *matrix)
{
    return &matrix->info;
}

uint32_t mlg_matrix_find_site(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7)
{
    return find_position(&matrix->sites, lon_e7, lat_e7);
}

uint32_t mlg_matrix_find_cell(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7)
{
    return find_position(&matrix->cells, lon_e7, lat_e7);
}

static enum mlg_snap_reason unpack_snap(uint32_t snap, float *distance_m)
{
    if (distance_m)
        *distance_m = (float)(snap >> 2) / 100;
    return (enum mlg_snap_reason)(snap & 3);
}

enum mlg_snap_reason mlg_matrix_cell_snap(const struct mlg_matrix *matrix, uint32_t cell,
                                          float *distance_m)
{
    return unpack_snap(matrix->cell_snaps[cell], distance_m);
}

enum mlg_snap_reason mlg_matrix_site_snap(const struct mlg_matrix *matrix, uint32_t site,
                                          float *distance_m)
{
    return unpack_snap(matrix->site_snaps[site], distance_m);
}

uint32_t mlg_matrix_row(const struct mlg_matrix *matrix, uint32_t site, uint32_t *cells,
                        uint16_t *time_ds)
{
    uint32_t group = site / MLG_GROUP_ROWS;
    uint64_t begin = matrix->index[group];
    return mlg_group_decode(matrix->rows + begin, matrix->index[group + 1] - begin,
                            site % MLG_GROUP_ROWS, cells, time_ds);
}
