/* The verifier: recounts what a plan claims, from times alone. It shares no code with the rest of
 * the solver, uses only base, and is simple enough to be read in one go.
 */
#ifndef MLG_SOLVER_CHECK_H
#define MLG_SOLVER_CHECK_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

#define MLG_CHECK_BEYOND UINT16_MAX
#define MLG_CHECK_NOBODY UINT32_MAX

/* What a set of open sites means for the people, recomputed. Arrays belong to the tally. */
struct mlg_tally {
    size_t n_cells, n_sites;
    uint16_t *best_ds;   /* [n_cells]: shortest time to an open site */
    uint32_t *best_site; /* [n_cells]: the open site that gives it (lowest number on a tie) */
    uint32_t *in_reach;  /* [n_cells]: open sites within the limit */
    uint32_t *only_site; /* [n_cells]: the site within the limit where there is exactly one */
    int64_t *only_milli; /* [n_sites]: residents whom only this site serves within the limit */
    int64_t
        *nearest_milli; /* [n_sites]: residents whose nearest open site this is, within the limit */
    int64_t covered_milli; /* residents within the limit */
    int64_t total_milli;
};

enum mlg_status mlg_tally_create(size_t n_cells, size_t n_sites, struct mlg_tally **tally,
                                 struct mlg_error *err);
void mlg_tally_destroy(struct mlg_tally *tally);
/* Adds an open site: time_ds[k] from cells[k], in increasing site order. limit_ds [n_cells].
 * O(entries). */
void mlg_tally_add(struct mlg_tally *tally, uint32_t site, const uint16_t *limit_ds, size_t n,
                   const uint32_t *cells, const uint16_t *time_ds);
/* Sums up after the last site. residents_milli [n_cells]. */
void mlg_tally_finish(struct mlg_tally *tally, const uint16_t *limit_ds,
                      const int64_t *residents_milli);

#endif
