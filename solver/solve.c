#include "solver/solve.h"

#include "base/memory.h"
#include "solver/certificate/certificate.h"
#include "solver/control.h"
#include "solver/count.h"
#include "solver/covering/model.h"
#include "solver/covering/stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the stages so far have reached. */
struct solver {
    const struct mlg_problem *problem;
    const struct mlg_solve_options *options;
    struct mlg_control control;
    bool *chosen; /* [n_cols] */
    struct mlg_solution *solution;
};

void mlg_solution_destroy(struct mlg_solution *solution)
{
    if (!solution)
        return;
    for (size_t g = 0; solution->stages && g < solution->n_stages; g++)
        free(solution->stages[g].certificate);
    free(solution->chosen);
    free(solution->stages);
    free(solution);
}

static enum mlg_status check_goals(const struct mlg_problem *problem, struct mlg_error *err)
{
    if (problem->n_goals == 0)
        return mlg_fail(err, MLG_BAD_SCENARIO, "there is no goal, expected at least one");
    for (size_t g = 0; g < problem->n_goals; g++)
        if (problem->goals[g].kind > MLG_GOAL_MOST_RESIDENTS)
            return mlg_fail(err, MLG_BAD_SCENARIO,
                            "goal %zu needs times, expected fewest sites or most residents", g + 1);
    for (size_t g = 1; g < problem->n_goals; g++)
        for (size_t h = 0; h < g; h++)
            if (problem->goals[g].kind == problem->goals[h].kind)
                return mlg_fail(err, MLG_BAD_SCENARIO,
                                "goals %zu and %zu are the same, expected each goal once", h + 1,
                                g + 1);
    return MLG_OK;
}

static enum mlg_status check_rows(const struct mlg_instance *instance, struct mlg_error *err)
{
    for (uint32_t i = 0; i < instance->n_rows; i++)
        if (instance->row_first[i] == instance->row_first[i + 1])
            return mlg_fail(err, MLG_INFEASIBLE,
                            "no candidate covers row %u, expected one to cover each", i);
    return MLG_OK;
}

static enum mlg_status refuse_too_few(const struct solver *solver, bool infeasible, int64_t bound,
                                      struct mlg_error *err)
{
    uint32_t max_sites = solver->problem->max_sites;
    if (infeasible && bound > 0)
        return mlg_fail(err, MLG_INFEASIBLE,
                        "%u new sites cannot cover everybody: at least %lld are needed", max_sites,
                        (long long)bound);
    if (infeasible)
        return mlg_fail(err, MLG_INFEASIBLE, "%u new sites cannot cover everybody", max_sites);
    if (bound > 0)
        return mlg_fail(err, MLG_STOPPED,
                        "stopped before %u new sites were found that cover everybody, or proven "
                        "not to: at least %lld are needed",
                        max_sites, (long long)bound);
    return mlg_fail(err, MLG_STOPPED, "stopped before any plan was found");
}

/* Plain GLPK on the unreduced program. */
static enum mlg_status solve_plain(struct solver *solver, struct mlg_model model,
                                   struct mlg_stage_result *result, struct mlg_error *err)
{
    struct mlg_model_answer answer;
    model.instance = solver->problem->instance;
    model.max_sites = solver->problem->max_sites;
    enum mlg_status status =
        mlg_model_solve(&model, &solver->control, solver->chosen, &answer, err);
    if (status == MLG_OK)
        *result = (struct mlg_stage_result){
            answer.found, answer.infeasible, answer.value, answer.bound, {0}};
    return status;
}

