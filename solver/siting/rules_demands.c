/* Rows of a siting program for the rules on who is covered, and for times to keep to. */
#include "solver/siting/siting_program.h"

#include <math.h>

struct mlg_ladder_needs mlg_siting_needs(const struct mlg_siting *problem,
                                         const struct mlg_siting_wish *wish)
{
    struct mlg_ladder_needs needs = {0};
    if (problem->capacity)
        return needs;
    bool wants[MLG_N_GOALS];
    for (int kind = 0; kind < MLG_N_GOALS; kind++)
        wants[kind] = wish->kept[kind] || (wish->goal && (int)wish->goal->kind == kind);
    needs.gradual = wants[MLG_GOAL_MOST_RESIDENTS] && problem->gradual.n > 0;
    needs.limit = (wants[MLG_GOAL_MOST_RESIDENTS] && problem->gradual.n == 0) ||
                  problem->cover_all || mlg_share_is_set(problem->required) ||
                  problem->n_demand_quotas > 0;
    needs.times = wants[MLG_GOAL_SHORTEST_MEAN];
    needs.target = wish->kept[MLG_GOAL_SHORTEST_TIME];
    if (needs.target)
        needs.target_ds = (uint16_t)wish->most[MLG_GOAL_SHORTEST_TIME];
    return needs;
}

/* Whether an admitted site reaches the demand, within a time. */
static bool has_site(const struct mlg_siting *problem, uint32_t demand, uint16_t within_ds)
{
    const struct mlg_reach *reach = problem->reach;
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++)
        if (mlg_site_is_admitted(problem, reach->site[k]))
            return reach->time_ds[k] <= within_ds;
    return false;
}

/* Never closed; where that cannot be, the program has no solution. */
static void fix_node(struct mlg_program *program, uint32_t node)
{
    if (node == MLG_NODE_ROOT)
        program->contradiction = true;
    else if (node != MLG_NODE_NEVER)
        program->upper[program->first_y + node] = 0;
}

static void fix_unplaced(struct mlg_program *program, uint32_t demand)
{
    program->upper[program->first_u + demand] = 0;
}

void mlg_rules_fix(struct mlg_program *program)
{
    const struct mlg_siting *problem = program->problem;
    bool everybody =
        program->wish.kept[MLG_GOAL_SHORTEST_TIME] && !mlg_share_is_set(program->wish.within);
    for (uint32_t i = 0; i < problem->reach->n_demands; i++) {
        bool coverable = has_site(problem, i, problem->limit_ds[i]);
        if (problem->capacity) {
            if (coverable && (problem->cover_all || everybody))
                fix_unplaced(program, i);
            continue;
        }
        if (coverable && problem->cover_all)
            fix_node(program, program->ladder.at_limit[i]);
        if (everybody && has_site(problem, i, UINT16_MAX))
            fix_node(program, program->ladder.at_target[i]);
    }
    for (uint32_t v = 0; v < program->ladder.n_nodes; v++)
        if (program->ladder.parent[v] != MLG_NODE_ROOT &&
            program->upper[program->first_y + program->ladder.parent[v]] == 0)
            program->upper[program->first_y + v] = 0;
}

/* A node is closed where its parent is, and no site of its rung is open. */
static enum mlg_status climb_nodes(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_ladder *ladder = &program->ladder;
    enum mlg_status status = MLG_OK;
    for (uint32_t v = 0; status == MLG_OK && v < ladder->n_nodes; v++) {
        uint32_t parent = ladder->parent[v];
        uint64_t n_before = program->n_rows;
        program->node_row[v] = UINT32_MAX;
        bool follows = parent != MLG_NODE_ROOT && program->upper[program->first_y + parent] == 0;
        if (follows || program->implied[v])
            continue;
        mlg_row_node(program, v, 1);
        mlg_row_node(program, parent, -1);
        for (uint64_t k = ladder->first[v]; k < ladder->first[v + 1]; k++)
            mlg_row_site(program, ladder->site[k], 1);
        status = mlg_row_end(program, 0, INFINITY, err);
        if (program->n_rows > n_before)
            program->node_row[v] = (uint32_t)n_before;
    }
    return status;
}

