/* Places of residents at sites of limited capacity, by successive shortest paths: the oracle of the
 * rule on capacities. */
#ifndef MLG_TESTS_FLOWS_H
#define MLG_TESTS_FLOWS_H

#include "tests/solver/sitings.h"

/* Whether the open sites have the places that the rules on coverage ask for (all but those on
 * groups of demands). */
bool flow_covers(const struct siting_case *made, uint32_t open);
/* The values of the goals, among the ways of placing that keep to these rules. */
int64_t flow_residents(const struct siting_case *made, uint32_t open);
int64_t flow_longest(const struct siting_case *made, uint32_t open, struct mlg_share within);
int64_t flow_time_sum(const struct siting_case *made, uint32_t open);

#endif