static enum mlg_status cover_everybody(struct solver *solver, struct mlg_stage_result *result,
                                       struct mlg_error *err)
{
    const struct mlg_instance *instance = solver->problem->instance;
    enum mlg_status status = check_rows(instance, err);
    if (status != MLG_OK)
        return status;
    if (solver->options->presolve) {
        status = mlg_cover_all_within(instance, solver->problem->max_sites, &solver->control,
                                      solver->chosen, result, err);
        if (status == MLG_OK && !result->found)
            status = refuse_too_few(solver, result->infeasible, result->bound, err);
        return status;
    }
    struct mlg_model model = {.max_uncovered = INT64_MAX, .phase = "covering everybody"};
    status = solve_plain(solver, model, result, err);
    if (status == MLG_OK && !result->found)
        status = refuse_too_few(solver, result->infeasible, 0, err);
    return status;
}

static int64_t total_weight(const struct mlg_instance *instance)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        total += instance->weight[i];
    return total;
}

static enum mlg_status cover_most(struct solver *solver, struct mlg_stage_result *result,
                                  struct mlg_error *err)
{
    const struct mlg_instance *instance = solver->problem->instance;
    if (solver->options->presolve)
        return mlg_cover_most(instance, solver->problem->max_sites, &solver->control,
                              solver->chosen, result, err);
    struct mlg_model model = {
        .partial = true,
        .least_uncovered = true,
        .max_uncovered = INT64_MAX,
        .has_start = true, /* no site at all */
        .phase = "covering the most",
        .report_covered = true,
    };
    enum mlg_status status = solve_plain(solver, model, result, err);
    int64_t total = total_weight(instance), coverable = mlg_count_coverable(instance);
    if (status == MLG_OK) {
        result->value = total - result->value;
        result->bound = total - result->bound < coverable ? total - result->bound : coverable;
    }
    return status;
}

/* The first goal, recorded; a certificate of less than the bound is none. */
static enum mlg_status reach_first(struct solver *solver, enum mlg_goal_kind kind,
                                   struct mlg_stage_result *result, struct mlg_stage *stage,
                                   struct mlg_error *err)
{
    const struct mlg_problem *problem = solver->problem;
    bool most = kind == MLG_GOAL_MOST_RESIDENTS;
    if (solver->options->certify && solver->options->presolve)
        solver->control.certificate = mlg_certificate_create(
            problem->instance, solver->options->row_name, most ? (int64_t)problem->max_sites : -1);
    enum mlg_status status =
        most ? cover_most(solver, result, err) : cover_everybody(solver, result, err);
    int64_t bound = 0;
    size_t length = 0;
    char *text = NULL;
    if (status == MLG_OK && solver->control.certificate)
        text = mlg_certificate_finish(solver->control.certificate, &length, &bound);
    mlg_certificate_destroy(solver->control.certificate);
    solver->control.certificate = NULL;
    if (text && (most ? bound <= result->bound : bound >= result->bound)) {
        stage->certificate = text;
        stage->certificate_length = length;
    } else {
        free(text);
    }
    return status;
}

static enum mlg_status keep_coverage(struct solver *solver, bool most_proven,
                                     struct mlg_stage_result *result, struct mlg_error *err)
{
    const struct mlg_instance *instance = solver->problem->instance;
    if (solver->options->presolve)
        return mlg_cover_as_much(instance, solver->problem->max_sites, most_proven,
                                 &solver->control, solver->chosen, result, err);
    struct mlg_model model = {
        .partial = true,
        .max_uncovered = mlg_count_uncovered(instance, solver->chosen, NULL),
        .has_start = true,
        .phase = "keeping the coverage",
    };
    return solve_plain(solver, model, result, err);
}

/* Everybody who can be covered is already: nothing is left to gain. */
static struct mlg_stage_result everything(const struct mlg_instance *instance)
{
    int64_t total = mlg_count_coverable(instance);
    return (struct mlg_stage_result){.found = true, .value = total, .bound = total};
}

static const char *why_ended(const struct solver *solver, const struct mlg_stage *stage)
{
    if (stage->proven)
        return "proven";
    if (stage->gap <= solver->options->gap)
        return "gap reached";
    if (mlg_stopped(solver->control.monitor))
        return "interrupted";
    return mlg_control_halted(&solver->control) ? "time limit" : "work limit";
}

