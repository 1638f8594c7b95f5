/* What many runs say together: performance profiles and primal integrals.
 *
 * A test is an instance and a seed. The profile of a solver tells for each factor which share of
 * the tests it proved within that factor of the fastest solver's time (Dolan, Moré 2002, doi
 * 10.1007/s101070100263). The primal integral adds up over time how far the best solution so far
 * was from the best known (Berthold 2013, doi 10.1016/j.orl.2013.08.007): the gap is 1 before the
 * first solution and at most 1; seconds of the processor until the time limit.
 */
#ifndef MLG_BENCH_PROFILE_H
#define MLG_BENCH_PROFILE_H

#include "base/status.h"

#include <jansson.h>
#include <stddef.h>

struct mlg_profile_step {
    double at, value;
};

/* One solver. */
struct mlg_profile {
    const char *solver; /* of the records */
    size_t n_runs, n_proven;
    double mean_s;        /* geometric mean of seconds + 1, less 1; unproven runs as they ended */
    double mean_integral; /* seconds */
    struct mlg_profile_step *ratio; /* [n_ratios]: factor, share of tests proven within it */
    size_t n_ratios;
    struct mlg_profile_step *gap; /* [n_gaps]: seconds, mean primal gap from then on */
    size_t n_gaps;
};

struct mlg_profiles {
    struct mlg_profile *profile; /* [n], in the order of the records */
    size_t n;
    size_t n_tests;
    double longest_s; /* time limit */
};

/* Of the records of runs of solvers among these; others are left out. They stay in use. O(runs^2).
 */
enum mlg_status mlg_profiles_init(struct mlg_profiles *profiles, const json_t *records,
                                  struct mlg_error *err);
void mlg_profiles_finish(struct mlg_profiles *profiles);

/* From 0 to 1: how far a value is from the best known; NAN = 1. */
double mlg_primal_gap(double value, double best);

#endif
