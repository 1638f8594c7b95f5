/* The steps of a covering proof, and of the proof of one component. */
#include "solver/check/proof_check.h"

#include "base/memory.h"
#include "solver/check/proof_most.h"
#include "solver/check/proof_reductions.h"
#include "solver/check/proof_state.h"

#include <stdlib.h>

/* Weights are multiples of 2^-shift. */
enum { MAX_SHIFT = 60 };
#define MAX_WEIGHT (UINT64_C(1) << 62)

/* A branch whose first side (x = 0) or second side (x = 1) is at work. */
struct branch {
    uint32_t col;
    bool up;
    size_t n_trail, n_cuts; /* before it */
};

struct checking {
    struct mlg_proof_state state;
    struct branch *branch; /* [n_branches]: from the root to the node at work */
    size_t n_branches, branch_capacity;
    size_t n_trail;     /* before the component */
    int64_t part_bound; /* what it claims */
    mlg_wide total;     /* of the components so far */
};

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The columns of a new component: free, and of no earlier one. */
static enum mlg_status read_part(struct mlg_proof_state *state, struct mlg_error *err)
{
    int64_t step = 0;
    state->at_part = ++state->n_parts;
    state->n_part_cols = 0;
    while (!mlg_proof_line_ends(&state->reader)) {
        uint32_t j;
        enum mlg_status status =
            mlg_proof_index(&state->reader, "column", state->instance->n_cols, &j, err);
        if (status != MLG_OK)
            return status;
        if (state->column[j] != MLG_PROOF_FREE || state->part[j] != 0)
            return mlg_proof_refuse(&state->reader, err,
                                    "column %u is fixed or of another component", j);
        state->part[j] = state->at_part;
        state->part_col[state->n_part_cols++] = j;
        step = common_divisor(step, state->cost[j]);
    }
    state->limit = step; /* for now */
    return MLG_OK;
}

/* "component BOUND COLUMN…" */
static enum mlg_status begin_component(struct checking *checking, struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    uint64_t bound;
    enum mlg_status status = mlg_proof_number(&state->reader, INT64_MAX / 4, &bound, err);
    if (status == MLG_OK)
        status = read_part(state, err);
    if (status != MLG_OK)
        return status;
    if (bound == 0 || state->n_part_cols == 0)
        return mlg_proof_refuse(&state->reader, err, "a component without columns or a bound");
    int64_t step = state->limit;
    if (step <= 0)
        return mlg_proof_refuse(&state->reader, err, "costs without a common step");
    checking->part_bound = (int64_t)bound;
    state->limit = ((int64_t)bound - 1) / step * step; /* the next lower cost there can be */
    checking->n_trail = state->n_trail;
    return MLG_OK;
}

/* "SHIFT (r|c)NUMBER WEIGHT …", summed up; ends before another word or the end of the line. */
static enum mlg_status read_weights(struct mlg_proof_state *state, int *shift,
                                    struct mlg_error *err)
{
    uint64_t number, weight;
    enum mlg_status status = mlg_proof_number(&state->reader, MAX_SHIFT, &number, err);
    *shift = (int)number;
    mlg_proof_clear_sum(state);
    while (status == MLG_OK && !mlg_proof_line_ends(&state->reader)) {
        struct mlg_proof_reader before = state->reader;
        if (mlg_proof_word(&state->reader, "out") || mlg_proof_word(&state->reader, "in")) {
            state->reader = before;
            break;
        }
        bool is_cut;
        status = mlg_proof_reference(&state->reader, &is_cut, &number, err);
        if (status == MLG_OK)
            status = mlg_proof_number(&state->reader, MAX_WEIGHT, &weight, err);
        if (status == MLG_OK)
            status = mlg_proof_add_to_sum(state, is_cut, number, (int64_t)weight, err);
    }
    return status;
}

static mlg_wide reduced_cost(const struct mlg_proof_state *state, uint32_t col, int shift)
{
    return ((mlg_wide)state->cost[col] << shift) - state->sum[col];
}

/* By weak duality: the columns of the component in a cover within the fixings cost at least this
 * many 2^-shift, by the sum. */
static mlg_wide bound_of_sum(const struct mlg_proof_state *state, int shift)
{
    mlg_wide bound = state->rhs;
    for (uint32_t k = 0; k < state->n_part_cols; k++) {
        uint32_t j = state->part_col[k];
        if (state->column[j] == MLG_PROOF_IN)
            bound += (mlg_wide)state->cost[j] << shift;
        else if (state->column[j] == MLG_PROOF_FREE && reduced_cost(state, j, shift) < 0)
            bound += reduced_cost(state, j, shift);
    }
    return bound;
}

