/* Tables of points: people (points with residents) and sites (points with an id and a name), from
 * any file that GDAL reads.
 */
#ifndef MLG_DATASETS_POINTS_H
#define MLG_DATASETS_POINTS_H

#include "base/hash.h"
#include "base/monitor.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mlg_placement {
    MLG_PLACE_GEOMETRY, /* the feature's geometry: a point, or the centroid of anything else */
    MLG_PLACE_COLUMNS,  /* two columns in the CRS `crs` */
    MLG_PLACE_GRID_ID,  /* a grid-cell id (INSEE idcar_200m, Eurostat GRD_ID): its centre */
    MLG_PLACE_JOIN,     /* a column holds the id of a point of another table: it stands there */
};

/* Where and how to read a table. All strings are borrowed. */
struct mlg_points_source {
    const char *path;  /* as GDAL takes it, of a file on this machine; ".gz" and ".zip" are read as
                          they are, "x.zip/inner.csv" is one of several in an archive */
    const char *layer; /* NULL = the only layer of the file */
    enum mlg_placement placement;
    const char *x_column, *y_column; /* MLG_PLACE_COLUMNS: longitude/easting, latitude/northing */
    const char *crs;         /* for columns and for geometry without one: "EPSG:4326"; NULL = the
                                file's own for geometry, EPSG:4326 for columns */
    const char *grid_column; /* MLG_PLACE_GRID_ID */
    const char *join_column; /* MLG_PLACE_JOIN */
    const struct mlg_points *join; /* MLG_PLACE_JOIN: the other table */
    const char *id_column;         /* NULL = the record number, from 1 */
    const char *name_column;       /* NULL = the id */
    const char *residents_column;  /* NULL = no residents (sites) */
    bool merge_equal_ids;       /* people: records of one id are one point, at the centre of gravity
                                   of their residents; sites: an equal id is an error */
    const char *const *columns; /* further columns to keep as text ("commune"), n_columns of them */
    size_t n_columns;
};

/* A table of points, all arrays [n]. Strings belong to the table. */
struct mlg_points {
    size_t n;
    const char **id;
    const char **name;
    int32_t *lon_e7, *lat_e7; /* WGS84, degrees x 10^7, as OpenStreetMap stores them */
    int64_t *residents_milli; /* thousandths of a resident (rounded half up); NULL for sites */
    size_t n_columns;
    const char ***column;   /* [n_columns][n]: text of the further columns, "" where null */
    size_t n_records;       /* records of the file, before merging and dropping */
    size_t n_dropped_empty; /* points dropped for having 0 residents */
    int64_t total_residents_milli;
    char *path;                /* of the file */
    struct mlg_sha256 hash;    /* of the file */
    struct mlg_arena *strings; /* owns every string */
};

/* Reads a table. Every mistake (missing file or column, text where a number is expected, negative
 * or NaN residents, coordinates outside WGS84, unknown CRS, swapped axes where they can be told, an
 * equal site id, an unknown join id) is an error that names file, record, column, what was found
 * and what was expected. Points are in the order of the file's records. O(records). */
enum mlg_status mlg_points_read(const struct mlg_points_source *source,
                                const struct mlg_monitor *monitor, struct mlg_points **points,
                                struct mlg_error *err);
void mlg_points_destroy(struct mlg_points *points);

/* The index of the point with this id, or SIZE_MAX. O(n). */
size_t mlg_points_find(const struct mlg_points *points, const char *id);

/* The corner and size of a grid cell whose id holds them: "CRS3035RES200mN2029800E4254200",
 * "200mN20298E42542", "1kmN2599E4695", "CRS3035RES1000mN2689000E4341000". False: no such id. */
bool mlg_grid_cell_parse(const char *id, double *easting_m, double *northing_m, double *size_m);

#endif
