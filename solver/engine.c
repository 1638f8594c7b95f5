#include "solver/engine.h"

#include "base/memory.h"

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each environment of a thread has a number; engines of an earlier one are lost. */
static _Thread_local uint64_t environment_number;
static _Thread_local jmp_buf *refusal;
static _Thread_local char last_words[256];

struct mlg_engine {
    glp_prob *program;
    uint64_t environment;
};

static int keep_words(void *info, const char *text)
{
    (void)info;
    size_t length = strcspn(text, "\n");
    if (length > 0)
        snprintf(last_words, sizeof last_words, "%.*s", (int)length, text);
    return 1; /* not printed */
}

static void refuse(void *info)
{
    (void)info;
    longjmp(*refusal, 1);
}

/* Does work(argument), which may call GLPK and must hold nothing that has to be freed. */
static enum mlg_status guarded(void (*work)(void *argument), void *argument, struct mlg_error *err)
{
    jmp_buf here;
    if (setjmp(here)) {
        refusal = NULL;
        glp_free_env();
        environment_number++;
        return mlg_fail(err, MLG_INTERNAL, "glpk refused a call: %s", last_words);
    }
    refusal = &here;
    glp_term_hook(keep_words, NULL);
    glp_error_hook(refuse, NULL);
    work(argument);
    refusal = NULL;
    return MLG_OK;
}

static enum mlg_status check_usable(const struct mlg_engine *engine, struct mlg_error *err)
{
    if (engine->environment != environment_number)
        return mlg_fail(err, MLG_INTERNAL, "glpk's environment was lost after an earlier refusal");
    return MLG_OK;
}

static void do_create(void *argument)
{
    struct mlg_engine *engine = argument;
    glp_term_out(GLP_OFF);
    engine->program = glp_create_prob();
    glp_set_obj_dir(engine->program, GLP_MIN);
}

enum mlg_status mlg_engine_create(struct mlg_engine **engine, struct mlg_error *err)
{
    struct mlg_engine *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a linear program", sizeof *made);
    enum mlg_status status = guarded(do_create, made, err);
    if (status != MLG_OK) {
        free(made);
        return status;
    }
    made->environment = environment_number;
    *engine = made;
    return MLG_OK;
}

static void do_destroy(void *argument)
{
    glp_delete_prob(((struct mlg_engine *)argument)->program);
}

void mlg_engine_destroy(struct mlg_engine *engine)
{
    if (engine && engine->environment == environment_number)
        guarded(do_destroy, engine, NULL);
    free(engine);
}

struct cols_call {
    struct mlg_engine *engine;
    uint32_t n;
    const double *cost, *lower, *upper;
};

static void set_col_bounds(glp_prob *program, int col, double lower, double upper)
{
    glp_set_col_bnds(program, col, lower == upper ? GLP_FX : GLP_DB, lower, upper);
}

static void do_add_cols(void *argument)
{
    const struct cols_call *call = argument;
    glp_prob *program = call->engine->program;
    int first = glp_add_cols(program, (int)call->n);
    for (uint32_t j = 0; j < call->n; j++) {
        set_col_bounds(program, first + (int)j, call->lower[j], call->upper[j]);
        glp_set_obj_coef(program, first + (int)j, call->cost[j]);
    }
}

static enum mlg_status check_bounds(double lower, double upper, struct mlg_error *err)
{
    if (isfinite(lower) && isfinite(upper) && lower <= upper)
        return MLG_OK;
    return mlg_fail(err, MLG_INTERNAL, "a column has bounds %g and %g, expected a finite interval",
                    lower, upper);
}

enum mlg_status mlg_engine_add_cols(struct mlg_engine *engine, uint32_t n, const double *cost,
                                    const double *lower, const double *upper, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    for (uint32_t j = 0; status == MLG_OK && j < n; j++)
        status = check_bounds(lower[j], upper[j], err);
    if (status != MLG_OK || n == 0)
        return status;
    struct cols_call call = {engine, n, cost, lower, upper};
    return guarded(do_add_cols, &call, err);
}

struct bounds_call {
    struct mlg_engine *engine;
    uint32_t col;
    double lower, upper;
};

static void do_set_bounds(void *argument)
{
    const struct bounds_call *call = argument;
    set_col_bounds(call->engine->program, (int)call->col + 1, call->lower, call->upper);
}

enum mlg_status mlg_engine_set_bounds(struct mlg_engine *engine, uint32_t col, double lower,
                                      double upper, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status == MLG_OK)
        status = check_bounds(lower, upper, err);
    struct bounds_call call = {engine, col, lower, upper};
    return status == MLG_OK ? guarded(do_set_bounds, &call, err) : status;
}

