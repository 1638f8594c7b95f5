/* Where a record of a CSV file stands: for error messages. */
#ifndef MLG_DATASETS_CSV_LINE_H
#define MLG_DATASETS_CSV_LINE_H

#include <stddef.h>

/* The line (from 1) on which a record (from 1, the header is not counted) begins; 0 where the file
 * cannot be read or ends before. Quoted line breaks belong to their record, blank lines to none.
 * O(bytes). gdal_path: as GDAL takes it. */
size_t mlg_csv_line(const char *gdal_path, size_t record);

#endif
