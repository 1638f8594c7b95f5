#include "scenarios/travel/place.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The three tables, in the order in which they are looked through. */
struct shelf {
    const char *kind;
    const struct mlg_points *points; /* or NULL */
};

enum { N_SHELVES = 3 };

struct match {
    size_t n; /* different positions */
    struct mlg_place first;
};

static void fill_shelves(const struct mlg_tables *tables, struct shelf *shelves)
{
    shelves[0] = (struct shelf){"existing site", tables->existing};
    shelves[1] = (struct shelf){"candidate", tables->candidates};
    shelves[2] = (struct shelf){"person", tables->people};
}

static void count_match(const struct shelf *shelf, size_t i, struct match *match)
{
    const struct mlg_points *points = shelf->points;
    const char *id = points->id[i], *name = points->name[i];
    if (match->n > 0 && match->first.lon_e7 == points->lon_e7[i] &&
        match->first.lat_e7 == points->lat_e7[i])
        return;
    if (match->n++ == 0)
        match->first = (struct mlg_place){shelf->kind, id, strcmp(id, name) == 0 ? "" : name,
                                          points->lon_e7[i], points->lat_e7[i]};
}

static struct match look_up(const struct shelf *shelf, const char *text, bool by_name)
{
    struct match match = {0};
    for (size_t i = 0; shelf->points && i < shelf->points->n; i++)
        if (strcmp(by_name ? shelf->points->name[i] : shelf->points->id[i], text) == 0)
            count_match(shelf, i, &match);
    return match;
}

/* A number of degrees up to `limit` that ends at `stop`. */
static bool parse_degrees(const char *text, char stop, double limit, int32_t *e7, const char **rest)
{
    char *end;
    double degrees = strtod(text, &end);
    if (end == text || *end != stop || !(fabs(degrees) <= limit))
        return false;
    *e7 = (int32_t)lround(degrees * 1e7);
    *rest = end + 1;
    return true;
}

static bool parse_position(const char *text, struct mlg_place *place)
{
    struct mlg_place read = {.kind = "position", .id = "", .name = ""};
    const char *rest;
    if (!parse_degrees(text, ',', 180, &read.lon_e7, &rest) ||
        !parse_degrees(rest, '\0', 90, &read.lat_e7, &rest))
        return false;
    *place = read;
    return true;
}

/* Names of sites are what people mistype; ids of cells are copied. */
static enum mlg_status fail_unknown(const struct shelf *shelves, const char *text,
                                    struct mlg_error *err)
{
    size_t n = 0, capacity = 0;
    const char **names = NULL;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; shelves[s].points && i < shelves[s].points->n; i++) {
            if (!mlg_reserve(&names, &capacity, n + 2, sizeof *names)) {
                free(names);
                return mlg_fail_memory(err, "names of sites", (n + 2) * sizeof *names);
            }
            names[n++] = shelves[s].points->name[i];
            names[n] = NULL;
        }
    const char *nearest = names ? mlg_nearest_name(text, names) : NULL;
    mlg_fail(err, MLG_USAGE, "no site and no person of the scenario has the id or name '%s'", text);
    if (nearest)
        mlg_hint(err, "did you mean '%s'?", nearest);
    else
        mlg_hint(err, "a position is written as longitude,latitude, such as 2.35,48.85");
    free(names);
    return MLG_USAGE;
}

enum mlg_status mlg_place_find(const struct mlg_tables *tables, const char *text,
                               struct mlg_place *place, struct mlg_error *err)
{
    struct shelf shelves[N_SHELVES];
    fill_shelves(tables, shelves);
    for (int by_name = 0; by_name < 2; by_name++)
        for (int s = 0; s < N_SHELVES; s++) {
            struct match match = look_up(&shelves[s], text, by_name);
            if (match.n > 1) {
                mlg_fail(err, MLG_USAGE, "'%s' is the name of %zu places", text, match.n);
                return mlg_hint(err, "use an id; the first one is the %s '%s'", match.first.kind,
                                match.first.id);
            }
            if (match.n == 1) {
                *place = match.first;
                return MLG_OK;
            }
        }
    return parse_position(text, place) ? MLG_OK : fail_unknown(shelves, text, err);
}
