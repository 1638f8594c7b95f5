/* The travel-time matrix file (.mtt): times between sites (rows) and people's points ("cells",
 * columns) up to a bound, compact, memory-mapped, checksummed. The format is in
 * network/matrix/matrix_format.h.
 *
 * The matrix knows its points by position (degrees x 10^7): any table whose points stand at
 * positions of the matrix can be used with it, in any order.
 */
#ifndef MLG_NETWORK_MATRIX_MATRIX_H
#define MLG_NETWORK_MATRIX_MATRIX_H

#include "base/hash.h"
#include "base/monitor.h"
#include "base/status.h"
#include "network/graph/snap_report.h"
#include "network/search/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
    char program[32];               /* the version that wrote it */
};

/* Maps a file and checks magic, version, byte order, sizes, checksums and that every row can be
 * decoded. */
enum mlg_status mlg_matrix_open(const char *path, struct mlg_matrix **matrix,
                                struct mlg_error *err);
/* The same from `length` bytes in memory, aligned to 8, which must outlive the matrix; `name` is
 * for errors. */
enum mlg_status mlg_matrix_from_memory(const char *name, const void *bytes, size_t length,
                                       struct mlg_matrix **matrix, struct mlg_error *err);
void mlg_matrix_close(struct mlg_matrix *matrix);
const struct mlg_matrix_info *mlg_matrix_info(const struct mlg_matrix *matrix);

/* The index of the site or cell at a position, or UINT32_MAX. O(log n). */
uint32_t mlg_matrix_find_site(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7);
uint32_t mlg_matrix_find_cell(const struct mlg_matrix *matrix, int32_t lon_e7, int32_t lat_e7);
/* Where a site or cell of the matrix stands. */
void mlg_matrix_site_position(const struct mlg_matrix *matrix, uint32_t site, int32_t *lon_e7,
                              int32_t *lat_e7);
void mlg_matrix_cell_position(const struct mlg_matrix *matrix, uint32_t cell, int32_t *lon_e7,
                              int32_t *lat_e7);
/* Why a point is not on the network, and how far the nearest road was. */
enum mlg_snap_reason mlg_matrix_cell_snap(const struct mlg_matrix *matrix, uint32_t cell,
                                          float *distance_m);
enum mlg_snap_reason mlg_matrix_site_snap(const struct mlg_matrix *matrix, uint32_t site,
                                          float *distance_m);

/* How far its points are from the roads; positions count once. O(n log n). */
enum mlg_status mlg_matrix_report_cells(const struct mlg_matrix *matrix,
                                        struct mlg_snap_report *report, struct mlg_error *err);
enum mlg_status mlg_matrix_report_sites(const struct mlg_matrix *matrix,
                                        struct mlg_snap_report *report, struct mlg_error *err);

/* Row `site`: cells in increasing order with their times; both arrays hold max_row entries.
 * Returns the number of entries. Thread-safe. */
uint32_t mlg_matrix_row(const struct mlg_matrix *matrix, uint32_t site, uint32_t *cells,
                        uint16_t *time_ds);

/* Reads rows that lie together some times faster than mlg_matrix_row: it decodes 32 at once and
 * keeps them. For one thread; the matrix must outlive it. About 6 bytes for each entry of 32 rows.
 */
struct mlg_matrix_reader;

enum mlg_status mlg_matrix_reader_create(const struct mlg_matrix *matrix,
                                         struct mlg_matrix_reader **reader, struct mlg_error *err);
void mlg_matrix_reader_destroy(struct mlg_matrix_reader *reader);
/* As mlg_matrix_row, but the arrays are the reader's, valid until it reads another row. */
uint32_t mlg_matrix_reader_row(struct mlg_matrix_reader *reader, uint32_t site,
                               const uint32_t **cells, const uint16_t **time_ds);

/* What to build. Positions may repeat (equal positions share a column or a row). */
struct mlg_matrix_request {
    const struct mlg_graph *graph;
    size_t n_sites, n_cells;
    const int32_t *site_lon_e7, *site_lat_e7, *cell_lon_e7, *cell_lat_e7;
    double snap_max_m;
    uint32_t bound_ds; /* at most 65534 */
    enum mlg_direction direction;
    int threads;              /* 0 = all */
    uint32_t shard, n_shards; /* n_shards > 1: only a part of the file, shard 1 to n_shards */
    const char *parts;        /* where finished parts are kept: the beginning of their names */
    const char *orders;       /* the folder where orders of junctions are kept, or NULL */
    uint32_t sites_of_part;   /* about */
};

/* Snaps, searches and writes the file; the bytes do not depend on the number of threads. The rows
 * stream to disk: memory is for the graph, the points and 32 rows a thread. Where `parts` is given
 * and there are more than sites_of_part sites, the file is made in parts that outlive an
 * interruption: the next build of the same (whose `parts` must differ from those of any other)
 * reuses them. They are removed at the end. */
enum mlg_status mlg_matrix_build(const struct mlg_matrix_request *request, const char *path,
                                 bool overwrite, const struct mlg_monitor *monitor,
                                 struct mlg_error *err);

/* What a matrix is between, for a writer. Positions must not repeat; they and the snaps are copied.
 */
struct mlg_matrix_layout {
    size_t n_sites, n_cells;
    const int32_t *site_lon_e7, *site_lat_e7, *cell_lon_e7, *cell_lat_e7;
    const struct mlg_snap *site_snaps, *cell_snaps; /* reasons and distances; NULL = all snapped */
    double snap_max_m;
    uint32_t bound_ds; /* at most MLG_MAX_BOUND_DS */
    enum mlg_direction direction;
    const char *profile;
    struct mlg_sha256 roads_hash, profile_hash;
};

/* Writing row by row (tests, instances of other sources). A writer holds the rows of 32 sites at
 * most. */
struct mlg_matrix_writer;

enum mlg_status mlg_matrix_writer_create(const char *path, bool overwrite,
                                         const struct mlg_matrix_layout *layout,
                                         struct mlg_matrix_writer **writer, struct mlg_error *err);
/* The row of the next site, in the layout's order: `count` different cells in any order, numbered
 * as in the layout, with times of at most the bound. After a failure the writer can only be
 * destroyed. */
enum mlg_status mlg_matrix_writer_add(struct mlg_matrix_writer *writer, uint32_t count,
                                      const uint32_t *cells, const uint16_t *time_ds,
                                      struct mlg_error *err);
/* Completes the file when all rows were added. The writer is to be destroyed afterwards in any
 * case. */
enum mlg_status mlg_matrix_writer_commit(struct mlg_matrix_writer *writer, struct mlg_error *err);
/* NULL-safe; without a commit before, no file remains. */
void mlg_matrix_writer_destroy(struct mlg_matrix_writer *writer);

#endif
