/* {0,1/2} cuts (Caprara, Fischetti 1996, doi 10.1007/BF02592196): half the sum of some rows,
 * rounded up. */
#ifndef MLG_SOLVER_COVERING_HALF_CUTS_H
#define MLG_SOLVER_COVERING_HALF_CUTS_H

#include "base/random.h"
#include "solver/covering/relaxation.h"

/* Cuts that the last solution of the relaxation violates, the strongest first, at most max_cuts:
 * rows and cuts that are nearly tight are eliminated modulo 2 over the fractional columns, in
 * `orders` random orders (reductions: Koster, Zymolka, Kutschka 2009,
 * doi 10.1007/s00453-008-9218-2). cuts [max_cuts]: the caller owns the first *n. */
enum mlg_status mlg_half_cuts(const struct mlg_relaxation *relaxation, uint32_t max_cuts,
                              uint32_t orders, struct mlg_random *random, struct mlg_cut **cuts,
                              uint32_t *n, struct mlg_error *err);

#endif
