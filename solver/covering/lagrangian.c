#include "solver/covering/bound.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Row i gets a multiplier 0 <= u_i <= weight: L(u) = sum of (weight - u) + the max_sites largest
 * sums of u over the rows of a column. Searched in floating point, then rounded to integers and
 * counted exactly. */
static const double FIRST_STEP = 0.3, MEMORY = 0.95; /* of the last directions */
enum { PATIENCE = 50 }; /* iterations without progress until steps become shorter */

struct search {
    const struct mlg_instance *instance;
    uint32_t max_sites;
    double *u, *best_u, *direction; /* [n_rows] */
    double *value;                  /* [n_cols] */
    uint32_t *order;                /* [n_cols] */
    uint32_t *cover_count;          /* [n_rows] */
    double best, step;
    int since_best;
};

static void search_finish(struct search *s)
{
    free(s->u);
    free(s->best_u);
    free(s->direction);
    free(s->value);
    free(s->order);
    free(s->cover_count);
}

static bool search_init(struct search *s, const struct mlg_instance *instance, uint32_t max_sites)
{
    size_t rows = instance->n_rows, cols = instance->n_cols;
    *s = (struct search){
        .instance = instance,
        .max_sites = max_sites < instance->n_cols ? max_sites : instance->n_cols,
        .u = mlg_alloc(rows, sizeof *s->u),
        .best_u = mlg_alloc(rows, sizeof *s->best_u),
        .direction = mlg_alloc_zero(rows, sizeof *s->direction),
        .value = mlg_alloc(cols, sizeof *s->value),
        .order = mlg_alloc(cols, sizeof *s->order),
        .cover_count = mlg_alloc(rows, sizeof *s->cover_count),
        .best = INFINITY,
        .step = FIRST_STEP,
    };
    if (!s->u || !s->best_u || !s->direction || !s->value || !s->order || !s->cover_count)
        return false;
    for (uint32_t i = 0; i < rows; i++) /* u = 0 bounds by the total weight */
        s->u[i] = s->best_u[i] = 0;
    for (uint32_t j = 0; j < cols; j++)
        s->order[j] = j;
    return true;
}

static bool precedes(const double *value, uint32_t a, uint32_t b)
{
    return value[a] != value[b] ? value[a] > value[b] : a < b;
}

/* Moves the `count` columns of the largest value to the front of order (Hoare's selection). */
static void select_largest(const double *value, uint32_t *order, uint32_t n, uint32_t count)
{
    uint32_t low = 0, high = n;
    while (high - low > 1) {
        uint32_t pivot = order[low + (high - low) / 2], i = low, j = high - 1;
        for (;;) {
            while (precedes(value, order[i], pivot))
                i++;
            while (precedes(value, pivot, order[j]))
                j--;
            if (i >= j)
                break;
            uint32_t moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        if (j < count)
            low = j + 1;
        else
            high = i == j ? j : j + 1; /* i == j: the pivot has its place */
    }
}

/* L(u) and, in cover_count, how often the columns that attain it cover each row. */
static double evaluate(struct search *s)
{
    const struct mlg_instance *instance = s->instance;
    double bound = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        bound += (double)instance->weight[i] - s->u[i];
    for (uint32_t j = 0; j < instance->n_cols; j++) {
        double sum = 0;
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            sum += s->u[instance->col_row[k]];
        s->value[j] = sum;
    }
    select_largest(s->value, s->order, instance->n_cols, s->max_sites);
    memset(s->cover_count, 0, instance->n_rows * sizeof *s->cover_count);
    for (uint32_t q = 0; q < s->max_sites; q++) {
        uint32_t j = s->order[q];
        bound += s->value[j];
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            s->cover_count[instance->col_row[k]]++;
    }
    return bound;
}

static void remember(struct search *s, double bound)
{
    s->since_best = bound < s->best * (1 - 1e-7) ? 0 : s->since_best + 1;
    if (bound < s->best) {
        s->best = bound;
        memcpy(s->best_u, s->u, s->instance->n_rows * sizeof *s->u);
    }
}

/* Along the subgradient, smoothed with the last directions; false = it vanishes. */
static bool move(struct search *s, double bound, double known)
{
    const struct mlg_instance *instance = s->instance;
    double norm = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        double weight = (double)instance->weight[i], slope = (double)s->cover_count[i] - 1;
        if ((s->u[i] <= 0 && slope > 0) || (s->u[i] >= weight && slope < 0))
            slope = 0;
        s->direction[i] = slope + MEMORY * s->direction[i];
        norm += s->direction[i] * s->direction[i];
    }
    if (norm < 1e-9)
        return false;
    double length = s->step * (bound - known) / norm;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        s->u[i] = fmin((double)instance->weight[i], fmax(0, s->u[i] - length * s->direction[i]));
    return true;
}

