/* Figures as plans write them. All are whole numbers inside (thousandths of residents,
 * deciseconds); here they get their unit. Shares are rounded down and times up, so that no figure
 * ever looks better than it is: 99.999 % never becomes 100 %, 20 min 0.1 s never becomes 20 min.
 *
 * All return a new reference, or NULL where memory is short; NULL among the arguments gives NULL.
 */
#ifndef MLG_SCENARIOS_PLAN_FIGURES_H
#define MLG_SCENARIOS_PLAN_FIGURES_H

#include "network/graph/snap.h"

#include <jansson.h>
#include <stdint.h>

/* value / scale, as an integer where it is one. */
json_t *mlg_json_scaled(int64_t value, int64_t scale);
json_t *mlg_json_residents(int64_t milli);
/* part of whole, in percent with two decimals, rounded down; 100 of nothing. */
json_t *mlg_json_percent(int64_t part, int64_t whole);
/* Minutes with two decimals, rounded up. */
json_t *mlg_json_minutes(uint64_t time_ds);
/* The mean of a sum of deciseconds x weight. */
json_t *mlg_json_mean_minutes(uint64_t sum_ds, uint64_t weight);
/* A relative gap in percent with two decimals, rounded up. */
json_t *mlg_json_gap(int64_t value, int64_t bound);
json_t *mlg_json_degrees(int32_t e7);
/* Whole metres, rounded up. */
json_t *mlg_json_metres(float distance_m);

/* Why a point is not on the network: "too_far_from_road", "road_island". */
const char *mlg_snap_reason_name(enum mlg_snap_reason reason);

/* The array with the item; takes both references. */
json_t *mlg_json_append(json_t *array, json_t *item);
/* The object with the members of another; takes both references. */
json_t *mlg_json_extended(json_t *object, json_t *more);

/* The minutes within which a plan counts residents: the usual ones up to the bound and the limit,
 * increasing, in deciseconds. Returns how many; at most MLG_MAX_STEPS. */
enum { MLG_MAX_STEPS = 9 };
size_t mlg_time_steps(uint32_t limit_ds, uint32_t bound_ds, uint32_t *steps_ds);

#endif
