/* In which year each new site opens: as much as possible is covered early, weighted by year. */
#include "base/memory.h"
#include "solver/covering/engine.h"
#include "solver/siting/siting_stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct phasing {
    const struct mlg_siting *problem;
    struct mlg_siting_solution *solution;
    struct mlg_ladder ladder; /* of the new sites; what others cover is always so */
    int64_t *lost;            /* [n_nodes] */
    bool *closed;             /* [n_nodes] */
    bool *open;               /* [n_sites]: new sites that are open so far */
    int64_t *gain;            /* [n_sites] */
    int64_t *at_most;         /* [n_new + 1]: what the best k of the new sites cover beyond none */
    int64_t *reached;         /* [n_new + 1]: what the first k of the greedy order do */
    int64_t base;             /* covered without new sites */
    uint32_t *order;          /* [n_new]: greedy */
    uint32_t *new_by;         /* [n phases]: new sites open at the end of each */
};

static void phasing_finish(struct phasing *phasing)
{
    mlg_ladder_finish(&phasing->ladder);
    free(phasing->lost);
    free(phasing->closed);
    free(phasing->open);
    free(phasing->gain);
    free(phasing->at_most);
    free(phasing->reached);
    free(phasing->order);
    free(phasing->new_by);
}

/* The problem that is left: new sites are candidates, the other open ones are kept. */
static enum mlg_status climb(struct phasing *phasing, struct mlg_error *err)
{
    struct mlg_siting left = *phasing->problem;
    uint32_t n_sites = left.reach->n_sites;
    enum mlg_site_role *role = mlg_alloc(n_sites, sizeof *role);
    if (!role)
        return mlg_fail_memory(err, "phases", n_sites * sizeof *role);
    for (uint32_t j = 0; j < n_sites; j++) {
        bool open = phasing->solution->open[j];
        role[j] = !open                                  ? MLG_SITE_NEVER
                  : mlg_site_is_new(phasing->problem, j) ? MLG_SITE_CANDIDATE
                                                         : MLG_SITE_KEPT;
    }
    left.role = role;
    bool gradual = left.gradual.n > 0;
    const struct mlg_ladder_needs needs = {.limit = !gradual, .gradual = gradual};
    enum mlg_status status = mlg_ladder_init(&phasing->ladder, &left, needs, err);
    free(role);
    return status;
}

static enum mlg_status allocate(struct phasing *phasing, struct mlg_error *err)
{
    size_t n_nodes = phasing->ladder.n_nodes, n_sites = phasing->problem->reach->n_sites;
    size_t n_new = phasing->solution->n_new;
    phasing->lost = mlg_alloc_zero(n_nodes, sizeof *phasing->lost);
    phasing->closed = mlg_alloc(n_nodes, sizeof *phasing->closed);
    phasing->open = mlg_alloc_zero(n_sites, sizeof *phasing->open);
    phasing->gain = mlg_alloc(n_sites, sizeof *phasing->gain);
    phasing->at_most = mlg_alloc(n_new + 1, sizeof *phasing->at_most);
    phasing->reached = mlg_alloc_zero(n_new + 1, sizeof *phasing->reached);
    phasing->order = mlg_alloc(n_new, sizeof *phasing->order);
    phasing->new_by = mlg_alloc(phasing->problem->phases.n, sizeof *phasing->new_by);
    phasing->solution->phase = mlg_alloc_zero(n_new, sizeof *phasing->solution->phase);
    if (!phasing->lost || !phasing->closed || !phasing->open || !phasing->gain ||
        !phasing->at_most || !phasing->reached || !phasing->order || !phasing->new_by ||
        !phasing->solution->phase)
        return mlg_fail_memory(err, "phases", n_sites * sizeof *phasing->gain);
    return MLG_OK;
}

static void weigh_nodes(struct phasing *phasing)
{
    const struct mlg_siting *problem = phasing->problem;
    const struct mlg_ladder *ladder = &phasing->ladder;
    int64_t without = ladder->base_gradual;
    for (uint32_t v = 0; problem->gradual.n > 0 && v < ladder->n_nodes; v++)
        without += phasing->lost[v] = ladder->lost_gradual[v];
    for (uint32_t i = 0; problem->gradual.n == 0 && i < problem->reach->n_demands; i++) {
        uint32_t v = ladder->at_limit[i];
        without += v == MLG_NODE_NEVER ? 0 : problem->weight[i];
        if (v < ladder->n_nodes)
            phasing->lost[v] += problem->weight[i];
    }
    phasing->base = mlg_siting_weight(problem) - without;
    for (uint32_t p = 0, n = 0; p < problem->phases.n; p++) {
        uint32_t left = phasing->solution->n_new - n;
        n += problem->phases.openings[p] < left ? problem->phases.openings[p] : left;
        phasing->new_by[p] = n;
    }
}

