/* Branch and cut on a siting program: from a start to a plan that is counted again exactly. */
#include "base/memory.h"
#include "solver/siting/siting_program.h"
#include "solver/siting/siting_stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A program of so many free sites is first solved on few of them, as closely as this. */
#define KERNEL_SITES 60
#define KERNEL_GAP 0.002

struct search {
    struct mlg_program *program;
    const struct mlg_control *control;
    struct mlg_siting_plan *plan;
    struct mlg_program_answer *answer;
    double *x, *start;   /* [n_vars] */
    bool *open, *closed; /* [n_sites]; [nodes of either kind] */
    bool has_start;
};

static void start_sites(struct search *search, const bool *open)
{
    const struct mlg_program *program = search->program;
    for (uint32_t v = 0; v < program->n_x; v++)
        search->start[v] = open[program->var_site[v]];
    mlg_ladder_mark(&program->ladder, open, search->closed);
    for (uint32_t v = 0; v < program->ladder.n_nodes; v++)
        search->start[program->first_y + v] = search->closed[v];
    for (uint32_t v = 0; v < program->backup.n_nodes; v++) {
        unsigned n = 0;
        for (uint64_t k = program->backup.first[v]; k < program->backup.first[v + 1]; k++)
            n += open[program->backup.site[k]];
        search->start[program->first_b + v] = n < 2;
    }
}

static void start_places(struct search *search, const double *placed)
{
    const struct mlg_program *program = search->program;
    const struct mlg_reach *reach = program->problem->reach;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        double left = (double)program->problem->weight[i];
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++) {
            if (program->place_var[k] == UINT32_MAX)
                continue;
            search->start[program->place_var[k]] = placed[k] / program->people;
            left -= placed[k];
        }
        search->start[program->first_u + i] = fmax(0, left) / program->people;
    }
}

static void set_start(struct search *search)
{
    start_sites(search, search->plan->open);
    if (search->program->problem->capacity)
        start_places(search, search->plan->placed);
    search->has_start = true;
}

static void read_sites(const struct search *search)
{
    const struct mlg_program *program = search->program;
    for (uint32_t j = 0; j < program->problem->reach->n_sites; j++)
        search->open[j] = mlg_site_is_fixed(program->problem, j);
    for (uint32_t v = 0; v < program->n_x; v++)
        search->open[program->var_site[v]] = search->x[v] > 0.5;
}

/* Takes the solution over as the plan. */
static enum mlg_status take(struct search *search, double objective, struct mlg_error *err)
{
    const struct mlg_program *program = search->program;
    const struct mlg_siting *problem = program->problem;
    int64_t loss = 0;
    enum mlg_status status = MLG_OK;
    if (program->wish.goal && problem->capacity)
        loss = llround(program->base + program->scale * objective);
    else if (program->wish.goal)
        status = mlg_siting_loss(problem, program->wish.goal, search->open, &loss, err);
    if (status != MLG_OK || (search->plan->found && search->has_start && program->wish.goal &&
                             loss > search->answer->loss))
        return status;
    search->answer->loss = loss;
    search->answer->improved = true;
    search->plan->found = true;
    memcpy(search->plan->open, search->open, problem->reach->n_sites * sizeof *search->open);
    for (uint64_t k = 0; problem->capacity && k < problem->reach->n_entries; k++)
        search->plan->placed[k] = program->place_var[k] == UINT32_MAX
                                      ? 0
                                      : search->x[program->place_var[k]] * program->people;
    return MLG_OK;
}

/* Not these sites again: GLPK took them for a solution by its tolerances. */
static enum mlg_status forbid(struct search *search, struct mlg_error *err)
{
    struct mlg_program *program = search->program;
    double chosen = 0;
    for (uint32_t v = 0; v < program->n_x; v++) {
        bool open = search->open[program->var_site[v]];
        mlg_row_add(program, v, open ? -1 : 1);
        chosen += open;
    }
    return mlg_row_end(program, 1 - chosen, INFINITY, err);
}

