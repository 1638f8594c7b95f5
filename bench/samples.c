#include "bench/samples.h"

#include "base/memory.h"
#include "bench/records.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Less than this is what the clock cannot tell. */
static const double LEAST_CPU_S = 0.01;

const char *mlg_measure_name(enum mlg_measure measure)
{
    static const char *const names[MLG_N_MEASURES] = {"cpu s", "instructions", "objective",
                                                      "peak bytes"};
    return names[measure];
}

void mlg_samples_finish(struct mlg_samples *samples)
{
    for (size_t i = 0; i < samples->n; i++)
        free(samples->sample[i].subject);
    free(samples->sample);
    *samples = (struct mlg_samples){0};
}

static enum mlg_status add(struct mlg_samples *samples, const char *subject,
                           struct mlg_sample sample, struct mlg_error *err)
{
    if (isnan(sample.value))
        return MLG_OK;
    sample.subject = mlg_strdup(subject);
    if (!sample.subject || !mlg_reserve(&samples->sample, &samples->capacity, samples->n + 1,
                                        sizeof *samples->sample)) {
        free(sample.subject);
        return mlg_fail_memory(err, "measurements", samples->n * sizeof sample);
    }
    samples->sample[samples->n++] = sample;
    return MLG_OK;
}

static enum mlg_status add_solver(struct mlg_samples *samples, const json_t *record,
                                  struct mlg_error *err)
{
    char subject[4096];
    snprintf(subject, sizeof subject, "%s, %s", mlg_record_text(record, "instance"),
             mlg_record_text(record, "solver"));
    const struct mlg_sample common = {
        .seed = (int64_t)mlg_record_number(record, "seed", 0),
        .proven = json_is_true(json_object_get(record, "proven")),
        .more = json_is_true(json_object_get(record, "more_is_better")),
    };
    static const struct {
        enum mlg_measure measure;
        const char *member;
    } measured[] = {{MLG_MEASURE_CPU, "cpu_s"},
                    {MLG_MEASURE_OBJECTIVE, "objective"},
                    {MLG_MEASURE_MEMORY, "peak_bytes"}};
    enum mlg_status status = MLG_OK;
    for (size_t m = 0; status == MLG_OK && m < sizeof measured / sizeof *measured; m++) {
        struct mlg_sample sample = common;
        sample.measure = measured[m].measure;
        sample.value = mlg_record_number(record, measured[m].member, NAN);
        sample.more = common.more && sample.measure == MLG_MEASURE_OBJECTIVE;
        status = add(samples, subject, sample, err);
    }
    return status;
}

static enum mlg_status add_step(struct mlg_samples *samples, const json_t *record,
                                struct mlg_error *err)
{
    char subject[4096], limit[32] = "", threads[32] = "";
    const double limit_min = mlg_record_number(record, "limit_min", 0);
    const double n_threads = mlg_record_number(record, "threads", 0);
    if (limit_min > 0)
        snprintf(limit, sizeof limit, ", %g min", limit_min);
    if (n_threads > 0)
        snprintf(threads, sizeof threads, ", threads %g", n_threads);
    snprintf(subject, sizeof subject, "%s%s%s", mlg_record_text(record, "step"), limit, threads);
    struct mlg_sample sample = {.measure = MLG_MEASURE_CPU, .proven = true};
    sample.value = mlg_record_number(record, "cpu_s", NAN);
    enum mlg_status status = add(samples, subject, sample, err);
    sample.measure = MLG_MEASURE_MEMORY;
    sample.value = mlg_record_number(record, "peak_bytes", NAN);
    return status == MLG_OK ? add(samples, subject, sample, err) : status;
}

