/* Bounded one-to-many search: plain Dijkstra (doi 10.1007/BF01386390). It is the path of small
 * jobs, the oracle of the tests, and what `maillage verify --roads` uses.
 */
#ifndef MLG_NETWORK_SEARCH_H
#define MLG_NETWORK_SEARCH_H

#include "network/snap.h"

enum mlg_direction {
    MLG_TO_SITE,   /* from the resident to the site (default) */
    MLG_FROM_SITE, /* from the site to the resident */
    MLG_LONGER,    /* the longer of both */
};

struct mlg_search; /* working memory of one thread, reused from search to search */

enum mlg_status mlg_search_create(const struct mlg_graph *graph, struct mlg_search **search,
                                  struct mlg_error *err);
void mlg_search_destroy(struct mlg_search *search);

/* Times between one site and all points: time_ds [n_points], 65535 where beyond bound_ds
 * (inclusive, at most 65534). Legs count at both ends; unsnapped points are beyond. Deterministic.
 */
void mlg_search_times(struct mlg_search *search, const struct mlg_snap *site,
                      const struct mlg_snap *points, size_t n_points, enum mlg_direction direction,
                      uint32_t bound_ds, uint16_t *time_ds);

#endif
