/* Single measurements out of records, and the pairs of two records. */
#ifndef MLG_BENCH_SAMPLES_H
#define MLG_BENCH_SAMPLES_H

#include "bench/compare.h"

struct mlg_sample {
    char *subject; /* what was measured: "instance, solver", "step, limit, threads", "job" */
    enum mlg_measure measure;
    int64_t seed;
    uint32_t order; /* among those of the same subject, measure and seed */
    double value;
    bool more;   /* more is better */
    bool proven; /* the run ended by itself, with a proof where it was to give one */
};

struct mlg_samples {
    struct mlg_sample *sample; /* [n], by measure, subject, seed and order */
    size_t n, capacity;
};

/* From records; those of other kinds are left out. */
enum mlg_status mlg_samples_init(struct mlg_samples *samples, const json_t *records,
                                 struct mlg_error *err);
void mlg_samples_finish(struct mlg_samples *samples);

struct mlg_pair {
    enum mlg_measure measure;
    const char *subject; /* of the first record */
    double ratio;        /* second / first; above 1 = worse */
};

struct mlg_pairs {
    struct mlg_pair *pair; /* [n], by measure and subject; to be freed */
    uint32_t n;
    uint32_t n_only_first, n_only_second;
};

/* MLG_BAD_INPUT: two runs of the same proved different optima. */
enum mlg_status mlg_pairs_init(struct mlg_pairs *pairs, const struct mlg_samples *first,
                               const struct mlg_samples *second, struct mlg_error *err);

#endif
