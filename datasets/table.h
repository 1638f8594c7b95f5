/* One layer of a file that GDAL reads, record by record, with errors that name the place. */
#ifndef MLG_DATASETS_TABLE_H
#define MLG_DATASETS_TABLE_H

#include "base/hash.h"
#include "base/status.h"
#include "datasets/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct mlg_table;

/* `path` must outlive the table. layer NULL = the only one. A CSV file is read through once: a
 * record with more or fewer fields than its header is an error. Not thread-safe: one thread a
 * table. */
enum mlg_status mlg_table_open(const char *path, const char *layer, struct mlg_table **table,
                               struct mlg_error *err);
void mlg_table_close(struct mlg_table *table);
/* The names of a file's layers or sheets, in its order; they belong to the arena. */
enum mlg_status mlg_table_layers(const char *path, struct mlg_arena *arena, const char ***names,
                                 size_t *n, struct mlg_error *err);

/* The number of the column with exactly this name, or an error with the nearest name and all names.
 */
enum mlg_status mlg_table_column(struct mlg_table *table, const char *name, int *column,
                                 struct mlg_error *err);
/* How many columns there are, and the name of one, owned by the table. */
int mlg_table_columns(const struct mlg_table *table);
const char *mlg_table_column_name(const struct mlg_table *table, int column);
/* Reads no other columns than these from now on: for speed. */
void mlg_table_keep_columns(struct mlg_table *table, const int *columns, size_t n_columns);
/* Records in the table, 0 if only reading them all would tell. */
size_t mlg_table_count(struct mlg_table *table);

/* The next record, *more = false behind the last. A damaged file is an error. */
enum mlg_status mlg_table_next(struct mlg_table *table, bool *more, struct mlg_error *err);
size_t mlg_table_record(const struct mlg_table *table); /* its number, from 1 */
/* Its text in a column, "" where it has none; valid until the next record or call. Must be UTF-8.
 */
enum mlg_status mlg_table_text(struct mlg_table *table, int column, const char **text,
                               struct mlg_error *err);
/* Its finite number in a column: text is read strictly, and an empty one is an error. Decimals
 * stand behind a point or, in a CSV file whose fields no comma separates, behind a comma. */
enum mlg_status mlg_table_number(struct mlg_table *table, int column, double *value,
                                 struct mlg_error *err);
/* Its point, or the centroid of its line or area, in the units of the table's CRS. */
enum mlg_status mlg_table_point(struct mlg_table *table, double *x, double *y,
                                struct mlg_error *err);
/* The CRS of the geometries as WKT, owned by the table; NULL where the file states none. */
const char *mlg_table_crs(struct mlg_table *table);
bool mlg_table_has_geometry(const struct mlg_table *table);

/* MLG_BAD_INPUT at a record: "file:line: …" for CSV, "file: record 7: …" for all else. */
enum mlg_status mlg_table_fail(struct mlg_table *table, size_t record, struct mlg_error *err,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "line 8" or "record 7": for the second place of an error. Returns text. */
const char *mlg_table_place(struct mlg_table *table, size_t record, char *text, size_t bytes);

#endif
