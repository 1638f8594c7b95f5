/* Branch and bound on the strengthened relaxation, always at the open node with the least bound.
 * Columns are chosen by strong branching (Achterberg, Koch, Martin 2005,
 * doi 10.1016/j.orl.2004.04.002) while their pseudocosts are unreliable.
 */
#include "solver/covering/proof.h"

#include "base/memory.h"
#include "solver/covering/fixing.h"
#include "solver/covering/half_cuts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double INTEGRAL = 1e-6;
/* A node is closed when it must cost more than the limit by this. */
static const double CERTAIN = 1e-4;
enum {
    MAX_CANDIDATES = 10,   /* for strong branching */
    TRIAL_ITERATIONS = 60, /* of the dual simplex for each child in it */
    RELIABLE = 4,          /* trials after which pseudocosts are believed */
    NODE_CUTS = 30,
    NODE_ORDERS = 1,
    MAX_NODE_ROUNDS = 3,
    TRY_CUTS_EVERY = 8,  /* nodes */
    SEARCH_EVERY = 16,   /* nodes */
    SEARCH_EFFORT = 300, /* entries for each of the core */
};

static const double MIN_YIELD = 0.1;
static const double YIELD_WEIGHT = 0.1; /* of the newest in the mean */

struct decision {
    uint32_t col;
    uint8_t fixed; /* enum mlg_fixed */
};

struct node {
    struct decision *decisions; /* [depth] */
    uint32_t depth;
    double value; /* a bound */
    uint64_t number;
};

/* How much the bound rose for each unit that a column was rounded, by direction. */
struct pseudocost {
    double sum[2];
    uint32_t count[2];
};

struct tree {
    struct mlg_proof *proof;
    struct node *open; /* [n_open], a heap: the least bound first */
    size_t n_open, open_capacity;
    uint8_t *root_fixed;           /* [n_cols] */
    struct pseudocost *pseudocost; /* [n_cols] */
    uint8_t *basis;
    size_t basis_capacity;
    struct mlg_cut *cuts[NODE_CUTS];
    bool *columns; /* [n_cols] */
    uint64_t n_nodes, n_visits;
    double yield; /* mean share of what was missing that a round of cuts gained */
};

static bool precedes(const struct node *a, const struct node *b)
{
    return a->value != b->value ? a->value < b->value : a->number > b->number;
}

static void sift_up(struct node *heap, size_t at)
{
    while (at > 0 && precedes(&heap[at], &heap[(at - 1) / 2])) {
        struct node moved = heap[at];
        heap[at] = heap[(at - 1) / 2];
        heap[(at - 1) / 2] = moved;
        at = (at - 1) / 2;
    }
}

static void sift_down(struct node *heap, size_t n, size_t at)
{
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
            if (precedes(&heap[child], &heap[least]))
                least = child;
        if (least == at)
            return;
        struct node moved = heap[at];
        heap[at] = heap[least];
        heap[least] = moved;
        at = least;
    }
}

static struct node pop(struct tree *tree)
{
    struct node node = tree->open[0];
    tree->open[0] = tree->open[--tree->n_open];
    sift_down(tree->open, tree->n_open, 0);
    return node;
}

/* Opens a child of a node with one decision more. */
static enum mlg_status push(struct tree *tree, const struct node *parent, struct decision decision,
                            double value, struct mlg_error *err)
{
    struct decision *decisions = mlg_alloc((size_t)parent->depth + 1, sizeof *decisions);
    if (!decisions ||
        !mlg_reserve(&tree->open, &tree->open_capacity, tree->n_open + 1, sizeof *tree->open)) {
        free(decisions);
        return mlg_fail_memory(err, "a branching tree", tree->n_open * sizeof *tree->open);
    }
    for (uint32_t d = 0; d < parent->depth; d++) /* the root's list is NULL */
        decisions[d] = parent->decisions[d];
    decisions[parent->depth] = decision;
    tree->open[tree->n_open] = (struct node){decisions, parent->depth + 1, value, ++tree->n_nodes};
    sift_up(tree->open, tree->n_open++);
    return MLG_OK;
}

/* Brings the relaxation to a node: what the root fixed, and the node's decisions. */
static enum mlg_status go_to(struct tree *tree, const struct node *node, struct mlg_error *err)
{
    struct mlg_relaxation *relaxation = tree->proof->relaxation;
    enum mlg_status status = MLG_OK;
    uint8_t *wanted = mlg_alloc(tree->proof->core->n_cols, sizeof *wanted);
    if (!wanted)
        return mlg_fail_memory(err, "a branching tree", tree->proof->core->n_cols);
    memcpy(wanted, tree->root_fixed, tree->proof->core->n_cols * sizeof *wanted);
    for (uint32_t d = 0; d < node->depth; d++)
        wanted[node->decisions[d].col] = node->decisions[d].fixed;
    for (uint32_t j = 0; status == MLG_OK && j < tree->proof->core->n_cols; j++)
        status = mlg_relaxation_fix(relaxation, j, wanted[j], err);
    free(wanted);
    return status;
}

