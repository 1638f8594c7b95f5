/* The bytes of a travel-time matrix file (.mtt), version 1. Little-endian.
 *
 *     header                        struct mlg_matrix_header
 *     positions of the sites        int32 lon_e7, lat_e7 each
 *     positions of the cells        the same, along a Hilbert curve
 *     snaps of the sites            uint32 each: distance in cm x 4 + enum mlg_snap_reason
 *     snaps of the cells            the same
 *     rows                          groups of MLG_GROUP_ROWS sites, see
 * network/matrix/matrix_group.h padding                       zeros up to a multiple of 8 index
 * uint64 [groups + 1]: where in `rows` each group begins; the end
 *
 * The index comes last because a file is written in one pass; only the header is written again.
 *
 * A part of a matrix (network/matrix/matrix_merge.h) is the same with another magic: it has all
 * points, but the rows of some groups only; the others are empty.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_FORMAT_H
#define MLG_NETWORK_MATRIX_MATRIX_FORMAT_H

#include "base/hash.h"

#include <stdint.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "matrix files are mapped as they are, which needs a little-endian machine"
#endif

/* As PNG's: bytes that a transfer as text would change. */
#define MLG_MATRIX_MAGIC "\x89MTT\r\n\x1a\n"
#define MLG_PART_MAGIC "\x89MTP\r\n\x1a\n"
#define MLG_MATRIX_VERSION 1
#define MLG_MATRIX_BYTE_ORDER 0x01020304u
#define MLG_MATRIX_UNIT_MS 100

struct mlg_matrix_header {
    uint8_t magic[8];
    uint32_t byte_order;
    uint32_t version;
    uint64_t file_bytes;
    uint64_t row_bytes; /* of the section, without padding */
    uint64_t n_entries;
    uint32_t n_sites, n_cells;
    uint32_t max_row;
    uint32_t unit_ms;
    uint32_t bound;     /* in units */
    uint32_t direction; /* enum mlg_direction */
    uint32_t n_sites_unsnapped, n_cells_unsnapped;
    double snap_max_m;
    char profile[64]; /* terminated */
    char program[32]; /* the version that wrote it, terminated */
    struct mlg_sha256 roads_hash, profile_hash;
    uint64_t body_hash[2]; /* XXH3-128, low and high, of all that follows the header */
    uint64_t header_hash;  /* XXH3-64 of the header up to here */
};

/* Where the sections begin, from the file's start. */
struct mlg_matrix_sections {
    uint64_t sites, cells, site_snaps, cell_snaps, rows, index, end;
    uint64_t n_groups;
};

/* From the header's counts; cannot overflow for any header. */
struct mlg_matrix_sections mlg_matrix_sections(const struct mlg_matrix_header *header);

uint64_t mlg_matrix_header_hash(const struct mlg_matrix_header *header);

#endif
