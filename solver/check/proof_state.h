/* What a checker of covering proofs knows at a step: which columns are still open, which rows
 * follow from others, the cuts so far; and the way back where a branch ends.
 */
#ifndef MLG_SOLVER_PROOF_STATE_H
#define MLG_SOLVER_PROOF_STATE_H

#include "base/status.h"
#include "solver/check/proof_check.h"
#include "solver/check/proof_reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 mlg_wide;

enum mlg_proof_column { MLG_PROOF_FREE, MLG_PROOF_OUT, MLG_PROOF_IN };

/* sum of coef x >= rhs, over the columns that were free when it was made. */
struct mlg_proof_cut {
    size_t first; /* in the pool */
    uint32_t n;
    int32_t rhs;
};

/* A column that was free, or a row that followed from no other. */
struct mlg_proof_change {
    uint32_t index;
    bool is_row;
};

struct mlg_proof_state {
    const struct mlg_check_instance *instance;
    struct mlg_proof_reader reader;
    int64_t *cost; /* [n_cols] */
    uint64_t *row_first;
    uint32_t *row_col; /* the columns of each row */
    uint8_t *column;   /* [n_cols] enum mlg_proof_column */
    uint32_t *by;      /* [n_rows]: the row that it follows from; itself = from none */
    uint32_t *part;    /* [n_cols]: the component, from 1; 0 = none yet */
    uint32_t *mark;    /* [rows or columns]: scratch, equal to `stamp` where marked */
    uint32_t stamp;
    /* the way back */
    struct mlg_proof_change *trail;
    size_t n_trail, trail_capacity;
    struct mlg_proof_cut *cut;
    size_t n_cuts, cut_capacity;
    uint32_t *pool_col;
    int32_t *pool_coef;
    size_t n_pool, pool_col_capacity, pool_coef_capacity;
    /* the component at work; 0 = none */
    uint32_t n_parts, at_part;
    uint32_t *part_col; /* [n_part_cols] */
    uint32_t n_part_cols;
    int64_t limit; /* to be shown: no cover's columns in the component cost this or less */
    /* a sum of rows */
    mlg_wide *sum;     /* [n_cols] */
    uint32_t *touched; /* [n_cols] */
    uint32_t n_touched;
    mlg_wide rhs;
};

enum mlg_status mlg_proof_state_init(struct mlg_proof_state *state,
                                     const struct mlg_check_instance *instance,
                                     struct mlg_error *err);
void mlg_proof_state_finish(struct mlg_proof_state *state);

/* Number of rows that have a column. */
uint32_t mlg_proof_count_rows(const struct mlg_proof_state *state);

enum mlg_status mlg_proof_set_column(struct mlg_proof_state *state, uint32_t col,
                                     enum mlg_proof_column value, struct mlg_error *err);
enum mlg_status mlg_proof_set_implied(struct mlg_proof_state *state, uint32_t row, uint32_t by,
                                      struct mlg_error *err);
/* The row that it follows from in the end, which follows from none. */
uint32_t mlg_proof_root(const struct mlg_proof_state *state, uint32_t row);
/* Takes back all changes since there were n_trail, and the cuts since there were n_cuts. */
void mlg_proof_undo(struct mlg_proof_state *state, size_t n_trail, size_t n_cuts);

/* Marks what is listed, and nothing else. */
void mlg_proof_mark(struct mlg_proof_state *state, const uint32_t *list, size_t n);
bool mlg_proof_marked(const struct mlg_proof_state *state, uint32_t index);
/* Whether a column that is in covers the row. */
bool mlg_proof_is_covered(const struct mlg_proof_state *state, uint32_t row);

/* The sum of rows and cuts: empty, then with y times the one that the reader names, as the present
 * fixings leave it: columns that are out are gone, those that are in are subtracted, and no
 * coefficient exceeds the right-hand side. Refused where it touches columns of no or another
 * component. */
void mlg_proof_clear_sum(struct mlg_proof_state *state);
enum mlg_status mlg_proof_add_to_sum(struct mlg_proof_state *state, bool is_cut, uint64_t number,
                                     int64_t y, struct mlg_error *err);
/* Half the sum, rounded up, but down at marked columns, as the next cut. */
enum mlg_status mlg_proof_add_cut(struct mlg_proof_state *state, struct mlg_error *err);

#endif
