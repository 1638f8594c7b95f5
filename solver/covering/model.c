#include "solver/covering/model.h"

#include "base/memory.h"
#include "solver/count.h"
#include "solver/covering/engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights are divided by scale in the program, so that its numbers stay near 1000. */
struct program {
    struct mlg_engine *engine;
    const struct mlg_model *model;
    const struct mlg_control *control;
    uint32_t n_vars; /* x of all columns, then u of all rows where the model is partial */
    double scale;
    int64_t total; /* weight of all rows */
    bool *integer;
    double *x, *start;
};

static double scale_of(const struct mlg_instance *instance)
{
    int64_t largest = 1;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        if (instance->weight[i] > largest)
            largest = instance->weight[i];
    return fmax(1, (double)largest / 1000);
}

static enum mlg_status add_variables(struct program *program, struct mlg_error *err)
{
    const struct mlg_model *model = program->model;
    const struct mlg_instance *instance = model->instance;
    double *cost = mlg_alloc_zero(program->n_vars, sizeof *cost);
    double *zero = mlg_alloc_zero(program->n_vars, sizeof *zero);
    double *one = mlg_alloc(program->n_vars, sizeof *one);
    enum mlg_status status;
    if (cost && zero && one) {
        for (uint32_t v = 0; v < program->n_vars; v++) {
            one[v] = 1;
            program->integer[v] = v < instance->n_cols;
            if (v < instance->n_cols)
                cost[v] = model->least_uncovered ? 0 : (double)instance->cost[v];
            else if (model->least_uncovered)
                cost[v] = (double)instance->weight[v - instance->n_cols] / program->scale;
        }
        status = mlg_engine_add_cols(program->engine, program->n_vars, cost, zero, one, err);
    } else {
        status = mlg_fail_memory(err, "an integer program", program->n_vars * sizeof *cost);
    }
    free(cost);
    free(zero);
    free(one);
    return status;
}

/* Covering rows, a piece at a time: all at once would copy the instance. */
static enum mlg_status add_covering_rows(struct program *program, struct mlg_error *err)
{
    const struct mlg_instance *instance = program->model->instance;
    uint32_t *col = mlg_alloc((size_t)instance->n_cols + 1, sizeof *col);
    if (!col)
        return mlg_fail_memory(err, "an integer program", instance->n_cols * sizeof *col);
    const double one = 1, infinite = INFINITY;
    enum mlg_status status = MLG_OK;
    for (uint32_t i = 0; status == MLG_OK && i < instance->n_rows; i++) {
        uint64_t length = instance->row_first[i + 1] - instance->row_first[i];
        memcpy(col, instance->row_col + instance->row_first[i], length * sizeof *col);
        if (program->model->partial)
            col[length++] = instance->n_cols + i;
        const uint64_t first[2] = {0, length};
        struct mlg_engine_rows row = {1, first, col, NULL, &one, &infinite};
        status = mlg_engine_add_rows(program->engine, &row, err);
    }
    free(col);
    return status;
}

/* sum of value[k] * (variable offset + k) <= upper, over n variables; value NULL = 1. */
static enum mlg_status add_sum_row(struct program *program, uint32_t offset, uint32_t n,
                                   const double *value, double upper, struct mlg_error *err)
{
    uint32_t *col = mlg_alloc(n, sizeof *col);
    if (!col)
        return mlg_fail_memory(err, "an integer program", n * sizeof *col);
    for (uint32_t k = 0; k < n; k++)
        col[k] = offset + k;
    const uint64_t first[2] = {0, n};
    const double lower = -INFINITY;
    struct mlg_engine_rows row = {1, first, col, value, &lower, &upper};
    enum mlg_status status = mlg_engine_add_rows(program->engine, &row, err);
    free(col);
    return status;
}

static enum mlg_status add_limit_rows(struct program *program, struct mlg_error *err)
{
    const struct mlg_model *model = program->model;
    const struct mlg_instance *instance = model->instance;
    enum mlg_status status = MLG_OK;
    if (model->max_sites < instance->n_cols)
        status = add_sum_row(program, 0, instance->n_cols, NULL, model->max_sites, err);
    if (status != MLG_OK || !model->partial || model->max_uncovered >= program->total)
        return status;
    double *weight = mlg_alloc(instance->n_rows, sizeof *weight);
    if (!weight)
        return mlg_fail_memory(err, "an integer program", instance->n_rows * sizeof *weight);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        weight[i] = (double)instance->weight[i] / program->scale;
    status = add_sum_row(program, instance->n_cols, instance->n_rows, weight,
                         (double)model->max_uncovered / program->scale, err);
    free(weight);
    return status;
}

static void program_finish(struct program *program)
{
    mlg_engine_destroy(program->engine);
    free(program->integer);
    free(program->x);
    free(program->start);
}

static enum mlg_status program_init(struct program *program, const struct mlg_model *model,
                                    const struct mlg_control *control, struct mlg_error *err)
{
    const struct mlg_instance *instance = model->instance;
    uint32_t n = instance->n_cols + (model->partial ? instance->n_rows : 0);
    *program = (struct program){
        .model = model,
        .control = control,
        .n_vars = n,
        .scale = model->partial ? scale_of(instance) : 1,
        .integer = mlg_alloc(n, sizeof *program->integer),
        .x = mlg_alloc_zero(n, sizeof *program->x),
        .start = mlg_alloc_zero(n, sizeof *program->start),
    };
    for (uint32_t i = 0; i < instance->n_rows; i++)
        program->total += instance->weight[i];
    if (!program->integer || !program->x || !program->start)
        return mlg_fail_memory(err, "an integer program", n * sizeof *program->x);
    enum mlg_status status = mlg_engine_create(&program->engine, err);
    if (status == MLG_OK)
        status = add_variables(program, err);
    if (status == MLG_OK)
        status = add_covering_rows(program, err);
    if (status == MLG_OK)
        status = add_limit_rows(program, err);
    return status;
}

