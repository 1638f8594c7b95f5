#include "network/graph/radix.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, BUCKETS = 1 << DIGIT_BITS, DIGITS = (64 + DIGIT_BITS - 1) / DIGIT_BITS };

static unsigned digit_of(uint64_t key, int digit)
{
    return (unsigned)(key >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

static void count_digits(const struct mlg_keyed *items, size_t n, size_t (*count)[BUCKETS])
{
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < DIGITS; d++)
            count[d][digit_of(items[i].key, d)]++;
}

static void scatter(const struct mlg_keyed *from, struct mlg_keyed *to, size_t n, size_t *count,
                    int digit)
{
    size_t next = 0;
    for (unsigned b = 0; b < BUCKETS; b++) {
        size_t here = count[b];
        count[b] = next;
        next += here;
    }
    for (size_t i = 0; i < n; i++)
        to[count[digit_of(from[i].key, digit)]++] = from[i];
}

enum mlg_status mlg_radix_sort(struct mlg_keyed *items, size_t n, struct mlg_error *err)
{
    if (n < 2)
        return MLG_OK;
    struct mlg_keyed *scratch = mlg_alloc(n, sizeof *scratch);
    size_t(*count)[BUCKETS] = mlg_alloc_zero(DIGITS, sizeof *count);
    if (!scratch || !count) {
        free(scratch);
        free(count);
        return mlg_fail_memory(err, "sorting", n * sizeof *scratch);
    }
    count_digits(items, n, count);
    struct mlg_keyed *from = items, *to = scratch;
    for (int d = 0; d < DIGITS; d++) {
        if (count[d][digit_of(items[0].key, d)] == n)
            continue; /* all keys agree here */
        scatter(from, to, n, count[d], d);
        struct mlg_keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
    free(scratch);
    free(count);
    return MLG_OK;
}
