/* What the columns of a table seem to mean, by their names and by the first record. */
#ifndef MLG_SCENARIOS_GUESS_H
#define MLG_SCENARIOS_GUESS_H

#include "base/status.h"
#include "datasets/arena.h"
#include "datasets/points.h"

#include <stdbool.h>

/* Texts belong to the arena; NULL = no such column. */
struct mlg_guess {
    const char *path;
    const char *layer;   /* of several, the first that will do; NULL = the only one */
    bool certain;        /* a table of our own making: nothing is guessed */
    const char *columns; /* all of them, "a, b, c" */
    const char *id, *name, *residents, *commune, *commune_id;
    enum mlg_placement placement;
    const char *x, *y, *grid;
    const char *crs; /* of x and y, or of geometry that states none; NULL = nothing to say */
};

/* Looks at a table. `people`: residents are wanted. An error names the columns where there is no
 * residents column or nothing that tells a place. */
enum mlg_status mlg_guess_table(const char *path, bool people, struct mlg_arena *arena,
                                struct mlg_guess *guess, struct mlg_error *err);

#endif
