#include "solver/check/proof_most.h"

#include "base/memory.h"
#include "solver/check/proof_reductions.h"

#include <stdlib.h>

/* "weights rROW U …": a row's weight is what it gives to each of its columns, U, and the rest,
 * which counts as covered. gift [n_rows]; *rest: of all rows that have a column. */
static enum mlg_status read_gifts(struct mlg_proof_state *state, int64_t *gift, mlg_wide *rest,
                                  struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    while (status == MLG_OK && !mlg_proof_line_ends(&state->reader)) {
        bool is_cut;
        uint64_t row, given;
        status = mlg_proof_reference(&state->reader, &is_cut, &row, err);
        if (status == MLG_OK && (is_cut || row >= state->instance->n_rows))
            return mlg_proof_refuse(&state->reader, err, "there is no such row");
        if (status == MLG_OK)
            status = mlg_proof_number(&state->reader, (uint64_t)state->instance->weight[row],
                                      &given, err);
        if (status == MLG_OK)
            gift[row] = (int64_t)given;
    }
    for (uint32_t i = 0; i < state->instance->n_rows; i++)
        if (state->row_first[i] < state->row_first[i + 1])
            *rest += state->instance->weight[i] - gift[i];
    return status == MLG_OK ? mlg_proof_end_line(&state->reader, err) : status;
}

static int by_value(const void *a, const void *b)
{
    mlg_wide p = *(const mlg_wide *)a, q = *(const mlg_wide *)b;
    return (p < q) - (p > q);
}

/* The most that max_sites columns are given, of those that are not out. */
static mlg_wide most_given(struct mlg_proof_state *state, const int64_t *gift)
{
    const struct mlg_check_instance *instance = state->instance;
    uint32_t n = 0;
    for (uint32_t j = 0; j < instance->n_cols; j++) {
        if (state->column[j] == MLG_PROOF_OUT)
            continue;
        state->sum[n] = 0;
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            state->sum[n] += gift[instance->col_row[k]];
        n++;
    }
    qsort(state->sum, n, sizeof *state->sum, by_value);
    mlg_wide given = 0;
    for (uint32_t q = 0; q < n && q < instance->max_sites; q++)
        given += state->sum[q];
    return given;
}

/* "bound NUMBER", the last step */
static enum mlg_status check_claim(struct mlg_proof_state *state, mlg_wide shown,
                                   struct mlg_check_verdict *verdict, struct mlg_error *err)
{
    uint64_t claimed;
    size_t line = state->reader.line;
    if (!mlg_proof_word(&state->reader, "bound"))
        return mlg_proof_refuse(&state->reader, err, "the bound is missing");
    enum mlg_status status = mlg_proof_number(&state->reader, INT64_MAX, &claimed, err);
    if (status == MLG_OK && (mlg_wide)claimed < shown)
        return mlg_proof_refuse(&state->reader, err, "it claims %llu, but only %lld is shown",
                                (unsigned long long)claimed, (long long)shown);
    if (status == MLG_OK)
        status = mlg_proof_end_line(&state->reader, err);
    if (status == MLG_OK && state->reader.at != state->reader.end)
        return mlg_proof_refuse(&state->reader, err, "something follows the bound");
    if (status == MLG_OK)
        *verdict = (struct mlg_check_verdict){(int64_t)claimed, line};
    return status;
}

enum mlg_status mlg_proof_check_most(struct mlg_proof_state *state,
                                     struct mlg_check_verdict *verdict, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    mlg_wide rest = 0;
    while (status == MLG_OK && !mlg_proof_word(&state->reader, "weights")) {
        status = mlg_proof_check_replaced(state, err);
        if (status == MLG_OK)
            status = mlg_proof_end_line(&state->reader, err);
    }
    int64_t *gift = mlg_alloc_zero(state->instance->n_rows, sizeof *gift);
    if (!gift)
        return mlg_fail_memory(err, "the checking of a certificate", state->instance->n_rows);
    if (status == MLG_OK)
        status = read_gifts(state, gift, &rest, err);
    if (status == MLG_OK)
        status = check_claim(state, rest + most_given(state, gift), verdict, err);
    free(gift);
    return status;
}
