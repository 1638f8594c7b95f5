/* Alternatives to a plan: about as good, as different as can be found, and which sites could be
 * others.
 */
#ifndef MLG_SCENARIOS_ALTERNATIVES_H
#define MLG_SCENARIOS_ALTERNATIVES_H

#include "base/monitor.h"
#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct mlg_alternatives_options {
    const char *scenario; /* its file, where it is not where the plan says; or NULL */
    const char *folder;   /* the plans go to FOLDER/alternatives-1, …; NULL = the plan's own */
    bool overwrite;
    uint32_t count, differ;
    double within; /* the share by which the last goal may be worse */
    double time_s; /* < 0 = 60 */
    int threads;
    const char *cache_folder;
};

/* Writes each plan with its files, as a run does, and gives the comparison as JSON; the caller's.
 * Fewer than asked for are no failure. MLG_BAD_SCENARIO: a plan without goals, or with capacities.
 */
enum mlg_status mlg_alternatives(const char *plan_path,
                                 const struct mlg_alternatives_options *options,
                                 const struct mlg_monitor *monitor, json_t **document,
                                 struct mlg_error *err);
/* The same for people. */
enum mlg_status mlg_alternatives_print(const json_t *document, FILE *stream, struct mlg_error *err);

#endif
