#include "solver/covering/bound.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t length;
    uint32_t row;
};

static int by_length(const void *a, const void *b)
{
    const struct entry *p = a, *q = b;
    if (p->length != q->length)
        return p->length < q->length ? -1 : 1;
    return p->row < q->row ? -1 : 1;
}

static int64_t ascend(const struct mlg_instance *instance, const struct entry *order, int64_t *left,
                      int64_t *dual)
{
    int64_t bound = 0;
    for (uint32_t q = 0; q < instance->n_rows; q++) {
        uint32_t i = order[q].row;
        int64_t least = INT64_MAX;
        for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
            if (left[instance->row_col[k]] < least)
                least = left[instance->row_col[k]];
        for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
            left[instance->row_col[k]] -= least;
        bound += least;
        if (dual)
            dual[i] = least;
    }
    return bound;
}

enum mlg_status mlg_dual_ascent(const struct mlg_instance *instance, int64_t *dual, int64_t *bound,
                                struct mlg_error *err)
{
    struct entry *order = mlg_alloc(instance->n_rows, sizeof *order);
    int64_t *left = mlg_alloc(instance->n_cols, sizeof *left);
    enum mlg_status status = MLG_OK;
    if (order && left) {
        for (uint32_t i = 0; i < instance->n_rows; i++)
            order[i] = (struct entry){instance->row_first[i + 1] - instance->row_first[i], i};
        qsort(order, instance->n_rows, sizeof *order, by_length);
        memcpy(left, instance->cost, instance->n_cols * sizeof *left);
        *bound = ascend(instance, order, left, dual);
    } else {
        status = mlg_fail_memory(err, "a dual ascent", instance->n_rows * sizeof *order);
    }
    free(order);
    free(left);
    return status;
}
