/* Writing OpenStreetMap files (.osm.pbf, libosmium): nodes and ways with their tags, without
 * metadata and without dates, so that the same calls give the same bytes. For generated networks
 * and tests.
 */
#ifndef MLG_NETWORK_OSM_OSM_WRITE_H
#define MLG_NETWORK_OSM_OSM_WRITE_H

#include "base/status.h"
#include "network/osm/osm_read.h" /* struct mlg_osm_tag */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mlg_osm_writer;

/* Starts a file under a temporary name beside `path`. An existing `path` is refused unless
 * overwrite. */
enum mlg_status mlg_osm_writer_create(const char *path, bool overwrite,
                                      struct mlg_osm_writer **writer, struct mlg_error *err);

/* Nodes come before ways, each in the order of their ids, as readers expect. A position outside
 * WGS84 or a tag of more than 1,020 bytes is MLG_BAD_INPUT. Amortised O(size); the memory held does
 * not grow. */
enum mlg_status mlg_osm_write_node(struct mlg_osm_writer *writer, int64_t id, int32_t lon_e7,
                                   int32_t lat_e7, const struct mlg_osm_tag *tags, size_t n_tags,
                                   struct mlg_error *err);
enum mlg_status mlg_osm_write_way(struct mlg_osm_writer *writer, int64_t id, const int64_t *nodes,
                                  size_t n_nodes, const struct mlg_osm_tag *tags, size_t n_tags,
                                  struct mlg_error *err);

/* Completes the file and gives it its final name; on failure nothing has it. Destroys the writer.
 */
enum mlg_status mlg_osm_writer_commit(struct mlg_osm_writer *writer, struct mlg_error *err);
/* Gives up: removes the temporary file. NULL-safe; not after a commit. */
void mlg_osm_writer_destroy(struct mlg_osm_writer *writer);

#endif
