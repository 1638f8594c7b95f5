#include "solver/covering/engine_file.h"

#include "base/memory.h"
#include "solver/covering/engine_program.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* GLPK's readers tell what is wrong on its terminal, last, in one or two pieces of a line. */
struct reading {
    const char *path;
    bool failed, is_open; /* the line goes on */
    char words[256];
};

static int keep_verdict(void *info, const char *text)
{
    struct reading *reading = info;
    const size_t path = strlen(reading->path);
    if (strncmp(text, reading->path, path) == 0 && text[path] == ':') {
        reading->is_open = true;
        reading->words[0] = '\0';
        text += path + 1;
    }
    const size_t length = strlen(reading->words);
    if (reading->is_open)
        snprintf(reading->words + length, sizeof reading->words - length, "%.*s",
                 (int)strcspn(text, "\n"), text);
    reading->is_open &= !strchr(text, '\n');
    return 1; /* not printed */
}

static bool is_lp(const char *path)
{
    const size_t length = strlen(path);
    return (length > 3 && strcmp(path + length - 3, ".lp") == 0) ||
           (length > 6 && strcmp(path + length - 6, ".lp.gz") == 0);
}

static void read_program(glp_prob *program, void *context)
{
    struct reading *reading = context;
    glp_term_hook(keep_verdict, reading);
    glp_term_out(GLP_ON);
    if (is_lp(reading->path))
        reading->failed = glp_read_lp(program, NULL, reading->path);
    else
        reading->failed = glp_read_mps(program, GLP_MPS_DECK, NULL, reading->path) &&
                          glp_read_mps(program, GLP_MPS_FILE, NULL, reading->path);
    glp_term_out(GLP_OFF);
}

enum mlg_status mlg_engine_read_file(const char *path, struct mlg_engine **engine,
                                     struct mlg_error *err)
{
    struct mlg_engine *made;
    struct reading reading = {.path = path};
    if (access(path, R_OK) != 0)
        return mlg_fail(err, MLG_IO, "cannot read '%s'", path);
    enum mlg_status status = mlg_engine_create(&made, err);
    if (status != MLG_OK)
        return status;
    status = mlg_engine_use(made, read_program, &reading, err);
    if (status == MLG_OK && reading.failed)
        status = mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "no %s model: %s",
                             is_lp(path) ? "LP" : "MPS",
                             *reading.words ? reading.words : "GLPK cannot read it");
    if (status == MLG_OK)
        *engine = made;
    else
        mlg_engine_destroy(made);
    return status;
}

struct writing {
    const char *path;
    bool failed;
};

static void write_program(glp_prob *program, void *context)
{
    struct writing *writing = context;
    writing->failed = glp_write_lp(program, NULL, writing->path);
}

enum mlg_status mlg_engine_write_lp(struct mlg_engine *engine, const char *path,
                                    struct mlg_error *err)
{
    struct writing writing = {.path = path};
    enum mlg_status status = mlg_engine_use(engine, write_program, &writing, err);
    if (status == MLG_OK && writing.failed)
        status = mlg_fail(err, MLG_IO, "cannot write '%s'", path);
    return status;
}

static bool is_whole(double value)
{
    return fabs(value) < 1e15 && value == round(value);
}

struct mlg_engine_shape mlg_engine_shape(const struct mlg_engine *engine)
{
    glp_prob *program = engine->program;
    struct mlg_engine_shape shape = {
        .n_cols = (uint32_t)glp_get_num_cols(program),
        .n_rows = (uint32_t)glp_get_num_rows(program),
        .maximise = glp_get_obj_dir(program) == GLP_MAX,
        .integral = is_whole(glp_get_obj_coef(program, 0)),
    };
    for (int j = 1; j <= glp_get_num_cols(program); j++) {
        const double cost = glp_get_obj_coef(program, j);
        shape.integral &= cost == 0 || (is_whole(cost) && glp_get_col_kind(program, j) != GLP_CV);
    }
    return shape;
}

static bool is_covering(glp_prob *program)
{
    if (glp_get_obj_dir(program) != GLP_MIN || glp_get_obj_coef(program, 0) != 0)
        return false;
    for (int j = 1; j <= glp_get_num_cols(program); j++) {
        const double cost = glp_get_obj_coef(program, j);
        if (glp_get_col_kind(program, j) != GLP_BV || !is_whole(cost) || cost < 1)
            return false;
    }
    for (int i = 1; i <= glp_get_num_rows(program); i++)
        if (glp_get_row_type(program, i) != GLP_LO || glp_get_row_lb(program, i) != 1)
            return false;
    return glp_get_num_rows(program) > 0 && glp_get_num_cols(program) > 0;
}

/* Columns of a covering program, while they are copied. */
struct columns {
    uint64_t *first;
    uint32_t *row;
    int64_t *cost, *weight;
    int *index;
    double *value;
};

