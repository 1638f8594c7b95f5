#include "bench/profile.h"

#include "base/memory.h"
#include "bench/records.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_S = 0.01;

double mlg_primal_gap(double value, double best)
{
    if (isnan(value) || isnan(best))
        return 1;
    if (value == best)
        return 0;
    if (value * best < 0)
        return 1;
    return fabs(value - best) / fmax(fabs(value), fabs(best));
}

/* A run of a solver. */
struct run {
    const json_t *record;
    size_t solver, test;
    bool proven;
    double cpu_s, value, limit_s;
};

struct runs {
    struct run *run; /* [n] */
    size_t n;
    double *fastest_s;    /* [n_tests]: of those that proved; INFINITY = none */
    double *best;         /* [n_tests]: value */
    const json_t **first; /* [n_tests]: a record of it */
    size_t n_tests;
};

static bool same_test(const json_t *a, const json_t *b)
{
    return strcmp(mlg_record_text(a, "instance"), mlg_record_text(b, "instance")) == 0 &&
           mlg_record_number(a, "seed", 0) == mlg_record_number(b, "seed", 0);
}

static bool more_is_better(const json_t *record)
{
    return json_is_true(json_object_get(record, "more_is_better"));
}

static void enter_test(struct runs *runs, struct run *run)
{
    size_t t = 0;
    while (t < runs->n_tests && !same_test(runs->first[t], run->record))
        t++;
    if (t == runs->n_tests) {
        runs->first[runs->n_tests++] = run->record;
        runs->fastest_s[t] = INFINITY;
        runs->best[t] = NAN;
    }
    run->test = t;
    if (run->proven)
        runs->fastest_s[t] = fmin(runs->fastest_s[t], run->cpu_s);
    if (!isnan(run->value) &&
        (isnan(runs->best[t]) ||
         (more_is_better(run->record) ? run->value > runs->best[t] : run->value < runs->best[t])))
        runs->best[t] = run->value;
}

static void enter_solver(struct mlg_profiles *profiles, struct run *run)
{
    const char *name = mlg_record_text(run->record, "solver");
    size_t s = 0;
    while (s < profiles->n && strcmp(profiles->profile[s].solver, name) != 0)
        s++;
    if (s == profiles->n)
        profiles->profile[profiles->n++].solver = name;
    run->solver = s;
    profiles->profile[s].n_runs++;
    profiles->profile[s].n_proven += run->proven;
    profiles->profile[s].mean_s += log1p(run->cpu_s);
    profiles->longest_s = fmax(profiles->longest_s, fmax(run->cpu_s, run->limit_s));
}

static void enter(struct mlg_profiles *profiles, struct runs *runs, const json_t *record)
{
    struct run *run = &runs->run[runs->n++];
    *run = (struct run){
        .record = record,
        .proven = json_is_true(json_object_get(record, "proven")),
        .cpu_s = fmax(mlg_record_number(record, "cpu_s", 0), LEAST_S),
        .value = mlg_record_number(record, "objective", NAN),
        .limit_s = mlg_record_number(record, "time_limit_s", 0),
    };
    enter_test(runs, run);
    enter_solver(profiles, run);
}

static int by_at(const void *a, const void *b)
{
    const struct mlg_profile_step *p = a, *q = b;
    return (p->at > q->at) - (p->at < q->at);
}

static enum mlg_status rank(const struct runs *runs, size_t solver, struct mlg_profile *profile,
                            struct mlg_error *err)
{
    profile->ratio = mlg_alloc(profile->n_proven, sizeof *profile->ratio);
    if (!profile->ratio)
        return mlg_fail_memory(err, "a profile", profile->n_proven * sizeof *profile->ratio);
    for (size_t r = 0; r < runs->n; r++)
        if (runs->run[r].solver == solver && runs->run[r].proven)
            profile->ratio[profile->n_ratios++].at =
                runs->run[r].cpu_s / runs->fastest_s[runs->run[r].test];
    qsort(profile->ratio, profile->n_ratios, sizeof *profile->ratio, by_at);
    for (size_t k = 0; k < profile->n_ratios; k++)
        profile->ratio[k].value = (double)(k + 1) / (double)runs->n_tests;
    return MLG_OK;
}

/* The changes of one run's gap: seconds, and what is added to the gap then. Returns the integral.
 */
