/* Rows of a siting program for the rules on sites. */
#include "base/memory.h"
#include "solver/siting/siting_program.h"

#include <math.h>
#include <stdlib.h>

static bool is_movable(const struct mlg_siting *problem, uint32_t site)
{
    return problem->role[site] == MLG_SITE_MOVABLE;
}

/* Terms of the new sites, less those that others move to. */
static void add_new_sites(struct mlg_program *program, double of_new, double of_moved)
{
    const struct mlg_siting *problem = program->problem;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        if (mlg_site_is_new(problem, j)) {
            mlg_row_site(program, j, of_new);
        } else if (is_movable(problem, j)) {
            program->constant += of_moved; /* x x 0 + (1 - x) x 1 */
            mlg_row_site(program, j, -of_moved);
        }
    }
}

static enum mlg_status limit_numbers(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    enum mlg_status status = MLG_OK;
    bool moves = false;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        moves |= is_movable(problem, j);
    if (problem->max_new != UINT32_MAX) {
        add_new_sites(program, 1, -1);
        status = mlg_row_end(program, -INFINITY, problem->max_new, err);
    }
    if (status == MLG_OK && moves) {
        add_new_sites(program, 1, -1);
        status = mlg_row_end(program, 0, INFINITY, err);
    }
    if (status == MLG_OK && problem->phases.n > 0) {
        double openings = 0;
        for (uint32_t p = 0; p < problem->phases.n; p++)
            openings += problem->phases.openings[p];
        add_new_sites(program, 1, 0);
        status = mlg_row_end(program, -INFINITY, openings, err);
    }
    if (status == MLG_OK && problem->budget != INT64_MAX) {
        mlg_row_loss(program, MLG_GOAL_FEWEST_SITES);
        status = mlg_row_end(program, -INFINITY, (double)problem->budget, err);
    }
    return status;
}

static void add_members(struct mlg_program *program, const struct mlg_site_quota *quota,
                        double coefficient)
{
    for (uint32_t k = 0; k < quota->n; k++)
        if (!quota->of_new || mlg_site_is_new(program->problem, quota->site[k]))
            mlg_row_site(program, quota->site[k], coefficient);
}

/* members x denominator - all x numerator, at least or at most 0 */
static enum mlg_status limit_share(struct mlg_program *program, const struct mlg_site_quota *quota,
                                   struct mlg_share share, double lower, double upper,
                                   struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    add_members(program, quota, share.denominator);
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (!quota->of_new || mlg_site_is_new(problem, j))
            mlg_row_site(program, j, -(double)share.numerator);
    return mlg_row_end(program, lower, upper, err);
}

static enum mlg_status limit_group(struct mlg_program *program, const struct mlg_site_quota *quota,
                                   struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (quota->at_least > 0 || quota->at_most != UINT32_MAX) {
        add_members(program, quota, 1);
        status = mlg_row_end(program, quota->at_least,
                             quota->at_most == UINT32_MAX ? INFINITY : (double)quota->at_most, err);
    }
    if (status == MLG_OK && mlg_share_is_set(quota->least))
        status = limit_share(program, quota, quota->least, 0, INFINITY, err);
    if (status == MLG_OK && mlg_share_is_set(quota->most))
        status = limit_share(program, quota, quota->most, -INFINITY, 0, err);
    return status;
}

static enum mlg_status link_network(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_site_lists *network = &program->problem->network;
    enum mlg_status status = MLG_OK;
    for (uint32_t j = 0; network->first && status == MLG_OK && j < program->problem->reach->n_sites;
         j++) {
        mlg_row_site(program, j, -1);
        for (uint64_t k = network->first[j]; k < network->first[j + 1]; k++)
            if (network->site[k] != j)
                mlg_row_site(program, network->site[k], 1);
        status = mlg_row_end(program, 0, INFINITY, err);
    }
    return status;
}

/* The graph of pairs that are too close, as lists by site, of which cliques are taken. */
struct conflicts {
    uint64_t *first; /* [n_sites + 1] */
    uint32_t *other; /* [2 n_too_close] */
    bool *done;      /* [2 n_too_close]: a clique has the pair already */
    uint32_t *clique, n_clique;
};

