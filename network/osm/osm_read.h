/* OpenStreetMap files (.osm.pbf, .osm, .osm.bz2, .osm.opl, …) read through libosmium, one object at
 * a time. This is the C side of the only C++ file of the project; no exception leaves it.
 */
#ifndef MLG_NETWORK_OSM_OSM_READ_H
#define MLG_NETWORK_OSM_OSM_READ_H

#include "base/monitor.h"
#include "base/status.h"

#include <stdint.h>

#define MLG_OSM_NOWHERE INT32_MAX /* longitude and latitude of a node without a position */

struct mlg_osm_tag {
    const char *key, *value; /* UTF-8 */
};

struct mlg_osm_member {
    char type; /* 'n', 'w' or 'r' */
    int64_t ref;
    const char *role;
};

/* Who takes the objects. A callback that is NULL is for objects that are not wanted: the file is
 * then not even decoded for them. A status other than MLG_OK ends the reading and is passed on; the
 * callback has filled err. Arrays and strings are valid during the call. */
struct mlg_osm_sink {
    void *context;
    enum mlg_status (*node)(void *context, int64_t id, int32_t lon_e7, int32_t lat_e7,
                            const struct mlg_osm_tag *tags, size_t n_tags, struct mlg_error *err);
    enum mlg_status (*way)(void *context, int64_t id, const struct mlg_osm_tag *tags, size_t n_tags,
                           const int64_t *nodes, size_t n_nodes, struct mlg_error *err);
    enum mlg_status (*relation)(void *context, int64_t id, const struct mlg_osm_tag *tags,
                                size_t n_tags, const struct mlg_osm_member *members,
                                size_t n_members, struct mlg_error *err);
};

/* Reads one file from beginning to end. MLG_IO: cannot be opened or read. MLG_BAD_INPUT: empty,
 * truncated, not OpenStreetMap data, or a history file. MLG_STOPPED: the monitor asked for it.
 * phase: for the monitor. */
enum mlg_status mlg_osm_read(const char *path, const struct mlg_osm_sink *sink, const char *phase,
                             const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