/* Terms of the residents of a demand beyond its limit, or without a place. */
static void add_uncovered(struct mlg_program *program, uint32_t demand)
{
    if (program->problem->capacity)
        mlg_row_add(program, program->first_u + demand, program->people);
    else
        mlg_row_node(program, program->ladder.at_limit[demand],
                     (double)program->problem->weight[demand]);
}

static enum mlg_status cover_group(struct mlg_program *program,
                                   const struct mlg_demand_quota *quota, struct mlg_error *err)
{
    int64_t total = 0;
    for (uint32_t k = 0; k < quota->n; k++) {
        total += program->problem->weight[quota->demand[k]];
        add_uncovered(program, quota->demand[k]);
    }
    return mlg_row_end(program, -INFINITY, (double)(total - mlg_share_of(quota->covered, total)),
                       err);
}

static enum mlg_status cover_share(struct mlg_program *program, struct mlg_error *err)
{
    int64_t total = mlg_siting_weight(program->problem);
    for (uint32_t i = 0; i < program->problem->reach->n_demands; i++)
        add_uncovered(program, i);
    int64_t needed = mlg_share_of(program->problem->required, total);
    return mlg_row_end(program, -INFINITY, (double)(total - needed), err);
}

/* The share of the residents who are to have a site within the time. */
static enum mlg_status reach_in_time(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    const struct mlg_reach *reach = problem->reach;
    int64_t target_ds = program->wish.most[MLG_GOAL_SHORTEST_TIME], total = 0;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        if (!has_site(problem, i, problem->capacity ? problem->limit_ds[i] : UINT16_MAX))
            continue;
        total += problem->weight[i];
        if (!problem->capacity)
            mlg_row_node(program, program->ladder.at_target[i], -(double)problem->weight[i]);
        for (uint64_t k = reach->first[i]; problem->capacity && k < reach->first[i + 1]; k++)
            if (program->place_var[k] != UINT32_MAX && reach->time_ds[k] <= target_ds)
                mlg_row_add(program, program->place_var[k], program->people);
    }
    double needed = (double)mlg_share_of(program->wish.within, total);
    return mlg_row_end(program, problem->capacity ? needed : needed - (double)total, INFINITY, err);
}

/* Of a set of sites, those within the limit of some demands: two are open, or the set lacks one. */
static enum mlg_status lack_second(struct mlg_program *program, uint32_t node,
                                   struct mlg_error *err)
{
    const struct mlg_ladder *backup = &program->backup;
    unsigned fixed = 0;
    for (uint64_t k = backup->first[node]; k < backup->first[node + 1]; k++)
        fixed += mlg_site_is_fixed(program->problem, backup->site[k]);
    mlg_row_add(program, program->first_b + node, fixed == 0 ? 2 : 1);
    for (uint64_t k = backup->first[node]; k < backup->first[node + 1]; k++)
        mlg_row_site(program, backup->site[k], 1);
    return mlg_row_end(program, 2, INFINITY, err);
}

enum mlg_status mlg_rules_of_demands(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    enum mlg_status status = climb_nodes(program, err);
    for (size_t q = 0; status == MLG_OK && q < problem->n_demand_quotas; q++)
        status = cover_group(program, &problem->demand_quotas[q], err);
    if (status == MLG_OK && mlg_share_is_set(problem->required))
        status = cover_share(program, err);
    if (status == MLG_OK && program->wish.kept[MLG_GOAL_SHORTEST_TIME] &&
        mlg_share_is_set(program->wish.within))
        status = reach_in_time(program, err);
    for (uint32_t v = 0; status == MLG_OK && v < program->backup.n_nodes; v++)
        status = lack_second(program, v, err);
    return status;
}
