/* The places and public buildings of OpenStreetMap files: where a site could be hosted, and who
 * lives where a file of people is missing.
 */
#ifndef MLG_NETWORK_OSM_OSM_PLACES_H
#define MLG_NETWORK_OSM_OSM_PLACES_H

#include "base/monitor.h"
#include "base/status.h"
#include "datasets/arena.h"

#include <stddef.h>
#include <stdint.h>

/* One of them: a settlement (place=city, town, village, suburb, hamlet, …) or a building that is
 * open to all (amenity=townhall, library, community_centre, …). */
struct mlg_osm_place {
    const char *id;         /* "n123" of a node, "w45" of a way */
    const char *kind;       /* "village", "library" */
    const char *name;       /* "" where it has none */
    int64_t population;     /* of a settlement; -1 where it says none, or no whole number */
    int32_t lon_e7, lat_e7; /* of a way: the middle of its nodes' extent */
};

struct mlg_osm_places {
    struct mlg_osm_place *place; /* [n], nodes before ways, by number */
    size_t n;
    struct mlg_arena *strings;
};

/* Reads the files (a place that is in several counts once). Ways whose nodes are missing, and
 * unnamed settlements, are left out. O(objects). */
enum mlg_status mlg_osm_places_read(const char *const *paths, size_t n_paths,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_osm_places **places, struct mlg_error *err);
void mlg_osm_places_destroy(struct mlg_osm_places *places);

#endif
