#include "solver/covering/engine_program.h"

#include "base/memory.h"

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

static int keep_words(void *info, const char *text)
{
    (void)info;
    size_t length = strcspn(text, "\n");
    if (length > 0)
        snprintf(last_words, sizeof last_words, "%.*s", (int)length, text);
    return 1; /* not printed */
}

static void jump_back(void *info)
{
    (void)info;
    longjmp(*refusal, 1);
}

/* Every function that may be refused by GLPK begins with
 *     jmp_buf here;
 *     if (setjmp(here))
 *         return refused(err);
 *     enter(&here);
 * after which it allocates nothing of its own, and ends with leave(). */
static void enter(jmp_buf *here)
{
    refusal = here;
    glp_term_hook(keep_words, NULL);
    glp_error_hook(jump_back, NULL);
}

static enum mlg_status leave(void)
{
    refusal = NULL;
    return MLG_OK;
}

static enum mlg_status refused(struct mlg_error *err)
{
    refusal = NULL;
    glp_free_env();
    environment_number++;
    return mlg_fail(err, MLG_INTERNAL, "glpk refused a call: %s", last_words);
}

static enum mlg_status check_usable(const struct mlg_engine *engine, struct mlg_error *err)
{
    if (engine->environment != environment_number)
        return mlg_fail(err, MLG_INTERNAL, "glpk's environment was lost after an earlier refusal");
    return MLG_OK;
}

enum mlg_status mlg_engine_use(struct mlg_engine *engine,
                               void (*use)(glp_prob *program, void *context), void *context,
                               struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    use(engine->program, context);
    return leave();
}

static enum mlg_status create_program(struct mlg_engine *engine, struct mlg_error *err)
{
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    glp_term_out(GLP_OFF);
    engine->program = glp_create_prob();
    glp_set_obj_dir(engine->program, GLP_MIN);
    return leave();
}

enum mlg_status mlg_engine_create(struct mlg_engine **engine, struct mlg_error *err)
{
    struct mlg_engine *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a linear program", sizeof *made);
    enum mlg_status status = create_program(made, err);
    if (status != MLG_OK) {
        free(made);
        return status;
    }
    made->environment = environment_number;
    *engine = made;
    return MLG_OK;
}

void mlg_engine_destroy(struct mlg_engine *engine)
{
    if (!engine)
        return;
    if (engine->environment == environment_number)
        glp_delete_prob(engine->program);
    free(engine->index);
    free(engine->value);
    free(engine);
}

static enum mlg_status check_bounds(double lower, double upper, struct mlg_error *err)
{
    if (isfinite(lower) && isfinite(upper) && lower <= upper)
        return MLG_OK;
    return mlg_fail(err, MLG_INTERNAL, "a column has bounds %g and %g, expected a finite interval",
                    lower, upper);
}

static void set_col_bounds(glp_prob *program, int col, double lower, double upper)
{
    glp_set_col_bnds(program, col, lower == upper ? GLP_FX : GLP_DB, lower, upper);
}

enum mlg_status mlg_engine_add_cols(struct mlg_engine *engine, uint32_t n, const double *cost,
                                    const double *lower, const double *upper, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    for (uint32_t j = 0; status == MLG_OK && j < n; j++)
        status = check_bounds(lower[j], upper[j], err);
    if (status != MLG_OK || n == 0)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    int at = glp_add_cols(engine->program, (int)n);
    for (uint32_t j = 0; j < n; j++) {
        set_col_bounds(engine->program, at + (int)j, lower[j], upper[j]);
        glp_set_obj_coef(engine->program, at + (int)j, cost[j]);
    }
    return leave();
}

enum mlg_status mlg_engine_set_bounds(struct mlg_engine *engine, uint32_t col, double lower,
                                      double upper, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status == MLG_OK)
        status = check_bounds(lower, upper, err);
    if (status != MLG_OK)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    set_col_bounds(engine->program, (int)col + 1, lower, upper);
    return leave();
}

