/* Bounded one-to-many search: plain Dijkstra (doi 10.1007/BF01386390) with a bucket queue (Dial,
 * doi 10.1145/363269.363610). It is the path of small jobs, the oracle of the tests, and what
 * `maillage verify --roads` uses.
 */
#ifndef MLG_NETWORK_SEARCH_SEARCH_H
#define MLG_NETWORK_SEARCH_SEARCH_H

#include "network/graph/snap.h"

#define MLG_BEYOND UINT16_MAX /* a time beyond the bound */
#define MLG_MAX_BOUND_DS 65534
#define MLG_MAX_POINTS 1000000000u

enum mlg_direction {
    MLG_TO_SITE,   /* from the resident to the site (default) */
    MLG_FROM_SITE, /* from the site to the resident */
    MLG_LONGER,    /* the longer of both */
};

struct mlg_search; /* working memory of one thread, reused from search to search */

/* About 6 bytes a node and 8 an arc. The graph must outlive the search. */
enum mlg_status mlg_search_create(const struct mlg_graph *graph, struct mlg_search **search,
                                  struct mlg_error *err);
void mlg_search_destroy(struct mlg_search *search);

/* Times between one site and all points: time_ds [n_points], MLG_BEYOND where beyond bound_ds
 * (inclusive, at most MLG_MAX_BOUND_DS). Legs count at both ends; unsnapped points are beyond.
 * Deterministic. O(reached arcs + bound_ds / 64 + n_points). */
void mlg_search_times(struct mlg_search *search, const struct mlg_snap *site,
                      const struct mlg_snap *points, size_t n_points, enum mlg_direction direction,
                      uint32_t bound_ds, uint16_t *time_ds);

/* How many nodes a search from the site settles, in both directions for MLG_LONGER: what it costs.
 */
uint32_t mlg_search_extent(struct mlg_search *search, const struct mlg_snap *site,
                           enum mlg_direction direction, uint32_t bound_ds);

/* Points hung on the nodes at both ends of their edges, so that a search touches only those that it
 * reaches. Made once, read by all threads; the graph must outlive it. About 24 bytes a point. */
struct mlg_targets;

enum mlg_status mlg_targets_create(const struct mlg_graph *graph, const struct mlg_snap *points,
                                   size_t n_points, struct mlg_targets **targets,
                                   struct mlg_error *err);
void mlg_targets_destroy(struct mlg_targets *targets);

/* What one search reached: points in increasing order with their times, within the bound. */
struct mlg_reached {
    uint32_t count;
    uint32_t *point;
    uint16_t *time_ds;
    size_t capacity;   /* of the two arrays; they grow as needed */
    uint64_t *touched; /* working memory, a bit a point */
    uint16_t *best;    /* working memory [n_points], MLG_BEYOND between searches */
};

enum mlg_status mlg_reached_init(struct mlg_reached *reach, const struct mlg_targets *targets,
                                 struct mlg_error *err);
void mlg_reached_finish(struct mlg_reached *reach);

/* The same times as mlg_search_times, only those within the bound. O(reached arcs and points +
 * bound_ds / 64 + n_points / 64). Fails only for want of memory; the reach is then to be finished.
 */
enum mlg_status mlg_search_reach(struct mlg_search *search, const struct mlg_snap *site,
                                 const struct mlg_targets *targets, enum mlg_direction direction,
                                 uint32_t bound_ds, struct mlg_reached *reach,
                                 struct mlg_error *err);

#endif
