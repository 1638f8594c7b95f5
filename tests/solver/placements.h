/* Small random placements for the tests of goals on times, with what enumeration needs. */
#ifndef MLG_TESTS_PLACEMENTS_H
#define MLG_TESTS_PLACEMENTS_H

#include "base/random.h"
#include "solver/placement/placement.h"

#include <stdbool.h>

enum { MAX_SITES = 9, MAX_DEMANDS = 14, LARGEST_TIME = 40 };

struct random_placement {
    struct mlg_placement placement;
    struct mlg_reach *reach;
    int64_t weight[MAX_DEMANDS];
    uint8_t role[MAX_SITES];
};

/* Times repeat, some weights are 0, some sites are open or closed, some demands beyond reach. */
void random_placement(struct mlg_random *random, struct random_placement *made);
void random_placement_finish(struct random_placement *made);

/* Straight from the definitions: the time in which an open or chosen site serves a demand,
 * UINT32_MAX = none does; whether any plan could. */
uint32_t serving_time(const struct mlg_placement *placement, uint32_t demand, const bool *chosen);
bool is_reachable(const struct mlg_placement *placement, uint32_t demand);
/* The chosen are candidates and no more than may be. */
bool keeps_to(const struct mlg_placement *placement, const bool *chosen);
/* Unpacks a set of sites, bit by bit; whether it keeps to the placement. */
bool is_plan(const struct mlg_placement *placement, uint32_t set, bool *chosen);

#endif