static enum mlg_status check_rows(struct mlg_engine *engine, const struct mlg_engine_rows *rows,
                                  struct mlg_error *err)
{
    uint32_t n_cols = (uint32_t)glp_get_num_cols(engine->program);
    size_t longest = 0;
    for (uint32_t i = 0; i < rows->n; i++) {
        if (rows->first[i + 1] - rows->first[i] > longest)
            longest = rows->first[i + 1] - rows->first[i];
        for (uint64_t k = rows->first[i]; k < rows->first[i + 1]; k++)
            if (rows->col[k] >= n_cols || (rows->value && !isfinite(rows->value[k])))
                return mlg_fail(err, MLG_INTERNAL, "row %u of a program names column %u of %u", i,
                                rows->col[k], n_cols);
        if (!(rows->lower[i] <= rows->upper[i]))
            return mlg_fail(err, MLG_INTERNAL, "row %u of a program has bounds %g and %g", i,
                            rows->lower[i], rows->upper[i]);
    }
    if (!mlg_reserve(&engine->index, &engine->index_capacity, longest + 1, sizeof(int)) ||
        !mlg_reserve(&engine->value, &engine->value_capacity, longest + 1, sizeof(double)))
        return mlg_fail_memory(err, "rows of a program", (longest + 1) * sizeof(double));
    return MLG_OK;
}

static int bounds_kind(double lower, double upper)
{
    if (isinf(lower))
        return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper))
        return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

static void add_row(struct mlg_engine *engine, int at, const struct mlg_engine_rows *rows,
                    uint32_t i)
{
    int length = 0;
    for (uint64_t k = rows->first[i]; k < rows->first[i + 1]; k++) {
        engine->index[++length] = (int)rows->col[k] + 1;
        engine->value[length] = rows->value ? rows->value[k] : 1;
    }
    glp_set_mat_row(engine->program, at, length, engine->index, engine->value);
    glp_set_row_bnds(engine->program, at, bounds_kind(rows->lower[i], rows->upper[i]),
                     rows->lower[i], rows->upper[i]);
}

enum mlg_status mlg_engine_add_rows(struct mlg_engine *engine, const struct mlg_engine_rows *rows,
                                    struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status == MLG_OK)
        status = check_rows(engine, rows, err);
    if (status != MLG_OK || rows->n == 0)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    int at = glp_add_rows(engine->program, (int)rows->n);
    for (uint32_t i = 0; i < rows->n; i++)
        add_row(engine, at + (int)i, rows, i);
    return leave();
}

enum mlg_status mlg_engine_delete_rows(struct mlg_engine *engine, uint32_t n, const uint32_t *rows,
                                       struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status == MLG_OK &&
        !mlg_reserve(&engine->index, &engine->index_capacity, (size_t)n + 1, sizeof(int)))
        status = mlg_fail_memory(err, "rows of a program", n * sizeof(int));
    if (status != MLG_OK || n == 0)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    for (uint32_t k = 0; k < n; k++)
        engine->index[k + 1] = (int)rows[k] + 1;
    glp_del_rows(engine->program, (int)n, engine->index);
    return leave();
}

/* The dual simplex works in slices of iterations, so that a stop is noticed and yet the same path
 * is taken on every machine. */
enum { SLICE_ITERATIONS = 1000 };

static int milliseconds(double seconds)
{
    return seconds >= 1e6 ? INT_MAX : (int)(seconds * 1000) + 1;
}

static enum mlg_engine_outcome run_simplex(glp_prob *program, const struct mlg_control *control,
                                           struct mlg_engine_limits limits)
{
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = limits.primal ? GLP_PRIMAL : GLP_DUALP;
    parameters.it_lim = limits.iterations ? (int)limits.iterations : SLICE_ITERATIONS;
    if (!isinf(limits.objective))
        parameters.obj_ul = limits.objective;
    for (int failures = 0; failures < 2 && !mlg_control_halted(control);) {
        parameters.tm_lim = milliseconds(mlg_control_left_s(control));
        int result = glp_simplex(program, &parameters);
        int state = glp_get_status(program);
        if (result == GLP_EITLIM && limits.iterations)
            return MLG_ENGINE_LIMIT;
        if (result == GLP_EITLIM || result == GLP_ETMLIM)
            continue;
        if (result == GLP_EOBJUL || (result == 0 && state == GLP_NOFEAS))
            return MLG_ENGINE_INFEASIBLE;
        if (result == 0 && state == GLP_OPT)
            return MLG_ENGINE_OPTIMAL;
        failures++; /* a singular or lost basis: once more from the slack basis */
        glp_std_basis(program);
    }
    return MLG_ENGINE_LIMIT;
}

