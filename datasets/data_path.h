/* Names of data files: as users write them, as GDAL takes them, and what their content is. */
#ifndef MLG_DATASETS_DATA_PATH_H
#define MLG_DATASETS_DATA_PATH_H

#include "base/hash.h"
#include "base/status.h"

/* Checks that the file is there and gives GDAL's name for it: "x.csv.gz" is read through /vsigzip/,
 * "x.zip" and "x.zip/inner.csv" through /vsizip/. *gdal_path: caller frees. */
enum mlg_status mlg_data_path_resolve(const char *path, char **gdal_path, struct mlg_error *err);

/* The file on the disk: without GDAL's prefixes and without what is inside an archive. Caller
 * frees; NULL = no memory. */
char *mlg_data_path_file(const char *path);

/* SHA-256 of the file as it lies on the disk: of the archive for what is inside one; of a Shapefile
 * the hash of the hashes of .shp, .dbf and, where they are, .shx, .prj and .cpg. */
enum mlg_status mlg_data_path_hash(const char *path, struct mlg_sha256 *hash,
                                   struct mlg_error *err);

#endif
