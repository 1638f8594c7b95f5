/* The checker of certificates: follows a proof that no solution is better than a bound, step by
 * step, in integers. It reads the instance and the text of the certificate and shares no code with
 * the solver. solver/certificate/README.md describes the text and why each step is right.
 */
#ifndef MLG_SOLVER_PROOF_CHECK_H
#define MLG_SOLVER_PROOF_CHECK_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

/* The question that was answered, from the travel times alone. Rows are demands, by the numbers
 * that certificates call them; those without an entry are no demands (served already, or out of
 * reach of everything). */
struct mlg_check_instance {
    uint32_t n_rows, n_cols;
    const uint64_t *col_first; /* [n_cols + 1] */
    const uint32_t *col_row;   /* rows of each column, each once */
    const int64_t *cost;       /* [n_cols], > 0; NULL = 1 */
    const int64_t *weight;     /* [n_rows], >= 0; for maximal covering only, else NULL */
    uint32_t max_sites;        /* for maximal covering only */
};

struct mlg_check_verdict {
    int64_t bound;
    size_t n_steps;
};

/* MLG_OK: the certificate proves the verdict's bound. MLG_DIFFERENT: it does not, and err says at
 * which step (line of the text) and why. O(length of the text x columns) at worst. */
enum mlg_status mlg_check_proof(const struct mlg_check_instance *instance, const char *text,
                                size_t length, struct mlg_check_verdict *verdict,
                                struct mlg_error *err);

#endif
