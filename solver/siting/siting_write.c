#include "solver/siting/siting_write.h"

#include "base/memory.h"
#include "solver/siting/siting_stages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX

/* What gives columns and rows their names. */
struct labels {
    const struct mlg_program *program;
    const struct mlg_siting_listing *listing;
    uint32_t *at_limit;     /* [nodes]: the first demand whose limit ends there, or NOBODY */
    uint32_t *at_target;    /* [nodes]: the same of the time to keep to */
    uint32_t *row_node;     /* [rows]: NOBODY = of no node */
    uint64_t *var_entry;    /* [n_vars - first_f]: with capacities */
    uint32_t *entry_demand; /* [n_vars - first_f] */
};

static void labels_finish(struct labels *labels)
{
    free(labels->at_limit);
    free(labels->at_target);
    free(labels->row_node);
    free(labels->var_entry);
    free(labels->entry_demand);
}

static void list_nodes(struct labels *labels)
{
    const struct mlg_ladder *ladder = &labels->program->ladder;
    for (uint32_t v = 0; v < ladder->n_nodes; v++)
        labels->at_limit[v] = labels->at_target[v] = NOBODY;
    for (uint64_t r = 0; r < labels->program->n_rows; r++)
        labels->row_node[r] = NOBODY;
    for (uint32_t i = labels->program->problem->reach->n_demands; i-- > 0;) {
        if (ladder->at_limit[i] < ladder->n_nodes)
            labels->at_limit[ladder->at_limit[i]] = i;
        if (ladder->at_target[i] < ladder->n_nodes)
            labels->at_target[ladder->at_target[i]] = i;
    }
    for (uint32_t v = 0; v < ladder->n_nodes; v++)
        if (labels->program->node_row[v] != UINT32_MAX)
            labels->row_node[labels->program->node_row[v]] = v;
}

static void list_places(struct labels *labels)
{
    const struct mlg_program *program = labels->program;
    const struct mlg_reach *reach = program->problem->reach;
    for (uint32_t i = 0; program->place_var && i < reach->n_demands; i++)
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++)
            if (program->place_var[k] != UINT32_MAX) {
                labels->var_entry[program->place_var[k] - program->first_f] = k;
                labels->entry_demand[program->place_var[k] - program->first_f] = i;
            }
}

static enum mlg_status labels_init(struct labels *labels, struct mlg_error *err)
{
    const struct mlg_program *program = labels->program;
    size_t n_nodes = program->ladder.n_nodes, n_places = program->n_vars - program->first_f;
    labels->at_limit = mlg_alloc(n_nodes, sizeof *labels->at_limit);
    labels->at_target = mlg_alloc(n_nodes, sizeof *labels->at_target);
    labels->row_node = mlg_alloc(program->n_rows, sizeof *labels->row_node);
    labels->var_entry = mlg_alloc(n_places, sizeof *labels->var_entry);
    labels->entry_demand = mlg_alloc(n_places, sizeof *labels->entry_demand);
    if (!labels->at_limit || !labels->at_target || !labels->row_node || !labels->var_entry ||
        !labels->entry_demand)
        return mlg_fail_memory(err, "names", (n_nodes + n_places) * sizeof(uint64_t));
    list_nodes(labels);
    list_places(labels);
    return MLG_OK;
}

