/* A place that a user names: a site or person of a scenario by id or name, or "longitude,latitude".
 */
#ifndef MLG_SCENARIOS_TRAVEL_PLACE_H
#define MLG_SCENARIOS_TRAVEL_PLACE_H

#include "scenarios/run/tables.h"

struct mlg_place {
    const char *kind; /* "existing site", "candidate", "person", "position" */
    const char *id;   /* "" of a position */
    const char *name; /* "" where it has none besides the id */
    int32_t lon_e7, lat_e7;
};

/* Ids come before names, sites before people. A name that stands for several positions is refused,
 * and one that nothing has, with the most similar one as a hint. Strings belong to the tables.
 * MLG_USAGE. O(n). */
enum mlg_status mlg_place_find(const struct mlg_tables *tables, const char *text,
                               struct mlg_place *place, struct mlg_error *err);

#endif
