/* The parts of a first scenario. */
#ifndef MLG_SCENARIOS_INIT_PARTS_H
#define MLG_SCENARIOS_INIT_PARTS_H

#include "network/osm/osm_places.h"
#include "scenarios/init/guess.h"
#include "scenarios/init/init.h"
#include "scenarios/init/place_names.h"

#include <stdio.h>

/* What the scenario will say. */
struct mlg_first_scenario {
    const struct mlg_init_options *options;
    const char *name; /* of the scenario's file, without folder and ending */
    bool here;        /* the scenario is in the working folder */
    struct mlg_guess people, candidates, existing;
    bool made_people, made_candidates; /* taken from the roads' files */
    const char *kinds;       /* of the candidates that were made: "12 town, 40 village, …" */
    const char *settlements; /* the kinds among them that are no buildings: "town, village" */
};

/* The text of the scenario, each guess marked as one. */
void mlg_init_print(const struct mlg_first_scenario *first, FILE *stream);
/* id, name, kind, commune, residents, lon, lat of the places: all of them, or those with people. */
void mlg_init_print_places(const struct mlg_osm_places *places, const struct mlg_place_names *names,
                           bool people, FILE *stream);

#endif