static double limit_of(const struct tree *tree)
{
    return (double)mlg_proof_limit(tree->proof) + CERTAIN;
}

/* The bound of the whole tree is that of its worst open node, or of the node at work. */
static void raise_bound(struct tree *tree, double value_at_work)
{
    double least = value_at_work;
    if (tree->n_open > 0)
        least = fmin(least, tree->open[0].value);
    if (least > limit_of(tree))
        mlg_proof_close(tree->proof);
    else
        mlg_proof_raise(tree->proof, (int64_t)ceil(least - 1e-6));
}

struct candidate {
    uint32_t col;
    double score;
    bool reliable;
};

static double mean_cost(const struct pseudocost *pseudocost, int up, double otherwise)
{
    return pseudocost->count[up] ? pseudocost->sum[up] / pseudocost->count[up] : otherwise;
}

static double score_of(double down, double up)
{
    return fmax(down, 1e-6) * fmax(up, 1e-6);
}

static int by_score(const void *a, const void *b)
{
    const struct candidate *p = a, *q = b;
    if (p->score != q->score)
        return p->score > q->score ? -1 : 1;
    return p->col < q->col ? -1 : 1;
}

/* Averages over all columns, for those that were never tried. */
static void average_costs(const struct tree *tree, double average[2])
{
    for (int up = 0; up < 2; up++) {
        double sum = 0;
        uint32_t count = 0;
        for (uint32_t j = 0; j < tree->proof->core->n_cols; j++) {
            sum += tree->pseudocost[j].sum[up];
            count += tree->pseudocost[j].count[up];
        }
        average[up] = count ? sum / count : 1;
    }
}

/* The fractional columns, the most promising first; NULL = no memory. */
static struct candidate *list_candidates(const struct tree *tree, uint32_t *n)
{
    const struct mlg_relaxation *relaxation = tree->proof->relaxation;
    struct candidate *candidate = mlg_alloc(relaxation->instance->n_cols, sizeof *candidate);
    double average[2];
    average_costs(tree, average);
    *n = 0;
    for (uint32_t j = 0; candidate && j < relaxation->instance->n_cols; j++) {
        double x = relaxation->x[j];
        if (x < INTEGRAL || x > 1 - INTEGRAL)
            continue;
        const struct pseudocost *pseudocost = &tree->pseudocost[j];
        double down = mean_cost(pseudocost, 0, average[0]) * x;
        double up = mean_cost(pseudocost, 1, average[1]) * (1 - x);
        candidate[(*n)++] = (struct candidate){j, score_of(down, up),
                                               pseudocost->count[0] >= RELIABLE &&
                                                   pseudocost->count[1] >= RELIABLE};
    }
    if (candidate)
        qsort(candidate, *n, sizeof *candidate, by_score);
    return candidate;
}

/* The bound of a child after a few iterations; INFINITY = it has nothing below the limit. */
static enum mlg_status try_child(struct tree *tree, uint32_t col, enum mlg_fixed fixed,
                                 uint32_t n_rows, double *value, struct mlg_error *err)
{
    struct mlg_relaxation *relaxation = tree->proof->relaxation;
    const struct mlg_engine_limits limits = {.objective = limit_of(tree),
                                             .iterations = TRIAL_ITERATIONS};
    enum mlg_engine_outcome outcome = MLG_ENGINE_LIMIT;
    enum mlg_status status = mlg_relaxation_fix(relaxation, col, fixed, err);
    if (status == MLG_OK)
        status = mlg_engine_solve(relaxation->engine, tree->proof->control, limits, &outcome, value,
                                  err);
    if (status == MLG_OK && outcome == MLG_ENGINE_INFEASIBLE) {
        *value = INFINITY;
        mlg_certificate_tried(tree->proof->control->certificate, relaxation,
                              mlg_proof_limit(tree->proof), fixed == MLG_IN);
    }
    if (status == MLG_OK)
        status = mlg_relaxation_fix(relaxation, col, MLG_FREE, err);
    if (status == MLG_OK)
        status = mlg_engine_restore_basis(relaxation->engine, tree->basis, n_rows, err);
    return status;
}

static void learn(struct pseudocost *pseudocost, int up, double rise, double distance)
{
    pseudocost->sum[up] += fmax(0, rise) / fmax(distance, 0.01);
    pseudocost->count[up]++;
}

/* What is known of the two children of a node. */
struct split {
    uint32_t col;
    double value[2]; /* bounds of x = 0 and x = 1; INFINITY = closed */
};