static void fill_start(struct program *program, const bool *chosen)
{
    const struct mlg_instance *instance = program->model->instance;
    for (uint32_t j = 0; j < instance->n_cols; j++)
        program->start[j] = chosen[j];
    for (uint32_t i = 0; program->model->partial && i < instance->n_rows; i++)
        program->start[instance->n_cols + i] = !mlg_row_is_covered(instance, chosen, i);
}

/* The least integer that the floating point value may stand for. */
static int64_t round_bound(double bound)
{
    return bound > 0 ? (int64_t)ceil(bound - 1e-6 - 1e-9 * bound) : 0;
}

static void show(void *context, double incumbent, double bound)
{
    const struct program *program = context;
    if (isinf(incumbent) || isinf(bound))
        return;
    int64_t value = llround(incumbent * program->scale);
    int64_t least = round_bound(bound * program->scale);
    if (program->model->report_covered) {
        value = program->total - value;
        least = program->total - least;
    }
    mlg_control_report(program->control, program->model->phase, value, least);
}

/* Reads the columns out of x; false = the solution is none when counted exactly. */
static bool read_solution(const struct program *program, bool *chosen, int64_t *value)
{
    const struct mlg_model *model = program->model;
    for (uint32_t j = 0; j < model->instance->n_cols; j++)
        chosen[j] = program->x[j] > 0.5;
    uint32_t rows;
    int64_t uncovered = mlg_count_uncovered(model->instance, chosen, &rows);
    *value = model->least_uncovered ? uncovered : mlg_count_cost(model->instance, chosen);
    return (model->partial ? uncovered <= model->max_uncovered : rows == 0) &&
           mlg_count_chosen(chosen, model->instance->n_cols) <= model->max_sites;
}

/* Not all the rows that this solution leaves uncovered may stay so together. */
static enum mlg_status forbid(struct program *program, const bool *chosen, struct mlg_error *err)
{
    const struct mlg_instance *instance = program->model->instance;
    uint32_t *col = mlg_alloc(instance->n_rows, sizeof *col), n = 0;
    if (!col)
        return mlg_fail_memory(err, "an integer program", instance->n_rows * sizeof *col);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        if (!mlg_row_is_covered(instance, chosen, i))
            col[n++] = instance->n_cols + i;
    const uint64_t first[2] = {0, n};
    const double lower = -INFINITY, upper = (double)n - 1;
    struct mlg_engine_rows row = {1, first, col, NULL, &lower, &upper};
    enum mlg_status status = mlg_engine_add_rows(program->engine, &row, err);
    free(col);
    return status;
}

/* What GLPK's result means in exact numbers. Its optimum is one within its tolerance. */
static void judge(const struct program *program, const struct mlg_engine_result *result,
                  double margin, struct mlg_model_answer *answer)
{
    answer->infeasible = result->outcome == MLG_ENGINE_INFEASIBLE;
    answer->bound = round_bound(result->bound * program->scale);
    if (result->outcome == MLG_ENGINE_OPTIMAL && answer->found)
        answer->bound = answer->value - (int64_t)(margin * program->scale);
    if (answer->found && answer->bound > answer->value)
        answer->bound = answer->value;
    if (answer->bound < 0)
        answer->bound = 0;
}

static enum mlg_status branch(struct program *program, bool *chosen,
                              struct mlg_model_answer *answer, struct mlg_error *err)
{
    struct mlg_engine_search search = {
        .integer = program->integer,
        .start = program->model->has_start ? program->start : NULL,
        .margin = 0.5 / program->scale,
        .gap = program->control->gap,
        .progress = show,
        .context = program,
    };
    bool *read = mlg_alloc(program->model->instance->n_cols, sizeof *read);
    if (!read)
        return mlg_fail_memory(err, "a solution", program->model->instance->n_cols);
    for (;;) {
        struct mlg_engine_result result;
        enum mlg_status status =
            mlg_engine_branch(program->engine, &search, program->control, &result, program->x, err);
        int64_t value = 0;
        bool valid = status == MLG_OK && result.found && read_solution(program, read, &value);
        if (status == MLG_OK && result.found && !valid && program->model->partial) {
            status = forbid(program, read, err);
            if (status == MLG_OK)
                continue;
        }
        if (valid) {
            answer->found = true;
            answer->value = value;
            memcpy(chosen, read, program->model->instance->n_cols * sizeof *read);
        }
        if (status == MLG_OK)
            judge(program, &result, result.margin, answer);
        free(read);
        return status;
    }
}

enum mlg_status mlg_model_solve(const struct mlg_model *model, const struct mlg_control *control,
                                bool *chosen, struct mlg_model_answer *answer,
                                struct mlg_error *err)
{
    struct program program;
    struct mlg_model_answer made = {0};
    enum mlg_status status = program_init(&program, model, control, err);
    if (status == MLG_OK && model->has_start) {
        fill_start(&program, chosen);
        made.found = true;
        made.value = model->least_uncovered ? mlg_count_uncovered(model->instance, chosen, NULL)
                                            : mlg_count_cost(model->instance, chosen);
    }
    if (status == MLG_OK)
        status = branch(&program, chosen, &made, err);
    program_finish(&program);
    if (status == MLG_OK)
        *answer = made;
    return status;
}
