#include "solver/check/proof_state.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Entries of all cuts together; beyond, a certificate is refused rather than the memory filled. */
enum { MAX_POOL = 1 << 28 };

void mlg_proof_state_finish(struct mlg_proof_state *state)
{
    free(state->cost);
    free(state->row_first);
    free(state->row_col);
    free(state->column);
    free(state->by);
    free(state->part);
    free(state->mark);
    free(state->trail);
    free(state->cut);
    free(state->pool_col);
    free(state->pool_coef);
    free(state->part_col);
    free(state->sum);
    free(state->touched);
}

/* The same entries by row. */
static void transpose(struct mlg_proof_state *state)
{
    const struct mlg_check_instance *instance = state->instance;
    uint64_t *first = state->row_first;
    for (uint64_t k = 0; k < instance->col_first[instance->n_cols]; k++)
        first[instance->col_row[k] + 1]++;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        first[i + 1] += first[i];
    for (uint32_t j = 0; j < instance->n_cols; j++)
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            state->row_col[first[instance->col_row[k]]++] = j;
    memmove(first + 1, first, instance->n_rows * sizeof *first);
    first[0] = 0;
}

enum mlg_status mlg_proof_state_init(struct mlg_proof_state *state,
                                     const struct mlg_check_instance *instance,
                                     struct mlg_error *err)
{
    size_t rows = instance->n_rows, cols = instance->n_cols, entries = instance->col_first[cols];
    *state = (struct mlg_proof_state){
        .instance = instance,
        .cost = mlg_alloc(cols, sizeof *state->cost),
        .row_first = mlg_alloc_zero(rows + 1, sizeof *state->row_first),
        .row_col = mlg_alloc(entries, sizeof *state->row_col),
        .column = mlg_alloc_zero(cols, sizeof *state->column),
        .by = mlg_alloc(rows, sizeof *state->by),
        .part = mlg_alloc_zero(cols, sizeof *state->part),
        .mark = mlg_alloc_zero(rows > cols ? rows : cols, sizeof *state->mark),
        .part_col = mlg_alloc(cols, sizeof *state->part_col),
        .sum = mlg_alloc_zero(cols, sizeof *state->sum),
        .touched = mlg_alloc(cols, sizeof *state->touched),
    };
    if (!state->cost || !state->row_first || !state->row_col || !state->column || !state->by ||
        !state->part || !state->mark || !state->part_col || !state->sum || !state->touched) {
        mlg_proof_state_finish(state);
        return mlg_fail_memory(err, "the checking of a certificate", entries * sizeof(uint32_t));
    }
    for (uint32_t j = 0; j < cols; j++)
        state->cost[j] = instance->cost ? instance->cost[j] : 1;
    for (uint32_t i = 0; i < rows; i++)
        state->by[i] = i;
    transpose(state);
    return MLG_OK;
}

uint32_t mlg_proof_count_rows(const struct mlg_proof_state *state)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < state->instance->n_rows; i++)
        n += state->row_first[i + 1] > state->row_first[i];
    return n;
}

static enum mlg_status note_change(struct mlg_proof_state *state, uint32_t index, bool is_row,
                                   struct mlg_error *err)
{
    if (!mlg_reserve(&state->trail, &state->trail_capacity, state->n_trail + 1,
                     sizeof *state->trail))
        return mlg_fail_memory(err, "the checking of a certificate", state->n_trail);
    state->trail[state->n_trail++] = (struct mlg_proof_change){index, is_row};
    return MLG_OK;
}

enum mlg_status mlg_proof_set_column(struct mlg_proof_state *state, uint32_t col,
                                     enum mlg_proof_column value, struct mlg_error *err)
{
    enum mlg_status status = note_change(state, col, false, err);
    if (status == MLG_OK)
        state->column[col] = (uint8_t)value;
    return status;
}

uint32_t mlg_proof_root(const struct mlg_proof_state *state, uint32_t row)
{
    while (state->by[row] != row)
        row = state->by[row];
    return row;
}

enum mlg_status mlg_proof_set_implied(struct mlg_proof_state *state, uint32_t row, uint32_t by,
                                      struct mlg_error *err)
{
    enum mlg_status status = note_change(state, row, true, err);
    if (status == MLG_OK)
        state->by[row] = by;
    return status;
}

void mlg_proof_undo(struct mlg_proof_state *state, size_t n_trail, size_t n_cuts)
{
    while (state->n_trail > n_trail) {
        struct mlg_proof_change change = state->trail[--state->n_trail];
        if (change.is_row)
            state->by[change.index] = change.index;
        else
            state->column[change.index] = MLG_PROOF_FREE;
    }
    if (state->n_cuts > n_cuts) {
        state->n_pool = state->cut[n_cuts].first;
        state->n_cuts = n_cuts;
    }
}

void mlg_proof_mark(struct mlg_proof_state *state, const uint32_t *list, size_t n)
{
    uint32_t larger = state->instance->n_rows > state->instance->n_cols ? state->instance->n_rows
                                                                        : state->instance->n_cols;
    if (++state->stamp == 0) { /* all stamps are used up */
        memset(state->mark, 0, larger * sizeof *state->mark);
        state->stamp = 1;
    }
    for (size_t k = 0; k < n; k++)
        state->mark[list[k]] = state->stamp;
}

