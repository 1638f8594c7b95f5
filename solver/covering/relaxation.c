#include "solver/covering/relaxation.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Violated rows that come in at a time, and what counts as violated. */
enum { MAX_ROWS_AT_ONCE = 300 };
static const double VIOLATED = 1e-6;
/* Dual values are exact sums of a few thousand numbers; this covers their rounding by far. */
static const double ROUNDING = 1e-6;
/* Purging: cuts that were slack so often, rows with so much more than they need. */
enum { MAX_AGE = 1 };
static const double FAR_FROM_TIGHT = 1.1;

void mlg_relaxation_destroy(struct mlg_relaxation *relaxation)
{
    if (!relaxation)
        return;
    mlg_engine_destroy(relaxation->engine);
    for (uint32_t i = 0; i < relaxation->n_rows; i++)
        mlg_cut_destroy(relaxation->row[i].cut);
    free(relaxation->row);
    free(relaxation->loaded);
    free(relaxation->fixed);
    free(relaxation->asleep);
    free(relaxation->x);
    free(relaxation->reduced);
    free(relaxation->dual);
    free(relaxation->basic);
    free(relaxation);
}

/* Room for n more rows of the program. */
static bool reserve_rows(struct mlg_relaxation *relaxation, uint32_t n)
{
    size_t needed = (size_t)relaxation->n_rows + n;
    return mlg_reserve(&relaxation->row, &relaxation->row_capacity, needed,
                       sizeof *relaxation->row) &&
           mlg_reserve(&relaxation->dual, &relaxation->dual_capacity, needed,
                       sizeof *relaxation->dual) &&
           mlg_reserve(&relaxation->basic, &relaxation->basic_capacity, needed,
                       sizeof *relaxation->basic);
}

static enum mlg_status fail_memory(const struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    return mlg_fail_memory(err, "a linear relaxation",
                           relaxation->instance->n_cols * 8 * sizeof(double));
}

static enum mlg_status add_instance_row(struct mlg_relaxation *relaxation, uint32_t i,
                                        struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    const double one = 1, infinite = INFINITY;
    const uint64_t first[2] = {0, instance->row_first[i + 1] - instance->row_first[i]};
    struct mlg_engine_rows row = {1,    first, instance->row_col + instance->row_first[i],
                                  NULL, &one,  &infinite};
    if (!reserve_rows(relaxation, 1))
        return fail_memory(relaxation, err);
    enum mlg_status status = mlg_engine_add_rows(relaxation->engine, &row, err);
    if (status != MLG_OK)
        return status;
    relaxation->loaded[i] = true;
    relaxation->row[relaxation->n_rows++] = (struct mlg_relaxation_row){NULL, i};
    return MLG_OK;
}

/* To begin with: a row for each column, its shortest, so that every part of the territory is held.
 */
static enum mlg_status add_first_rows(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    enum mlg_status status = MLG_OK;
    for (uint32_t j = 0; status == MLG_OK && j < instance->n_cols; j++) {
        uint32_t shortest = UINT32_MAX;
        uint64_t length = UINT64_MAX;
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
            uint32_t i = instance->col_row[k];
            if (instance->row_first[i + 1] - instance->row_first[i] < length) {
                length = instance->row_first[i + 1] - instance->row_first[i];
                shortest = i;
            }
        }
        if (shortest != UINT32_MAX && !relaxation->loaded[shortest])
            status = add_instance_row(relaxation, shortest, err);
    }
    return status;
}

static enum mlg_status add_columns(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    double *cost = relaxation->reduced, *upper = relaxation->x;
    double *lower = mlg_alloc_zero(instance->n_cols, sizeof *lower);
    if (!lower)
        return fail_memory(relaxation, err);
    for (uint32_t j = 0; j < instance->n_cols; j++) {
        cost[j] = (double)instance->cost[j];
        upper[j] = 1;
    }
    enum mlg_status status =
        mlg_engine_add_cols(relaxation->engine, instance->n_cols, cost, lower, upper, err);
    free(lower);
    return status;
}

