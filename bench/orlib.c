/* OR-Library's set covering files, and instances from pairs in any order. */
#include "bench/solver_instance.h"

#include "base/memory.h"
#include "bench/numbers.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    const uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* Sorted rows of each column, without repetitions; first [n_cols + 1]. */
static void sort_columns(uint32_t n_cols, uint64_t *first, uint32_t *row)
{
    uint64_t kept = 0;
    for (uint32_t j = 0; j < n_cols; j++) {
        const uint64_t from = first[j], to = first[j + 1];
        qsort(row + from, to - from, sizeof *row, by_number);
        first[j] = kept;
        for (uint64_t k = from; k < to; k++)
            if (k == from || row[k] != row[k - 1])
                row[kept++] = row[k];
    }
    first[n_cols] = kept;
}

enum mlg_status mlg_instance_from_pairs(size_t n, const uint32_t *col, const uint32_t *row,
                                        uint32_t n_rows, uint32_t n_cols, const int64_t *weight,
                                        const int64_t *cost, struct mlg_instance **instance,
                                        struct mlg_error *err)
{
    uint64_t *first = mlg_alloc_zero((size_t)n_cols + 2, sizeof *first);
    uint32_t *sorted = mlg_alloc(n, sizeof *sorted);
    int64_t *ones = mlg_alloc(n_rows, sizeof *ones);
    enum mlg_status status;
    if (first && sorted && ones) {
        for (uint32_t i = 0; i < n_rows; i++)
            ones[i] = 1;
        for (size_t k = 0; k < n; k++)
            first[col[k] + 2]++;
        for (uint32_t j = 0; j < n_cols; j++)
            first[j + 2] += first[j + 1];
        for (size_t k = 0; k < n; k++)
            sorted[first[col[k] + 1]++] = row[k];
        sort_columns(n_cols, first, sorted);
        status = mlg_instance_create(n_rows, n_cols, first, sorted, weight ? weight : ones, cost,
                                     instance, err);
    } else {
        status = mlg_fail_memory(err, "a covering instance", n * sizeof *sorted);
    }
    free(first);
    free(sorted);
    free(ones);
    return status;
}

/* Entries as (list, element) pairs. */
struct pairs {
    uint32_t *list, *element; /* [n] */
    size_t n;
    int64_t *cost; /* [n_cols] */
};

/* n_lists times: a cost where costed, a count, and so many elements from 1 to n_elements; false =
 * the numbers do not come out even. */
static bool read_lists(const struct mlg_numbers *numbers, size_t at, uint32_t n_lists,
                       uint32_t n_elements, bool costed, struct pairs *pairs)
{
    pairs->n = 0;
    for (uint32_t i = 0; i < n_lists; i++) {
        if (at + costed >= numbers->n)
            return false;
        if (costed)
            pairs->cost[i] = numbers->number[at++];
        const uint32_t count = numbers->number[at++];
        if (count > numbers->n - at)
            return false;
        for (uint32_t k = 0; k < count; k++, at++) {
            const uint32_t element = numbers->number[at];
            if (element < 1 || element > n_elements)
                return false;
            pairs->list[pairs->n] = i;
            pairs->element[pairs->n++] = element - 1;
        }
    }
    return at == numbers->n;
}

static enum mlg_status build(const struct mlg_numbers *numbers, struct pairs *pairs,
                             struct mlg_instance **instance, struct mlg_error *err)
{
    const uint32_t n_rows = numbers->number[0], n_cols = numbers->number[1];
    const size_t lists = 2 + (size_t)n_cols;
    if (lists <= numbers->n && read_lists(numbers, lists, n_rows, n_cols, false, pairs)) {
        for (uint32_t j = 0; j < n_cols; j++)
            pairs->cost[j] = numbers->number[2 + j];
        return mlg_instance_from_pairs(pairs->n, pairs->element, pairs->list, n_rows, n_cols, NULL,
                                       pairs->cost, instance, err);
    }
    if (read_lists(numbers, 2, n_cols, n_rows, true, pairs))
        return mlg_instance_from_pairs(pairs->n, pairs->list, pairs->element, n_rows, n_cols, NULL,
                                       pairs->cost, instance, err);
    return mlg_fail_at(err, MLG_BAD_INPUT, numbers->path, 0, 0,
                       "the numbers do not come out even as %u rows and %u columns, expected "
                       "OR-Library set covering, by rows or by columns, or p-median",
                       n_rows, n_cols);
}

static enum mlg_status build_checked(const struct mlg_numbers *numbers,
                                     struct mlg_instance **instance, struct mlg_error *err)
{
    if (numbers->n < 2 || numbers->number[0] >= numbers->n || numbers->number[1] >= numbers->n)
        return mlg_fail_at(err, MLG_BAD_INPUT, numbers->path, 0, 0,
                           "%zu numbers are no covering instance, expected OR-Library's format",
                           numbers->n);
    struct pairs pairs = {
        .list = mlg_alloc(numbers->n, sizeof *pairs.list),
        .element = mlg_alloc(numbers->n, sizeof *pairs.element),
        .cost = mlg_alloc(numbers->n, sizeof *pairs.cost),
    };
    const enum mlg_status status =
        pairs.list && pairs.element && pairs.cost
            ? build(numbers, &pairs, instance, err)
            : mlg_fail_memory(err, "a covering instance", numbers->n * sizeof *pairs.cost);
    free(pairs.list);
    free(pairs.element);
    free(pairs.cost);
    return status;
}

enum mlg_status mlg_orlib_read(const char *path, struct mlg_instance **instance,
                               struct mlg_error *err)
{
    struct mlg_numbers numbers;
    enum mlg_status status = mlg_numbers_read(path, &numbers, err);
    if (status != MLG_OK)
        return status;
    status = build_checked(&numbers, instance, err);
    free(numbers.number);
    return status;
}
