/* The map of a plan: a picture for a council, as SVG or PNG, 1600 pixels wide (cairo).
 *
 * People's cells are coloured by the minutes to their nearest site, dark where it is near; who is
 * beyond the limit is red and hatched. Existing and new sites have different symbols.
 */
#ifndef MLG_SCENARIOS_MAP_MAP_H
#define MLG_SCENARIOS_MAP_MAP_H

#include "base/status.h"
#include "datasets/outlines.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mlg_language { MLG_ENGLISH, MLG_FRENCH };

/* Minutes are shown in this many equal steps up to the limit. */
enum { MLG_MAP_STEPS = 4 };

struct mlg_map_site {
    const char *place; /* its commune; new sites are labelled with it; "" = none */
    int32_t lon_e7, lat_e7;
    bool is_new;
};

/* What is drawn. All pointers are borrowed. */
struct mlg_map {
    enum mlg_language language;
    const char *title, *subtitle;
    const char *const *facts; /* [n_facts]: lines beside the map, the most important first */
    size_t n_facts;
    const char *const *caveats; /* [n_caveats]: what every output must say */
    size_t n_caveats;
    const char *source; /* attribution and program, at the foot */

    uint32_t limit_ds;
    size_t n_cells;
    const int32_t *lon_e7, *lat_e7; /* [n_cells] */
    const char *const *cell_id;     /* [n_cells]: a grid id tells the square; NULL = points */
    const char *const *place;       /* [n_cells]: commune; the largest are labelled; NULL = none */
    const int64_t *residents_milli; /* [n_cells] */
    const uint16_t *time_ds;        /* [n_cells]: to the nearest site; 65535 = beyond any bound */

    size_t n_sites;
    const struct mlg_map_site *sites;
    const struct mlg_outlines *outlines; /* or NULL */
};

/* Does the path end in .svg or .png? Any other is MLG_USAGE. */
enum mlg_status mlg_map_check_path(const char *path, struct mlg_error *err);
/* Draws to a path that ends in .svg or .png; any other is MLG_USAGE. The same map gives the same
 * bytes. In EPSG:2154 where all cells lie in its area, else in an azimuthal projection about their
 * middle. O(n_cells log n_cells). */
enum mlg_status mlg_map_draw(const struct mlg_map *map, const char *path, bool overwrite,
                             struct mlg_error *err);

#endif
