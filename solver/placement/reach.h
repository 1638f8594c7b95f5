/* Who reaches which site, and in what time: what goals on times and rules on limits need beyond a
 * covering instance.
 */
#ifndef MLG_SOLVER_PLACEMENT_REACH_H
#define MLG_SOLVER_PLACEMENT_REACH_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct mlg_reach {
    uint32_t n_demands, n_sites;
    uint64_t n_entries;
    uint64_t *first;   /* [n_demands + 1] */
    uint32_t *site;    /* [n_entries]: of a demand the nearest first, the lower number on a tie */
    uint16_t *time_ds; /* [n_entries]: deciseconds */
};

/* From rows by site: the demands that reach site j are demand[site_first[j]] ..
 * demand[site_first[j + 1] - 1], increasing, in time_ds. All are copied. O(entries log sites). */
enum mlg_status mlg_reach_create(uint32_t n_demands, uint32_t n_sites, const uint64_t *site_first,
                                 const uint32_t *demand, const uint16_t *time_ds,
                                 struct mlg_reach **reach, struct mlg_error *err);
void mlg_reach_destroy(struct mlg_reach *reach);

#endif
