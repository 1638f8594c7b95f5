/* How travel times are spread over residents: the histogram of a group of people and what is read
 * from it. Everything counts those who reach a site within the bound; the others are told apart.
 */
#ifndef MLG_SCENARIOS_SPREAD_H
#define MLG_SCENARIOS_SPREAD_H

#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mlg_spread {
    uint32_t bound_ds;
    int64_t *milli; /* [bound_ds + 1]: thousandths of residents by deciseconds */
    int64_t reached_milli, total_milli;
    int64_t second_milli; /* with a second site within the limit */
};

enum mlg_status mlg_spread_init(struct mlg_spread *spread, uint32_t bound_ds,
                                struct mlg_error *err);
void mlg_spread_finish(struct mlg_spread *spread);
/* One point of people: time_ds beyond the bound is not reached. */
void mlg_spread_add(struct mlg_spread *spread, uint16_t time_ds, int64_t residents_milli,
                    bool has_second);

/* The Gini coefficient of the times, 0 (all the same) to 1; 0 where nobody is reached. O(bound). */
double mlg_spread_gini(const struct mlg_spread *spread);
/* The Palma ratio: the time of the tenth that is farthest over that of the four tenths that are
 * nearest; NaN where those have none. O(bound). */
double mlg_spread_palma(const struct mlg_spread *spread);

/* Thousandths of residents who reach a site within a time. O(bound). */
int64_t mlg_spread_within(const struct mlg_spread *spread, uint32_t time_ds);
/* {reached, mean_min, median_min, p95_min, max_min}; NULL = no memory. O(bound). */
json_t *mlg_spread_times_json(const struct mlg_spread *spread);
/* {residents, reached, mean_min, median_min, p95_min, max_min, gini, palma, second_site,
 * second_site_percent, within: [{minutes, residents, percent}]}; NULL = no memory. */
json_t *mlg_spread_json(const struct mlg_spread *spread, const uint32_t *steps_ds, size_t n_steps);

#endif
