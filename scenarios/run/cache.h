/* The cache of matrices: what was computed from the same roads, profile and points is not computed
 * again. A file's name is the hash of all that it depends on.
 */
#ifndef MLG_SCENARIOS_RUN_CACHE_H
#define MLG_SCENARIOS_RUN_CACHE_H

#include "base/monitor.h"
#include "network/profiles/profile.h"
#include "scenarios/run/run.h"
#include "scenarios/run/tables.h"

/* The folder: `folder`, or where that is NULL $XDG_CACHE_HOME/maillage or ~/.cache/maillage. It is
 * made. *path: caller frees. */
enum mlg_status mlg_cache_folder(const char *folder, char **path, struct mlg_error *err);

/* The matrix's name in the cache, whether or not it is there; its folder is made. It depends on the
 * roads' and the profile's content, the positions in their order, bound, direction, snapping
 * distance and the version of the program. *path: caller frees. Reads the road files once. */
enum mlg_status mlg_cache_path(const struct mlg_scenario *scenario, const struct mlg_tables *tables,
                               const struct mlg_profile *profile, const char *folder,
                               const struct mlg_monitor *monitor, char **path,
                               struct mlg_error *err);

#endif
