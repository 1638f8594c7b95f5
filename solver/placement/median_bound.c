#include "solver/placement/median_core.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double FIRST_STEP = 0.3, SHRINK = 0.8, MEMORY = 0.9; /* of the last directions */
static const double SMALLEST_STEP = 1e-5;
enum { PATIENCE = 25, REPORT_EVERY = 50 };

/* A demand buys from the sites that are nearer than its price: L = constant + sum of prices - the
 * max_new largest savings, where a site saves price - cost for each demand that buys from it. In
 * floating point here; the best prices are rounded and counted exactly in the end. */
struct search {
    const struct mlg_median_core *core;
    double *price, *best_price, *direction, *scale, *most; /* [n_demands] */
    double *saving;                                        /* [n_sites] */
    uint32_t *order;                                       /* [n_sites] */
    bool *taken;                                           /* [n_sites] */
    double best, step;
    uint32_t since_best;
};

static void search_finish(struct search *s)
{
    free(s->price);
    free(s->best_price);
    free(s->direction);
    free(s->scale);
    free(s->most);
    free(s->saving);
    free(s->order);
    free(s->taken);
}

/* No demand pays more than its cap; sums stay within 64 bits. */
static double most_of(const struct mlg_median_core *core, uint32_t i)
{
    double most = (double)core->weight[i] * core->cap_ds[i];
    return core->cap_ds[i] < UINT16_MAX ? most : 0x1p59 / (core->n_demands + 1.0);
}

static bool search_init(struct search *s, const struct mlg_median_core *core, const int64_t *price)
{
    size_t demands = core->n_demands, sites = core->n_sites;
    *s = (struct search){
        .core = core,
        .price = mlg_alloc(demands, sizeof *s->price),
        .best_price = mlg_alloc(demands, sizeof *s->best_price),
        .direction = mlg_alloc_zero(demands, sizeof *s->direction),
        .scale = mlg_alloc(demands, sizeof *s->scale),
        .most = mlg_alloc(demands, sizeof *s->most),
        .saving = mlg_alloc(sites, sizeof *s->saving),
        .order = mlg_alloc(sites, sizeof *s->order),
        .taken = mlg_alloc(sites, sizeof *s->taken),
        .best = -INFINITY,
        .step = FIRST_STEP,
    };
    if (!s->price || !s->best_price || !s->direction || !s->scale || !s->most || !s->saving ||
        !s->order || !s->taken)
        return false;
    double mean = 1 + (double)core->total / (double)(demands + 1);
    for (uint32_t i = 0; i < demands; i++) {
        s->most[i] = most_of(core, i);
        s->price[i] = s->best_price[i] = fmin(s->most[i], (double)price[i]);
        s->scale[i] = 0.05 + sqrt((double)core->weight[i] / mean);
    }
    return true;
}

/* Moves the max_new sites of the largest saving to the front of order, in a heap: the root is the
 * smallest of them. */
static void select_largest(const double *saving, uint32_t *order, uint32_t n, uint32_t count)
{
    for (uint32_t j = 0; j < n; j++) {
        order[j] = j;
        if (j >= count && (count == 0 || saving[j] <= saving[order[0]]))
            continue;
        uint32_t at = j;
        if (j < count) {
            for (; at > 0 && saving[order[(at - 1) / 2]] > saving[j]; at = (at - 1) / 2)
                order[at] = order[(at - 1) / 2];
        } else {
            order[j] = order[0];
            at = 0;
            for (uint32_t child; (child = 2 * at + 1) < count; at = child) {
                child += child + 1 < count && saving[order[child + 1]] < saving[order[child]];
                if (saving[order[child]] >= saving[j])
                    break;
                order[at] = order[child];
            }
        }
        order[at] = j;
    }
}

static double evaluate(struct search *s)
{
    const struct mlg_median_core *core = s->core;
    double bound = (double)core->constant;
    memset(s->saving, 0, core->n_sites * sizeof *s->saving);
    for (uint32_t i = 0; i < core->n_demands; i++) {
        double price = s->price[i], weight = (double)core->weight[i];
        bound += price;
        for (uint64_t k = core->first[i]; k < core->first[i + 1]; k++) {
            double saved = price - weight * core->time_ds[k];
            if (saved <= 0)
                break;
            s->saving[core->site[k]] += saved;
        }
    }
    select_largest(s->saving, s->order, core->n_sites, core->max_new);
    memset(s->taken, 0, core->n_sites * sizeof *s->taken);
    for (uint32_t q = 0; q < core->max_new; q++) {
        bound -= s->saving[s->order[q]];
        s->taken[s->order[q]] = s->saving[s->order[q]] > 0;
    }
    return bound;
}