enum mlg_status mlg_engine_solve(struct mlg_engine *engine, const struct mlg_control *control,
                                 struct mlg_engine_limits limits, enum mlg_engine_outcome *outcome,
                                 double *objective, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    *outcome = run_simplex(engine->program, control, limits);
    if (*outcome != MLG_ENGINE_INFEASIBLE)
        *objective = glp_get_obj_val(engine->program);
    return leave();
}

enum mlg_status mlg_engine_read(const struct mlg_engine *engine, double *x, double *dual,
                                bool *basic, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    for (int j = 0; x && j < glp_get_num_cols(engine->program); j++)
        x[j] = glp_get_col_prim(engine->program, j + 1);
    for (int i = 0; i < glp_get_num_rows(engine->program); i++) {
        if (dual)
            dual[i] = glp_get_row_dual(engine->program, i + 1);
        if (basic)
            basic[i] = glp_get_row_stat(engine->program, i + 1) == GLP_BS;
    }
    return MLG_OK;
}

/* The row of the simplex table whose basic variable cannot be within its bounds, written as a sum
 * of the program's rows: auxiliary variables carry those rows' multipliers. */
static void tabulate_ray(struct mlg_engine *engine, int variable, int sign, double *ray)
{
    glp_prob *program = engine->program;
    int n_rows = glp_get_num_rows(program);
    for (int i = 0; i < n_rows; i++)
        ray[i] = 0;
    if (variable <= n_rows)
        ray[variable - 1] = sign;
    int length = glp_eval_tab_row(program, variable, engine->index, engine->value);
    for (int k = 1; k <= length; k++)
        if (engine->index[k] <= n_rows)
            ray[engine->index[k] - 1] = -sign * engine->value[k];
    for (int i = 0; i < n_rows; i++)
        ray[i] = fmax(0, ray[i]);
}

enum mlg_status mlg_engine_read_ray(struct mlg_engine *engine, int sign, double *ray, bool *has_ray,
                                    struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    size_t n = (size_t)glp_get_num_rows(engine->program) + glp_get_num_cols(engine->program) + 1;
    if (!mlg_reserve(&engine->index, &engine->index_capacity, n, sizeof(int)) ||
        !mlg_reserve(&engine->value, &engine->value_capacity, n, sizeof(double)))
        return mlg_fail_memory(err, "a row of the simplex table", n * sizeof(double));
    int variable = glp_get_unbnd_ray(engine->program);
    *has_ray = variable > 0 && glp_get_status(engine->program) == GLP_NOFEAS;
    if (!*has_ray)
        return MLG_OK;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    if (glp_bf_exists(engine->program) || glp_factorize(engine->program) == 0)
        tabulate_ray(engine, variable, sign, ray);
    return leave();
}

enum mlg_status mlg_engine_save_basis(const struct mlg_engine *engine, uint8_t *state,
                                      struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    int n_cols = glp_get_num_cols(engine->program), n_rows = glp_get_num_rows(engine->program);
    for (int j = 0; j < n_cols; j++)
        state[j] = (uint8_t)glp_get_col_stat(engine->program, j + 1);
    for (int i = 0; i < n_rows; i++)
        state[n_cols + i] = (uint8_t)glp_get_row_stat(engine->program, i + 1);
    return MLG_OK;
}

enum mlg_status mlg_engine_restore_basis(struct mlg_engine *engine, const uint8_t *state,
                                         uint32_t n_rows, struct mlg_error *err)
{
    enum mlg_status status = check_usable(engine, err);
    if (status != MLG_OK)
        return status;
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    int n_cols = glp_get_num_cols(engine->program);
    for (int j = 0; j < n_cols; j++)
        glp_set_col_stat(engine->program, j + 1, state[j]);
    for (int i = 0; i < glp_get_num_rows(engine->program); i++)
        glp_set_row_stat(engine->program, i + 1, (uint32_t)i < n_rows ? state[n_cols + i] : GLP_BS);
    return leave();
}