struct rows_call {
    struct mlg_engine *engine;
    const struct mlg_engine_rows *rows;
    int *index;
    double *value;
};

static int bounds_kind(double lower, double upper)
{
    if (isinf(lower))
        return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper))
        return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

static void do_add_rows(void *argument)
{
    const struct rows_call *call = argument;
    const struct mlg_engine_rows *rows = call->rows;
    glp_prob *program = call->engine->program;
    int at = glp_add_rows(program, (int)rows->n);
    for (uint32_t i = 0; i < rows->n; i++, at++) {
        int length = 0;
        for (uint64_t k = rows->first[i]; k < rows->first[i + 1]; k++) {
            call->index[++length] = (int)rows->col[k] + 1;
            call->value[length] = rows->value ? rows->value[k] : 1;
        }
        glp_set_mat_row(program, at, length, call->index, call->value);
        glp_set_row_bnds(program, at, bounds_kind(rows->lower[i], rows->upper[i]), rows->lower[i],
                         rows->upper[i]);
    }
}

static enum mlg_status check_rows(const struct mlg_engine *engine,
                                  const struct mlg_engine_rows *rows, size_t *longest,
                                  struct mlg_error *err)
{
    uint32_t n_cols = (uint32_t)glp_get_num_cols(engine->program);
    *longest = 0;
    for (uint32_t i = 0; i < rows->n; i++) {
        if (rows->first[i + 1] - rows->first[i] > *longest)
            *longest = rows->first[i + 1] - rows->first[i];
        for (uint64_t k = rows->first[i]; k < rows->first[i + 1]; k++)
            if (rows->col[k] >= n_cols || (rows->value && !isfinite(rows->value[k])))
                return mlg_fail(err, MLG_INTERNAL, "row %u of a program names column %u of %u", i,
                                rows->col[k], n_cols);
        if (!(rows->lower[i] <= rows->upper[i]))
            return mlg_fail(err, MLG_INTERNAL, "row %u of a program has bounds %g and %g", i,
                            rows->lower[i], rows->upper[i]);
    }
    return MLG_OK;
}

enum mlg_status mlg_engine_add_rows(struct mlg_engine *engine, const struct mlg_engine_rows *rows,
                                    struct mlg_error *err)
{
    size_t longest = 0;
    enum mlg_status status = check_usable(engine, err);
    if (status == MLG_OK)
        status = check_rows(engine, rows, &longest, err);
    if (status != MLG_OK || rows->n == 0)
        return status;
    struct rows_call call = {engine, rows, mlg_alloc(longest + 1, sizeof(int)),
                             mlg_alloc(longest + 1, sizeof(double))};
    if (call.index && call.value)
        status = guarded(do_add_rows, &call, err);
    else
        status = mlg_fail_memory(err, "rows of a program", (longest + 1) * sizeof(double));
    free(call.index);
    free(call.value);
    return status;
}

/* The dual simplex works in slices of iterations, so that a stop is noticed and yet the same path
 * is taken on every machine. */
enum { SLICE_ITERATIONS = 1000 };

static int milliseconds(double seconds)
{
    return seconds >= 1e6 ? INT_MAX : (int)(seconds * 1000) + 1;
}

struct solve_call {
    struct mlg_engine *engine;
    const struct mlg_control *control;
    enum mlg_engine_outcome outcome;
};

static void do_solve(void *argument)
{
    struct solve_call *call = argument;
    glp_prob *program = call->engine->program;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = GLP_DUALP;
    parameters.it_lim = SLICE_ITERATIONS;
    call->outcome = MLG_ENGINE_LIMIT;
    int failures = 0;
    while (!mlg_control_halted(call->control) && failures < 2) {
        parameters.tm_lim = milliseconds(mlg_control_left_s(call->control));
        int result = glp_simplex(program, &parameters);
        int state = glp_get_status(program);
        if (result == GLP_EITLIM || result == GLP_ETMLIM)
            continue;
        if (result == 0 && (state == GLP_OPT || state == GLP_NOFEAS)) {
            call->outcome = state == GLP_OPT ? MLG_ENGINE_OPTIMAL : MLG_ENGINE_INFEASIBLE;
            return;
        }
        failures++; /* a singular or lost basis: once more from the slack basis */
        glp_std_basis(program);
    }
}

enum mlg_status mlg_engine_solve(struct mlg_engine *engine, const struct mlg_control *control,
                                 enum mlg_engine_outcome *outcome, double *objective,
                                 struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    struct solve_call call = {engine, control, MLG_ENGINE_LIMIT};
    if (status == MLG_OK)
        status = guarded(do_solve, &call, err);
    if (status != MLG_OK)
        return status;
    *outcome = call.outcome;
    if (call.outcome == MLG_ENGINE_OPTIMAL)
        *objective = glp_get_obj_val(engine->program);
    return MLG_OK;
}