static bool conflicts_init(struct conflicts *conflicts, const struct mlg_siting *problem)
{
    size_t n_sites = problem->reach->n_sites, n = problem->n_too_close;
    *conflicts = (struct conflicts){
        .first = mlg_alloc_zero(n_sites + 2, sizeof *conflicts->first),
        .other = mlg_alloc(2 * n, sizeof *conflicts->other),
        .done = mlg_alloc_zero(2 * n, sizeof *conflicts->done),
        .clique = mlg_alloc(n_sites, sizeof *conflicts->clique),
    };
    if (!conflicts->first || !conflicts->other || !conflicts->done || !conflicts->clique)
        return false;
    uint64_t *at = conflicts->first + 1; /* where the next of a site goes; in the end its own end */
    for (size_t p = 0; p < n; p++)
        for (int side = 0; side < 2; side++)
            at[problem->too_close[p][side] + 1]++;
    for (size_t j = 0; j < n_sites; j++)
        at[j + 1] += at[j];
    for (size_t p = 0; p < n; p++)
        for (int side = 0; side < 2; side++)
            conflicts->other[at[problem->too_close[p][side]]++] = problem->too_close[p][1 - side];
    return true;
}

static void conflicts_finish(struct conflicts *conflicts)
{
    free(conflicts->first);
    free(conflicts->other);
    free(conflicts->done);
    free(conflicts->clique);
}

static uint64_t find_pair(const struct conflicts *conflicts, uint32_t a, uint32_t b)
{
    for (uint64_t k = conflicts->first[a]; k < conflicts->first[a + 1]; k++)
        if (conflicts->other[k] == b)
            return k;
    return UINT64_MAX;
}

/* Grows a clique from a pair, with the neighbours of its first site in their order. */
static void grow_clique(struct conflicts *conflicts, uint32_t a, uint32_t b)
{
    conflicts->clique[0] = a;
    conflicts->clique[1] = b;
    conflicts->n_clique = 2;
    for (uint64_t k = conflicts->first[a]; k < conflicts->first[a + 1]; k++) {
        uint32_t c = conflicts->other[k];
        bool joins = c != a;
        for (uint32_t m = 1; joins && m < conflicts->n_clique; m++)
            joins = conflicts->clique[m] != c &&
                    find_pair(conflicts, conflicts->clique[m], c) != UINT64_MAX;
        if (joins)
            conflicts->clique[conflicts->n_clique++] = c;
    }
    for (uint32_t m = 0; m < conflicts->n_clique; m++)
        for (uint32_t l = 0; l < conflicts->n_clique; l++) {
            uint64_t k = find_pair(conflicts, conflicts->clique[m], conflicts->clique[l]);
            if (m != l && k != UINT64_MAX)
                conflicts->done[k] = true;
        }
}

static enum mlg_status part_close_pairs(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    struct conflicts conflicts;
    enum mlg_status status = MLG_OK;
    if (!conflicts_init(&conflicts, problem))
        status = mlg_fail_memory(err, "pairs of sites", problem->n_too_close * sizeof(uint32_t));
    for (uint32_t a = 0; status == MLG_OK && a < problem->reach->n_sites; a++)
        for (uint64_t k = conflicts.first[a]; status == MLG_OK && k < conflicts.first[a + 1]; k++) {
            if (conflicts.done[k])
                continue;
            grow_clique(&conflicts, a, conflicts.other[k]);
            conflicts.done[k] = true;
            for (uint32_t m = 0; m < conflicts.n_clique; m++)
                mlg_row_site(program, conflicts.clique[m], 1);
            status = mlg_row_end(program, -INFINITY, 1, err);
        }
    conflicts_finish(&conflicts);
    return status;
}

enum mlg_status mlg_rules_of_sites(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    enum mlg_status status = limit_numbers(program, err);
    for (size_t q = 0; status == MLG_OK && q < problem->n_site_quotas; q++)
        status = limit_group(program, &problem->site_quotas[q], err);
    if (status == MLG_OK && problem->n_too_close > 0)
        status = part_close_pairs(program, err);
    if (status == MLG_OK)
        status = link_network(program, err);
    return status;
}
