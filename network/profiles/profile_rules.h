/* What a profile file says, and what it makes of the tags of a way or a node. Inside this room;
 * users of the room need only network/profiles/profile.h.
 */
#ifndef MLG_NETWORK_PROFILES_PROFILE_RULES_H
#define MLG_NETWORK_PROFILES_PROFILE_RULES_H

#include "network/graph/graph.h"
#include "network/profiles/profile.h"
#include "network/profiles/rule_table.h"

#include <stdbool.h>
#include <stdint.h>

/* The keys that the program itself asks for; those that only a profile names come after them. */
enum mlg_known_key {
    MLG_KEY_HIGHWAY,
    MLG_KEY_ROUTE,
    MLG_KEY_NAME,
    MLG_KEY_REF,
    MLG_KEY_DURATION,
    MLG_KEY_BARRIER,
    MLG_KEY_MAXSPEED,
    MLG_KEY_MAXSPEED_FORWARD,
    MLG_KEY_MAXSPEED_BACKWARD,
    MLG_KEY_MAXSPEED_TYPE,
    MLG_KEY_SOURCE_MAXSPEED,
    MLG_KEY_ZONE_MAXSPEED,
    MLG_KEY_DIRECTION,
    MLG_KEY_SIGNALS_DIRECTION,
    MLG_N_KNOWN_KEYS
};

enum { MLG_MAX_MODE_KEYS = 8 };

/* Keys of the same meaning, the most specific first ("motorcar", …, "access"). */
struct mlg_mode_keys {
    size_t n;
    unsigned key[MLG_MAX_MODE_KEYS];
};

struct mlg_road_class {
    const char *name; /* a value of highway=*, or "ferry" for the last class */
    double kmh;
    bool on_permission;   /* used only where a specific access tag says so */
    bool limit_only_caps; /* a maxspeed makes it slower, never faster */
};

enum mlg_limit_use { MLG_LIMIT_REPLACES, MLG_LIMIT_CAPS, MLG_LIMIT_IGNORED };

/* What share of its speed is driven in traffic, by road class, in the country and in towns; where
 * junctions are dense is town. */
struct mlg_calibration {
    double urban_per_km2;              /* junctions; 0 = all is country */
    bool counts[MLG_MAX_ROAD_CLASSES]; /* whose junctions count */
    double rural[MLG_MAX_ROAD_CLASSES], urban[MLG_MAX_ROAD_CLASSES];
};

struct mlg_profile {
    struct mlg_document *document,
        *base; /* own every string below; base: what it extends, or NULL */
    const char *name;
    struct mlg_sha256 hash;
    struct mlg_tag_keys keys;
    double access_speed_kmh;

    size_t n_classes; /* at most 255, ferries included as the last one */
    struct mlg_road_class *classes;

    struct mlg_rule_table never;
    int64_t *closed_ways; /* [n_closed_ways], increasing: OSM ids */
    size_t n_closed_ways;
    struct mlg_mode_keys access_keys;
    struct mlg_rules access_allowed, access_penalised_kmh;

    struct mlg_mode_keys oneway_keys;
    struct mlg_rule_table oneway_implied, contraflow;

    enum mlg_limit_use limit_use;
    double limit_factor, limit_none_kmh, limit_walk_kmh;
    struct mlg_rules limit_implied_kmh; /* "FR:rural", or "*:rural" for every country */

    struct mlg_rule_table caps_kmh;
    struct mlg_rules
        barriers; /* seconds, or NAN: blocks; "others": the barriers that are not listed */
    struct mlg_rule_table delays_s;

    struct mlg_rules ferry_routes;
    double ferry_wait_s;
    struct mlg_calibration calibration;

    struct mlg_rule_table no_access_point;
};

/* Reads the sections of the document into a profile that is zeroed but for its documents, and those
 * that it does not have from `base`; its destroy frees them, also after a failure. */
enum mlg_status mlg_profile_sections_load(struct mlg_profile *profile, struct mlg_node root,
                                          struct mlg_error *err);

/* Reads the calibration once all classes are known; an absent node: everywhere the speeds
 * themselves. */
enum mlg_status mlg_calibration_load(struct mlg_profile *profile, struct mlg_node node,
                                     struct mlg_error *err);

/* How the profile uses a way. */
struct mlg_way_use {
    double forward_kmh, backward_kmh; /* 0 = closed; at least one is open */
    uint32_t duration_ms; /* of the whole way, from its duration tag; 0 = from the speed */
    uint8_t road_class;
    uint8_t flags; /* enum mlg_edge_flag */
    bool has_maxspeed;
    const char *name; /* of the tags; "" = none */
};

/* Whether the profile closes the way of this OSM id, whatever its tags say. */
bool mlg_profile_closes(const struct mlg_profile *profile, int64_t way);

/* False where the profile cannot use the way. */
bool mlg_profile_way(const struct mlg_profile *profile, const struct mlg_osm_tag *tags,
                     size_t n_tags, struct mlg_way_use *use);

/* What a node does to those who pass it. */
struct mlg_node_use {
    bool is_barrier, blocks;
    uint32_t delay_ms;
    bool delays_forward, delays_backward; /* relative to the direction of the way */
};

void mlg_profile_node(const struct mlg_profile *profile, const struct mlg_osm_tag *tags,
                      size_t n_tags, struct mlg_node_use *use);

enum mlg_access { MLG_ACCESS_UNSAID, MLG_ACCESS_ALLOWED, MLG_ACCESS_PENALISED, MLG_ACCESS_REFUSED };

/* What the access tags say. cap_kmh: of a penalised way. specific: the tag that decides is not the
 * most general one. Both only set where something is said. */
enum mlg_access mlg_profile_access(const struct mlg_profile *profile,
                                   const struct mlg_tag_values *values, double *cap_kmh,
                                   bool *specific);

/* The speed limit that the text of a maxspeed tag states, in km/h; 0 = none that we understand. Of
 * several values ("50;30") the lowest. */
double mlg_profile_limit(const struct mlg_profile *profile, const char *text);

/* A duration tag ("0:25", "1:10:00", "90" minutes, "PT1H30M") in ms; 0 = not understood. */
uint32_t mlg_duration_ms(const char *text);

#endif
