/* Sets of levels of the hierarchy: few, added in any order, taken out from the deepest to the
 * root's.
 */
#ifndef MLG_NETWORK_SEARCH_LEVEL_SET_H
#define MLG_NETWORK_SEARCH_LEVEL_SET_H

#include <stdint.h>

struct mlg_level_set {
    uint64_t *bits; /* [n_levels / 64 + 1] */
    uint32_t lowest_word;
};

static inline void mlg_level_add(struct mlg_level_set *set, uint32_t level)
{
    uint32_t word = level / 64;
    set->bits[word] |= (uint64_t)1 << (level % 64);
    if (word < set->lowest_word)
        set->lowest_word = word;
}

/* Moves the set, below `above`, to levels[]; returns how many. */
static inline uint32_t mlg_level_take_all(struct mlg_level_set *set, uint32_t above,
                                          uint16_t *levels)
{
    uint32_t count = 0;
    for (uint32_t word = above / 64 + 1; word-- > set->lowest_word;) {
        for (uint64_t bits = set->bits[word]; bits;) {
            uint32_t bit = 63 - (uint32_t)__builtin_clzll(bits);
            levels[count++] = (uint16_t)(word * 64 + bit);
            bits &= ~((uint64_t)1 << bit);
        }
        set->bits[word] = 0;
    }
    set->lowest_word = UINT32_MAX;
    return count;
}

#endif
