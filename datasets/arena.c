#include "datasets/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 16 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(void *) char bytes[];
};

struct mlg_arena {
    struct block *blocks; /* the one being filled first */
};

struct mlg_arena *mlg_arena_create(void)
{
    return calloc(1, sizeof(struct mlg_arena));
}

void mlg_arena_destroy(struct mlg_arena *arena)
{
    if (!arena)
        return;
    while (arena->blocks) {
        struct block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    free(arena);
}

static char *take(struct mlg_arena *arena, size_t bytes, size_t alignment)
{
    struct block *block = arena->blocks;
    size_t start = block ? (block->used + alignment - 1) / alignment * alignment : 0;
    if (!block || start > block->size || bytes > block->size - start) {
        size_t size = bytes > BLOCK ? bytes : BLOCK;
        block = malloc(sizeof *block + size);
        if (!block)
            return NULL;
        *block = (struct block){.next = arena->blocks, .size = size};
        arena->blocks = block;
        start = 0;
    }
    block->used = start + bytes;
    return block->bytes + start;
}

void *mlg_arena_take(struct mlg_arena *arena, size_t bytes)
{
    return take(arena, bytes, _Alignof(void *));
}

const char *mlg_arena_text(struct mlg_arena *arena, const char *text)
{
    size_t bytes = strlen(text) + 1;
    char *copy = take(arena, bytes, 1);
    return copy ? memcpy(copy, text, bytes) : NULL;
}
