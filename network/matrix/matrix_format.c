#include "network/matrix/matrix_format.h"

#include "network/matrix/matrix_group.h"

#include <stddef.h>
#include <xxhash.h>

_Static_assert(sizeof(struct mlg_matrix_header) == 264, "the header has no padding");

/* row_bytes is limited first so that no sum overflows; such a file does not exist. */
struct mlg_matrix_sections mlg_matrix_sections(const struct mlg_matrix_header *header)
{
    uint64_t row_bytes = header->row_bytes < UINT64_MAX / 2 ? header->row_bytes : UINT64_MAX / 2;
    uint64_t n_points = (uint64_t)header->n_sites + header->n_cells;
    struct mlg_matrix_sections at;
    at.sites = sizeof *header;
    at.cells = at.sites + 8 * (uint64_t)header->n_sites;
    at.site_snaps = at.cells + 8 * (uint64_t)header->n_cells;
    at.cell_snaps = at.site_snaps + 4 * (uint64_t)header->n_sites;
    at.rows = at.sites + 12 * n_points;
    at.n_groups = ((uint64_t)header->n_sites + MLG_GROUP_ROWS - 1) / MLG_GROUP_ROWS;
    at.index = (at.rows + row_bytes + 7) / 8 * 8;
    at.end = at.index + 8 * (at.n_groups + 1);
    return at;
}

uint64_t mlg_matrix_header_hash(const struct mlg_matrix_header *header)
{
    return XXH3_64bits(header, offsetof(struct mlg_matrix_header, header_hash));
}
