#include "solver/siting/siting_program.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* GLPK's own share of a program, roughly: a nonzero, a row or column. */
#define ENTRY_BYTES 64
#define LINE_BYTES 512
#define MOST_BYTES 4e9

void mlg_program_finish(struct mlg_program *program)
{
    mlg_ladder_finish(&program->ladder);
    mlg_ladder_finish(&program->backup);
    mlg_engine_destroy(program->engine);
    free(program->site_var);
    free(program->var_site);
    free(program->place_var);
    free(program->site_first);
    free(program->site_entry);
    free(program->upper);
    free(program->implied);
    free(program->node_row);
    free(program->objective);
    free(program->integer);
    free(program->coefficient);
    free(program->value);
    free(program->in_row);
    free(program->row_var);
}

static enum mlg_status number_sites(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    uint32_t n_sites = problem->reach->n_sites;
    program->site_var = mlg_alloc(n_sites, sizeof *program->site_var);
    program->var_site = mlg_alloc(n_sites, sizeof *program->var_site);
    if (!program->site_var || !program->var_site)
        return mlg_fail_memory(err, "a siting program", n_sites * sizeof(uint32_t));
    for (uint32_t j = 0; j < n_sites; j++) {
        bool varies = mlg_site_is_admitted(problem, j) && !mlg_site_is_fixed(problem, j);
        program->site_var[j] = varies ? program->n_x : UINT32_MAX;
        if (varies)
            program->var_site[program->n_x++] = j;
    }
    return MLG_OK;
}

/* Whether somebody may be placed by this entry. */
static bool may_place(const struct mlg_program *program, uint32_t demand, uint64_t k)
{
    const struct mlg_siting *problem = program->problem;
    bool in_time = !program->wish.kept[MLG_GOAL_SHORTEST_TIME] ||
                   mlg_share_is_set(program->wish.within) ||
                   problem->reach->time_ds[k] <= program->wish.most[MLG_GOAL_SHORTEST_TIME];
    return in_time && problem->reach->time_ds[k] <= problem->limit_ds[demand] &&
           mlg_site_is_admitted(problem, problem->reach->site[k]);
}

static void list_by_site(struct mlg_program *program)
{
    const struct mlg_reach *reach = program->problem->reach;
    uint64_t *at = program->site_first + 1; /* where the next of a site goes */
    for (uint64_t k = 0; k < reach->n_entries; k++)
        at[reach->site[k] + 1] += program->place_var[k] != UINT32_MAX;
    for (uint32_t j = 0; j < reach->n_sites; j++)
        at[j + 1] += at[j];
    for (uint64_t k = 0; k < reach->n_entries; k++)
        if (program->place_var[k] != UINT32_MAX)
            program->site_entry[at[reach->site[k]]++] = k;
}

static enum mlg_status number_places(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    const struct mlg_reach *reach = problem->reach;
    program->first_f = program->first_u = program->n_vars;
    program->people = 1;
    if (!problem->capacity)
        return MLG_OK;
    program->place_var = mlg_alloc(reach->n_entries, sizeof *program->place_var);
    program->site_first = mlg_alloc_zero((size_t)reach->n_sites + 2, sizeof *program->site_first);
    program->site_entry = mlg_alloc(reach->n_entries, sizeof *program->site_entry);
    if (!program->place_var || !program->site_first || !program->site_entry)
        return mlg_fail_memory(err, "a siting program", reach->n_entries * sizeof(uint64_t));
    int64_t largest = 1;
    program->first_f += reach->n_demands;
    program->n_vars = program->first_f;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        largest = problem->weight[i] > largest ? problem->weight[i] : largest;
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            program->place_var[k] = may_place(program, i, k) ? program->n_vars++ : UINT32_MAX;
    }
    program->people = fmax(1, (double)largest / 1000);
    list_by_site(program);
    return MLG_OK;
}

/* The sets of sites within the limit, whether they are always open or not. */
static enum mlg_status climb_for_backup(struct mlg_program *program, struct mlg_error *err)
{
    struct mlg_siting problem = *program->problem;
    uint32_t n_sites = problem.reach->n_sites;
    enum mlg_site_role *role = mlg_alloc(n_sites, sizeof *role);
    if (!role)
        return mlg_fail_memory(err, "a siting program", n_sites * sizeof *role);
    for (uint32_t j = 0; j < n_sites; j++)
        role[j] = mlg_site_is_admitted(&problem, j) ? MLG_SITE_CANDIDATE : MLG_SITE_NEVER;
    problem.role = role;
    const struct mlg_ladder_needs needs = {.limit = true};
    enum mlg_status status = mlg_ladder_init(&program->backup, &problem, needs, err);
    free(role);
    return status;
}

static bool wants(const struct mlg_siting_wish *wish, enum mlg_goal_kind kind)
{
    return wish->kept[kind] || (wish->goal && wish->goal->kind == kind);
}

static enum mlg_status number_variables(struct mlg_program *program, struct mlg_error *err)
{
    struct mlg_ladder_needs needs = mlg_siting_needs(program->problem, &program->wish);
    enum mlg_status status = number_sites(program, err);
    if (status == MLG_OK)
        status = mlg_ladder_init(&program->ladder, program->problem, needs, err);
    if (status == MLG_OK && wants(&program->wish, MLG_GOAL_MOST_BACKUP))
        status = climb_for_backup(program, err);
    program->first_y = program->n_x;
    program->first_b = program->first_y + program->ladder.n_nodes;
    program->n_vars = program->first_b + program->backup.n_nodes;
    return status == MLG_OK ? number_places(program, err) : status;
}

