/* Arrays on the heap. Sizes are checked for overflow; NULL on failure, never an abort. */
#ifndef MLG_BASE_MEMORY_H
#define MLG_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* count x size bytes, uninitialised; a count of 0 gives a valid pointer. Free with free(). */
void *mlg_alloc(size_t count, size_t size);
/* The same, zeroed. */
void *mlg_alloc_zero(size_t count, size_t size);
/* Makes room for `needed` elements in *array (grows by half at least, keeps the content). On
 * failure returns false and leaves *array and *capacity as they were. Amortised O(1) an element. */
bool mlg_reserve(void *array, size_t *capacity, size_t needed, size_t size);
/* A copy of the string on the heap, or NULL. */
char *mlg_strdup(const char *text);

#endif
