/* Writing a long table row by row, in a format that GDAL writes: memory does not grow with it.
 */
#ifndef MLG_DATASETS_TABLE_WRITE_H
#define MLG_DATASETS_TABLE_WRITE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct mlg_table_writer;

/* A text (UTF-8), or a number with so many decimals. */
struct mlg_table_column {
    const char *name;
    bool is_number;
    int decimals;
};

struct mlg_table_value {
    const char *text; /* of a text */
    double number;
};

/* The name's ending says the format: .csv, .csv.gz, .gpkg, .sqlite and, where this GDAL has their
 * drivers, .parquet and .arrow. MLG_USAGE names another ending or a driver that is missing. */
enum mlg_status mlg_table_writer_create(const char *path, bool overwrite,
                                        const struct mlg_table_column *columns, size_t n_columns,
                                        struct mlg_table_writer **writer, struct mlg_error *err);
/* values: [n_columns]. */
enum mlg_status mlg_table_writer_add(struct mlg_table_writer *writer,
                                     const struct mlg_table_value *values, struct mlg_error *err);
/* The file gets its name. The writer is to be destroyed afterwards in any case. */
enum mlg_status mlg_table_writer_commit(struct mlg_table_writer *writer, struct mlg_error *err);
/* NULL-safe; without a commit before, no file remains. */
void mlg_table_writer_destroy(struct mlg_table_writer *writer);

#endif