static int64_t round_up(double loss)
{
    return (int64_t)ceil(loss - 1e-6 - 1e-9 * fabs(loss));
}

static void show(void *context, double incumbent, double bound)
{
    const struct search *search = context;
    const struct mlg_program *program = search->program;
    if (!program->wish.goal || isinf(incumbent) || isinf(bound))
        return;
    enum mlg_goal_kind kind = program->wish.goal->kind;
    int64_t base = mlg_goal_base(program->problem, kind);
    int64_t loss = llround(program->base + program->scale * incumbent);
    int64_t least = round_up(program->base + program->scale * bound);
    if (mlg_goal_is_gain(kind))
        mlg_control_report(search->control, "solving the program", base - loss, base - least);
    else
        mlg_control_report(search->control, "solving the program", loss, least);
}

static int64_t max_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void judge_bound(struct search *search, const struct mlg_engine_result *result)
{
    const struct mlg_program *program = search->program;
    struct mlg_program_answer *answer = search->answer;
    bool found = search->plan->found && (answer->improved || search->has_start);
    answer->infeasible = result->outcome == MLG_ENGINE_INFEASIBLE && !found;
    if (!isinf(result->bound))
        answer->bound =
            max_of(answer->bound, round_up(program->base + program->scale * result->bound));
    if (found &&
        (result->outcome == MLG_ENGINE_OPTIMAL || result->outcome == MLG_ENGINE_INFEASIBLE))
        answer->bound = answer->loss - (int64_t)(result->margin * program->scale);
    if (found && answer->bound > answer->loss)
        answer->bound = answer->loss;
}

/* Branch and cut until the solution is one when counted. */
static enum mlg_status branch(struct search *search, const struct mlg_control *control, double gap,
                              struct mlg_engine_result *result, struct mlg_error *err)
{
    struct mlg_program *program = search->program;
    const struct mlg_engine_search wanted = {
        .integer = program->integer,
        .start = search->has_start ? search->start : NULL,
        .margin = 0.5 / program->scale,
        .gap = program->wish.goal ? gap : 0,
        .pump = program->n_x >= KERNEL_SITES && !search->has_start,
        .progress = show,
        .context = search,
    };
    for (;;) {
        enum mlg_status status =
            mlg_engine_branch(program->engine, &wanted, control, result, search->x, err);
        if (status != MLG_OK || !result->found)
            return status;
        bool valid = false;
        read_sites(search);
        status = mlg_siting_keeps(program->problem, &program->wish, search->open, &valid, err);
        if (status == MLG_OK && valid)
            return take(search, result->objective, err);
        if (status == MLG_OK)
            status = forbid(search, err);
        if (status != MLG_OK)
            return status;
    }
}

/* All x but those of the relaxation's optimum and of the plan are 0, or may be 1 again. */
static enum mlg_status bound_kernel(struct search *search, const double *relaxed, double upper,
                                    struct mlg_error *err)
{
    const struct mlg_program *program = search->program;
    enum mlg_status status = MLG_OK;
    for (uint32_t v = 0; status == MLG_OK && v < program->n_x; v++)
        if (relaxed[v] < 1e-9 && !(search->has_start && search->start[v] > 0.5))
            status = mlg_engine_set_bounds(program->engine, v, 0, upper, err);
    return status;
}

/* The program restricted to the sites that its linear relaxation uses: a good plan soon (kernel
 * search: Angelelli, Mansini, Speranza 2010, doi 10.1016/j.cor.2010.02.002). */
