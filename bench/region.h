/* An invented region: land, river, places, roads and people, all from one seed. Nothing in it
 * exists.
 *
 * Positions are metres east and north of the region's centre. A lattice of places, one every
 * 1.1 km and jittered, carries everything: the strongest place of every 3 x 3 is a village, of
 * every 12 x 12 a town, of every 24 x 24 a city (central places), links join neighbours, and the
 * ways between places of a rank are upgraded along shortest paths. Each step is linear, or nearly,
 * in the area.
 */
#ifndef MLG_BENCH_REGION_H
#define MLG_BENCH_REGION_H

#include "base/random.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REGION_NONE UINT32_MAX

enum { REGION_SPACING_M = 1100, REGION_COMMUNE_NAME = 64 };

enum region_rank { RANK_WATER, RANK_HAMLET, RANK_VILLAGE, RANK_TOWN, RANK_CITY };

/* Highway classes, the smallest first, and the two ways that are no roads. */
enum region_class {
    CLASS_SERVICE,
    CLASS_RESIDENTIAL,
    CLASS_UNCLASSIFIED,
    CLASS_TERTIARY,
    CLASS_SECONDARY,
    CLASS_PRIMARY,
    CLASS_TRUNK,
    CLASS_MOTORWAY_LINK,
    CLASS_MOTORWAY,
    CLASS_FERRY,
    CLASS_RIVER,
};

enum region_way_flag {
    WAY_ONEWAY = 1,
    WAY_ROUNDABOUT = 2,
    WAY_BRIDGE = 4,
    WAY_PRIVATE = 8,
    WAY_SLOW = 16, /* a narrow, winding road */
};

enum region_node_kind { NODE_PLAIN, NODE_SIGNALS, NODE_BOLLARD, NODE_GATE };

struct region_place {
    double x, y;
    double key;          /* strength: the strongest of a block gets the block's rank */
    double radius_m;     /* of the streets around it; 0 = none */
    double angle;        /* of the streets */
    uint32_t owner;      /* the place in whose streets it lies; mostly itself */
    uint32_t commune;    /* the place whose village hall it belongs to */
    uint32_t first_node; /* of its streets, its roundabout or its only node */
    uint8_t rank;        /* enum region_rank */
    uint8_t road;        /* the highest class that comes here */
    bool roundabout;
};

struct region_link {
    uint32_t a, b;  /* places */
    uint32_t route; /* number of its road, 0 = none */
    uint8_t class;
    bool kept, crosses;
};

struct region_node {
    float x, y;
};

struct region_way {
    uint32_t first_ref;
    uint32_t label; /* a place, a route number or a street's name, by class */
    uint8_t class, flags, maxspeed_kmh;
};

struct region_person {
    float x, y;
    uint32_t commune, residents;
};

struct region {
    struct mlg_random random;
    double radius_m;
    double coast_phase[3], river_phase, islet_angle, headland_angle;

    uint32_t width; /* the lattice is width x width; the islet and the headland come after it */
    uint32_t n_places, islet, headland;
    struct region_place *places;

    size_t n_links, links_capacity;
    struct region_link *links;

    size_t n_nodes, nodes_capacity, kinds_capacity;
    struct region_node *nodes;
    uint8_t *node_kind;
    size_t n_ways, ways_capacity, n_refs, refs_capacity;
    struct region_way *ways;
    uint32_t *refs; /* way w has refs first_ref .. first_ref of the next */

    size_t n_people, people_capacity;
    struct region_person *people;

    bool out_of_memory; /* sticky: what was added after it is lost, region_build says so */
};

/* About n_nodes road nodes. *region is the caller's to destroy. O(n_nodes log n_nodes). */
enum mlg_status region_build(uint64_t seed, double n_nodes, struct region **region,
                             struct mlg_error *err);
void region_destroy(struct region *region);

/* region_store.c: adding; on a failed allocation 0 is returned and out_of_memory is set. */
uint32_t region_add_node(struct region *region, double x, double y, enum region_node_kind kind);
/* Starts a way; its nodes follow with region_add_ref. */
void region_add_way(struct region *region, enum region_class class, unsigned flags,
                    unsigned maxspeed_kmh, uint32_t label);
void region_add_ref(struct region *region, uint32_t node);
void region_add_link(struct region *region, uint32_t a, uint32_t b);
void region_add_people(struct region *region, double x, double y, double spread_m,
                       uint32_t residents, uint32_t commune);
size_t region_way_end(const struct region *region, size_t way); /* one past its last ref */
double region_distance(struct region_node a, struct region_node b);
/* Uniform in [low, high). */
double region_random(struct region *region, double low, double high);

/* region_land.c: the shape of land and rivers. */
void region_shape(struct region *region, double n_nodes);
double region_coast_m(const struct region *region, double angle); /* from the centre */
int region_bank(const struct region *region, double x, double y); /* differs across a river */
double region_river_x(const struct region *region, int river, double y);
double region_water_distance(const struct region *region, double x, double y); /* about, metres */

/* region_places.c */
enum mlg_status region_settle(struct region *region, struct mlg_error *err);
/* The strongest place of a block of size x size, at least `rank`; REGION_NONE = none. */
uint32_t region_block_winner(const struct region *region, uint32_t block_x, uint32_t block_y,
                             uint32_t size, enum region_rank rank);

/* region_links.c, region_routes.c: which places are joined, and by which class of road. */
enum mlg_status region_link_places(struct region *region, struct mlg_error *err);
enum mlg_status region_rank_roads(struct region *region, struct mlg_error *err);

/* region_streets.c */
void region_draw_streets(struct region *region, uint32_t place);
/* The node where a road from (x, y) enters the place. */
uint32_t region_gate(const struct region *region, uint32_t place, double x, double y);

/* region_roads.c, region_motorways.c */
void region_draw_roads(struct region *region);
void region_draw_motorways(struct region *region);

/* region_names.c: name must hold REGION_COMMUNE_NAME bytes. */
void region_commune_name(const struct region *region, uint32_t place, char *name);
/* "de ", "d'", "de l'" or "du ", as French wants it before the name. */
const char *region_of(const char *name);
const char *region_street_name(uint32_t label);

#endif
