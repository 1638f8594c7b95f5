/* The parts of a sweep. */
#ifndef MLG_SCENARIOS_SWEEP_PARTS_H
#define MLG_SCENARIOS_SWEEP_PARTS_H

#include "scenarios/sweep/sweep.h"

/* One scenario of the family. */
struct mlg_variant {
    char *name;            /* "sites.new.max=10" */
    char *scenario, *plan; /* paths */
    enum mlg_status status;
    char message[400]; /* why it has no plan */
};

/* Runs the variants [n] without a plan, so many at the same time, each in a process of its own: one
 * that dies takes no other with it. The first alone, where all share travel times to be computed.
 */
enum mlg_status mlg_sweep_run(const struct mlg_sweep_options *options, struct mlg_variant *variants,
                              size_t n, bool first_alone, const struct mlg_monitor *monitor,
                              struct mlg_error *err);

/* Writes the table. */
enum mlg_status mlg_sweep_table(const struct mlg_sweep_options *options,
                                const struct mlg_variant *variants, size_t n,
                                struct mlg_error *err);

#endif