static enum mlg_status search_kernel(struct search *search, struct mlg_error *err)
{
    struct mlg_program *program = search->program;
    const struct mlg_engine_limits none = {.objective = INFINITY, .iterations = 0};
    enum mlg_engine_outcome outcome;
    double objective;
    enum mlg_status status =
        mlg_engine_solve(program->engine, search->control, none, &outcome, &objective, err);
    if (status != MLG_OK || outcome != MLG_ENGINE_OPTIMAL)
        return status;
    search->answer->bound = round_up(program->base + program->scale * objective);
    double *relaxed = mlg_alloc(program->n_vars, sizeof *relaxed);
    if (!relaxed)
        return mlg_fail_memory(err, "a relaxation", program->n_vars * sizeof *relaxed);
    status = mlg_engine_read(program->engine, relaxed, NULL, NULL, err);
    if (status == MLG_OK)
        status = bound_kernel(search, relaxed, 0, err);
    struct mlg_control mine = *search->control;
    mine.deadline_s -= mlg_control_left_s(&mine) / 2;
    struct mlg_engine_result result;
    if (status == MLG_OK)
        status = branch(search, &mine, fmax(mine.gap, KERNEL_GAP), &result, err);
    if (status == MLG_OK)
        status = bound_kernel(search, relaxed, 1, err);
    if (status == MLG_OK && search->plan->found)
        set_start(search);
    free(relaxed);
    return status;
}

/* Once more from the solution where GLPK's margin was too wide. */
static enum mlg_status run(struct search *search, struct mlg_error *err)
{
    struct mlg_program *program = search->program;
    struct mlg_engine_result result;
    enum mlg_status status = MLG_OK;
    if (program->n_x >= KERNEL_SITES)
        status = search_kernel(search, err);
    if (status == MLG_OK && search->answer->improved && !program->wish.goal)
        return status;
    do {
        if (status == MLG_OK)
            status = branch(search, search->control, search->control->gap, &result, err);
        if (status != MLG_OK)
            return status;
        if (search->plan->found)
            set_start(search);
    } while (result.outcome == MLG_ENGINE_OPTIMAL && result.margin * program->scale >= 1);
    judge_bound(search, &result);
    return MLG_OK;
}

static enum mlg_status search_init(struct search *search, struct mlg_error *err)
{
    const struct mlg_program *program = search->program;
    uint32_t n_nodes = program->ladder.n_nodes, n_sites = program->problem->reach->n_sites;
    search->x = mlg_alloc_zero(program->n_vars, sizeof *search->x);
    search->start = mlg_alloc_zero(program->n_vars, sizeof *search->start);
    search->open = mlg_alloc(n_sites, sizeof *search->open);
    search->closed = mlg_alloc(n_nodes, sizeof *search->closed);
    if (!search->x || !search->start || !search->open || !search->closed)
        return mlg_fail_memory(err, "a siting program", program->n_vars * sizeof *search->x);
    if (!search->plan->found)
        return MLG_OK;
    set_start(search);
    if (program->wish.goal && program->problem->capacity) {
        double objective = 0;
        for (uint32_t v = 0; v < program->n_vars; v++)
            objective += program->objective[v] * search->start[v];
        search->answer->loss = llround(program->base + program->scale * objective);
        return MLG_OK;
    }
    return program->wish.goal ? mlg_siting_loss(program->problem, program->wish.goal,
                                                search->plan->open, &search->answer->loss, err)
                              : MLG_OK;
}

enum mlg_status mlg_program_solve(struct mlg_program *program, const struct mlg_control *control,
                                  struct mlg_siting_plan *plan, struct mlg_program_answer *answer,
                                  struct mlg_error *err)
{
    struct mlg_program_answer made = {.bound = INT64_MIN, .infeasible = program->contradiction};
    struct search search = {.program = program, .control = control, .plan = plan, .answer = &made};
    enum mlg_status status = MLG_OK;
    if (!program->contradiction) {
        status = search_init(&search, err);
        if (status == MLG_OK)
            status = run(&search, err);
    }
    free(search.x);
    free(search.start);
    free(search.open);
    free(search.closed);
    if (status == MLG_OK)
        *answer = made;
    return status;
}