static int by_number(const void *a, const void *b)
{
    const uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* false = an entry is not 1 */
static bool copy_columns(glp_prob *program, struct columns *columns)
{
    uint64_t n = 0;
    for (int j = 1; j <= glp_get_num_cols(program); j++) {
        const int count = glp_get_mat_col(program, j, columns->index, columns->value);
        for (int k = 1; k <= count; k++) {
            if (columns->value[k] != 1)
                return false;
            columns->row[n + (uint64_t)k - 1] = (uint32_t)columns->index[k] - 1;
        }
        qsort(columns->row + n, (size_t)count, sizeof *columns->row, by_number);
        n += (uint64_t)count;
        columns->first[j] = n;
        columns->cost[j - 1] = (int64_t)glp_get_obj_coef(program, j);
    }
    for (int i = 0; i < glp_get_num_rows(program); i++)
        columns->weight[i] = 1;
    return true;
}

enum mlg_status mlg_engine_as_covering(const struct mlg_engine *engine,
                                       struct mlg_instance **instance, struct mlg_error *err)
{
    glp_prob *program = engine->program;
    *instance = NULL;
    if (!is_covering(program))
        return MLG_OK;
    const size_t n_cols = (size_t)glp_get_num_cols(program);
    const size_t n_rows = (size_t)glp_get_num_rows(program);
    struct columns columns = {
        .first = mlg_alloc_zero(n_cols + 1, sizeof *columns.first),
        .row = mlg_alloc((size_t)glp_get_num_nz(program), sizeof *columns.row),
        .cost = mlg_alloc(n_cols, sizeof *columns.cost),
        .weight = mlg_alloc(n_rows, sizeof *columns.weight),
        .index = mlg_alloc(n_rows + 1, sizeof *columns.index),
        .value = mlg_alloc(n_rows + 1, sizeof *columns.value),
    };
    enum mlg_status status = MLG_OK;
    if (!columns.first || !columns.row || !columns.cost || !columns.weight || !columns.index ||
        !columns.value)
        status = mlg_fail_memory(err, "a covering instance", n_cols * sizeof *columns.first);
    else if (copy_columns(program, &columns))
        status = mlg_instance_create((uint32_t)n_rows, (uint32_t)n_cols, columns.first, columns.row,
                                     columns.weight, columns.cost, instance, err);
    free(columns.first);
    free(columns.row);
    free(columns.cost);
    free(columns.weight);
    free(columns.index);
    free(columns.value);
    return status;
}

struct optimising {
    const struct mlg_engine_settings *settings;
    const struct mlg_control *control;
    struct mlg_engine_result *result;
};

static void on_tree(glp_tree *tree, void *info)
{
    struct optimising *work = info;
    const int reason = glp_ios_reason(tree), best = glp_ios_best_node(tree);
    if (reason == GLP_ISELECT || reason == GLP_IBINGO) {
        glp_prob *program = glp_ios_get_prob(tree);
        const int state = glp_mip_status(program);
        if (best)
            work->result->bound = glp_ios_node_bound(tree, best);
        if (work->settings->progress)
            work->settings->progress(work->settings->context,
                                     state == GLP_FEAS ? glp_mip_obj_val(program) : NAN,
                                     work->result->bound);
    }
    if (mlg_control_halted(work->control))
        glp_ios_terminate(tree);
}

static int milliseconds(double seconds)
{
    return seconds >= 1e6 ? INT_MAX : (int)(seconds * 1000) + 1;
}

static void optimise(glp_prob *program, void *context)
{
    struct optimising *work = context;
    struct mlg_engine_result *result = work->result;
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    const int cuts = work->settings->cuts ? GLP_ON : GLP_OFF;
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.presolve = work->settings->presolve ? GLP_ON : GLP_OFF;
    parameters.gmi_cuts = parameters.mir_cuts = parameters.cov_cuts = parameters.clq_cuts = cuts;
    parameters.fp_heur = work->settings->heuristics ? GLP_ON : GLP_OFF;
    parameters.tm_lim = milliseconds(mlg_control_left_s(work->control));
    parameters.cb_func = on_tree;
    parameters.cb_info = work;
    if (!work->settings->presolve) {
        glp_smcp simplex;
        glp_init_smcp(&simplex);
        simplex.msg_lev = GLP_MSG_OFF;
        simplex.tm_lim = parameters.tm_lim;
        if (glp_simplex(program, &simplex) != 0 || glp_get_status(program) != GLP_OPT) {
            if (glp_get_status(program) == GLP_NOFEAS)
                result->outcome = MLG_ENGINE_INFEASIBLE;
            return;
        }
        result->bound = glp_get_obj_val(program);
    }
    const int ended = glp_intopt(program, &parameters);
    const int state = glp_mip_status(program);
    result->found = state == GLP_OPT || state == GLP_FEAS;
    if (ended == 0)
        result->outcome = result->found ? MLG_ENGINE_OPTIMAL : MLG_ENGINE_INFEASIBLE;
    if (ended == GLP_ENOPFS)
        result->outcome = MLG_ENGINE_INFEASIBLE;
    if (!result->found)
        return;
    result->objective = glp_mip_obj_val(program);
    if (result->outcome == MLG_ENGINE_OPTIMAL)
        result->bound = result->objective;
}

enum mlg_status mlg_engine_optimise(struct mlg_engine *engine,
                                    const struct mlg_engine_settings *settings,
                                    const struct mlg_control *control,
                                    struct mlg_engine_result *result, struct mlg_error *err)
{
    const bool maximise = glp_get_obj_dir(engine->program) == GLP_MAX;
    *result = (struct mlg_engine_result){.outcome = MLG_ENGINE_LIMIT,
                                         .bound = maximise ? INFINITY : -INFINITY};
    struct optimising work = {settings, control, result};
    return mlg_engine_use(engine, optimise, &work, err);
}