enum mlg_status mlg_relaxation_create(const struct mlg_instance *instance,
                                      struct mlg_relaxation **relaxation, struct mlg_error *err)
{
    struct mlg_relaxation *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a linear relaxation", sizeof *made);
    made->instance = instance;
    made->loaded = mlg_alloc_zero(instance->n_rows, sizeof *made->loaded);
    made->fixed = mlg_alloc_zero(instance->n_cols, sizeof *made->fixed);
    made->asleep = mlg_alloc_zero(instance->n_cols, sizeof *made->asleep);
    made->x = mlg_alloc(instance->n_cols, sizeof *made->x);
    made->reduced = mlg_alloc(instance->n_cols, sizeof *made->reduced);
    enum mlg_status status = MLG_OK;
    if (!made->loaded || !made->fixed || !made->asleep || !made->x || !made->reduced)
        status = fail_memory(made, err);
    if (status == MLG_OK)
        status = mlg_engine_create(&made->engine, err);
    if (status == MLG_OK)
        status = add_columns(made, err);
    if (status == MLG_OK)
        status = add_first_rows(made, err);
    if (status == MLG_OK)
        status = mlg_relaxation_lull(made, err);
    if (status == MLG_OK)
        *relaxation = made;
    else
        mlg_relaxation_destroy(made);
    return status;
}

static enum mlg_status add_cut(struct mlg_relaxation *relaxation, struct mlg_cut *cut,
                               struct mlg_error *err)
{
    double *value = mlg_alloc(cut->n, sizeof *value);
    if (!value || !reserve_rows(relaxation, 1)) {
        free(value);
        return fail_memory(relaxation, err);
    }
    for (uint32_t k = 0; k < cut->n; k++)
        value[k] = cut->coef[k];
    const uint64_t first[2] = {0, cut->n};
    const double lower = cut->rhs, upper = INFINITY;
    struct mlg_engine_rows row = {1, first, cut->col, value, &lower, &upper};
    enum mlg_status status = mlg_engine_add_rows(relaxation->engine, &row, err);
    free(value);
    if (status != MLG_OK)
        return status;
    relaxation->row[relaxation->n_rows++] = (struct mlg_relaxation_row){cut, 0};
    if (cut->origin)
        cut->number = mlg_certificate_add_cut(relaxation->certificate, cut->origin);
    cut->origin = NULL;
    return MLG_OK;
}

enum mlg_status mlg_relaxation_add_cuts(struct mlg_relaxation *relaxation, struct mlg_cut **cuts,
                                        uint32_t n, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t k = 0; k < n; k++) {
        if (status == MLG_OK)
            status = add_cut(relaxation, cuts[k], err);
        if (status != MLG_OK)
            mlg_cut_destroy(cuts[k]);
    }
    return status;
}

enum mlg_status mlg_relaxation_fix(struct mlg_relaxation *relaxation, uint32_t col,
                                   enum mlg_fixed fixed, struct mlg_error *err)
{
    if (relaxation->fixed[col] == fixed)
        return MLG_OK;
    relaxation->fixed[col] = (uint8_t)fixed;
    relaxation->n_asleep -= relaxation->asleep[col];
    relaxation->asleep[col] = false;
    return mlg_engine_set_bounds(relaxation->engine, col, fixed == MLG_IN, fixed != MLG_OUT, err);
}

/* What the dual values prove by themselves, however they came about: their sum, and for each column
 * the least that its reduced cost can contribute. */
static void prove(struct mlg_relaxation *relaxation)
{
    const struct mlg_instance *instance = relaxation->instance;
    double sum = 0;
    for (uint32_t j = 0; j < instance->n_cols; j++)
        relaxation->reduced[j] = (double)instance->cost[j];
    for (uint32_t q = 0; q < relaxation->n_rows; q++) {
        double y = relaxation->dual[q] = fmax(0, relaxation->dual[q]);
        if (y == 0)
            continue;
        const struct mlg_cut *cut = relaxation->row[q].cut;
        uint32_t i = relaxation->row[q].row;
        for (uint32_t k = 0; cut && k < cut->n; k++)
            relaxation->reduced[cut->col[k]] -= y * cut->coef[k];
        for (uint64_t k = instance->row_first[i]; !cut && k < instance->row_first[i + 1]; k++)
            relaxation->reduced[instance->row_col[k]] -= y;
        sum += y * (cut ? cut->rhs : 1);
    }
    for (uint32_t j = 0; j < instance->n_cols; j++) {
        if (relaxation->fixed[j] == MLG_IN)
            sum += relaxation->reduced[j];
        else if (relaxation->fixed[j] == MLG_FREE)
            sum += fmin(0, relaxation->reduced[j]);
    }
    relaxation->value = sum;
}

int64_t mlg_relaxation_bound(const struct mlg_relaxation *relaxation)
{
    return (int64_t)ceil(relaxation->value - ROUNDING);
}

