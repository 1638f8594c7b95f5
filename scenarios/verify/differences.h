/* What a verification found: differences between what a plan claims and what was recomputed. */
#ifndef MLG_SCENARIOS_VERIFY_DIFFERENCES_H
#define MLG_SCENARIOS_VERIFY_DIFFERENCES_H

#include "base/monitor.h"
#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct mlg_differences {
    const struct mlg_monitor *monitor; /* each one is told */
    struct mlg_error *err;             /* the first one is kept */
    const char *plan_path;
    size_t count;
    bool other_inputs; /* what follows from them is counted and not told */
    bool from_roads;   /* a matrix keeps distances in whole centimetres: road_distance_m may then be
                          1 m off */
};

/* place: "totals.plan.covered". */
void mlg_differences_add(struct mlg_differences *differences, const char *place,
                         const char *claimed, const char *found);
/* An input, "people file", that is another one than the plan was made from: told in words. */
void mlg_differences_add_input(struct mlg_differences *differences, const char *what,
                               const char *path, const char *claimed, const char *found);
/* Compares every value, whatever the order of keys; a key or an item too many or too few counts. */
void mlg_differences_compare(struct mlg_differences *differences, const json_t *claimed,
                             const json_t *found);

#endif