static enum mlg_status add_record(struct mlg_samples *samples, const json_t *record,
                                  struct mlg_error *err)
{
    const struct mlg_sample counted = {.measure = MLG_MEASURE_INSTRUCTIONS,
                                       .value = mlg_record_number(record, "instructions", NAN),
                                       .proven = true};
    if (json_object_get(record, "instance"))
        return add_solver(samples, record, err);
    if (json_object_get(record, "step"))
        return add_step(samples, record, err);
    return add(samples, mlg_record_text(record, "job"), counted, err);
}

static int compare_samples(const struct mlg_sample *p, const struct mlg_sample *q)
{
    if (p->measure != q->measure)
        return p->measure < q->measure ? -1 : 1;
    const int order = strcmp(p->subject, q->subject);
    if (order != 0)
        return order;
    if (p->seed != q->seed)
        return p->seed < q->seed ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

static int by_subject(const void *a, const void *b)
{
    return compare_samples(a, b);
}

/* Numbers those that are the same but for their order. */
static void number(struct mlg_samples *samples)
{
    for (size_t i = 0; i < samples->n; i++)
        samples->sample[i].order = (uint32_t)i;
    qsort(samples->sample, samples->n, sizeof *samples->sample, by_subject);
    for (size_t from = 0, to; from < samples->n; from = to)
        for (to = from; to < samples->n; to++) {
            const struct mlg_sample *p = &samples->sample[from];
            struct mlg_sample *q = &samples->sample[to];
            if (p->measure != q->measure || p->seed != q->seed ||
                strcmp(p->subject, q->subject) != 0)
                break;
            q->order = (uint32_t)(to - from);
        }
}

enum mlg_status mlg_samples_init(struct mlg_samples *samples, const json_t *records,
                                 struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)records, i, record)
    {
        status = add_record(samples, record, err);
        if (status != MLG_OK)
            return status;
    }
    number(samples);
    return MLG_OK;
}

static double seconds(double value)
{
    return value < LEAST_CPU_S ? LEAST_CPU_S : value;
}

/* NAN = the two cannot be compared. */
static double ratio_of(const struct mlg_sample *first, const struct mlg_sample *second)
{
    if (first->measure == MLG_MEASURE_CPU)
        return first->proven || second->proven ? seconds(second->value) / seconds(first->value)
                                               : NAN;
    if (first->value == second->value)
        return 1;
    if (first->value <= 0 || second->value <= 0)
        return NAN;
    return first->more ? first->value / second->value : second->value / first->value;
}

static enum mlg_status add_pair(struct mlg_pairs *pairs, const struct mlg_sample *first,
                                const struct mlg_sample *second, struct mlg_error *err)
{
    if (first->measure == MLG_MEASURE_OBJECTIVE && first->proven && second->proven &&
        first->value != second->value)
        return mlg_fail(err, MLG_BAD_INPUT,
                        "WRONG: '%s' was proven to be %.15g at best, and then %.15g",
                        first->subject, first->value, second->value);
    const double ratio = ratio_of(first, second);
    if (!isnan(ratio))
        pairs->pair[pairs->n++] = (struct mlg_pair){first->measure, first->subject, ratio};
    return MLG_OK;
}

enum mlg_status mlg_pairs_init(struct mlg_pairs *pairs, const struct mlg_samples *first,
                               const struct mlg_samples *second, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    size_t i = 0, j = 0;
    pairs->pair = mlg_alloc(first->n, sizeof *pairs->pair);
    if (!pairs->pair)
        return mlg_fail_memory(err, "pairs", first->n * sizeof *pairs->pair);
    while (status == MLG_OK && i < first->n && j < second->n) {
        const int order = compare_samples(&first->sample[i], &second->sample[j]);
        pairs->n_only_first += order < 0;
        pairs->n_only_second += order > 0;
        if (order == 0)
            status = add_pair(pairs, &first->sample[i], &second->sample[j], err);
        i += order <= 0;
        j += order >= 0;
    }
    pairs->n_only_first += (uint32_t)(first->n - i);
    pairs->n_only_second += (uint32_t)(second->n - j);
    return status;
}