/* Columns of a fixing, in or out: without them (or with them) a cover costs more than the limit. */
static enum mlg_status read_fixed(struct mlg_proof_state *state, bool in, mlg_wide bound, int shift,
                                  struct mlg_error *err)
{
    mlg_wide limit = (mlg_wide)state->limit << shift;
    while (!mlg_proof_line_ends(&state->reader)) {
        struct mlg_proof_reader before = state->reader;
        if (!in && mlg_proof_word(&state->reader, "in")) {
            state->reader = before;
            return MLG_OK;
        }
        uint32_t j;
        enum mlg_status status =
            mlg_proof_index(&state->reader, "column", state->instance->n_cols, &j, err);
        if (status != MLG_OK)
            return status;
        if (state->column[j] != MLG_PROOF_FREE || state->part[j] != state->at_part)
            return mlg_proof_refuse(&state->reader, err,
                                    "column %u is fixed or of another component", j);
        mlg_wide reduced = reduced_cost(state, j, shift);
        mlg_wide otherwise = bound;
        if (in)
            otherwise -= reduced < 0 ? reduced : 0;
        else
            otherwise += reduced > 0 ? reduced : 0;
        if (otherwise <= limit)
            return mlg_proof_refuse(&state->reader, err,
                                    "the weights do not show that column %u is %s", j,
                                    in ? "in" : "out");
        status = mlg_proof_set_column(state, j, in ? MLG_PROOF_IN : MLG_PROOF_OUT, err);
        if (status != MLG_OK)
            return status;
    }
    return MLG_OK;
}

/* "fix SHIFT WEIGHTS… out COLUMN… in COLUMN…": what the reduced costs fix. */
static enum mlg_status check_fix(struct mlg_proof_state *state, struct mlg_error *err)
{
    int shift;
    enum mlg_status status = read_weights(state, &shift, err);
    if (status != MLG_OK)
        return status;
    mlg_wide bound = bound_of_sum(state, shift);
    if (mlg_proof_word(&state->reader, "out"))
        status = read_fixed(state, false, bound, shift, err);
    if (status == MLG_OK && mlg_proof_word(&state->reader, "in"))
        status = read_fixed(state, true, bound, shift, err);
    return status;
}

/* "cut (r|c)NUMBER… down COLUMN…": half the sum, rounded up. */
static enum mlg_status check_cut(struct mlg_proof_state *state, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    bool down = false;
    mlg_proof_clear_sum(state);
    mlg_proof_mark(state, NULL, 0);
    while (status == MLG_OK && !mlg_proof_line_ends(&state->reader)) {
        if ((down = mlg_proof_word(&state->reader, "down")))
            break;
        bool is_cut;
        uint64_t number;
        status = mlg_proof_reference(&state->reader, &is_cut, &number, err);
        if (status == MLG_OK)
            status = mlg_proof_add_to_sum(state, is_cut, number, 1, err);
    }
    while (status == MLG_OK && down && !mlg_proof_line_ends(&state->reader)) {
        uint32_t j;
        status = mlg_proof_index(&state->reader, "column", state->instance->n_cols, &j, err);
        if (status == MLG_OK)
            state->mark[j] = state->stamp;
    }
    return status == MLG_OK ? mlg_proof_add_cut(state, err) : status;
}

/* "branch COLUMN": x = 0 until that side is closed, then x = 1. */
static enum mlg_status check_branch(struct checking *checking, struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    uint32_t j;
    enum mlg_status status =
        mlg_proof_index(&state->reader, "column", state->instance->n_cols, &j, err);
    if (status != MLG_OK)
        return status;
    if (state->column[j] != MLG_PROOF_FREE || state->part[j] != state->at_part)
        return mlg_proof_refuse(&state->reader, err, "column %u is fixed or of another component",
                                j);
    if (!mlg_reserve(&checking->branch, &checking->branch_capacity, checking->n_branches + 1,
                     sizeof *checking->branch))
        return mlg_fail_memory(err, "the branches of a certificate", checking->n_branches);
    checking->branch[checking->n_branches++] =
        (struct branch){j, false, state->n_trail, state->n_cuts};
    return mlg_proof_set_column(state, j, MLG_PROOF_OUT, err);
}

/* A node is closed: on to the other side of the last branch that has one. */
static enum mlg_status go_on(struct checking *checking, struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    while (checking->n_branches > 0) {
        struct branch *branch = &checking->branch[checking->n_branches - 1];
        mlg_proof_undo(state, branch->n_trail, branch->n_cuts);
        if (!branch->up) {
            branch->up = true;
            return mlg_proof_set_column(state, branch->col, MLG_PROOF_IN, err);
        }
        checking->n_branches--;
    }
    mlg_proof_undo(state, checking->n_trail, 0);
    checking->total += checking->part_bound;
    state->at_part = 0;
    return MLG_OK;
}

/* "leaf SHIFT WEIGHTS…": they close the node. */
static enum mlg_status check_leaf(struct checking *checking, struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    int shift;
    enum mlg_status status = read_weights(state, &shift, err);
    if (status != MLG_OK)
        return status;
    if (bound_of_sum(state, shift) <= (mlg_wide)state->limit << shift)
        return mlg_proof_refuse(&state->reader, err,
                                "the weights do not show that covers cost more than %lld here",
                                (long long)state->limit);
    return go_on(checking, err);
}

