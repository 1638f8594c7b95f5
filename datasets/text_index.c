#include "datasets/text_index.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

bool mlg_text_index_init(struct mlg_text_index *index, size_t n)
{
    size_t slots = 16;
    while (slots / 2 < n)
        slots *= 2;
    index->slots = slots;
    index->key = mlg_alloc_zero(slots, sizeof *index->key);
    index->value = mlg_alloc(slots, sizeof *index->value);
    if (index->key && index->value)
        return true;
    mlg_text_index_finish(index);
    return false;
}

void mlg_text_index_finish(struct mlg_text_index *index)
{
    free(index->key);
    free(index->value);
    *index = (struct mlg_text_index){0};
}

/* The slot of the text, or the empty one where it would be. */
static size_t find_slot(const struct mlg_text_index *index, const char *key)
{
    size_t slot = XXH3_64bits(key, strlen(key)) & (index->slots - 1);
    while (index->key[slot] && strcmp(index->key[slot], key) != 0)
        slot = (slot + 1) & (index->slots - 1);
    return slot;
}

size_t mlg_text_index_put(struct mlg_text_index *index, const char *key, size_t value)
{
    size_t slot = find_slot(index, key);
    if (!index->key[slot]) {
        index->key[slot] = key;
        index->value[slot] = value;
    }
    return index->value[slot];
}

size_t mlg_text_index_get(const struct mlg_text_index *index, const char *key)
{
    size_t slot = find_slot(index, key);
    return index->key[slot] ? index->value[slot] : SIZE_MAX;
}
