/* Columns asleep: held at 0 in the program, where the simplex method then passes them over, until
 * their reduced cost says that they would lower the bound ("sifting", Bixby, Gregory, Lustig,
 * Marsten, Shanno 1992, doi 10.1287/opre.40.5.885). What the dual values prove counts all columns,
 * asleep or not.
 */
#include "solver/covering/relaxation.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* To begin with each row has so many of its columns awake. */
enum { AWAKE_PER_ROW = 10 };
/* A column at 0 falls asleep when its reduced cost is this share of its cost. */
static const double TIRED = 0.2;
static const double ATTRACTIVE = -1e-7;
/* So many columns wake at a time, or this share of those asleep, the most attractive first. */
enum { MIN_WOKEN = 500, SHARE_WOKEN = 10 };

static enum mlg_status set_asleep(struct mlg_relaxation *relaxation, uint32_t col, bool asleep,
                                  struct mlg_error *err)
{
    relaxation->asleep[col] = asleep;
    relaxation->n_asleep += asleep ? 1 : UINT32_MAX;
    return mlg_engine_set_bounds(relaxation->engine, col, 0, !asleep, err);
}

struct priced {
    double price;
    uint32_t col;
};

static int by_price(const void *a, const void *b)
{
    const struct priced *p = a, *q = b;
    if (p->price != q->price)
        return p->price < q->price ? -1 : 1;
    return (p->col > q->col) - (p->col < q->col);
}

/* Keeps the first of an order of columns awake, so that each row has its share. */
static bool mark_tired(const struct mlg_instance *instance, bool *tired)
{
    struct priced *order = mlg_alloc(instance->n_cols, sizeof *order);
    uint32_t *awake = mlg_alloc_zero(instance->n_rows, sizeof *awake);
    const bool memory = order && awake;
    for (uint32_t j = 0; memory && j < instance->n_cols; j++) {
        const uint64_t length = instance->col_first[j + 1] - instance->col_first[j];
        order[j] = (struct priced){(double)instance->cost[j] / (double)(length + 1), j};
    }
    if (memory)
        qsort(order, instance->n_cols, sizeof *order, by_price);
    for (uint32_t q = 0; memory && q < instance->n_cols; q++) {
        const uint32_t j = order[q].col;
        tired[j] = true;
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            tired[j] &= awake[instance->col_row[k]] >= AWAKE_PER_ROW;
        for (uint64_t k = instance->col_first[j]; !tired[j] && k < instance->col_first[j + 1]; k++)
            awake[instance->col_row[k]]++;
    }
    free(order);
    free(awake);
    return memory;
}

enum mlg_status mlg_relaxation_lull(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    const uint32_t n_cols = relaxation->instance->n_cols;
    bool *tired = mlg_alloc(n_cols, sizeof *tired);
    enum mlg_status status = MLG_OK;
    if (!tired || !mark_tired(relaxation->instance, tired))
        status = mlg_fail_memory(err, "a linear relaxation", n_cols * sizeof(struct priced));
    for (uint32_t j = 0; status == MLG_OK && j < n_cols; j++)
        if (tired[j])
            status = set_asleep(relaxation, j, true, err);
    free(tired);
    return status;
}

enum mlg_status mlg_relaxation_doze(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    const struct mlg_instance *instance = relaxation->instance;
    enum mlg_status status = MLG_OK;
    for (uint32_t j = 0; status == MLG_OK && j < instance->n_cols; j++)
        if (!relaxation->asleep[j] && relaxation->fixed[j] == MLG_FREE && relaxation->x[j] <= 0 &&
            relaxation->reduced[j] > TIRED * (double)instance->cost[j])
            status = set_asleep(relaxation, j, true, err);
    return status;
}

enum mlg_status mlg_relaxation_wake(struct mlg_relaxation *relaxation, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (uint32_t j = 0; status == MLG_OK && j < relaxation->instance->n_cols; j++)
        if (relaxation->asleep[j])
            status = set_asleep(relaxation, j, false, err);
    return status;
}

enum mlg_status mlg_relaxation_wake_attractive(struct mlg_relaxation *relaxation, uint32_t *woken,
                                               struct mlg_error *err)
{
    *woken = 0;
    if (relaxation->n_asleep == 0)
        return MLG_OK;
    struct priced *priced = mlg_alloc(relaxation->n_asleep, sizeof *priced);
    if (!priced)
        return mlg_fail_memory(err, "columns", relaxation->n_asleep * sizeof *priced);
    uint32_t n = 0;
    for (uint32_t j = 0; j < relaxation->instance->n_cols; j++)
        if (relaxation->asleep[j] && relaxation->reduced[j] < ATTRACTIVE)
            priced[n++] = (struct priced){relaxation->reduced[j], j};
    qsort(priced, n, sizeof *priced, by_price);
    const uint32_t most = MIN_WOKEN + relaxation->n_asleep / SHARE_WOKEN;
    enum mlg_status status = MLG_OK;
    for (; status == MLG_OK && *woken < n && *woken < most; ++*woken)
        status = set_asleep(relaxation, priced[*woken].col, false, err);
    free(priced);
    return status;
}