static enum mlg_status run_stage(struct solver *solver, size_t at, struct mlg_error *err)
{
    const struct mlg_problem *problem = solver->problem;
    struct mlg_stage *stage = &solver->solution->stages[at];
    enum mlg_goal_kind kind = problem->goals[at].kind;
    double begin = mlg_clock_s();
    struct mlg_stage_result result = {0};
    enum mlg_status status = MLG_OK;
    solver->control.unit = kind == MLG_GOAL_MOST_RESIDENTS ? 1e-3 : 1;
    if (at == 0)
        status = reach_first(solver, kind, &result, stage, err);
    else if (kind == MLG_GOAL_FEWEST_SITES)
        status = keep_coverage(solver, stage[-1].proven, &result, err);
    else
        result = everything(problem->instance);
    if (status != MLG_OK)
        return status;
    *stage = (struct mlg_stage){
        .kind = kind,
        .value = result.value,
        .bound = result.bound,
        .proven = result.value == result.bound,
        .gap = mlg_relative_gap(result.value, result.bound),
        .seconds = mlg_clock_s() - begin,
        .certificate = stage->certificate,
        .certificate_length = stage->certificate_length,
    };
    stage->ended = why_ended(solver, stage);
    if (at == 0)
        solver->solution->reduced = result.counts;
    solver->solution->n_stages = at + 1;
    return MLG_OK;
}

static enum mlg_status list_chosen(struct solver *solver, struct mlg_error *err)
{
    uint32_t n_cols = solver->problem->instance->n_cols;
    struct mlg_solution *solution = solver->solution;
    uint32_t n = mlg_count_chosen(solver->chosen, n_cols);
    solution->chosen = mlg_alloc(n, sizeof *solution->chosen);
    if (!solution->chosen)
        return mlg_fail_memory(err, "a solution", n * sizeof *solution->chosen);
    for (uint32_t j = 0; j < n_cols; j++)
        if (solver->chosen[j])
            solution->chosen[solution->n_chosen++] = j;
    return MLG_OK;
}

struct mlg_control mlg_solve_control(const struct mlg_solve_options *options,
                                     const struct mlg_monitor *monitor)
{
    return (struct mlg_control){.monitor = monitor,
                                .deadline_s = mlg_clock_s() + options->time_s,
                                .gap = options->gap,
                                .seed = options->seed,
                                .no_cuts = options->no_cuts,
                                .no_heuristics = options->no_heuristics,
                                .no_reductions = options->no_reductions,
                                .observer = options->observer};
}

enum mlg_status mlg_solve(const struct mlg_problem *problem,
                          const struct mlg_solve_options *options,
                          const struct mlg_monitor *monitor, struct mlg_solution **solution,
                          struct mlg_error *err)
{
    enum mlg_status status = check_goals(problem, err);
    if (status != MLG_OK)
        return status;
    struct solver solver = {
        .problem = problem,
        .options = options,
        .control = mlg_solve_control(options, monitor),
        .chosen = mlg_alloc_zero(problem->instance->n_cols, sizeof *solver.chosen),
        .solution = mlg_alloc_zero(1, sizeof *solver.solution),
    };
    if (solver.solution)
        solver.solution->stages = mlg_alloc_zero(problem->n_goals, sizeof *solver.solution->stages);
    if (solver.solution)
        solver.control.effort = &solver.solution->effort;
    if (!solver.chosen || !solver.solution || !solver.solution->stages)
        status = mlg_fail_memory(err, "a solution", problem->instance->n_cols);
    for (size_t g = 0; status == MLG_OK && g < problem->n_goals; g++)
        status = run_stage(&solver, g, err);
    if (status == MLG_OK)
        status = list_chosen(&solver, err);
    free(solver.chosen);
    if (status == MLG_OK)
        *solution = solver.solution;
    else
        mlg_solution_destroy(solver.solution);
    return status;
}