struct tree {
    const struct mlg_engine_search *search;
    const struct mlg_control *control;
    struct mlg_engine_result *result;
    double *start; /* from 1, as GLPK wants it; NULL = none or already given */
};

static void read_tree(glp_tree *search_tree, struct tree *tree)
{
    int best = glp_ios_best_node(search_tree);
    if (best)
        tree->result->bound = fmax(tree->result->bound, glp_ios_node_bound(search_tree, best));
    glp_prob *program = glp_ios_get_prob(search_tree);
    int state = glp_mip_status(program);
    bool found = state == GLP_FEAS || state == GLP_OPT;
    if (tree->search->progress)
        tree->search->progress(tree->search->context, found ? glp_mip_obj_val(program) : INFINITY,
                               tree->result->bound);
}

static void on_tree(glp_tree *search_tree, void *info)
{
    struct tree *tree = info;
    int reason = glp_ios_reason(search_tree);
    if (reason == GLP_IHEUR && tree->start) {
        glp_ios_heur_sol(search_tree, tree->start);
        tree->start = NULL;
    }
    if (reason == GLP_ISELECT || reason == GLP_IBINGO)
        read_tree(search_tree, tree);
    if (mlg_stopped(tree->control->monitor))
        glp_ios_terminate(search_tree);
}

/* GLPK's tolerance is relative to the incumbent, which only gets better than the start. */
static double tolerance(glp_prob *program, const struct mlg_engine_search *search)
{
    double known = 0;
    for (int j = 1; search->start && j <= glp_get_num_cols(program); j++)
        known += glp_get_obj_coef(program, j) * search->start[j - 1];
    return search->start ? search->margin / (1 + fabs(known)) : 1e-9;
}

static void run_tree(glp_prob *program, struct tree *tree, double *x)
{
    struct mlg_engine_result *result = tree->result;
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tm_lim = milliseconds(mlg_control_left_s(tree->control));
    parameters.mip_gap = tree->search->gap;
    parameters.tol_obj = tolerance(program, tree->search);
    parameters.fp_heur = tree->search->pump ? GLP_ON : GLP_OFF;
    parameters.cb_func = on_tree;
    parameters.cb_info = tree;
    int ended = glp_intopt(program, &parameters);
    int state = glp_mip_status(program);
    result->found = state == GLP_OPT || state == GLP_FEAS;
    if (ended == 0)
        result->outcome = result->found ? MLG_ENGINE_OPTIMAL : MLG_ENGINE_INFEASIBLE;
    if (!result->found)
        return;
    result->objective = glp_mip_obj_val(program);
    result->margin = parameters.tol_obj * (1 + fabs(result->objective));
    for (int j = 0; j < glp_get_num_cols(program); j++)
        x[j] = glp_mip_col_val(program, j + 1);
}

static void branch(glp_prob *program, struct tree *tree, double *x)
{
    for (int j = 0; j < glp_get_num_cols(program); j++)
        glp_set_col_kind(program, j + 1, tree->search->integer[j] ? GLP_IV : GLP_CV);
    const struct mlg_engine_limits none = {.objective = INFINITY};
    tree->result->outcome = run_simplex(program, tree->control, none);
    if (tree->result->outcome != MLG_ENGINE_OPTIMAL)
        return;
    tree->result->bound = glp_get_obj_val(program);
    tree->result->outcome = MLG_ENGINE_LIMIT;
    if (!mlg_control_halted(tree->control))
        run_tree(program, tree, x);
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
    if (!mlg_reserve(&engine->value, &engine->value_capacity, n_cols + 1, sizeof(double)))
        return mlg_fail_memory(err, "a start solution", n_cols * sizeof(double));
    if (search->start)
        memcpy(engine->value + 1, search->start, n_cols * sizeof(double));
    *result = (struct mlg_engine_result){.outcome = MLG_ENGINE_LIMIT, .bound = -INFINITY};
    struct tree tree = {search, control, result, search->start ? engine->value : NULL};
    jmp_buf here;
    if (setjmp(here))
        return refused(err);
    enter(&here);
    branch(engine->program, &tree, x);
    return leave();
}
