/* Travel times at the crossings of a grid around a place. */
#ifndef MLG_SCENARIOS_TRAVEL_ISOCHRONES_GRID_H
#define MLG_SCENARIOS_TRAVEL_ISOCHRONES_GRID_H

#include "datasets/contours.h"
#include "scenarios/travel/scenario_roads.h"

/* All that is within limit_ds lies in the grid, with a margin: values in deciseconds, beyond the
 * limit only as far as interpolation needs. grid->value: caller frees. */
enum mlg_status mlg_isochrones_grid(const struct mlg_scenario_roads *roads,
                                    const struct mlg_place *place, const struct mlg_snap *snap,
                                    uint32_t limit_ds, int threads, struct mlg_grid *grid,
                                    struct mlg_error *err);

#endif
