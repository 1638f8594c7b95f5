/* A shrinking family of sets: the rows of an instance under reduction, each the list of its
 * columns, or the other way round. Sets die and elements are dropped; nothing grows.
 */
#ifndef MLG_SOLVER_LISTS_H
#define MLG_SOLVER_LISTS_H

#include <stdbool.h>
#include <stdint.h>

/* 256 bits, one of which each element sets: a set is no subset of one that lacks a bit of it. */
struct mlg_signature {
    uint64_t word[4];
};

struct mlg_lists {
    uint32_t n;
    uint64_t *first; /* [n]: where a set begins in item */
    uint32_t *size;  /* [n] */
    uint32_t *item;  /* elements of a set, increasing */
    bool *alive;     /* [n] */
    bool *touched;   /* [n]: lost an element since it was last compared as the smaller set */
    struct mlg_signature *signature; /* [n]: of touched sets exact, else a superset's */
    uint32_t *witness; /* [n]: of sets that dominance killed: the set they were compared with, alive
                          then, or themselves where they were empty; UINT32_MAX of all others */
};

/* Copies; first has n + 1 offsets. All sets are alive and touched. false = no memory. */
bool mlg_lists_init(struct mlg_lists *lists, uint32_t n, const uint64_t *first,
                    const uint32_t *item);
void mlg_lists_finish(struct mlg_lists *lists);
/* Drops from the living sets the elements that are no longer alive. O(elements). */
void mlg_lists_compact(struct mlg_lists *lists, const bool *item_alive);

/* Merges identical living sets: of each class the lowest number lives on, and representative [n]
 * tells for every set that died here which one; for all others their own number. O(elements)
 * expected. Returns how many died; UINT32_MAX = no memory. */
uint32_t mlg_lists_merge_identical(struct mlg_lists *lists, uint32_t *representative);

/* Kills every living set of which another living set is a subset (row dominance: who covers the
 * smaller row covers the larger). transpose: for each element the sets that contain it, a superset
 * of the living ones. Returns how many died; UINT32_MAX = no memory. */
uint32_t mlg_lists_kill_supersets(struct mlg_lists *lists, struct mlg_lists *transpose);

/* Kills every living set that is a subset of another one that costs no more (column dominance: the
 * other candidate does all that this one does). Empty sets die too. Returns as above. */
uint32_t mlg_lists_kill_subsets(struct mlg_lists *lists, struct mlg_lists *transpose,
                                const int64_t *cost);

#endif
