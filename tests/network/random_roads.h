/* Random road networks as OpenStreetMap text, with what the rules make of them, computed apart from
 * the room. */
#ifndef MLG_TESTS_RANDOM_ROADS_H
#define MLG_TESTS_RANDOM_ROADS_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROAD_NODES = 60, ROAD_SEGMENTS = 140 };

struct random_roads {
    int32_t lon_e7[ROAD_NODES], lat_e7[ROAD_NODES];
    bool blocked[ROAD_NODES];
    int n_segments;
    struct {
        int from, to;
        double there_ms, back_ms; /* INFINITY = closed; the wait at a signal included */
    } segment[ROAD_SEGMENTS];
    char *text; /* the file */
    size_t length;
};

/* By the car's profile: three classes, oneways both ways round, loops, barriers, signals. No two
 * segments join the same nodes. */
void random_roads_init(struct random_roads *roads, struct mlg_random *random);
void random_roads_finish(struct random_roads *roads);

/* Shortest times in ms from a node to all, without passing a barrier, and how many segments they
 * take, by relaxing all segments as often as there are nodes (Bellman-Ford). */
void random_roads_times(const struct random_roads *roads, int source, double *ms, int *hops);
/* The segment between two nodes, or -1. */
int random_roads_segment(const struct random_roads *roads, int from, int to);
/* The node at a position, or -1. */
int random_roads_node(const struct random_roads *roads, int32_t lon_e7, int32_t lat_e7);

#endif