/* prefix_id, of a second id where there is one, in the characters that all formats take. */
static void spell(char *name, const char *prefix, const char *id, const char *second)
{
    snprintf(name, MLG_ENGINE_NAME, "%s_%.80s%s%.80s", prefix, id, second ? "_" : "",
             second ? second : "");
    for (char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9')))
            *c = '_';
}

static void number(char *name, const char *prefix, uint32_t n)
{
    snprintf(name, MLG_ENGINE_NAME, "%s_%u", prefix, n + 1);
}

static void name_node(const struct labels *labels, uint32_t node, bool row, char *name)
{
    const char *const *id = labels->listing->demand;
    uint32_t at_limit = labels->at_limit[node], at_target = labels->at_target[node];
    if (at_limit != NOBODY)
        spell(name, row ? "demand" : "uncovered", id[at_limit], NULL);
    else if (at_target != NOBODY)
        spell(name, row ? "reached" : "late", id[at_target], NULL);
    else
        number(name, "rung", node);
}

static void name_place(const struct labels *labels, uint32_t at, char *name)
{
    const struct mlg_reach *reach = labels->program->problem->reach;
    spell(name, "placed", labels->listing->demand[labels->entry_demand[at]],
          labels->listing->site[reach->site[labels->var_entry[at]]]);
}

static void name_col(const void *context, uint32_t var, char *name)
{
    const struct labels *labels = context;
    const struct mlg_program *program = labels->program;
    const struct mlg_siting_listing *listing = labels->listing;
    if (var < program->n_x)
        spell(name, mlg_site_is_new(program->problem, program->var_site[var]) ? "open" : "keep",
              listing->site[program->var_site[var]], NULL);
    else if (var < program->first_b)
        name_node(labels, var - program->first_y, false, name);
    else if (var < program->first_b + program->backup.n_nodes)
        number(name, "second", var - program->first_b);
    else if (var < program->first_f)
        spell(name, "unplaced", listing->demand[var - program->first_u], NULL);
    else
        name_place(labels, var - program->first_f, name);
}

static void name_row(const void *context, uint32_t row, char *name)
{
    const struct labels *labels = context;
    if (labels->row_node[row] != NOBODY)
        name_node(labels, labels->row_node[row], true, name);
    else
        number(name, "rule", row);
}

static const char *objective_name(const struct mlg_siting *problem)
{
    static const char *const names[MLG_N_GOALS] = {
        [MLG_GOAL_FEWEST_SITES] = "sites",
        [MLG_GOAL_MOST_RESIDENTS] = "residents_left_out",
        [MLG_GOAL_SHORTEST_MEAN] = "resident_seconds",
        [MLG_GOAL_MOST_BACKUP] = "residents_without_second_site",
        [MLG_GOAL_FEWEST_CHANGES] = "changes",
        [MLG_GOAL_MOST_PREFERRED] = "preferred_sites_left_out",
    };
    enum mlg_goal_kind kind = problem->goals[0].kind;
    return kind == MLG_GOAL_FEWEST_SITES && problem->cost ? "cost" : names[kind];
}

static enum mlg_status write_program(struct mlg_program *program,
                                     const struct mlg_siting_listing *listing, const char *path,
                                     struct mlg_siting_listed *listed, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    enum mlg_goal_kind kind = problem->goals[0].kind;
    bool is_gain = mlg_goal_is_gain(kind);
    double unit = (double)listing->unit;
    struct labels labels = {.program = program, .listing = listing};
    const struct mlg_engine_listing engine = {
        .lp = listing->lp,
        .objective = objective_name(problem),
        .scale = program->scale / unit,
        .integer = program->integer,
        .name_col = name_col,
        .name_row = name_row,
        .context = &labels,
    };
    struct mlg_engine_size size;
    enum mlg_status status = labels_init(&labels, err);
    if (status == MLG_OK)
        status = mlg_engine_write(program->engine, &engine, path, &size, err);
    labels_finish(&labels);
    if (status != MLG_OK)
        return status;
    if (size.n_cols == 0 || size.n_rows == 0)
        return mlg_fail(err, MLG_BAD_SCENARIO,
                        "nothing is to be decided: no rule or coverage binds the sites");
    double base = is_gain ? (double)mlg_goal_base(problem, kind) - program->base : program->base;
    *listed = (struct mlg_siting_listed){size, engine.objective, is_gain, base / unit};
    return MLG_OK;
}

enum mlg_status mlg_siting_write(const struct mlg_siting *problem,
                                 const struct mlg_siting_listing *listing, const char *path,
                                 struct mlg_siting_listed *listed, struct mlg_error *err)
{
    struct mlg_siting_wish wish = {.goal = &problem->goals[0]};
    struct mlg_program program = {0};
    enum mlg_status status = mlg_siting_check(problem, err);
    if (status == MLG_OK && wish.goal->kind == MLG_GOAL_SHORTEST_TIME) {
        mlg_fail(err, MLG_BAD_SCENARIO,
                 "no single program finds the shortest time that can be guaranteed");
        return mlg_hint(err, "export 'fewest_sites' with the time as 'limit_min' instead");
    }
    if (status != MLG_OK)
        return status;
    mlg_siting_keep_served(problem, &wish);
    status = mlg_program_init(&program, problem, &wish, err);
    if (status == MLG_OK && program.contradiction)
        status = mlg_fail(err, MLG_INFEASIBLE, "no plan meets all the rules together");
    if (status == MLG_OK)
        status = write_program(&program, listing, path, listed, err);
    mlg_program_finish(&program);
    return status;
}
