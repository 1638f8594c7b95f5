/* Times from many sites to many points at once: a sweep over the elimination tree of a customized
 * hierarchy, 32 sites together. From the sites' edges up to all their ancestors, then down in
 * preorder to everything within the bound, leaving out subtrees that nothing enters. There is no
 * queue: each arc is looked at once for 32 sites (PHAST, doi 10.1016/j.jpdc.2012.02.007, and its
 * restriction to the points that matter, doi 10.4230/OASIcs.ATMOS.2011.64, are its ancestors).
 *
 * The times are those of network/search/search.h to the last decisecond.
 */
#ifndef MLG_NETWORK_SEARCH_SWEEP_H
#define MLG_NETWORK_SEARCH_SWEEP_H

#include "network/matrix/matrix_rows.h"
#include "network/search/customize.h"
#include "network/search/search.h"

struct mlg_sweep; /* what all threads share */

/* points: [n_points], must outlive the sweep, as must graph, hierarchy and metric. About 30 bytes a
 * point and 20 a node, for MLG_LONGER twice. O(arcs of the hierarchy + points). */
enum mlg_status mlg_sweep_create(const struct mlg_graph *graph,
                                 const struct mlg_hierarchy *hierarchy,
                                 const struct mlg_metric *metric, const struct mlg_snap *points,
                                 size_t n_points, enum mlg_direction direction, uint32_t bound_ds,
                                 struct mlg_sweep **sweep, struct mlg_error *err);
void mlg_sweep_destroy(struct mlg_sweep *sweep);

struct mlg_sweeper; /* working memory of one thread, reused from batch to batch */

/* At most 76 bytes a point, as far as batches reach. */
enum mlg_status mlg_sweeper_create(const struct mlg_sweep *sweep, struct mlg_sweeper **sweeper,
                                   struct mlg_error *err);
void mlg_sweeper_destroy(struct mlg_sweeper *sweeper);

/* Another kernel than the best that runs here, for tests and benchmarks. */
struct mlg_sweep_kernel;
void mlg_sweeper_use(struct mlg_sweeper *sweeper, const struct mlg_sweep_kernel *kernel);

/* Replaces the content of *block by the rows of up to MLG_GROUP_ROWS sites: all points that any of
 * them reaches. Fast where the sites are near each other. Fails only for want of memory, and the
 * sweeper is then to be destroyed. */
enum mlg_status mlg_sweeper_block(struct mlg_sweeper *sweeper, const struct mlg_snap *sites,
                                  uint32_t n_sites, struct mlg_block *block, struct mlg_error *err);

#endif
