/* What killed processes leave behind: temporary files and folders named ".NAME.PID.part", each
 * locked by its process as long as it lives (flock: no crash leaves a lock behind).
 */
#ifndef MLG_BASE_LEFTOVERS_H
#define MLG_BASE_LEFTOVERS_H

#include "base/status.h"

#include <stdbool.h>

/* Marks an open temporary file or folder as in use until it is closed. */
void mlg_hold_temporary(int descriptor);
/* Removes the temporaries of `name` (NULL: all) in a folder whose process is gone, with the files
 * in them where they are folders. What cannot be removed stays. O(entries of the folder). */
void mlg_remove_leftovers(const char *folder, const char *name);

/* Makes the temporary folder ".NAME.PID.part" in a folder, after removing those of dead processes.
 * *path: caller frees; *lock: close it when the folder is removed. */
enum mlg_status mlg_temporary_folder(const char *folder, const char *name, char **path, int *lock,
                                     struct mlg_error *err);

#endif
