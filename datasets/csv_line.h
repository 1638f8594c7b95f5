/* The records of a CSV file as they stand in it: for errors that GDAL's reader does not tell.
 *
 * Quoted line breaks belong to their record, blank lines to none; a line ends with LF, CRLF or CR.
 * gdal_path: as GDAL takes it. O(bytes), one pass without keeping any text.
 */
#ifndef MLG_DATASETS_CSV_LINE_H
#define MLG_DATASETS_CSV_LINE_H

#include "base/status.h"

#include <stddef.h>

/* The line (from 1) on which a record (from 1, the header is not counted) begins; 0 where the file
 * cannot be read or ends before. */
size_t mlg_csv_line(const char *gdal_path, size_t record);

/* MLG_BAD_INPUT at the first record with more or fewer fields than the header, of which GDAL would
 * drop or fill some, and at a quote that is never closed. `columns`: [n_columns] as GDAL read them
 * from the header, they tell which separator it found: *separator. path: as the user wrote it. */
enum mlg_status mlg_csv_check(const char *gdal_path, const char *path, const char *const *columns,
                              size_t n_columns, char *separator, struct mlg_error *err);

#endif
