#include "solver/lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool mlg_lists_init(struct mlg_lists *lists, uint32_t n, const uint64_t *first,
                    const uint32_t *item)
{
    *lists = (struct mlg_lists){
        .n = n,
        .first = mlg_alloc(n, sizeof *lists->first),
        .size = mlg_alloc(n, sizeof *lists->size),
        .item = mlg_alloc(first[n], sizeof *lists->item),
        .alive = mlg_alloc(n, sizeof *lists->alive),
        .touched = mlg_alloc(n, sizeof *lists->touched),
        .signature = mlg_alloc(n, sizeof *lists->signature),
        .witness = mlg_alloc(n, sizeof *lists->witness),
    };
    if (!lists->first || !lists->size || !lists->item || !lists->alive || !lists->touched ||
        !lists->signature || !lists->witness) {
        mlg_lists_finish(lists);
        return false;
    }
    memcpy(lists->first, first, n * sizeof *first);
    memcpy(lists->item, item, first[n] * sizeof *item);
    for (uint32_t i = 0; i < n; i++) {
        lists->size[i] = (uint32_t)(first[i + 1] - first[i]);
        lists->alive[i] = lists->touched[i] = true;
        lists->witness[i] = UINT32_MAX;
    }
    return true;
}

void mlg_lists_finish(struct mlg_lists *lists)
{
    free(lists->first);
    free(lists->size);
    free(lists->item);
    free(lists->alive);
    free(lists->touched);
    free(lists->signature);
    free(lists->witness);
    *lists = (struct mlg_lists){0};
}

/* Keeps the living elements of set i in their order. */
static uint32_t compact_set(struct mlg_lists *lists, uint32_t i, const bool *item_alive)
{
    uint32_t *item = lists->item + lists->first[i], kept = 0;
    for (uint32_t k = 0; k < lists->size[i]; k++)
        if (item_alive[item[k]])
            item[kept++] = item[k];
    return kept;
}

void mlg_lists_compact(struct mlg_lists *lists, const bool *item_alive)
{
    for (uint32_t i = 0; i < lists->n; i++) {
        if (!lists->alive[i])
            continue;
        uint32_t kept = compact_set(lists, i, item_alive);
        lists->touched[i] |= kept < lists->size[i];
        lists->size[i] = kept;
    }
}

static uint64_t hash_set(const struct mlg_lists *lists, uint32_t i)
{
    const uint32_t *item = lists->item + lists->first[i];
    uint64_t hash = lists->size[i];
    for (uint32_t k = 0; k < lists->size[i]; k++) {
        hash = (hash ^ item[k]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool same_set(const struct mlg_lists *lists, uint32_t a, uint32_t b)
{
    return lists->size[a] == lists->size[b] &&
           memcmp(lists->item + lists->first[a], lists->item + lists->first[b],
                  lists->size[a] * sizeof *lists->item) == 0;
}

uint32_t mlg_lists_merge_identical(struct mlg_lists *lists, uint32_t *representative)
{
    size_t slots = 64;
    while (slots < 2 * (size_t)lists->n)
        slots *= 2;
    uint32_t *table = mlg_alloc(slots, sizeof *table);
    if (!table)
        return UINT32_MAX;
    memset(table, 0xff, slots * sizeof *table); /* UINT32_MAX = free */
    uint32_t died = 0;
    for (uint32_t i = 0; i < lists->n; i++) {
        representative[i] = i;
        if (!lists->alive[i])
            continue;
        size_t slot = hash_set(lists, i) & (slots - 1);
        while (table[slot] != UINT32_MAX && !same_set(lists, table[slot], i))
            slot = (slot + 1) & (slots - 1);
        if (table[slot] == UINT32_MAX) {
            table[slot] = i;
        } else {
            representative[i] = table[slot];
            lists->alive[i] = false;
            died++;
        }
    }
    free(table);
    return died;
}
