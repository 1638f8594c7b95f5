/* The travel-time matrix file (.mtt): times between sites (rows) and people's points ("cells",
 * columns) up to a bound, compact, memory-mapped, checksummed. The format is in
 * network/matrix_format.h.
 *
 * The matrix knows its points by position (degrees x 10^7): any table whose points stand at
 * positions of the matrix can be used with it, in any order.
 */
#ifndef MLG_NETWORK_MATRIX_H
#define MLG_NETWORK_MATRIX_H

#include "base/hash.h"
#include "base/monitor.h"
#include "base/status.h"
#include "network/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MLG_BEYOND UINT16_MAX /* a time beyond the bound */

struct mlg_matrix;

struct mlg_matrix_info {
    uint32_t n_sites, n_cells;
    uint64_t n_entries; /* reachable pairs */
    uint32_t max_row;   /* entries of the longest row */
    uint32_t bound_ds;
    enum mlg_direction direction;
    double snap_max_m;
    char profile[64];
    struct mlg_sha256 roads_hash, profile_hash;
    uint32_t n_sites_unsnapped, n_cells_unsnapped;
    uint64_t file_bytes, row_bytes; /* the whole file; the rows alone */
};

/* Maps a file and checks magic, version, byte order, sizes and checksum. */
enum mlg_status mlg_matrix_open(const char *path, struct mlg_matrix **matrix,
                                struct mlg_error *err);
void mlg_matrix_close(struct mlg_matrix *matrix);
const struct mlg_matrix_info *mlg_matrix_info(const struct mlg_matrix *matrix);

/* The index of the site or cell at a position, or UINT32_MAX. O(log n). */
uint32_t mlg_matrix_find_site(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7);
uint32_t mlg_matrix_find_cell(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7);
/* Why a point is not on the network, and how far the nearest road was. */
enum mlg_snap_reason mlg_matrix_cell_snap(const struct mlg_matrix *matrix, uint32_t cell,
                                          float *distance_m);
enum mlg_snap_reason mlg_matrix_site_snap(const struct mlg_matrix *matrix, uint32_t site,
                                          float *distance_m);

/* Row `site`: cells in increasing order with their times; both arrays hold max_row entries.
 * Returns the number of entries. Thread-safe. */
uint32_t mlg_matrix_row(const struct mlg_matrix *matrix, uint32_t site, uint32_t *cells,
                        uint16_t *time_ds);

/* What to build. Positions may repeat (equal positions share a column or a row). */
struct mlg_matrix_request {
    const struct mlg_graph *graph;
    size_t n_sites, n_cells;
    const int32_t *site_lon_e7, *site_lat_e7, *cell_lon_e7, *cell_lat_e7;
    double snap_max_m;
    uint32_t bound_ds; /* at most 65534 */
    enum mlg_direction direction;
    int threads; /* 0 = all */
};

/* Snaps, searches and writes the file; the bytes do not depend on the number of threads. */
enum mlg_status mlg_matrix_build(const struct mlg_matrix_request *request, const char *path,
                                 bool overwrite, const struct mlg_monitor *monitor,
                                 struct mlg_error *err);

/* Writing row by row (tests, instances of other sources). Rows are added in the order of the sites
 * that mlg_matrix_writer_create was given; cells in any numbering of the caller's, sorted inside.
 */
struct mlg_matrix_writer;

#endif
