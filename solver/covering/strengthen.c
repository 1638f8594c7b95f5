/* The root: rounds of cuts, with fixing and reductions in between. */
#include "solver/covering/proof.h"

#include "base/memory.h"
#include "solver/covering/fixing.h"
#include "solver/covering/half_cuts.h"
#include "solver/covering/incumbent.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_CUTS = 150, /* a round */
    ORDERS = 4,     /* eliminations a round */
    FIX_EVERY = 3,  /* rounds */
    PATIENCE = 8,   /* rounds in which the bound must have made progress */
};
/* Progress: this share of what was missing to the limit. */
static const double PROGRESS = 0.1;
/* Columns fixed since the last reduction that make another one worth while, as a share of all. */
static const double WORTH_REDUCING = 0.02;
/* So much smaller must a core be to replace the present one. */
static const double WORTH_SHRINKING = 0.8;
/* The relaxation has nothing to offer when it must cost more than the limit by this. */
static const double CERTAIN = 1e-4;
/* Entries that a search on the core may touch for each of its entries. */
enum { CORE_EFFORT = 1000, ROUND_EFFORT = 500, STALL_EFFORT = 4000 };
/* Rounds between two searches; searches when nothing moves, at most. */
enum { SEARCH_EVERY = 8, STALL_SEARCHES = 6 };

struct loop {
    struct mlg_proof *proof;
    struct mlg_cut **cuts; /* [MAX_CUTS] */
    bool *columns;         /* [n_cols] */
    uint32_t round, fixed_since;
    double past_value[PATIENCE];
    bool over; /* nothing better is left, or nothing moves */
};

/* Solves the relaxation; where it has nothing below the limit, the incumbent is proven. */
static enum mlg_status solve(struct loop *loop, struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    enum mlg_engine_outcome outcome;
    enum mlg_status status = mlg_relaxation_solve(
        proof->relaxation, (double)mlg_proof_limit(proof) + CERTAIN, proof->control, &outcome, err);
    if (status != MLG_OK)
        return status;
    struct mlg_certificate *certificate = proof->control->certificate;
    if (outcome == MLG_ENGINE_INFEASIBLE) {
        mlg_certificate_closed(certificate, proof->relaxation, mlg_proof_limit(proof));
        mlg_proof_close(proof);
    } else if (outcome == MLG_ENGINE_OPTIMAL) {
        mlg_certificate_bounded(certificate, proof->relaxation);
        mlg_proof_raise(proof, mlg_relaxation_bound(proof->relaxation));
    }
    loop->over |= outcome != MLG_ENGINE_OPTIMAL || mlg_proof_ended(proof);
    mlg_control_report(proof->control, "covering everybody", proof->value, proof->bound);
    return MLG_OK;
}

/* Looks for a better cover within the core. */
static enum mlg_status search_core(struct loop *loop, struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    if (proof->control->no_heuristics)
        return MLG_OK;
    int64_t cost = 0;
    struct mlg_control control = *proof->control;
    control.seed = mlg_random_next(&proof->random);
    memset(loop->columns, 0, proof->core->n_cols * sizeof *loop->columns);
    enum mlg_status status = mlg_row_weighting(proof->core, CORE_EFFORT * proof->core->n_entries, 0,
                                               &control, loop->columns, &cost, err);
    if (status == MLG_OK)
        mlg_proof_offer(proof, loop->columns);
    return status;
}

/* Reduces what the fixings left; a core that is much smaller replaces the present one. */
static enum mlg_status reduce(struct loop *loop, struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    struct mlg_part core = {0};
    bool infeasible = false;
    enum mlg_status status = mlg_fix_by_reduction(proof->relaxation, &infeasible, &core, err);
    loop->fixed_since = 0;
    if (status == MLG_OK && infeasible) {
        mlg_proof_close(proof);
        loop->over = true;
    } else if (status == MLG_OK && core.instance->n_cols <= WORTH_SHRINKING * proof->core->n_cols) {
        status = mlg_proof_shrink(proof, &core, err);
        if (status == MLG_OK)
            status = search_core(loop, err);
    }
    mlg_part_finish(&core);
    return status;
}

/* Fixes by reduced cost, then by reductions where that is worth while, and solves again. */
static enum mlg_status fix(struct loop *loop, bool always_reduce, struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    uint32_t n = 0;
    enum mlg_status status =
        mlg_fix_by_reduced_cost(proof->relaxation, mlg_proof_limit(proof), &n, err);
    loop->fixed_since += n;
    bool worthy = always_reduce || loop->fixed_since > WORTH_REDUCING * proof->core->n_cols;
    if (status == MLG_OK && worthy)
        status = reduce(loop, err);
    if (status == MLG_OK && !loop->over && (worthy || n > 0))
        status = solve(loop, err);
    return status;
}

