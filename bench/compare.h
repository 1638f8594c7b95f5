/* Two records of the same benchmarks, before and after: what got better or worse beyond noise.
 *
 * Runs are paired by what they measured (instance, goal, solver and seed; step, limit and threads;
 * job) and, where that repeats, by their order. Of the ratios after / before the median counts,
 * with a confidence interval of at least 95 % from order statistics, which assumes nothing about
 * how times are distributed (the sign test turned round: Thompson 1936,
 * doi 10.1214/aoms/1177732502). It takes 6 pairs. Counts of instructions have no noise worth the
 * name: one pair is enough.
 */
#ifndef MLG_BENCH_COMPARE_H
#define MLG_BENCH_COMPARE_H

#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum mlg_measure {
    MLG_MEASURE_CPU,          /* seconds of the processor, at least 0.01; where one run proved */
    MLG_MEASURE_INSTRUCTIONS, /* exact */
    MLG_MEASURE_OBJECTIVE,    /* what was found, the other way round where more is better */
    MLG_MEASURE_MEMORY,       /* at its highest */
    MLG_N_MEASURES
};
const char *mlg_measure_name(enum mlg_measure measure);

enum mlg_verdict {
    MLG_VERDICT_FEW,    /* too few pairs for an interval */
    MLG_VERDICT_NOISE,  /* the interval has 1 in it; of exact measures, within a thousandth of 1 */
    MLG_VERDICT_BETTER, /* the whole interval is below 1 */
    MLG_VERDICT_WORSE,  /* the whole interval is above 1 */
    MLG_VERDICT_BEYOND, /* the whole interval is above 1 + share */
};
const char *mlg_verdict_name(enum mlg_verdict verdict);

struct mlg_comparison {
    enum mlg_measure measure;
    char *subject; /* what was measured; NULL = all of this measure */
    uint32_t n_pairs;
    double median, low, high; /* ratios after / before; low and high NAN where there are too few */
    enum mlg_verdict verdict;
};

struct mlg_comparisons {
    struct mlg_comparison *item; /* [n]: by measure; all of it, then one by one */
    size_t n, capacity;
    uint32_t n_only_before, n_only_after; /* measured in one of the records only */
    bool beyond;                          /* something is worse by more than the share */
};

/* Compares two arrays of records (bench/records.h). MLG_BAD_INPUT where nothing pairs, and where
 * two runs proved different optima. O(n log n). */
enum mlg_status mlg_bench_compare(const json_t *before, const json_t *after, double share,
                                  struct mlg_comparisons *comparisons, struct mlg_error *err);
void mlg_comparisons_finish(struct mlg_comparisons *comparisons);

/* The median of the sorted values, and its interval of at least 95 %; false = n is too small. */
bool mlg_median_interval(const double *sorted, uint32_t n, double *median, double *low,
                         double *high);

#endif