bool mlg_proof_marked(const struct mlg_proof_state *state, uint32_t index)
{
    return state->mark[index] == state->stamp;
}

bool mlg_proof_is_covered(const struct mlg_proof_state *state, uint32_t row)
{
    for (uint64_t k = state->row_first[row]; k < state->row_first[row + 1]; k++)
        if (state->column[state->row_col[k]] == MLG_PROOF_IN)
            return true;
    return false;
}

void mlg_proof_clear_sum(struct mlg_proof_state *state)
{
    for (uint32_t k = 0; k < state->n_touched; k++)
        state->sum[state->touched[k]] = 0;
    state->n_touched = 0;
    state->rhs = 0;
}

/* Adds entries (coef NULL = 1) with the right-hand side that the fixings leave, at least 1. */
static enum mlg_status add_entries(struct mlg_proof_state *state, const uint32_t *col,
                                   const int32_t *coef, size_t n, int32_t rhs, mlg_wide y,
                                   struct mlg_error *err)
{
    for (size_t k = 0; k < n; k++) {
        uint32_t j = col[k];
        if (state->column[j] != MLG_PROOF_FREE)
            continue;
        if (state->part[j] != state->at_part)
            return mlg_proof_refuse(&state->reader, err,
                                    "it uses column %u, which is not of this component", j);
        if (state->sum[j] == 0)
            state->touched[state->n_touched++] = j;
        state->sum[j] += y * (coef && coef[k] < rhs ? coef[k] : coef ? rhs : 1);
    }
    state->rhs += y * rhs;
    return MLG_OK;
}

static enum mlg_status add_row(struct mlg_proof_state *state, uint64_t row, mlg_wide y,
                               struct mlg_error *err)
{
    if (row >= state->instance->n_rows || state->row_first[row] == state->row_first[row + 1])
        return mlg_proof_refuse(&state->reader, err, "there is no row %llu",
                                (unsigned long long)row);
    if (mlg_proof_is_covered(state, (uint32_t)row))
        return MLG_OK;
    return add_entries(state, state->row_col + state->row_first[row], NULL,
                       state->row_first[row + 1] - state->row_first[row], 1, y, err);
}

enum mlg_status mlg_proof_add_to_sum(struct mlg_proof_state *state, bool is_cut, uint64_t number,
                                     int64_t y, struct mlg_error *err)
{
    if (y == 0)
        return MLG_OK;
    if (!is_cut)
        return add_row(state, number, y, err);
    if (number >= state->n_cuts)
        return mlg_proof_refuse(&state->reader, err, "there is no cut %llu",
                                (unsigned long long)number);
    const struct mlg_proof_cut *cut = &state->cut[number];
    const uint32_t *col = state->pool_col + cut->first;
    const int32_t *coef = state->pool_coef + cut->first;
    int64_t rhs = cut->rhs;
    for (uint32_t k = 0; k < cut->n; k++)
        if (state->column[col[k]] == MLG_PROOF_IN)
            rhs -= coef[k];
    return rhs > 0 ? add_entries(state, col, coef, cut->n, (int32_t)rhs, y, err) : MLG_OK;
}

enum mlg_status mlg_proof_add_cut(struct mlg_proof_state *state, struct mlg_error *err)
{
    mlg_wide rhs = state->rhs;
    for (uint32_t k = 0; k < state->n_touched; k++) {
        uint32_t j = state->touched[k];
        if (state->sum[j] % 2 != 0 && mlg_proof_marked(state, j)) {
            state->sum[j]--; /* x <= 1: it is worth no more than this and 1 */
            rhs--;
        }
    }
    rhs = rhs > 0 ? (rhs + 1) / 2 : 0;
    size_t n_pool = state->n_pool + state->n_touched;
    if (rhs > INT32_MAX)
        return mlg_proof_refuse(&state->reader, err, "its right-hand side is too large");
    if (n_pool > MAX_POOL)
        return mlg_proof_refuse(&state->reader, err, "all cuts together are too long");
    if (!mlg_reserve(&state->cut, &state->cut_capacity, state->n_cuts + 1, sizeof *state->cut) ||
        !mlg_reserve(&state->pool_col, &state->pool_col_capacity, n_pool,
                     sizeof *state->pool_col) ||
        !mlg_reserve(&state->pool_coef, &state->pool_coef_capacity, n_pool,
                     sizeof *state->pool_coef))
        return mlg_fail_memory(err, "the cuts of a certificate", n_pool * sizeof(uint64_t));
    struct mlg_proof_cut cut = {.first = state->n_pool, .rhs = (int32_t)rhs};
    for (uint32_t k = 0; k < state->n_touched; k++) {
        mlg_wide half = (state->sum[state->touched[k]] + 1) / 2;
        half = half < rhs ? half : rhs;
        if (half == 0)
            continue;
        state->pool_col[cut.first + cut.n] = state->touched[k];
        state->pool_coef[cut.first + cut.n++] = (int32_t)half;
    }
    state->n_pool = cut.first + cut.n;
    state->cut[state->n_cuts++] = cut;
    return MLG_OK;
}
