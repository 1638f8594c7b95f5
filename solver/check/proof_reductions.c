#include "solver/check/proof_reductions.h"

static enum mlg_status read_row(struct mlg_proof_state *state, uint32_t *row, struct mlg_error *err)
{
    enum mlg_status status =
        mlg_proof_index(&state->reader, "row", state->instance->n_rows, row, err);
    if (status == MLG_OK && state->row_first[*row] == state->row_first[*row + 1])
        return mlg_proof_refuse(&state->reader, err, "there is no row %u", *row);
    return status;
}

static enum mlg_status read_col(struct mlg_proof_state *state, uint32_t *col, struct mlg_error *err)
{
    return mlg_proof_index(&state->reader, "column", state->instance->n_cols, col, err);
}

static enum mlg_status read_free_col(struct mlg_proof_state *state, uint32_t *col,
                                     struct mlg_error *err)
{
    enum mlg_status status = read_col(state, col, err);
    if (status == MLG_OK && (state->column[*col] != MLG_PROOF_FREE ||
                             (state->at_part && state->part[*col] != state->at_part)))
        return mlg_proof_refuse(&state->reader, err, "column %u is fixed or of another component",
                                *col);
    return status;
}

/* "implied ROW BY": whatever covers BY within the fixings covers ROW. Said again, or of rows that
 * follow from each other, it changes nothing. */
static enum mlg_status check_implied(struct mlg_proof_state *state, struct mlg_error *err)
{
    uint32_t row, by;
    enum mlg_status status = read_row(state, &row, err);
    if (status == MLG_OK)
        status = read_row(state, &by, err);
    if (status != MLG_OK)
        return status;
    mlg_proof_mark(state, state->row_col + state->row_first[row],
                   state->row_first[row + 1] - state->row_first[row]);
    for (uint64_t k = state->row_first[by]; k < state->row_first[by + 1]; k++) {
        uint32_t j = state->row_col[k];
        if (state->column[j] != MLG_PROOF_OUT && !mlg_proof_marked(state, j))
            return mlg_proof_refuse(&state->reader, err, "column %u covers row %u and not row %u",
                                    j, by, row);
    }
    uint32_t root = mlg_proof_root(state, by);
    if (state->by[row] != row || root == row)
        return MLG_OK;
    return mlg_proof_set_implied(state, row, root, err);
}

/* Whether all rows of a column that must still be covered are marked. */
static enum mlg_status check_rows_marked(struct mlg_proof_state *state, uint32_t col,
                                         struct mlg_error *err)
{
    const struct mlg_check_instance *instance = state->instance;
    for (uint64_t k = instance->col_first[col]; k < instance->col_first[col + 1]; k++) {
        uint32_t i = instance->col_row[k];
        bool counts = !instance->weight || instance->weight[i] > 0;
        if (counts && !mlg_proof_marked(state, i) && state->by[i] == i &&
            !mlg_proof_is_covered(state, i))
            return mlg_proof_refuse(&state->reader, err,
                                    "column %u covers row %u, which nothing else does for it", col,
                                    i);
    }
    return mlg_proof_set_column(state, col, MLG_PROOF_OUT, err);
}

/* "dominated COLUMN BY": BY costs no more and covers as much of what is left to cover. */
static enum mlg_status check_dominated(struct mlg_proof_state *state, struct mlg_error *err)
{
    const struct mlg_check_instance *instance = state->instance;
    uint32_t col, by;
    enum mlg_status status = read_free_col(state, &col, err);
    if (status == MLG_OK)
        status = read_col(state, &by, err);
    if (status != MLG_OK)
        return status;
    if (by == col || state->column[by] == MLG_PROOF_OUT)
        return mlg_proof_refuse(&state->reader, err, "column %u is out itself", by);
    if (state->cost[by] > state->cost[col])
        return mlg_proof_refuse(&state->reader, err, "column %u costs more than column %u", by,
                                col);
    mlg_proof_mark(state, instance->col_row + instance->col_first[by],
                   instance->col_first[by + 1] - instance->col_first[by]);
    return check_rows_marked(state, col, err);
}

/* "useless COLUMN": nothing that it covers is left to cover. */
static enum mlg_status check_useless(struct mlg_proof_state *state, struct mlg_error *err)
{
    uint32_t col;
    enum mlg_status status = read_free_col(state, &col, err);
    if (status != MLG_OK)
        return status;
    mlg_proof_mark(state, NULL, 0);
    return check_rows_marked(state, col, err);
}

/* "forced COLUMN ROW": all other columns of ROW are out. */
static enum mlg_status check_forced(struct mlg_proof_state *state, struct mlg_error *err)
{
    uint32_t col, row;
    enum mlg_status status = read_free_col(state, &col, err);
    if (status == MLG_OK)
        status = read_row(state, &row, err);
    if (status != MLG_OK)
        return status;
    bool covers = false;
    for (uint64_t k = state->row_first[row]; k < state->row_first[row + 1]; k++) {
        uint32_t j = state->row_col[k];
        covers |= j == col;
        if (j != col && state->column[j] != MLG_PROOF_OUT)
            return mlg_proof_refuse(&state->reader, err, "column %u can cover row %u, too", j, row);
    }
    if (!covers)
        return mlg_proof_refuse(&state->reader, err, "column %u does not cover row %u", col, row);
    return mlg_proof_set_column(state, col, MLG_PROOF_IN, err);
}

enum mlg_status mlg_proof_check_replaced(struct mlg_proof_state *state, struct mlg_error *err)
{
    if (mlg_proof_word(&state->reader, "dominated"))
        return check_dominated(state, err);
    if (mlg_proof_word(&state->reader, "useless"))
        return check_useless(state, err);
    return mlg_proof_refuse(&state->reader, err, "it is of no known kind, or not of this place");
}

enum mlg_status mlg_proof_check_reduction(struct mlg_proof_state *state, struct mlg_error *err)
{
    if (mlg_proof_word(&state->reader, "implied"))
        return check_implied(state, err);
    if (mlg_proof_word(&state->reader, "forced"))
        return check_forced(state, err);
    return mlg_proof_check_replaced(state, err);
}
