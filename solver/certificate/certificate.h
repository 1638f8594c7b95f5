/* The recording of a covering proof: what the bound rests on, in a form that a checker who shares
 * no code with the solver can follow in integers. solver/certificate/README.md describes the text.
 *
 * The stages of a proof tell the recording what they did; NULL = nobody records. They need not ask
 * whether it succeeded: where memory is short, or a bound holds in floating point only, the
 * recording is lost and in the end there is no certificate.
 */
#ifndef MLG_SOLVER_CERTIFICATE_CERTIFICATE_H
#define MLG_SOLVER_CERTIFICATE_CERTIFICATE_H

#include "solver/control.h"
#include "solver/covering/part.h"
#include "solver/covering/reduce.h"

#include <stdbool.h>

struct mlg_certificate;
struct mlg_relaxation;

/* What a cut is half the sum of. */
struct mlg_cut_origin {
    uint32_t n_parents, n_down;
    uint32_t *parent; /* [n_parents]: references to rows and cuts */
    uint32_t *down;   /* [n_down]: columns of the instance whose coefficients are rounded down */
};

/* row_name [n_rows]: how rows are called in the text, each below 2^31; NULL = by their numbers.
 * most_sites: of maximal covering; -1 = everybody is covered. */
struct mlg_certificate *mlg_certificate_create(const struct mlg_instance *instance,
                                               const uint32_t *row_name, int64_t most_sites);
void mlg_certificate_destroy(struct mlg_certificate *certificate);

/* Reductions of the instance before there are components; later, of the part of the present core
 * that the fixings left (NULL = the core itself). */
void mlg_certificate_reduced(struct mlg_certificate *certificate, const struct mlg_part *part,
                             const struct mlg_reduction *reduction);

/* A component of a core of the instance: the proof of its bound begins, and ends with what it
 * proved. */
void mlg_certificate_enter(struct mlg_certificate *certificate, const struct mlg_part *core,
                           const struct mlg_part *component);
void mlg_certificate_leave(struct mlg_certificate *certificate, int64_t bound);

/* The component's columns are bounded by dual ascent: dual [n_rows] of the component. */
void mlg_certificate_ascended(struct mlg_certificate *certificate, const int64_t *dual,
                              uint32_t n_rows);

/* The proof goes on with a part of the present core; of that, columns that cost taken_cost in all
 * are in. */
void mlg_certificate_shrunk(struct mlg_certificate *certificate, const struct mlg_part *core,
                            int64_t taken_cost);

/* References to rows of the present core and to cuts; numbers of its columns in the instance. */
uint32_t mlg_certificate_row(const struct mlg_certificate *certificate, uint32_t row);
uint32_t mlg_certificate_cut(uint32_t number);
uint32_t mlg_certificate_col(const struct mlg_certificate *certificate, uint32_t col);
/* Takes over the origin of a cut; its number. */
uint32_t mlg_certificate_add_cut(struct mlg_certificate *certificate,
                                 struct mlg_cut_origin *origin);
void mlg_cut_origin_destroy(struct mlg_cut_origin *origin);
/* With room; the counts are 0. NULL = no memory, which also loses the recording. */
struct mlg_cut_origin *mlg_cut_origin_create(struct mlg_certificate *certificate, size_t n_parents,
                                             size_t n_down);

/* The relaxation's dual values fix columns [n] of the core as they are fixed in it. */
void mlg_certificate_fixed(struct mlg_certificate *certificate,
                           const struct mlg_relaxation *relaxation, const uint32_t *cols,
                           uint32_t n);

/* The node that is at work; 0 is the root. */
void mlg_certificate_visit(struct mlg_certificate *certificate, uint64_t node);
/* The relaxation, solved, bounds the node. */
void mlg_certificate_bounded(struct mlg_certificate *certificate,
                             const struct mlg_relaxation *relaxation);
/* The relaxation closes the node: covers of the core must cost more than `limit`. Where the dual
 * values do not show it in integers, the relaxation is solved again. */
void mlg_certificate_closed(struct mlg_certificate *certificate, struct mlg_relaxation *relaxation,
                            int64_t limit);
/* So does a row of the part (NULL = the core) that has no column left. */
void mlg_certificate_uncovered(struct mlg_certificate *certificate, const struct mlg_part *part,
                               uint32_t row);
/* The relaxation closed a trial child of the node: x = 0 or, up, x = 1. */
void mlg_certificate_tried(struct mlg_certificate *certificate, struct mlg_relaxation *relaxation,
                           int64_t limit, bool up);
/* The node is split; child[up]: the child's number, 0 = closed by the last trial. */
void mlg_certificate_split(struct mlg_certificate *certificate, uint32_t col,
                           const uint64_t child[2]);

/* Maximal covering: multiplier [n] of the rows of the reduced instance, which bound the weight; and
 * at the end, the reduction that they are about. Without multipliers the bound is `all` weight that
 * can be covered. */
void mlg_certificate_multiplied(struct mlg_certificate *certificate, const int64_t *multiplier,
                                uint32_t n, int64_t bound);
void mlg_certificate_most(struct mlg_certificate *certificate,
                          const struct mlg_reduction *reduction, int64_t all);

/* The text; the caller frees it. NULL = the recording was lost. *bound: what it proves. */
char *mlg_certificate_finish(struct mlg_certificate *certificate, size_t *length, int64_t *bound);

#endif
