/* What each goal of a siting program loses, as terms of its variables. */
#include "solver/siting/siting_program.h"

static void lose_cost(struct mlg_program *program)
{
    const struct mlg_siting *problem = program->problem;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        double gain = (double)mlg_site_gain(problem, j);
        if (mlg_site_is_new(problem, j)) {
            mlg_row_site(program, j, (double)mlg_site_cost(problem, j));
        } else if (program->site_var[j] != UINT32_MAX) {
            program->constant -= gain;
            mlg_row_site(program, j, gain);
        }
    }
}

static void lose_changes(struct mlg_program *program)
{
    const struct mlg_siting *problem = program->problem;
    for (uint32_t j = 0; j < problem->reach->n_sites; j++) {
        double cost = (double)mlg_site_change(problem, j);
        if (problem->plan[j])
            program->constant += cost;
        mlg_row_site(program, j, problem->plan[j] ? -cost : cost);
    }
}

static void lose_preferred(struct mlg_program *program)
{
    const struct mlg_siting *problem = program->problem;
    program->constant += (double)mlg_goal_base(problem, MLG_GOAL_MOST_PREFERRED);
    for (uint32_t j = 0; j < problem->reach->n_sites; j++)
        if (problem->preferred[j] && mlg_site_is_new(problem, j))
            mlg_row_site(program, j, -1);
}

/* With capacities: everybody has a place or not. */
static void lose_places(struct mlg_program *program, enum mlg_goal_kind kind)
{
    const struct mlg_siting *problem = program->problem;
    const struct mlg_reach *reach = problem->reach;
    bool gradual = kind == MLG_GOAL_MOST_RESIDENTS && problem->gradual.n > 0;
    bool mean = kind == MLG_GOAL_SHORTEST_MEAN;
    double unserved = mean ? mlg_siting_unserved_ds(problem) : 1;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        bool counts = !mean;
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++) {
            counts |= mlg_site_is_admitted(problem, reach->site[k]);
            if (program->place_var[k] == UINT32_MAX)
                continue;
            double share = mlg_gradual_share(&problem->gradual, reach->time_ds[k]);
            double lost = mean ? reach->time_ds[k] : gradual ? 1 - share / 1000 : 0;
            mlg_row_add(program, program->place_var[k], lost * program->people);
        }
        if (counts)
            mlg_row_add(program, program->first_u + i, unserved * program->people);
    }
}

static void lose_nodes(struct mlg_program *program, const int64_t *lost, int64_t base)
{
    program->constant += (double)base;
    for (uint32_t v = 0; v < program->ladder.n_nodes; v++)
        mlg_row_node(program, v, (double)lost[v]);
}

static void lose_uncovered(struct mlg_program *program)
{
    for (uint32_t i = 0; i < program->problem->reach->n_demands; i++)
        mlg_row_node(program, program->ladder.at_limit[i], (double)program->problem->weight[i]);
}

static void lose_backup(struct mlg_program *program)
{
    for (uint32_t i = 0; i < program->problem->reach->n_demands; i++) {
        uint32_t node = program->backup.at_limit[i];
        double weight = (double)program->problem->weight[i];
        if (node == MLG_NODE_ROOT)
            program->constant += weight;
        else
            mlg_row_add(program, program->first_b + node, weight);
    }
}

void mlg_row_loss(struct mlg_program *program, enum mlg_goal_kind kind)
{
    const struct mlg_ladder *ladder = &program->ladder;
    if (kind == MLG_GOAL_FEWEST_SITES)
        lose_cost(program);
    else if (kind == MLG_GOAL_FEWEST_CHANGES)
        lose_changes(program);
    else if (kind == MLG_GOAL_MOST_PREFERRED)
        lose_preferred(program);
    else if (kind == MLG_GOAL_MOST_BACKUP)
        lose_backup(program);
    else if (program->problem->capacity)
        lose_places(program, kind);
    else if (kind == MLG_GOAL_SHORTEST_MEAN)
        lose_nodes(program, ladder->lost_time, ladder->base_time);
    else if (program->problem->gradual.n > 0)
        lose_nodes(program, ladder->lost_gradual, ladder->base_gradual);
    else
        lose_uncovered(program);
}
