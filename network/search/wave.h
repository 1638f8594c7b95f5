/* One batch of sites in one direction, from their edges to the points: what the kernels need is
 * prepared here. */
#ifndef MLG_NETWORK_SEARCH_WAVE_H
#define MLG_NETWORK_SEARCH_WAVE_H

#include "network/search/sweep_kernel.h"

enum mlg_status mlg_wave_init(struct mlg_wave *wave, const struct mlg_hierarchy *hierarchy,
                              const uint16_t *up_time_ds, const struct mlg_sweep_tree *tree,
                              size_t n_points, struct mlg_error *err);
void mlg_wave_finish(struct mlg_wave *wave);

/* Reaches all points within the bound of up to MLG_LANES sites, over the ends of their edges: not
 * along an edge that they share. Fails only for want of memory. */
enum mlg_status mlg_wave_run(struct mlg_wave *wave, const struct mlg_sweep_kernel *kernel,
                             const struct mlg_graph *graph, const struct mlg_snap *sites,
                             uint32_t n_sites, enum mlg_direction direction, uint32_t bound_ds,
                             struct mlg_error *err);

#endif