struct violated {
    double covered;
    uint32_t row;
};

static int by_violation(const void *a, const void *b)
{
    const struct violated *p = a, *q = b;
    if (p->covered != q->covered)
        return p->covered < q->covered ? -1 : 1;
    return p->row < q->row ? -1 : 1;
}

/* The most violated rows come in; *added = how many. */
static enum mlg_status add_violated_rows(struct mlg_relaxation *relaxation, uint32_t *added,
                                         struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    struct violated *violated = mlg_alloc(instance->n_rows, sizeof *violated);
    if (!violated)
        return fail_memory(relaxation, err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        if (relaxation->loaded[i])
            continue;
        double covered = 0;
        for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
            covered += relaxation->x[instance->row_col[k]];
        if (covered < 1 - VIOLATED)
            violated[n++] = (struct violated){covered, i};
    }
    qsort(violated, n, sizeof *violated, by_violation);
    *added = n < MAX_ROWS_AT_ONCE ? n : MAX_ROWS_AT_ONCE;
    enum mlg_status status = MLG_OK;
    for (uint32_t k = 0; status == MLG_OK && k < *added; k++)
        status = add_instance_row(relaxation, violated[k].row, err);
    free(violated);
    return status;
}

/* Reads the optimum; rows that it violates and columns that would lower it come in. */
static enum mlg_status extend(struct mlg_relaxation *relaxation, uint32_t *added, uint32_t *woken,
                              struct mlg_error *err)
{
    enum mlg_status status = mlg_engine_read(relaxation->engine, relaxation->x, relaxation->dual,
                                             relaxation->basic, err);
    if (status == MLG_OK)
        status = add_violated_rows(relaxation, added, err);
    if (status != MLG_OK || *added > 0)
        return status;
    prove(relaxation);
    return mlg_relaxation_wake_attractive(relaxation, woken, err);
}

enum mlg_status mlg_relaxation_solve(struct mlg_relaxation *relaxation, double limit,
                                     const struct mlg_control *control,
                                     enum mlg_engine_outcome *outcome, struct mlg_error *err)
{
    uint32_t added = 0, woken = 0;
    do {
        const struct mlg_engine_limits limits = {.objective = limit,
                                                 .primal = added == 0 && woken > 0};
        double objective;
        added = woken = 0;
        enum mlg_status status =
            mlg_engine_solve(relaxation->engine, control, limits, outcome, &objective, err);
        if (status == MLG_OK && *outcome == MLG_ENGINE_INFEASIBLE && relaxation->n_asleep > 0) {
            woken = relaxation->n_asleep;
            status = mlg_relaxation_wake(relaxation, err);
        } else if (status != MLG_OK || *outcome != MLG_ENGINE_OPTIMAL) {
            return status;
        } else {
            status = extend(relaxation, &added, &woken, err);
        }
        if (status != MLG_OK)
            return status;
    } while (added > 0 || woken > 0);
    return MLG_OK;
}

static bool is_dispensable(const struct mlg_relaxation *relaxation, uint32_t q)
{
    const struct mlg_instance *instance = relaxation->instance;
    struct mlg_cut *cut = relaxation->row[q].cut;
    if (cut) {
        cut->age = relaxation->basic[q] ? cut->age + 1 : 0;
        return cut->age >= MAX_AGE;
    }
    if (!relaxation->basic[q])
        return false;
    uint32_t i = relaxation->row[q].row;
    double covered = 0;
    for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
        covered += relaxation->x[instance->row_col[k]];
    return covered > FAR_FROM_TIGHT;
}

enum mlg_status mlg_relaxation_purge(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    uint32_t *gone = mlg_alloc(relaxation->n_rows, sizeof *gone), n = 0, kept = 0;
    if (!gone)
        return fail_memory(relaxation, err);
    for (uint32_t q = 0; q < relaxation->n_rows; q++) {
        if (!is_dispensable(relaxation, q)) {
            relaxation->row[kept++] = relaxation->row[q];
            continue;
        }
        gone[n++] = q;
        if (relaxation->row[q].cut)
            mlg_cut_destroy(relaxation->row[q].cut);
        else
            relaxation->loaded[relaxation->row[q].row] = false;
    }
    relaxation->n_rows = kept;
    enum mlg_status status = mlg_engine_delete_rows(relaxation->engine, n, gone, err);
    free(gone);
    return status;
}
