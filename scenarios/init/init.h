/* A first scenario for another region: looks at the files and writes what it guesses, marked as
 * such.
 */
#ifndef MLG_SCENARIOS_INIT_H
#define MLG_SCENARIOS_INIT_H

#include "base/monitor.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct mlg_init_options {
    const char *output;       /* the scenario to write; ends in .yaml or .yml */
    const char *const *roads; /* [n_roads], at least one: OpenStreetMap files */
    size_t n_roads;
    const char *people;     /* a table, or NULL: the settlements of the roads' files that say how
                               many people live there */
    const char *existing;   /* a table, or NULL: no site exists */
    const char *candidates; /* a table, or NULL: the settlements and public buildings of the roads'
                               files */
    const char *profile;    /* NULL = "car" */
    bool overwrite;
};

/* Writes the scenario and, beside it, the tables that it takes from the roads' files:
 * NAME-people.csv and NAME-candidates.csv. All files or none. Says through monitor->note what it
 * took. */
enum mlg_status mlg_init(const struct mlg_init_options *options, const struct mlg_monitor *monitor,
                         struct mlg_error *err);

#endif
