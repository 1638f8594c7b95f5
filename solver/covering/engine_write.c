/* Programs as files, by GLPK's own writers. */
#include "solver/covering/engine_program.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct writing {
    const struct mlg_engine_listing *listing;
    const char *path;
    int *left_out;     /* [columns + 1] */
    int failed, error; /* errno */
    struct mlg_engine_size size;
};

static void name_cols(glp_prob *program, const struct mlg_engine_listing *listing)
{
    char name[MLG_ENGINE_NAME], unique[MLG_ENGINE_NAME + 16];
    for (int j = 1; j <= glp_get_num_cols(program); j++) {
        listing->name_col(listing->context, (uint32_t)j - 1, name);
        bool taken = glp_find_col(program, name) != 0;
        snprintf(unique, sizeof unique, taken ? "%s.%d" : "%s", name, j);
        glp_set_col_name(program, j, unique);
        glp_set_col_kind(program, j, listing->integer[j - 1] ? GLP_IV : GLP_CV);
    }
}

static void name_rows(glp_prob *program, const struct mlg_engine_listing *listing)
{
    char name[MLG_ENGINE_NAME], unique[MLG_ENGINE_NAME + 16];
    for (int i = 1; i <= glp_get_num_rows(program); i++) {
        listing->name_row(listing->context, (uint32_t)i - 1, name);
        bool taken = glp_find_row(program, name) != 0;
        snprintf(unique, sizeof unique, taken ? "%s.%d" : "%s", name, i);
        glp_set_row_name(program, i, unique);
    }
}

static void set_objective(glp_prob *program, const struct mlg_engine_listing *listing)
{
    glp_set_prob_name(program, listing->objective);
    glp_set_obj_name(program, listing->objective);
    for (int j = 1; j <= glp_get_num_cols(program); j++)
        glp_set_obj_coef(program, j, listing->scale * glp_get_obj_coef(program, j));
}

/* Some readers refuse a column that is in no row. */
static void leave_out(glp_prob *program, int *left_out)
{
    int n = 0;
    for (int j = 1; j <= glp_get_num_cols(program); j++) {
        bool idle =
            glp_get_obj_coef(program, j) == 0 && glp_get_mat_col(program, j, NULL, NULL) == 0;
        if (idle || glp_get_col_ub(program, j) == 0)
            left_out[++n] = j;
    }
    if (n > 0)
        glp_del_cols(program, n, left_out);
}

static void write_program(glp_prob *program, void *context)
{
    struct writing *writing = context;
    const struct mlg_engine_listing *listing = writing->listing;
    glp_create_index(program);
    name_cols(program, listing);
    name_rows(program, listing);
    set_objective(program, listing);
    leave_out(program, writing->left_out);
    writing->size = (struct mlg_engine_size){
        (uint32_t)glp_get_num_cols(program),
        (uint32_t)glp_get_num_rows(program),
        (uint32_t)glp_get_num_nz(program),
    };
    errno = 0;
    writing->failed = listing->lp ? glp_write_lp(program, NULL, writing->path)
                                  : glp_write_mps(program, GLP_MPS_FILE, NULL, writing->path);
    writing->error = errno;
}

enum mlg_status mlg_engine_write(struct mlg_engine *engine,
                                 const struct mlg_engine_listing *listing, const char *path,
                                 struct mlg_engine_size *size, struct mlg_error *err)
{
    size_t n_cols = (size_t)glp_get_num_cols(engine->program);
    if (!mlg_reserve(&engine->index, &engine->index_capacity, n_cols + 1, sizeof(int)))
        return mlg_fail_memory(err, "columns of a program", n_cols * sizeof(int));
    struct writing writing = {.listing = listing, .path = path, .left_out = engine->index};
    enum mlg_status status = mlg_engine_use(engine, write_program, &writing, err);
    if (status == MLG_OK && writing.failed)
        status = mlg_fail(err, MLG_IO, "cannot write '%s': %s", path,
                          writing.error ? strerror(writing.error) : "it is incomplete");
    if (status == MLG_OK)
        *size = writing.size;
    return status;
}