static enum mlg_status strong_branch(struct tree *tree, const struct candidate *candidate,
                                     struct split *split, struct mlg_error *err)
{
    const struct mlg_relaxation *relaxation = tree->proof->relaxation;
    double x = relaxation->x[candidate->col], value = relaxation->value;
    split->col = candidate->col;
    split->value[0] = split->value[1] = value;
    enum mlg_status status =
        try_child(tree, candidate->col, MLG_OUT, relaxation->n_rows, &split->value[0], err);
    if (status == MLG_OK)
        status = try_child(tree, candidate->col, MLG_IN, relaxation->n_rows, &split->value[1], err);
    for (int up = 0; status == MLG_OK && up < 2; up++) {
        double rise = fmin(split->value[up], limit_of(tree)) - value;
        learn(&tree->pseudocost[candidate->col], up, rise, up ? 1 - x : x);
        split->value[up] = fmax(split->value[up], value);
    }
    return status;
}

/* Chooses the column to branch on among the candidates [n], n > 0. */
static enum mlg_status choose(struct tree *tree, const struct candidate *candidate, uint32_t n,
                              struct split *best, struct mlg_error *err)
{
    struct mlg_relaxation *relaxation = tree->proof->relaxation;
    size_t needed = (size_t)relaxation->instance->n_cols + relaxation->n_rows;
    if (!mlg_reserve(&tree->basis, &tree->basis_capacity, needed, 1))
        return mlg_fail_memory(err, "a branching tree", needed);
    enum mlg_status status = mlg_engine_save_basis(relaxation->engine, tree->basis, err);
    double best_score = -1;
    for (uint32_t k = 0; status == MLG_OK && k < n && k < MAX_CANDIDATES; k++) {
        struct split split = {candidate[k].col, {relaxation->value, relaxation->value}};
        double score = candidate[k].score;
        if (!candidate[k].reliable) {
            status = strong_branch(tree, &candidate[k], &split, err);
            score = score_of(fmin(split.value[0], limit_of(tree)) - relaxation->value,
                             fmin(split.value[1], limit_of(tree)) - relaxation->value);
        }
        if (score > best_score) {
            best_score = score;
            *best = split;
        }
        if (isinf(split.value[0]) || isinf(split.value[1])) {
            *best = split; /* a child is closed: that is progress for free */
            break;
        }
    }
    return status;
}

static enum mlg_status open_children(struct tree *tree, const struct node *node,
                                     const struct candidate *candidate, uint32_t n,
                                     struct mlg_error *err)
{
    struct split split = {candidate[0].col, {0, 0}};
    enum mlg_status status = choose(tree, candidate, n, &split, err);
    uint64_t child[2] = {0, 0};
    for (int up = 0; status == MLG_OK && up < 2; up++) {
        struct decision decision = {split.col, up ? MLG_IN : MLG_OUT};
        if (isinf(split.value[up]))
            continue;
        status = push(tree, node, decision, tree->proof->relaxation->value, err);
        child[up] = tree->n_nodes;
    }
    if (status == MLG_OK)
        mlg_certificate_split(tree->proof->control->certificate, split.col, child);
    return status;
}

/* *closed = nothing below the limit is in the node; *halted = time is over. */
static enum mlg_status solve_node(struct tree *tree, bool *closed, bool *halted,
                                  struct mlg_error *err)
{
    struct mlg_relaxation *relaxation = tree->proof->relaxation;
    enum mlg_engine_outcome outcome;
    enum mlg_status status =
        mlg_relaxation_solve(relaxation, limit_of(tree), tree->proof->control, &outcome, err);
    *halted = outcome == MLG_ENGINE_LIMIT;
    *closed = outcome == MLG_ENGINE_INFEASIBLE ||
              (outcome == MLG_ENGINE_OPTIMAL && relaxation->value > limit_of(tree));
    if (status == MLG_OK && *closed)
        mlg_certificate_closed(tree->proof->control->certificate, relaxation,
                               mlg_proof_limit(tree->proof));
    return status;
}

/* Cuts pay where they gain a share of what is missing to the limit; where they did not, they are
 * tried again now and then. */
static bool cuts_pay(const struct tree *tree)
{
    if (tree->proof->control->no_cuts)
        return false;
    return tree->yield > MIN_YIELD || tree->n_visits % TRY_CUTS_EVERY == 0;
}