static bool is_stalled(struct loop *loop, double value)
{
    double *past = &loop->past_value[loop->round % PATIENCE];
    double missing = (double)mlg_proof_limit(loop->proof) - *past;
    bool stalled = loop->round >= PATIENCE && value - *past < PROGRESS * missing;
    *past = value;
    return stalled;
}

/* The bound is more than a step away: a better cover is more likely than a better bound. */
static bool is_suspect(const struct mlg_proof *proof)
{
    return proof->value - proof->bound > proof->step;
}

/* Searches among the promising columns; a better cover changes what can be fixed. *found: there was
 * one. */
static enum mlg_status search(struct loop *loop, uint64_t effort, bool *found,
                              struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    const int64_t before = proof->value;
    enum mlg_status status = MLG_OK;
    if (!proof->control->no_heuristics)
        status = mlg_search_promising(proof, effort * proof->core->n_entries, err);
    *found = proof->value < before;
    if (!*found || status != MLG_OK)
        return status;
    mlg_control_report(proof->control, "covering everybody", proof->value, proof->bound);
    loop->over |= mlg_proof_ended(proof);
    return loop->over ? MLG_OK : fix(loop, true, err);
}

static enum mlg_status run_round(struct loop *loop, struct mlg_error *err)
{
    struct mlg_proof *proof = loop->proof;
    uint32_t n = 0;
    enum mlg_status status =
        mlg_half_cuts(proof->relaxation, MAX_CUTS, ORDERS, &proof->random, loop->cuts, &n, err);
    mlg_control_count(proof->control, 0, n);
    if (status == MLG_OK)
        status = mlg_relaxation_add_cuts(proof->relaxation, loop->cuts, n, err);
    if (status == MLG_OK)
        status = solve(loop, err);
    if (status == MLG_OK && !loop->over && loop->round % FIX_EVERY == FIX_EVERY - 1)
        status = fix(loop, false, err);
    bool found = false;
    if (status == MLG_OK && !loop->over && loop->round % SEARCH_EVERY == 0 &&
        (loop->round == 0 || is_suspect(proof)))
        status = search(loop, ROUND_EFFORT, &found, err);
    if (status != MLG_OK || loop->over)
        return status;
    double value = proof->relaxation->value;
    loop->over |= n == 0 || is_stalled(loop, value);
    status = mlg_relaxation_doze(proof->relaxation, err);
    return status == MLG_OK ? mlg_relaxation_purge(proof->relaxation, err) : status;
}

/* When nothing moves: a suspect incumbent is worth several long searches. */
static enum mlg_status search_long(struct loop *loop, bool *found, struct mlg_error *err)
{
    if (!is_suspect(loop->proof))
        return search(loop, ROUND_EFFORT, found, err);
    enum mlg_status status = MLG_OK;
    for (int n = 0; status == MLG_OK && !loop->over && !*found && n < STALL_SEARCHES; n++)
        status = search(loop, STALL_EFFORT, found, err);
    return status;
}

/* Rounds until nothing moves; *again: what was found then makes it worth while to go on. */
static enum mlg_status run_rounds(struct loop *loop, bool *again, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    *again = false;
    loop->over |= loop->proof->control->no_cuts;
    for (loop->round = 0; status == MLG_OK && !loop->over; loop->round++)
        status = run_round(loop, err);
    if (status != MLG_OK || mlg_proof_ended(loop->proof))
        return status;
    loop->over = false;
    status = solve(loop, err);
    if (status == MLG_OK && !loop->over)
        status = fix(loop, true, err);
    if (status == MLG_OK && !loop->over)
        status = search_long(loop, again, err);
    *again &= !loop->over;
    return status;
}

enum mlg_status mlg_strengthen(struct mlg_proof *proof, struct mlg_error *err)
{
    struct loop loop = {
        .proof = proof,
        .cuts = mlg_alloc(MAX_CUTS, sizeof *loop.cuts),
        .columns = mlg_alloc(proof->core->n_cols, sizeof *loop.columns),
    };
    enum mlg_status status;
    if (loop.cuts && loop.columns)
        status = solve(&loop, err);
    else
        status = mlg_fail_memory(err, "cuts", MAX_CUTS * sizeof *loop.cuts);
    if (status == MLG_OK && !loop.over)
        status = fix(&loop, true, err);
    for (bool again = !loop.over; status == MLG_OK && again;)
        status = run_rounds(&loop, &again, err);
    free(loop.cuts);
    free(loop.columns);
    return status;
}
