/* Profiles: how a means of travel uses the roads, from a YAML file (network/profiles/car.yaml, …):
 * speeds by highway class, access by tag, barriers, surfaces, ferries, delays. The file is
 * documented in network/profiles/README.md.
 */
#ifndef MLG_NETWORK_PROFILES_PROFILE_H
#define MLG_NETWORK_PROFILES_PROFILE_H

#include "base/hash.h"
#include "base/status.h"

#include <stddef.h>

struct mlg_profile;

/* name_or_path: "car", "car-daytime", "bicycle", "foot" (those that come with the program) or a
 * file. */
enum mlg_status mlg_profile_load(const char *name_or_path, struct mlg_profile **profile,
                                 struct mlg_error *err);
void mlg_profile_destroy(struct mlg_profile *profile);
const char *mlg_profile_name(const struct mlg_profile *profile);
/* Of the file, and of the one that it extends. */
const struct mlg_sha256 *mlg_profile_hash(const struct mlg_profile *profile);
/* The highway classes that it uses, in the order of the file, then "ferry": what edge_class of a
 * graph counts. The name is the profile's. */
size_t mlg_profile_n_classes(const struct mlg_profile *profile);
const char *mlg_profile_class_name(const struct mlg_profile *profile, size_t road_class);

#endif
