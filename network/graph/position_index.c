#include "network/graph/position_index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#define NONE UINT32_MAX

static uint64_t hash(struct mlg_position position)
{
    return XXH3_64bits(&position, sizeof position);
}

bool mlg_position_index_init(struct mlg_position_index *index, const struct mlg_position *positions,
                             uint32_t n)
{
    uint64_t size = 16;
    while (size < 2 * (uint64_t)n)
        size *= 2;
    *index = (struct mlg_position_index){.positions = positions, .mask = size - 1};
    index->slots = mlg_alloc(size, sizeof *index->slots);
    if (!index->slots)
        return false;
    memset(index->slots, 0xff, size * sizeof *index->slots);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t slot = hash(positions[i]) & index->mask;
        while (index->slots[slot] != NONE)
            slot = (slot + 1) & index->mask;
        index->slots[slot] = i;
    }
    return true;
}

void mlg_position_index_finish(struct mlg_position_index *index)
{
    free(index->slots);
    *index = (struct mlg_position_index){0};
}

uint32_t mlg_position_find(const struct mlg_position_index *index, int32_t lon_e7, int32_t lat_e7)
{
    const struct mlg_position wanted = {lon_e7, lat_e7};
    uint64_t slot = hash(wanted) & index->mask;
    for (; index->slots[slot] != NONE; slot = (slot + 1) & index->mask)
        if (memcmp(&index->positions[index->slots[slot]], &wanted, sizeof wanted) == 0)
            return index->slots[slot];
    return NONE;
}
