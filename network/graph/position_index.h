/* Finds positions by their coordinates: open addressing over an array of positions. */
#ifndef MLG_NETWORK_GRAPH_POSITION_INDEX_H
#define MLG_NETWORK_GRAPH_POSITION_INDEX_H

#include <stdbool.h>
#include <stdint.h>

struct mlg_position {
    int32_t lon_e7, lat_e7;
};

struct mlg_position_index {
    const struct mlg_position *positions; /* the caller's */
    uint32_t *slots;                      /* numbers of positions, or UINT32_MAX */
    uint64_t mask;                        /* slots less 1 */
};

/* Of n positions that must outlive the index; false = no memory. O(n). */
bool mlg_position_index_init(struct mlg_position_index *index, const struct mlg_position *positions,
                             uint32_t n);
void mlg_position_index_finish(struct mlg_position_index *index);

/* The number of the position, or UINT32_MAX. O(1) on average. */
uint32_t mlg_position_find(const struct mlg_position_index *index, int32_t lon_e7, int32_t lat_e7);

#endif
