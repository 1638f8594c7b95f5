/* Where a matrix's rows come from: plain searches (network/search/search.h) for small jobs, sweeps
 * over a hierarchy (network/search/sweep.h) where that pays for making it. Both give the same.
 */
#ifndef MLG_NETWORK_SEARCH_ROWS_SOURCE_H
#define MLG_NETWORK_SEARCH_ROWS_SOURCE_H

#include "base/monitor.h"
#include "network/matrix/matrix_rows.h"
#include "network/search/search.h"

/* All arrays are the caller's and must outlive the source. */
struct mlg_rows_job {
    const struct mlg_graph *graph;
    const struct mlg_snap *sites, *points;
    size_t n_sites, n_points;
    enum mlg_direction direction;
    uint32_t bound_ds;
    const char *orders; /* the folder where orders are kept, or NULL */
};

struct mlg_rows_source; /* what all threads share */

enum mlg_status mlg_rows_source_create(const struct mlg_rows_job *job,
                                       const struct mlg_monitor *monitor,
                                       struct mlg_rows_source **source, struct mlg_error *err);
void mlg_rows_source_destroy(struct mlg_rows_source *source);
/* Whether it sweeps; for tests and benchmarks. */
bool mlg_rows_source_sweeps(const struct mlg_rows_source *source);

struct mlg_rows_worker; /* working memory of one thread */

enum mlg_status mlg_rows_worker_create(const struct mlg_rows_source *source,
                                       struct mlg_rows_worker **worker, struct mlg_error *err);
void mlg_rows_worker_destroy(struct mlg_rows_worker *worker);

/* The rows of the n_sites (up to MLG_GROUP_ROWS) sites from `first` on, as the worker's block,
 * valid until its next. Fails only for want of memory. */
enum mlg_status mlg_rows_worker_block(struct mlg_rows_worker *worker, size_t first,
                                      uint32_t n_sites, const struct mlg_block **block,
                                      struct mlg_error *err);

#endif
