/* Turn restrictions as the files state them: relations of type=restriction. Inside this room. */
#ifndef MLG_NETWORK_OSM_RESTRICTIONS_H
#define MLG_NETWORK_OSM_RESTRICTIONS_H

#include "network/graph/graph.h"
#include "network/osm/osm_read.h"

enum mlg_turn_rule {
    MLG_TURN_NONE, /* no restriction at all */
    MLG_TURN_NO,   /* from there not to there */
    MLG_TURN_ONLY, /* from there nowhere but there */
    MLG_TURN_CONDITIONAL,
    MLG_TURN_FOR_OTHERS,
    MLG_TURN_VIA_WAY,
    MLG_TURN_UNCLEAR,
};

/* One for each pair of ways from and to; of a relation that does not count just one. */
struct mlg_restriction {
    int64_t relation;
    uint32_t occurrence; /* of the relation in the files: the first one counts */
    enum mlg_turn_rule rule;
    int64_t via_id, from, to; /* a node, and two ways */
    uint32_t via; /* the node's number among the roads; set by mlg_restrictions_locate */
};

struct mlg_restrictions {
    size_t n, capacity;
    uint32_t n_relations; /* read so far */
    struct mlg_restriction *list;
};

/* What the tags of a relation say to those who travel by the profile: its access keys name the
 * vehicles that they are. */
enum mlg_turn_rule mlg_profile_turn(const struct mlg_profile *profile,
                                    const struct mlg_osm_tag *tags, size_t n_tags);

/* Takes a relation of a file, if it is a turn restriction. */
enum mlg_status mlg_restrictions_take(struct mlg_restrictions *restrictions,
                                      const struct mlg_profile *profile, int64_t id,
                                      const struct mlg_osm_tag *tags, size_t n_tags,
                                      const struct mlg_osm_member *members, size_t n_members,
                                      struct mlg_error *err);

/* Keeps those that count and whose via node is one of node_id [n_nodes], increasing; marks it in
 * node_flags. They stand in the order of their via nodes and relations then. O(n log n_nodes). */
void mlg_restrictions_locate(struct mlg_restrictions *restrictions, const int64_t *node_id,
                             size_t n_nodes, uint8_t *node_flags, struct mlg_turn_counts *counts);
void mlg_restrictions_finish(struct mlg_restrictions *restrictions);

#endif
