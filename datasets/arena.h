/* Strings that live and die together. */
#ifndef MLG_DATASETS_ARENA_H
#define MLG_DATASETS_ARENA_H

#include <stddef.h>

struct mlg_arena;

struct mlg_arena *mlg_arena_create(void); /* NULL = no memory */
void mlg_arena_destroy(struct mlg_arena *arena);
/* Uninitialised bytes, aligned for pointers, that live as long as the arena. NULL = no memory. */
void *mlg_arena_take(struct mlg_arena *arena, size_t bytes);
/* A copy of the text; NULL = no memory. */
const char *mlg_arena_text(struct mlg_arena *arena, const char *text);

#endif