/* From how many taken sites demand i buys. */
static uint32_t count_bought(const struct search *s, uint32_t i)
{
    const struct mlg_median_core *core = s->core;
    double price = s->price[i], weight = (double)core->weight[i];
    uint32_t n = 0;
    for (uint64_t k = core->first[i]; k < core->first[i + 1]; k++) {
        if (weight * core->time_ds[k] >= price)
            break;
        n += s->taken[core->site[k]];
    }
    return n;
}

/* Along the subgradient, smoothed with the last directions and scaled by the root of the weight;
 * false = it vanishes. */
static bool move(struct search *s, double bound, double known)
{
    const struct mlg_median_core *core = s->core;
    double norm = 0;
    for (uint32_t i = 0; i < core->n_demands; i++) {
        double slope = 1 - (double)count_bought(s, i);
        if ((s->price[i] >= s->most[i] && slope > 0) || (s->price[i] <= 0 && slope < 0))
            slope = 0;
        s->direction[i] = slope + MEMORY * s->direction[i];
        norm += s->scale[i] * s->direction[i] * s->direction[i];
    }
    if (norm < 1e-9)
        return false;
    double length = s->step * (known - bound) / norm;
    for (uint32_t i = 0; i < core->n_demands; i++)
        s->price[i] =
            fmin(s->most[i], fmax(0, s->price[i] + length * s->scale[i] * s->direction[i]));
    return true;
}

static void run(struct search *s, double known, uint32_t iterations,
                const struct mlg_control *control)
{
    size_t bytes = s->core->n_demands * sizeof *s->price;
    for (uint32_t n = 0; n < iterations && s->step > SMALLEST_STEP; n++) {
        if (n > 0 && mlg_control_halted(control))
            return;
        double bound = evaluate(s);
        s->since_best = bound > s->best + 1e-7 * fabs(s->best) ? 0 : s->since_best + 1;
        if (bound > s->best) {
            s->best = bound;
            memcpy(s->best_price, s->price, bytes);
        }
        if (s->best > known - 1 || !move(s, bound, known))
            return;
        if (s->since_best > PATIENCE) {
            s->step *= SHRINK;
            s->since_best = 0;
            memcpy(s->price, s->best_price, bytes);
            memset(s->direction, 0, bytes);
        }
        if (n % REPORT_EVERY == 0)
            mlg_control_report(control, "bounding the mean time", llround(known), llround(s->best));
    }
}

static int larger_first(const void *a, const void *b)
{
    int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;
    return (p < q) - (p > q);
}

/* The bound of the best prices, rounded, in integers; sorted [n_sites] is working space. */
static int64_t settle(const struct search *s, int64_t *price, int64_t *saving, int64_t *sorted)
{
    const struct mlg_median_core *core = s->core;
    int64_t bound = core->constant;
    memset(saving, 0, core->n_sites * sizeof *saving);
    for (uint32_t i = 0; i < core->n_demands; i++) {
        int64_t most = core->cap_ds[i] < UINT16_MAX ? core->weight[i] * core->cap_ds[i] : INT64_MAX;
        price[i] = llround(s->best_price[i]);
        price[i] = price[i] > most ? most : price[i];
        bound += price[i];
        for (uint64_t k = core->first[i]; k < core->first[i + 1]; k++) {
            int64_t saved = price[i] - core->weight[i] * core->time_ds[k];
            if (saved <= 0)
                break;
            saving[core->site[k]] += saved;
        }
    }
    memcpy(sorted, saving, core->n_sites * sizeof *sorted);
    qsort(sorted, core->n_sites, sizeof *sorted, larger_first);
    for (uint32_t q = 0; q < core->max_new; q++)
        bound -= sorted[q];
    return bound;
}

enum mlg_status mlg_median_bound(const struct mlg_median_core *core, int64_t known_value,
                                 uint32_t iterations, const struct mlg_control *control,
                                 int64_t *price, int64_t *saving, int64_t *bound,
                                 struct mlg_error *err)
{
    struct search s;
    enum mlg_status status = MLG_OK;
    int64_t *sorted = mlg_alloc(core->n_sites, sizeof *sorted);
    if (search_init(&s, core, price) && sorted) {
        run(&s, (double)known_value, iterations, control);
        *bound = settle(&s, price, saving, sorted);
    } else {
        status = mlg_fail_memory(err, "a lagrangian bound", core->n_demands * 5 * sizeof(double));
    }
    free(sorted);
    search_finish(&s);
    return status;
}