static void run(struct search *s, double known, uint32_t iterations,
                const struct mlg_control *control)
{
    for (uint32_t n = 0; n < iterations && s->step > 1e-5 && !mlg_control_halted(control); n++) {
        double bound = evaluate(s);
        remember(s, bound);
        if (s->best < known + 1 || !move(s, bound, known))
            return;
        if (s->since_best > PATIENCE) {
            s->step *= 0.8;
            s->since_best = 0;
            memcpy(s->u, s->best_u, s->instance->n_rows * sizeof *s->u);
            memset(s->direction, 0, s->instance->n_rows * sizeof *s->direction);
        }
        if (n % 50 == 0)
            mlg_control_report(control, "bounding the coverage", llround(known), llround(s->best));
    }
}

/* Rounds the best multipliers to integers: with those, the bound is exact. */
static void settle(const struct search *s, struct mlg_multipliers *multipliers)
{
    const struct mlg_instance *instance = s->instance;
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        int64_t u = llround(s->best_u[i]);
        u = u > instance->weight[i] ? instance->weight[i] : u;
        multipliers->row[i] = u;
        multipliers->constant += instance->weight[i] - u;
        for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
            multipliers->value[instance->row_col[k]] += u;
    }
}

enum mlg_status mlg_multipliers_create(const struct mlg_instance *instance, uint32_t max_sites,
                                       int64_t known_value, uint32_t iterations,
                                       const struct mlg_control *control,
                                       struct mlg_multipliers *multipliers, struct mlg_error *err)
{
    struct search search;
    struct mlg_multipliers made = {.n_cols = instance->n_cols};
    made.value = mlg_alloc_zero(instance->n_cols, sizeof *made.value);
    made.row = mlg_alloc(instance->n_rows, sizeof *made.row);
    enum mlg_status status = MLG_OK;
    if (search_init(&search, instance, max_sites) && made.value && made.row) {
        run(&search, (double)known_value, iterations, control);
        settle(&search, &made);
        *multipliers = made;
    } else {
        status = mlg_fail_memory(err, "a lagrangian bound", (size_t)instance->n_rows * 28);
        free(made.value);
        free(made.row);
    }
    search_finish(&search);
    return status;
}

void mlg_multipliers_finish(struct mlg_multipliers *multipliers)
{
    free(multipliers->value);
    free(multipliers->row);
    *multipliers = (struct mlg_multipliers){0};
}

struct item {
    int64_t value, cost;
};

/* More value for the cost first. */
static int by_ratio(const void *a, const void *b)
{
    const struct item *p = a, *q = b;
    double x = (double)p->value * (double)q->cost, y = (double)q->value * (double)p->cost;
    return (x < y) - (x > y);
}

static struct item *sorted_items(const struct mlg_multipliers *multipliers, const int64_t *cost)
{
    struct item *item = mlg_alloc(multipliers->n_cols, sizeof *item);
    for (uint32_t j = 0; item && j < multipliers->n_cols; j++)
        item[j] = (struct item){multipliers->value[j], cost ? cost[j] : 1};
    if (item)
        qsort(item, multipliers->n_cols, sizeof *item, by_ratio);
    return item;
}

enum mlg_status mlg_multipliers_most(const struct mlg_multipliers *multipliers, uint32_t max_sites,
                                     int64_t *bound, struct mlg_error *err)
{
    struct item *item = sorted_items(multipliers, NULL);
    if (!item)
        return mlg_fail_memory(err, "a lagrangian bound", multipliers->n_cols * sizeof *item);
    int64_t sum = multipliers->constant;
    for (uint32_t j = 0; j < multipliers->n_cols && j < max_sites; j++)
        sum += item[j].value;
    free(item);
    *bound = sum;
    return MLG_OK;
}

enum mlg_status mlg_multipliers_least(const struct mlg_multipliers *multipliers,
                                      const int64_t *cost, int64_t weight, int64_t *bound,
                                      struct mlg_error *err)
{
    struct item *item = sorted_items(multipliers, cost);
    if (!item)
        return mlg_fail_memory(err, "a lagrangian bound", multipliers->n_cols * sizeof *item);
    int64_t missing = weight - multipliers->constant, sum = 0;
    uint32_t j = 0;
    for (; j < multipliers->n_cols && missing > 0 && item[j].value <= missing; j++) {
        missing -= item[j].value;
        sum += item[j].cost;
    }
    if (missing > 0 && j < multipliers->n_cols) /* a fraction of the last one, rounded up */
        sum += (int64_t)ceil((double)missing / (double)item[j].value * (double)item[j].cost *
                             (1 - 1e-12));
    free(item);
    *bound = sum;
    return MLG_OK;
}
