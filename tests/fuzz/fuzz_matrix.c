/* Matrix files. The checksums are made right first: what lies behind them must stand alone. */
#include "input.h"
#include "network/matrix/matrix.h"
#include "network/matrix/matrix_check.h"
#include "network/matrix/matrix_format.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static void make_sums_right(uint8_t *bytes, size_t size)
{
    struct mlg_matrix_header *header = (struct mlg_matrix_header *)(void *)bytes;
    XXH128_hash_t body = XXH3_128bits(bytes + sizeof *header, size - sizeof *header);
    header->file_bytes = size;
    header->body_hash[0] = body.low64;
    header->body_hash[1] = body.high64;
    header->header_hash = mlg_matrix_header_hash(header);
}

/* Both ways to read a row give the same. */
static void read_rows(const struct mlg_matrix *matrix)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct mlg_error err = {0};
    struct mlg_matrix_reader *reader;
    uint32_t *cells = malloc((info->max_row + 1) * sizeof *cells);
    uint16_t *times = malloc((info->max_row + 1) * sizeof *times);
    if (!cells || !times || mlg_matrix_reader_create(matrix, &reader, &err) != MLG_OK)
        abort();
    for (uint32_t site = 0; site < info->n_sites; site++) {
        const uint32_t *same_cells;
        const uint16_t *same_times;
        uint32_t count = mlg_matrix_row(matrix, site, cells, times);
        if (mlg_matrix_reader_row(reader, site, &same_cells, &same_times) != count ||
            (count && (memcmp(cells, same_cells, count * sizeof *cells) ||
                       memcmp(times, same_times, count * sizeof *times))))
            abort();
    }
    mlg_matrix_reader_destroy(reader);
    free(cells);
    free(times);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_matrix *matrix;
    uint64_t max_group;
    uint8_t *bytes = malloc(size ? size : 1);
    if (!bytes)
        return 0;
    memcpy(bytes, data, size);
    if (size >= sizeof(struct mlg_matrix_header))
        make_sums_right(bytes, size);
    mlg_matrix_check("a part", bytes, size, MLG_PART, &max_group, &err);
    if (mlg_matrix_from_memory("a matrix", bytes, size, &matrix, &err) == MLG_OK) {
        read_rows(matrix);
        mlg_matrix_close(matrix);
    }
    free(bytes);
    return 0;
}
