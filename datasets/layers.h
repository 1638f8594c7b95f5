/* Writing tables for people and GIS programs: GeoPackage, GeoJSON, CSV (GDAL). Reproducible: the
 * same layers give the same bytes (dates inside the files are fixed). Files appear whole or not at
 * all: they are made in memory, written beside their final name and renamed.
 */
#ifndef MLG_DATASETS_LAYERS_H
#define MLG_DATASETS_LAYERS_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mlg_field_type { MLG_FIELD_TEXT, MLG_FIELD_INTEGER, MLG_FIELD_REAL };

struct mlg_field {
    const char *name;  /* readable, with its unit: "residents", "time_min" */
    const char *title; /* for a style to show instead, "Minutes to …"; NULL = the name */
    enum mlg_field_type type;
    const char *const *text; /* [n], UTF-8; NULL entries are null */
    const int64_t *integer;  /* [n]; INT64_MIN is null */
    const double *real;      /* [n]; NaN is null */
};

struct mlg_layer {
    const char *name;
    size_t n;
    const int32_t *lon_e7, *lat_e7; /* [n], points */
    const struct mlg_field *fields;
    size_t n_fields;
    const char *const *area; /* [n]: instead of points, WKT in degrees; NULL = points */
    const char *style;       /* QML, for QGIS: kept in a GeoPackage; NULL = none */
};

/* All layers in one GeoPackage, in EPSG:2154 where all points lie about metropolitan France, else
 * in UTM's zone of their middle, or in EPSG:4326 where they are too far apart for it. metadata:
 * pairs of key and text, ends with NULL, NULL, kept in a table "about" without geometry; NULL =
 * none. */
enum mlg_status mlg_layers_write_gpkg(const char *path, bool overwrite,
                                      const struct mlg_layer *layers, size_t n_layers,
                                      const char *const (*metadata)[2], struct mlg_error *err);
/* One layer as GeoJSON (RFC 7946). */
enum mlg_status mlg_layer_write_geojson(const char *path, bool overwrite,
                                        const struct mlg_layer *layer, struct mlg_error *err);
/* One layer as CSV, UTF-8 with a byte order mark so that spreadsheets read it, columns lon, lat
 * first. */
enum mlg_status mlg_layer_write_csv(const char *path, bool overwrite, const struct mlg_layer *layer,
                                    struct mlg_error *err);

#endif
