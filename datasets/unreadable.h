/* Why GDAL cannot read a file, in words that help. */
#ifndef MLG_DATASETS_UNREADABLE_H
#define MLG_DATASETS_UNREADABLE_H

#include "base/status.h"

/* MLG_BAD_INPUT: tells a damaged archive from one without the file asked for, and hints at what a
 * table of text must look like. path: as the user wrote it, gdal_path: as GDAL takes it, reason:
 * GDAL's words. Reads what is compressed to its end. */
enum mlg_status mlg_fail_unreadable(const char *path, const char *gdal_path, const char *reason,
                                    struct mlg_error *err);

#endif