/* What each new site would add to those that are open. */
static void count_gains(struct phasing *phasing)
{
    const struct mlg_ladder *ladder = &phasing->ladder;
    memset(phasing->gain, 0, phasing->problem->reach->n_sites * sizeof *phasing->gain);
    mlg_ladder_mark(ladder, phasing->open, phasing->closed);
    for (uint32_t v = 0; v < ladder->n_nodes; v++)
        for (uint32_t a = v; phasing->closed[v] && a != MLG_NODE_ROOT; a = ladder->parent[a])
            for (uint64_t k = ladder->first[a]; k < ladder->first[a + 1]; k++)
                phasing->gain[ladder->site[k]] += phasing->lost[v];
}

static int falling(const void *a, const void *b)
{
    int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;
    return (p < q) - (p > q);
}

/* Coverage is submodular: any k sites add at most the k largest gains (Nemhauser, Wolsey, Fisher
 * 1978, doi 10.1007/BF01588971). */
static void bound_numbers(struct phasing *phasing, uint32_t n_open, int64_t *sorted)
{
    uint32_t n_new = phasing->solution->n_new;
    for (uint32_t k = 0; k < n_new; k++)
        sorted[k] = phasing->gain[phasing->solution->new_site[k]];
    qsort(sorted, n_new, sizeof *sorted, falling);
    int64_t sum = phasing->reached[n_open];
    for (uint32_t k = 0; k <= n_new; k++) {
        phasing->at_most[k] = sum < phasing->at_most[k] ? sum : phasing->at_most[k];
        sum += k < n_new ? sorted[k] : 0;
    }
}

static enum mlg_status order_greedily(struct phasing *phasing, struct mlg_error *err)
{
    const struct mlg_siting_solution *solution = phasing->solution;
    int64_t *sorted = mlg_alloc(solution->n_new, sizeof *sorted);
    if (!sorted)
        return mlg_fail_memory(err, "phases", solution->n_new * sizeof *sorted);
    for (uint32_t k = 0; k <= solution->n_new; k++)
        phasing->at_most[k] = INT64_MAX;
    for (uint32_t n = 0; n <= solution->n_new; n++) {
        count_gains(phasing);
        bound_numbers(phasing, n, sorted);
        uint32_t best = UINT32_MAX;
        for (uint32_t k = 0; k < solution->n_new; k++) {
            uint32_t j = solution->new_site[k];
            if (!phasing->open[j] && (best == UINT32_MAX || phasing->gain[j] > phasing->gain[best]))
                best = j;
        }
        if (best == UINT32_MAX)
            break;
        phasing->order[n] = best;
        phasing->open[best] = true;
        phasing->reached[n + 1] = phasing->reached[n] + phasing->gain[best];
    }
    free(sorted);
    return MLG_OK;
}

static uint32_t index_of(const struct mlg_siting_solution *solution, uint32_t site)
{
    uint32_t k = 0;
    while (solution->new_site[k] != site)
        k++;
    return k;
}

/* Value and bound of the greedy order. */
static void judge(struct phasing *phasing)
{
    const struct mlg_siting_phases *phases = &phasing->problem->phases;
    struct mlg_stage *stage = &phasing->solution->phasing;
    for (uint32_t p = 0; p < phases->n; p++) {
        uint32_t n = phasing->new_by[p];
        stage->value += phases->weight[p] * (phasing->base + phasing->reached[n]);
        stage->bound += phases->weight[p] * (phasing->base + phasing->at_most[n]);
    }
    for (uint32_t k = 0, p = 0; k < phasing->solution->n_new; k++) {
        while (k >= phasing->new_by[p])
            p++;
        phasing->solution->phase[index_of(phasing->solution, phasing->order[k])] = p;
    }
}

enum mlg_status mlg_siting_order(const struct mlg_siting *problem,
                                 const struct mlg_control *control,
                                 struct mlg_siting_solution *solution, struct mlg_error *err)
{
    struct phasing phasing = {.problem = problem, .solution = solution};
    double begin = mlg_clock_s();
    enum mlg_status status = climb(&phasing, err);
    if (status == MLG_OK)
        status = allocate(&phasing, err);
    if (status == MLG_OK) {
        weigh_nodes(&phasing);
        solution->phasing = (struct mlg_stage){.kind = MLG_GOAL_MOST_RESIDENTS};
        status = order_greedily(&phasing, err);
    }
    if (status == MLG_OK) {
        judge(&phasing);
        struct mlg_stage *stage = &solution->phasing;
        stage->proven = stage->value == stage->bound;
        stage->gap = mlg_relative_gap(stage->value, stage->bound);
        stage->seconds = mlg_clock_s() - begin;
        stage->ended = stage->proven                 ? "proven"
                       : mlg_control_halted(control) ? "time limit"
                                                     : "work limit";
    }
    phasing_finish(&phasing);
    return status;
}