static enum mlg_status check_size(const struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_ladder *ladder = &program->ladder, *backup = &program->backup;
    double entries = 2.0 * ladder->n_nodes, lines = (double)program->n_vars + ladder->n_nodes;
    entries += ladder->n_nodes ? (double)ladder->first[ladder->n_nodes] : 0;
    entries += backup->n_nodes ? (double)backup->first[backup->n_nodes] : 0;
    double places = (double)program->n_vars - program->first_f;
    entries += 4 * places;
    lines += places;
    double bytes = entries * ENTRY_BYTES + lines * LINE_BYTES;
    if (bytes <= MOST_BYTES && entries < INT32_MAX && lines < INT32_MAX)
        return MLG_OK;
    mlg_fail(err, MLG_NO_MEMORY,
             "the general program of these goals and rules would have %.0f rows and columns and "
             "%.0f entries, about %.1f GB of memory, expected at most %.0f GB",
             lines, entries, bytes / 1e9, MOST_BYTES / 1e9);
    return mlg_hint(err, "leave out the goals on times or the capacities, shorten the limit, or "
                         "use fewer points for people");
}

static enum mlg_status allocate(struct mlg_program *program, struct mlg_error *err)
{
    size_t n = program->n_vars;
    program->upper = mlg_alloc(n, sizeof *program->upper);
    program->objective = mlg_alloc_zero(n, sizeof *program->objective);
    program->integer = mlg_alloc_zero(n, sizeof *program->integer);
    program->coefficient = mlg_alloc_zero(n, sizeof *program->coefficient);
    program->value = mlg_alloc(n, sizeof *program->value);
    program->in_row = mlg_alloc_zero(n, sizeof *program->in_row);
    program->row_var = mlg_alloc(n, sizeof *program->row_var);
    program->node_row = mlg_alloc(program->ladder.n_nodes, sizeof *program->node_row);
    if (!program->upper || !program->objective || !program->integer || !program->coefficient ||
        !program->value || !program->in_row || !program->row_var || !program->node_row)
        return mlg_fail_memory(err, "a siting program", n * sizeof(double));
    return MLG_OK;
}

static void bound_variables(struct mlg_program *program)
{
    const struct mlg_siting *problem = program->problem;
    const struct mlg_reach *reach = problem->reach;
    for (uint32_t v = 0; v < program->n_vars; v++)
        program->upper[v] = 1;
    for (uint32_t v = 0; v < program->n_x; v++)
        program->integer[v] = true;
    for (uint32_t v = 0; v < program->backup.n_nodes; v++)
        program->integer[program->first_b + v] = true;
    for (uint32_t i = 0; problem->capacity && i < reach->n_demands; i++) {
        double weight = (double)problem->weight[i] / program->people;
        program->upper[program->first_u + i] = weight;
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            if (program->place_var[k] != UINT32_MAX)
                program->upper[program->place_var[k]] = weight;
    }
    mlg_rules_fix(program);
}

static enum mlg_status add_columns(struct mlg_program *program, struct mlg_error *err)
{
    if (program->wish.goal)
        mlg_row_loss(program, program->wish.goal->kind);
    mlg_row_objective(program);
    double *zero = mlg_alloc_zero(program->n_vars, sizeof *zero);
    if (!zero)
        return mlg_fail_memory(err, "a siting program", program->n_vars * sizeof *zero);
    enum mlg_status status = mlg_engine_create(&program->engine, err);
    if (status == MLG_OK)
        status = mlg_engine_add_cols(program->engine, program->n_vars, program->objective, zero,
                                     program->upper, err);
    free(zero);
    return status;
}

/* What earlier stages reached. */
static enum mlg_status keep_losses(struct mlg_program *program, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (int kind = 0; status == MLG_OK && kind < MLG_N_GOALS; kind++) {
        if (!program->wish.kept[kind] || kind == MLG_GOAL_SHORTEST_TIME)
            continue;
        mlg_row_loss(program, (enum mlg_goal_kind)kind);
        status = mlg_row_end(program, -INFINITY, (double)program->wish.most[kind], err);
    }
    return status;
}

enum mlg_status mlg_program_init(struct mlg_program *program, const struct mlg_siting *problem,
                                 const struct mlg_siting_wish *wish, struct mlg_error *err)
{
    *program = (struct mlg_program){.problem = problem, .wish = *wish};
    enum mlg_status status = number_variables(program, err);
    if (status == MLG_OK)
        status = check_size(program, err);
    if (status == MLG_OK)
        status = allocate(program, err);
    if (status != MLG_OK)
        return status;
    bound_variables(program);
    status = mlg_rules_imply(program, err);
    if (status == MLG_OK)
        status = add_columns(program, err);
    if (status == MLG_OK)
        status = mlg_rules_of_sites(program, err);
    if (status == MLG_OK)
        status = mlg_rules_of_demands(program, err);
    if (status == MLG_OK)
        status = mlg_rules_of_places(program, err);
    return status == MLG_OK ? keep_losses(program, err) : status;
}
