/* Dominance between the sets of struct mlg_lists. Each touched set is compared, from the smallest,
 * with the sets that share its rarest element: only those can contain it.
 */
#include "solver/lists.h"

#include "base/memory.h"

#include <stdlib.h>

static void sign(struct mlg_lists *lists, uint32_t i)
{
    struct mlg_signature signature = {{0}};
    const uint32_t *item = lists->item + lists->first[i];
    for (uint32_t k = 0; k < lists->size[i]; k++) {
        uint32_t bit = (item[k] * 2654435761u) >> 24;
        signature.word[bit >> 6] |= UINT64_C(1) << (bit & 63);
    }
    lists->signature[i] = signature;
}

static bool signature_allows(const struct mlg_signature *small, const struct mlg_signature *large)
{
    return !((small->word[0] & ~large->word[0]) | (small->word[1] & ~large->word[1]) |
             (small->word[2] & ~large->word[2]) | (small->word[3] & ~large->word[3]));
}

/* The first position in item[low, size) whose element is not below `wanted`: steps double before
 * the bisection. */
static uint32_t gallop(const uint32_t *item, uint32_t low, uint32_t size, uint32_t wanted)
{
    uint32_t step = 1, high = low;
    while (high < size && item[high] < wanted) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    if (high > size)
        high = size;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (item[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_subset(const struct mlg_lists *lists, uint32_t small, uint32_t large)
{
    const uint32_t *a = lists->item + lists->first[small];
    const uint32_t *b = lists->item + lists->first[large];
    uint32_t at = 0, size = lists->size[large];
    for (uint32_t k = 0; k < lists->size[small]; k++) {
        at = gallop(b, at, size, a[k]);
        if (at == size || b[at] != a[k])
            return false;
        at++;
    }
    return true;
}

static uint32_t rarest_item(const struct mlg_lists *lists, uint32_t i,
                            const struct mlg_lists *transpose)
{
    const uint32_t *item = lists->item + lists->first[i];
    uint32_t rarest = item[0];
    for (uint32_t k = 1; k < lists->size[i]; k++)
        if (transpose->size[item[k]] < transpose->size[rarest])
            rarest = item[k];
    return rarest;
}

struct order {
    uint32_t set, size;
    int64_t cost;
};

static int by_size_then_number(const void *a, const void *b)
{
    const struct order *p = a, *q = b;
    if (p->size != q->size)
        return p->size < q->size ? -1 : 1;
    return p->set < q->set ? -1 : 1;
}

/* Of equal sets the dearest, then the highest number comes first, and so dies first. */
static int by_size_then_price(const void *a, const void *b)
{
    const struct order *p = a, *q = b;
    if (p->size != q->size)
        return p->size < q->size ? -1 : 1;
    if (p->cost != q->cost)
        return p->cost > q->cost ? -1 : 1;
    return p->set > q->set ? -1 : 1;
}

/* The touched living sets in the order in which to compare them; their signatures are renewed. */
static struct order *touched_sets(struct mlg_lists *lists, const int64_t *cost, uint32_t *count)
{
    struct order *order = mlg_alloc(lists->n, sizeof *order);
    if (!order)
        return NULL;
    *count = 0;
    for (uint32_t i = 0; i < lists->n; i++) {
        if (!lists->alive[i] || !lists->touched[i])
            continue;
        sign(lists, i);
        lists->touched[i] = false;
        order[(*count)++] = (struct order){i, lists->size[i], cost ? cost[i] : 0};
    }
    qsort(order, *count, sizeof *order, cost ? by_size_then_price : by_size_then_number);
    return order;
}

static bool contains(const struct mlg_lists *lists, uint32_t small, uint32_t large)
{
    return large != small && lists->size[large] >= lists->size[small] &&
           signature_allows(&lists->signature[small], &lists->signature[large]) &&
           is_subset(lists, small, large);
}

/* Kills the supersets of one set; the dead leave the list that was searched on the way. */
static uint32_t kill_supersets_of(struct mlg_lists *lists, uint32_t small,
                                  struct mlg_lists *transpose)
{
    uint32_t rarest = rarest_item(lists, small, transpose);
    uint32_t *owner = transpose->item + transpose->first[rarest], kept = 0, died = 0;
    for (uint32_t k = 0; k < transpose->size[rarest]; k++) {
        uint32_t large = owner[k];
        if (!lists->alive[large])
            continue;
        if (contains(lists, small, large)) {
            lists->alive[large] = false;
            lists->witness[large] = small;
            died++;
        } else {
            owner[kept++] = large;
        }
    }
    transpose->touched[rarest] |= kept < transpose->size[rarest];
    transpose->size[rarest] = kept;
    return died;
}

uint32_t mlg_lists_kill_supersets(struct mlg_lists *lists, struct mlg_lists *transpose)
{
    uint32_t count, died = 0;
    struct order *order = touched_sets(lists, NULL, &count);
    if (!order)
        return UINT32_MAX;
    for (uint32_t k = 0; k < count; k++)
        if (lists->alive[order[k].set] && order[k].size > 0)
            died += kill_supersets_of(lists, order[k].set, transpose);
    free(order);
    return died;
}

/* A living superset that costs no more; UINT32_MAX = none. */
static uint32_t cheaper_superset(const struct mlg_lists *lists, uint32_t small,
                                 const struct mlg_lists *transpose, const int64_t *cost)
{
    uint32_t rarest = rarest_item(lists, small, transpose);
    const uint32_t *owner = transpose->item + transpose->first[rarest];
    for (uint32_t k = 0; k < transpose->size[rarest]; k++)
        if (lists->alive[owner[k]] && cost[owner[k]] <= cost[small] &&
            contains(lists, small, owner[k]))
            return owner[k];
    return UINT32_MAX;
}

uint32_t mlg_lists_kill_subsets(struct mlg_lists *lists, struct mlg_lists *transpose,
                                const int64_t *cost)
{
    uint32_t count, died = 0;
    struct order *order = touched_sets(lists, cost, &count);
    if (!order)
        return UINT32_MAX;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t small = order[k].set;
        lists->witness[small] =
            order[k].size == 0 ? small : cheaper_superset(lists, small, transpose, cost);
        if (lists->witness[small] != UINT32_MAX) {
            lists->alive[small] = false;
            died++;
        }
    }
    free(order);
    return died;
}