enum mlg_status mlg_engine_values(const struct mlg_engine *engine, double *x, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    int n = status == MLG_OK ? glp_get_num_cols(engine->program) : 0;
    for (int j = 0; j < n; j++)
        x[j] = glp_get_col_prim(engine->program, j + 1);
    return status;
}

struct branch_call {
    struct mlg_engine *engine;
    const struct mlg_engine_search *search;
    const struct mlg_control *control;
    struct mlg_engine_result *result;
    double *start; /* from 1, as GLPK wants it; NULL = none or already given */
    double *x;
};

static void read_tree(glp_tree *tree, struct branch_call *call)
{
    int best = glp_ios_best_node(tree);
    if (best)
        call->result->bound = fmax(call->result->bound, glp_ios_node_bound(tree, best));
    glp_prob *program = glp_ios_get_prob(tree);
    int state = glp_mip_status(program);
    bool found = state == GLP_FEAS || state == GLP_OPT;
    if (call->search->progress)
        call->search->progress(call->search->context, found ? glp_mip_obj_val(program) : INFINITY,
                               call->result->bound);
}

static void on_tree(glp_tree *tree, void *info)
{
    struct branch_call *call = info;
    int reason = glp_ios_reason(tree);
    if (reason == GLP_IHEUR && call->start) {
        glp_ios_heur_sol(tree, call->start);
        call->start = NULL;
    }
    if (reason == GLP_ISELECT || reason == GLP_IBINGO)
        read_tree(tree, call);
    if (mlg_stopped(call->control->monitor))
        glp_ios_terminate(tree);
}

/* GLPK's tolerance is relative to the incumbent, which only gets better than the start. */
static double tolerance(const struct mlg_engine *engine, const struct mlg_engine_search *search)
{
    double known = 0;
    for (int j = 1; search->start && j <= glp_get_num_cols(engine->program); j++)
        known += glp_get_obj_coef(engine->program, j) * search->start[j - 1];
    return search->start ? search->margin / (1 + fabs(known)) : 1e-9;
}

static void run_tree(struct branch_call *call)
{
    glp_prob *program = call->engine->program;
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tm_lim = milliseconds(mlg_control_left_s(call->control));
    parameters.mip_gap = call->search->gap;
    parameters.tol_obj = tolerance(call->engine, call->search);
    parameters.cb_func = on_tree;
    parameters.cb_info = call;
    int result = glp_intopt(program, &parameters);
    int state = glp_mip_status(program);
    call->result->found = state == GLP_OPT || state == GLP_FEAS;
    if (result == 0)
        call->result->outcome = call->result->found ? MLG_ENGINE_OPTIMAL : MLG_ENGINE_INFEASIBLE;
    if (!call->result->found)
        return;
    call->result->objective = glp_mip_obj_val(program);
    call->result->margin = parameters.tol_obj * (1 + fabs(call->result->objective));
    for (int j = 0; j < glp_get_num_cols(program); j++)
        call->x[j] = glp_mip_col_val(program, j + 1);
}

static void do_branch(void *argument)
{
    struct branch_call *call = argument;
    glp_prob *program = call->engine->program;
    struct solve_call root = {call->engine, call->control, MLG_ENGINE_LIMIT};
    for (int j = 0; j < glp_get_num_cols(program); j++)
        glp_set_col_kind(program, j + 1, call->search->integer[j] ? GLP_IV : GLP_CV);
    do_solve(&root);
    call->result->outcome = root.outcome;
    if (root.outcome != MLG_ENGINE_OPTIMAL)
        return;
    call->result->bound = glp_get_obj_val(program);
    call->result->outcome = MLG_ENGINE_LIMIT;
    if (!mlg_control_halted(call->control))
        run_tree(call);
}

enum mlg_status mlg_engine_branch(struct mlg_engine *engine, const struct mlg_engine_search *search,
                                  const struct mlg_control *control,
                                  struct mlg_engine_result *result, double *x,
                                  struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    size_t n_cols = (size_t)glp_get_num_cols(engine->program);
    struct mlg_engine_result made = {.outcome = MLG_ENGINE_LIMIT, .bound = -INFINITY};
    struct branch_call call = {engine, search, control, &made, NULL, x};
    double *start = NULL;
    if (search->start) {
        start = mlg_alloc(n_cols + 1, sizeof *start);
        if (!start)
            return mlg_fail_memory(err, "a start solution", n_cols * sizeof *start);
        memcpy(start + 1, search->start, n_cols * sizeof *start);
        call.start = start;
    }
    status = guarded(do_branch, &call, err);
    free(start);
    if (status == MLG_OK)
        *result = made;
    return status;
}
