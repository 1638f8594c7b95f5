/* Every single change of a plan file: what a verification must refuse. */
#ifndef MLG_TESTS_PLAN_MUTATION_H
#define MLG_TESTS_PLAN_MUTATION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct plan_mutation {
    json_t *plan;                              /* as the run wrote it */
    bool (*is_refused)(const json_t *changed); /* what the verification says */
    bool (*may_change)(const char *place);     /* what cannot be recounted */
    size_t every;                              /* only each so manieth change is tried; 1 = all */
    size_t count;                              /* changes met */
    size_t missed;                             /* changes that were not refused */
    char first_missed[256];                    /* where the first of them was */
};

/* Changes each number, text, truth and nothing, leaves out each key and item, adds one to each
 * object and list; one at a time, and changes it back. Places are written "goals[0].bound". */
void plan_mutation_try_all(struct plan_mutation *mutation);

#endif
