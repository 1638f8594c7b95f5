/* Files of an invented region: roads, people, sites, candidates and outlines. */
#ifndef MLG_BENCH_REGION_FILES_H
#define MLG_BENCH_REGION_FILES_H

#include "base/status.h"
#include "bench/region.h"

#include <stdbool.h>

struct region_placement {
    double lon_deg, lat_deg; /* of the region's centre */
    bool overwrite;
};

/* Roads as .osm.pbf: nodes, ways and tags. */
enum mlg_status region_write_roads(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err);
/* Residents on the 200 m grid of EPSG:3035: id, residents, commune (of most of them). */
enum mlg_status region_write_people(const struct region *region,
                                    const struct region_placement *placement, const char *path,
                                    struct mlg_error *err);
/* The village halls: id, name, commune, lon, lat. */
enum mlg_status region_write_candidates(const struct region *region,
                                        const struct region_placement *placement, const char *path,
                                        struct mlg_error *err);
/* Sites that exist: in the largest places, two, and one more for every 25 communes. */
enum mlg_status region_write_sites(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err);
/* Buildings that could host a site: id, name, kind (townhall, library, community_centre), commune,
 * lon, lat. */
enum mlg_status region_write_hosts(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err);
/* The coast, as GeoJSON. */
enum mlg_status region_write_outline(const struct region *region,
                                     const struct region_placement *placement, const char *path,
                                     struct mlg_error *err);

#endif
