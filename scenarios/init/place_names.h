/* What the places of OpenStreetMap files are called in tables: nameless buildings by their kind,
 * and no two places alike.
 */
#ifndef MLG_SCENARIOS_INIT_PLACE_NAMES_H
#define MLG_SCENARIOS_INIT_PLACE_NAMES_H

#include "network/osm/osm_places.h"

#include <stdbool.h>

/* Arrays [places->n]; they and their texts belong to the arena. */
struct mlg_place_names {
    const char **name;    /* "Vaduz", "library, Vaduz", "Rathaus, Vaduz (townhall)" */
    const char **commune; /* a settlement's own name, else that of the nearest town or village */
};

/* A place where people live, and no building. */
bool mlg_place_is_settlement(const struct mlg_osm_place *place);

/* O(places x settlements + places log places). */
enum mlg_status mlg_place_names_make(const struct mlg_osm_places *places, struct mlg_arena *arena,
                                     struct mlg_place_names *names, struct mlg_error *err);

#endif