/* Solves a node with a few rounds of cuts. */
static enum mlg_status bound_node(struct tree *tree, bool *closed, bool *halted,
                                  struct mlg_error *err)
{
    struct mlg_proof *proof = tree->proof;
    enum mlg_status status = solve_node(tree, closed, halted, err);
    bool cutting = cuts_pay(tree);
    for (int round = 0; cutting && round < MAX_NODE_ROUNDS; round++) {
        if (status != MLG_OK || *closed || *halted)
            return status;
        double before = proof->relaxation->value;
        uint32_t n = 0;
        status = mlg_half_cuts(proof->relaxation, NODE_CUTS, NODE_ORDERS, &proof->random,
                               tree->cuts, &n, err);
        mlg_control_count(proof->control, 0, n);
        if (status == MLG_OK)
            status = mlg_relaxation_add_cuts(proof->relaxation, tree->cuts, n, err);
        if (status == MLG_OK)
            status = solve_node(tree, closed, halted, err);
        double gained =
            *closed ? 1 : (proof->relaxation->value - before) / (limit_of(tree) - before);
        tree->yield += YIELD_WEIGHT * (gained - tree->yield);
        cutting = gained > MIN_YIELD;
    }
    return status;
}

/* What is to do at a node that stays open: its solution is a cover, or it is split. */
static enum mlg_status expand(struct tree *tree, const struct node *node, struct mlg_error *err)
{
    struct mlg_proof *proof = tree->proof;
    uint32_t n = 0;
    mlg_certificate_bounded(proof->control->certificate, proof->relaxation);
    struct candidate *candidate = list_candidates(tree, &n);
    enum mlg_status status = MLG_OK;
    if (!candidate) {
        status = mlg_fail_memory(err, "a branching tree", proof->core->n_cols * sizeof *candidate);
    } else if (n == 0) {
        for (uint32_t j = 0; j < proof->core->n_cols; j++)
            tree->columns[j] = proof->relaxation->x[j] > 0.5;
        mlg_proof_offer(proof, tree->columns);
    } else {
        status = open_children(tree, node, candidate, n, err);
    }
    free(candidate);
    return status;
}

static enum mlg_status visit(struct tree *tree, const struct node *node, bool *halted,
                             struct mlg_error *err)
{
    bool closed = false;
    tree->n_visits++;
    mlg_control_count(tree->proof->control, 1, 0);
    mlg_certificate_visit(tree->proof->control->certificate, node->number);
    enum mlg_status status = go_to(tree, node, err);
    if (status == MLG_OK)
        status = bound_node(tree, &closed, halted, err);
    if (status != MLG_OK || closed || *halted)
        return status;
    if (tree->n_visits % SEARCH_EVERY == 1 && !tree->proof->control->no_heuristics)
        status =
            mlg_search_promising(tree->proof, SEARCH_EFFORT * tree->proof->core->n_entries, err);
    if (status == MLG_OK)
        status = expand(tree, node, err);
    if (status == MLG_OK)
        status = mlg_relaxation_purge(tree->proof->relaxation, err);
    return status;
}

static enum mlg_status run(struct tree *tree, struct mlg_error *err)
{
    struct mlg_proof *proof = tree->proof;
    const struct node root = {NULL, 0, -INFINITY, 0};
    bool halted = false;
    enum mlg_status status = visit(tree, &root, &halted, err);
    while (status == MLG_OK && !halted && !mlg_proof_ended(proof)) {
        raise_bound(tree, INFINITY);
        mlg_control_report(proof->control, "covering everybody", proof->value, proof->bound);
        if (tree->n_open == 0 || mlg_proof_ended(proof))
            break;
        struct node node = pop(tree);
        if (node.value <= limit_of(tree))
            status = visit(tree, &node, &halted, err);
        if (halted)
            raise_bound(tree, node.value);
        free(node.decisions);
    }
    return status;
}

enum mlg_status mlg_branch(struct mlg_proof *proof, struct mlg_error *err)
{
    size_t n_cols = proof->core->n_cols;
    struct tree tree = {
        .proof = proof,
        .root_fixed = mlg_alloc(n_cols, sizeof *tree.root_fixed),
        .pseudocost = mlg_alloc_zero(n_cols, sizeof *tree.pseudocost),
        .columns = mlg_alloc(n_cols, sizeof *tree.columns),
        .yield = 1,
    };
    enum mlg_status status;
    if (tree.root_fixed && tree.pseudocost && tree.columns) {
        memcpy(tree.root_fixed, proof->relaxation->fixed, n_cols * sizeof *tree.root_fixed);
        status = mlg_relaxation_wake(proof->relaxation, err);
        if (status == MLG_OK)
            status = run(&tree, err);
    } else {
        status = mlg_fail_memory(err, "a branching tree", n_cols * sizeof *tree.pseudocost);
    }
    for (size_t k = 0; k < tree.n_open; k++)
        free(tree.open[k].decisions);
    free(tree.open);
    free(tree.root_fixed);
    free(tree.pseudocost);
    free(tree.basis);
    free(tree.columns);
    return status;
}
