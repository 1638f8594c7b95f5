/* Whether the points of a scenario stand on the roads that it names. */
#ifndef MLG_SCENARIOS_PLACEMENT_H
#define MLG_SCENARIOS_PLACEMENT_H

#include "scenarios/times.h"

/* Tells how many points are not on the road network. Where none of the people or none of the
 * candidates is, the coordinates or the roads are of another place: MLG_BAD_INPUT names the file.
 * O(points). */
enum mlg_status mlg_placement_check(const struct mlg_tables *tables, const struct mlg_times *times,
                                    const struct mlg_monitor *monitor, struct mlg_error *err);

#endif
