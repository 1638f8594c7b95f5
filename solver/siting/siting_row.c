/* Rows of a siting program, a term at a time. */
#include "solver/siting/siting_program.h"

#include <math.h>

/* Coefficients beyond this are scaled down to LARGE_AFTER, so that GLPK's tolerances fit. */
#define LARGE 1e4
#define LARGE_AFTER 1e3

void mlg_row_add(struct mlg_program *program, uint32_t var, double coefficient)
{
    if (!program->in_row[var]) {
        program->in_row[var] = true;
        program->row_var[program->n_row_vars++] = var;
    }
    program->coefficient[var] += coefficient;
}

void mlg_row_site(struct mlg_program *program, uint32_t site, double coefficient)
{
    if (program->site_var[site] != UINT32_MAX)
        mlg_row_add(program, program->site_var[site], coefficient);
    else if (mlg_site_is_fixed(program->problem, site))
        program->constant += coefficient;
}

void mlg_row_node(struct mlg_program *program, uint32_t node, double coefficient)
{
    if (node == MLG_NODE_ROOT)
        program->constant += coefficient;
    else if (node != MLG_NODE_NEVER)
        mlg_row_add(program, program->first_y + node, coefficient);
}

/* Forgets the row; its terms that are not 0 are moved to col and value. */
static uint32_t take_terms(struct mlg_program *program, double *value, double *largest)
{
    uint32_t n = 0;
    *largest = 0;
    for (uint32_t k = 0; k < program->n_row_vars; k++) {
        uint32_t var = program->row_var[k];
        if (program->coefficient[var] != 0) {
            value[n] = program->coefficient[var];
            *largest = fmax(*largest, fabs(value[n]));
            program->row_var[n++] = var;
        }
        program->coefficient[var] = 0;
        program->in_row[var] = false;
    }
    program->n_row_vars = 0;
    return n;
}

enum mlg_status mlg_row_end(struct mlg_program *program, double lower, double upper,
                            struct mlg_error *err)
{
    double largest, *value = program->value;
    uint32_t n = take_terms(program, value, &largest);
    lower -= program->constant;
    upper -= program->constant;
    program->constant = 0;
    program->contradiction |= lower > upper || (n == 0 && (lower > 0 || upper < 0));
    if (n == 0 || program->contradiction)
        return MLG_OK;
    double scale = largest > LARGE ? largest / LARGE_AFTER : 1;
    for (uint32_t k = 0; k < n; k++)
        value[k] /= scale;
    lower /= scale;
    upper /= scale;
    program->n_rows++;
    program->n_entries += n;
    const uint64_t first[2] = {0, n};
    struct mlg_engine_rows row = {1, first, program->row_var, value, &lower, &upper};
    return mlg_engine_add_rows(program->engine, &row, err);
}

void mlg_row_objective(struct mlg_program *program)
{
    double largest;
    uint32_t n = take_terms(program, program->value, &largest);
    program->scale = largest > LARGE ? largest / LARGE_AFTER : 1;
    program->base = program->constant;
    program->constant = 0;
    for (uint32_t k = 0; k < n; k++)
        program->objective[program->row_var[k]] = program->value[k] / program->scale;
}