static double list_changes(const struct run *run, double best, double until_s,
                           struct mlg_profile_step *change, size_t *n)
{
    const json_t *points = json_object_get(run->record, "points");
    double gap = 1, integral = 0, before_s = 0;
    for (size_t p = 0; p <= json_array_size(points); p++) {
        const json_t *point = json_array_get(points, p);
        const double at =
            point ? fmax(json_number_value(json_array_get(point, 0)), before_s) : run->cpu_s;
        const json_t *found = json_array_get(point, 1);
        const double value =
            point ? (json_is_number(found) ? json_number_value(found) : NAN) : run->value;
        const double now = mlg_primal_gap(value, best);
        if (now >= gap)
            continue;
        integral += gap * (fmin(at, until_s) - before_s);
        before_s = fmin(at, until_s);
        change[(*n)++] = (struct mlg_profile_step){before_s, now - gap};
        gap = now;
    }
    return integral + gap * (until_s - before_s);
}

static size_t count_changes(const struct runs *runs, size_t solver)
{
    size_t n = 1;
    for (size_t r = 0; r < runs->n; r++)
        if (runs->run[r].solver == solver)
            n += json_array_size(json_object_get(runs->run[r].record, "points")) + 1;
    return n;
}

static enum mlg_status integrate(const struct runs *runs, size_t solver, double until_s,
                                 struct mlg_profile *profile, struct mlg_error *err)
{
    profile->gap = mlg_alloc(count_changes(runs, solver), sizeof *profile->gap);
    if (!profile->gap)
        return mlg_fail_memory(err, "a primal integral", profile->n_runs * sizeof(double));
    profile->gap[profile->n_gaps++] = (struct mlg_profile_step){0, 0};
    for (size_t r = 0; r < runs->n; r++)
        if (runs->run[r].solver == solver)
            profile->mean_integral += list_changes(&runs->run[r], runs->best[runs->run[r].test],
                                                   until_s, profile->gap, &profile->n_gaps);
    profile->mean_integral /= (double)profile->n_runs;
    qsort(profile->gap + 1, profile->n_gaps - 1, sizeof *profile->gap, by_at);
    double sum = (double)profile->n_runs;
    for (size_t k = 0; k < profile->n_gaps; k++) {
        sum += profile->gap[k].value;
        profile->gap[k].value = fmax(0, sum / (double)profile->n_runs);
    }
    return MLG_OK;
}

static enum mlg_status fill(struct mlg_profiles *profiles, struct runs *runs, const json_t *records,
                            struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)records, i, record)
    {
        if (json_object_get(record, "instance"))
            enter(profiles, runs, record);
    }
    profiles->n_tests = runs->n_tests;
    for (size_t s = 0; status == MLG_OK && s < profiles->n; s++) {
        struct mlg_profile *profile = &profiles->profile[s];
        profile->mean_s = expm1(profile->mean_s / (double)profile->n_runs);
        status = rank(runs, s, profile, err);
        if (status == MLG_OK)
            status = integrate(runs, s, profiles->longest_s, profile, err);
    }
    return status;
}

enum mlg_status mlg_profiles_init(struct mlg_profiles *profiles, const json_t *records,
                                  struct mlg_error *err)
{
    const size_t n = json_array_size(records);
    struct runs runs = {
        .run = mlg_alloc(n, sizeof *runs.run),
        .fastest_s = mlg_alloc(n, sizeof *runs.fastest_s),
        .best = mlg_alloc(n, sizeof *runs.best),
        .first = mlg_alloc(n, sizeof *runs.first),
    };
    *profiles = (struct mlg_profiles){.profile = mlg_alloc_zero(n, sizeof *profiles->profile)};
    enum mlg_status status = MLG_OK;
    if (runs.run && runs.fastest_s && runs.best && runs.first && profiles->profile)
        status = fill(profiles, &runs, records, err);
    else
        status = mlg_fail_memory(err, "profiles", n * sizeof *runs.run);
    free(runs.run);
    free(runs.fastest_s);
    free(runs.best);
    free(runs.first);
    if (status != MLG_OK)
        mlg_profiles_finish(profiles);
    return status;
}

void mlg_profiles_finish(struct mlg_profiles *profiles)
{
    for (size_t s = 0; s < profiles->n; s++) {
        free(profiles->profile[s].ratio);
        free(profiles->profile[s].gap);
    }
    free(profiles->profile);
    *profiles = (struct mlg_profiles){0};
}