/* A step within a component. */
static enum mlg_status check_inner(struct checking *checking, struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    if (mlg_proof_word(&state->reader, "cut"))
        return check_cut(state, err);
    if (mlg_proof_word(&state->reader, "leaf"))
        return check_leaf(checking, err);
    if (mlg_proof_word(&state->reader, "branch"))
        return check_branch(checking, err);
    if (mlg_proof_word(&state->reader, "fix"))
        return check_fix(state, err);
    return mlg_proof_check_reduction(state, err);
}

/* "bound NUMBER": what is in and the components cost so much together; the last step. */
static enum mlg_status check_claim(struct checking *checking, struct mlg_check_verdict *verdict,
                                   struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    uint64_t claimed;
    mlg_wide total = checking->total;
    enum mlg_status status = mlg_proof_number(&state->reader, INT64_MAX, &claimed, err);
    for (uint32_t j = 0; j < state->instance->n_cols; j++)
        if (state->column[j] == MLG_PROOF_IN)
            total += state->cost[j];
    if (status == MLG_OK && total < (mlg_wide)claimed)
        return mlg_proof_refuse(&state->reader, err, "it claims %llu, of which %lld is shown",
                                (unsigned long long)claimed, (long long)total);
    if (status != MLG_OK)
        return status;
    *verdict = (struct mlg_check_verdict){(int64_t)claimed, state->reader.line};
    return MLG_OK;
}

static enum mlg_status check_steps(struct checking *checking, struct mlg_check_verdict *verdict,
                                   struct mlg_error *err)
{
    struct mlg_proof_state *state = &checking->state;
    enum mlg_status status = MLG_OK;
    bool claimed = false;
    while (status == MLG_OK && !claimed) {
        if (state->at_part != 0) {
            status = check_inner(checking, err);
        } else if (mlg_proof_word(&state->reader, "component")) {
            status = begin_component(checking, err);
        } else if (mlg_proof_word(&state->reader, "bound")) {
            status = check_claim(checking, verdict, err);
            claimed = true;
        } else {
            status = mlg_proof_check_reduction(state, err);
        }
        if (status == MLG_OK)
            status = mlg_proof_end_line(&state->reader, err);
    }
    if (status == MLG_OK && state->reader.at != state->reader.end)
        return mlg_proof_refuse(&state->reader, err, "something follows the bound");
    return status;
}

/* "ROWS COLUMNS": the same question? */
static enum mlg_status check_size(struct mlg_proof_state *state, struct mlg_error *err)
{
    struct mlg_proof_reader *reader = &state->reader;
    uint64_t rows = 0, cols = 0;
    enum mlg_status status = mlg_proof_number(reader, UINT32_MAX, &rows, err);
    if (status == MLG_OK)
        status = mlg_proof_number(reader, UINT32_MAX, &cols, err);
    uint32_t n_rows = mlg_proof_count_rows(state);
    if (status == MLG_OK && (rows != n_rows || cols != state->instance->n_cols))
        return mlg_proof_refuse(
            reader, err, "it is about %llu demands and %llu candidates, there are %u and %u",
            (unsigned long long)rows, (unsigned long long)cols, n_rows, state->instance->n_cols);
    return status;
}

/* "maillage proof 1", then "covering ROWS COLUMNS" or "most ROWS COLUMNS SITES" */
static enum mlg_status check_head(struct mlg_proof_state *state, struct mlg_error *err)
{
    struct mlg_proof_reader *reader = &state->reader;
    const char *kind = state->instance->weight ? "most" : "covering";
    if (!mlg_proof_word(reader, "maillage") || !mlg_proof_word(reader, "proof") ||
        !mlg_proof_word(reader, "1"))
        return mlg_proof_refuse(reader, err, "it should be 'maillage proof 1'");
    enum mlg_status status = mlg_proof_end_line(reader, err);
    if (status == MLG_OK && !mlg_proof_word(reader, kind))
        return mlg_proof_refuse(reader, err, "it should be '%s' and how many there are", kind);
    if (status == MLG_OK)
        status = check_size(state, err);
    uint64_t sites = state->instance->max_sites;
    if (status == MLG_OK && state->instance->weight)
        status = mlg_proof_number(reader, UINT32_MAX, &sites, err);
    if (status == MLG_OK && sites != state->instance->max_sites)
        return mlg_proof_refuse(reader, err, "it is about %llu sites, the question about %u",
                                (unsigned long long)sites, state->instance->max_sites);
    return status == MLG_OK ? mlg_proof_end_line(reader, err) : status;
}

enum mlg_status mlg_check_proof(const struct mlg_check_instance *instance, const char *text,
                                size_t length, struct mlg_check_verdict *verdict,
                                struct mlg_error *err)
{
    struct checking checking = {0};
    enum mlg_status status = mlg_proof_state_init(&checking.state, instance, err);
    if (status != MLG_OK)
        return status;
    checking.state.reader = (struct mlg_proof_reader){text, text + length, 1};
    status = check_head(&checking.state, err);
    if (status == MLG_OK)
        status = instance->weight ? mlg_proof_check_most(&checking.state, verdict, err)
                                  : check_steps(&checking, verdict, err);
    mlg_proof_state_finish(&checking.state);
    free(checking.branch);
    return status;
}
