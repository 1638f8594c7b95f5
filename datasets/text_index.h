/* From texts to their indexes: a hash table with open addressing. */
#ifndef MLG_DATASETS_TEXT_INDEX_H
#define MLG_DATASETS_TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct mlg_text_index {
    const char **key; /* borrowed; NULL = an empty slot */
    size_t *value;
    size_t slots; /* a power of two, at least twice the texts */
};

/* For at most n texts. False = no memory. */
bool mlg_text_index_init(struct mlg_text_index *index, size_t n);
void mlg_text_index_finish(struct mlg_text_index *index);
/* The value of an equal text that was put before, or else puts this one and returns its value.
 * O(length) on average. */
size_t mlg_text_index_put(struct mlg_text_index *index, const char *key, size_t value);
/* The value, or SIZE_MAX. */
size_t mlg_text_index_get(const struct mlg_text_index *index, const char *key);

#endif
