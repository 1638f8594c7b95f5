#include "bench/compare.h"

#include "base/memory.h"
#include "bench/samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of what has no noise, less than this share is none either. */
static const double EXACT_NOISE = 0.001;

const char *mlg_verdict_name(enum mlg_verdict verdict)
{
    static const char *const names[] = {"too few pairs", "within noise", "better", "worse",
                                        "worse by more than the share"};
    return names[verdict];
}

void mlg_comparisons_finish(struct mlg_comparisons *comparisons)
{
    for (size_t i = 0; i < comparisons->n; i++)
        free(comparisons->item[i].subject);
    free(comparisons->item);
    *comparisons = (struct mlg_comparisons){0};
}

/* The largest k with P(Binomial(n, 1/2) < k) <= 0.025. */
static uint32_t rank_of_interval(uint32_t n)
{
    double log_term = -(double)n * M_LN2, below = 0;
    uint32_t k = 0;
    for (; k < n; k++) {
        below += exp(log_term);
        if (below > 0.025)
            break;
        log_term += log((double)(n - k)) - log((double)(k + 1));
    }
    return k;
}

bool mlg_median_interval(const double *sorted, uint32_t n, double *median, double *low,
                         double *high)
{
    *median = n % 2 ? sorted[n / 2] : sqrt(sorted[n / 2 - 1] * sorted[n / 2]);
    const uint32_t k = rank_of_interval(n);
    *low = *high = NAN;
    if (k == 0)
        return false;
    *low = sorted[k - 1];
    *high = sorted[n - k];
    return true;
}

static int by_size(const void *a, const void *b)
{
    const double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static enum mlg_verdict judge(const struct mlg_comparison *item, double share)
{
    double low = item->low, high = item->high;
    if (item->measure == MLG_MEASURE_INSTRUCTIONS) {
        low = high = item->median;
        if (fabs(item->median - 1) < EXACT_NOISE)
            return MLG_VERDICT_NOISE;
    }
    if (isnan(low))
        return MLG_VERDICT_FEW;
    if (low > 1 + share)
        return MLG_VERDICT_BEYOND;
    if (low > 1)
        return MLG_VERDICT_WORSE;
    return high < 1 ? MLG_VERDICT_BETTER : MLG_VERDICT_NOISE;
}

/* What the ratios [n] of one subject (NULL = all) say. They are sorted. */
static enum mlg_status conclude(struct mlg_comparisons *comparisons, enum mlg_measure measure,
                                const char *subject, double *ratio, uint32_t n, double share,
                                struct mlg_error *err)
{
    struct mlg_comparison item = {.measure = measure, .n_pairs = n};
    qsort(ratio, n, sizeof *ratio, by_size);
    mlg_median_interval(ratio, n, &item.median, &item.low, &item.high);
    item.verdict = judge(&item, share);
    item.subject = subject ? mlg_strdup(subject) : NULL;
    if ((subject && !item.subject) || !mlg_reserve(&comparisons->item, &comparisons->capacity,
                                                   comparisons->n + 1, sizeof *comparisons->item)) {
        free(item.subject);
        return mlg_fail_memory(err, "comparisons", sizeof item);
    }
    comparisons->item[comparisons->n++] = item;
    comparisons->beyond |= item.verdict == MLG_VERDICT_BEYOND;
    return MLG_OK;
}

/* The pairs of one measure: pairs are sorted by subject. */
static enum mlg_status compare_measure(const struct mlg_pair *pair, uint32_t n, double share,
                                       struct mlg_comparisons *comparisons, struct mlg_error *err)
{
    double *ratio = mlg_alloc(n, sizeof *ratio);
    if (!ratio)
        return mlg_fail_memory(err, "ratios", n * sizeof *ratio);
    for (uint32_t i = 0; i < n; i++)
        ratio[i] = pair[i].ratio;
    enum mlg_status status = conclude(comparisons, pair->measure, NULL, ratio, n, share, err);
    for (uint32_t from = 0, to; status == MLG_OK && from < n; from = to) {
        for (to = from; to < n && strcmp(pair[to].subject, pair[from].subject) == 0; to++)
            ratio[to - from] = pair[to].ratio;
        status =
            conclude(comparisons, pair->measure, pair[from].subject, ratio, to - from, share, err);
    }
    free(ratio);
    return status;
}

static enum mlg_status compare_pairs(const struct mlg_pairs *pairs, double share,
                                     struct mlg_comparisons *comparisons, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t from = 0, to; status == MLG_OK && from < pairs->n; from = to) {
        for (to = from; to < pairs->n && pairs->pair[to].measure == pairs->pair[from].measure;)
            to++;
        status = compare_measure(pairs->pair + from, to - from, share, comparisons, err);
    }
    return status;
}

enum mlg_status mlg_bench_compare(const json_t *before, const json_t *after, double share,
                                  struct mlg_comparisons *comparisons, struct mlg_error *err)
{
    struct mlg_samples first = {0}, second = {0};
    struct mlg_pairs pairs = {0};
    struct mlg_comparisons made = {0};
    enum mlg_status status = mlg_samples_init(&first, before, err);
    if (status == MLG_OK)
        status = mlg_samples_init(&second, after, err);
    if (status == MLG_OK)
        status = mlg_pairs_init(&pairs, &first, &second, err);
    if (status == MLG_OK && pairs.n == 0)
        status = mlg_fail(err, MLG_BAD_INPUT, "nothing was measured in both records");
    made.n_only_before = pairs.n_only_first;
    made.n_only_after = pairs.n_only_second;
    if (status == MLG_OK)
        status = compare_pairs(&pairs, share, &made, err);
    free(pairs.pair);
    mlg_samples_finish(&first);
    mlg_samples_finish(&second);
    if (status == MLG_OK)
        *comparisons = made;
    else
        mlg_comparisons_finish(&made);
    return status;
}
