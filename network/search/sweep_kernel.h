/* The inner loops of the sweep, on 32 sites at once, in builds for several instruction sets of
 * which one is chosen when the program runs. All give the same.
 *
 * A label holds, for each of the 32 sites, what is left of the bound plus one: bound + 1 - time,
 * and 0 beyond the bound. Going along an arc subtracts its time and stops at 0; the better of two
 * labels is the larger; a label that is 0 throughout is dead.
 */
#ifndef MLG_NETWORK_SEARCH_SWEEP_KERNEL_H
#define MLG_NETWORK_SEARCH_SWEEP_KERNEL_H

#include "network/matrix/matrix_rows.h"
#include "network/search/sweep_tree.h"

enum { MLG_LANES = MLG_GROUP_ROWS };

struct mlg_label {
    uint16_t left[MLG_LANES];
} __attribute__((aligned(64)));

/* One batch of sites in one direction. */
struct mlg_wave {
    const struct mlg_hierarchy *hierarchy;
    const uint16_t *up_time_ds; /* [n_arcs of the hierarchy] */
    const struct mlg_sweep_tree *tree;
    struct mlg_label *stack; /* [n_levels]: labels on the path from a root to the current node */
    uint32_t *open;          /* [n_levels]: working memory of the climb */

    /* The places of the sites and their ancestors, increasing; [n_climbed + 1], the last is
     * UINT32_MAX. climbed: the sites' own labels before the climb, over any ancestors after it. */
    uint32_t n_climbed;
    uint32_t *place;
    struct mlg_label *climbed;
    size_t place_capacity, climbed_capacity;
    uint64_t *marked; /* a bit a place, 0 between batches */

    /* The points that the sweep reached, in no order, with their labels. Room for all. */
    uint32_t n_reached;
    uint32_t *point;
    struct mlg_label *reached;
};

struct mlg_sweep_kernel {
    const char *name;
    bool (*runs_here)(void);
    void (*climb)(struct mlg_wave *wave); /* labels of all climbed places */
    void (*sweep)(struct mlg_wave *wave); /* from there down to the points */
    /* The times of the reached points, order[0 .. n_reached) one after the other; MLG_BEYOND where
     * a lane does not reach the point. */
    void (*collect)(const struct mlg_wave *wave, const uint32_t *order, uint32_t bound_ds,
                    struct mlg_lanes *lanes);
};

/* From the widest to the portable one, which runs everywhere; NULL at the end. */
extern const struct mlg_sweep_kernel *const mlg_sweep_kernels[];
/* The first that runs here. */
const struct mlg_sweep_kernel *mlg_sweep_kernel_choose(void);

#endif
