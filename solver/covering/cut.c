#include "solver/covering/relaxation.h"

#include "base/memory.h"

#include <stdlib.h>

struct mlg_cut *mlg_cut_create(uint32_t n)
{
    struct mlg_cut *cut = mlg_alloc_zero(1, sizeof *cut);
    if (!cut)
        return NULL;
    cut->col = mlg_alloc(n, sizeof *cut->col);
    cut->coef = mlg_alloc(n, sizeof *cut->coef);
    if (!cut->col || !cut->coef) {
        mlg_cut_destroy(cut);
        return NULL;
    }
    return cut;
}

void mlg_cut_destroy(struct mlg_cut *cut)
{
    if (!cut)
        return;
    mlg_cut_origin_destroy(cut->origin);
    free(cut->col);
    free(cut->coef);
    free(cut);
}

void mlg_cut_add(struct mlg_cut *cut, uint32_t col, int32_t coef)
{
    uint64_t hash = ((uint64_t)col << 32 | (uint32_t)coef) * 0x9e3779b97f4a7c15u;
    cut->hash += (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9u;
    cut->col[cut->n] = col;
    cut->coef[cut->n++] = coef;
}

/* The cut on the columns of a core: place [n_cols] gives their numbers there, UINT32_MAX = fixed.
 */
static enum mlg_status translate(const struct mlg_relaxation *relaxation, const struct mlg_cut *cut,
                                 const uint32_t *place, struct mlg_cut **translated,
                                 struct mlg_error *err)
{
    struct mlg_cut *made = mlg_cut_create(cut->n);
    if (!made)
        return mlg_fail_memory(err, "a cut", cut->n * sizeof *cut->col);
    made->rhs = cut->rhs;
    made->number = cut->number;
    for (uint32_t k = 0; k < cut->n; k++)
        if (relaxation->fixed[cut->col[k]] == MLG_IN)
            made->rhs -= cut->coef[k];
    for (uint32_t k = 0; k < cut->n && made->rhs > 0; k++)
        if (place[cut->col[k]] != UINT32_MAX)
            mlg_cut_add(made, place[cut->col[k]],
                        cut->coef[k] < made->rhs ? cut->coef[k] : made->rhs);
    if (made->n == 0) { /* it holds by what is in */
        mlg_cut_destroy(made);
        made = NULL;
    }
    *translated = made;
    return MLG_OK;
}

enum mlg_status mlg_relaxation_shrink(const struct mlg_relaxation *relaxation,
                                      const struct mlg_part *core, struct mlg_relaxation **shrunk,
                                      struct mlg_error *err)
{
    struct mlg_relaxation *made = NULL;
    uint32_t n_cols = relaxation->instance->n_cols;
    uint32_t *place = mlg_alloc(n_cols, sizeof *place);
    if (!place)
        return mlg_fail_memory(err, "a linear relaxation", n_cols * sizeof *place);
    for (uint32_t j = 0; j < n_cols; j++)
        place[j] = UINT32_MAX;
    for (uint32_t q = 0; q < core->instance->n_cols; q++)
        place[core->col_origin[q]] = q;
    enum mlg_status status = mlg_relaxation_create(core->instance, &made, err);
    if (status == MLG_OK)
        made->certificate = relaxation->certificate;
    for (uint32_t q = 0; status == MLG_OK && q < relaxation->n_rows; q++) {
        struct mlg_cut *cut = NULL;
        if (relaxation->row[q].cut)
            status = translate(relaxation, relaxation->row[q].cut, place, &cut, err);
        if (status == MLG_OK && cut)
            status = mlg_relaxation_add_cuts(made, &cut, 1, err);
    }
    free(place);
    if (status == MLG_OK)
        *shrunk = made;
    else
        mlg_relaxation_destroy(made);
    return status;
}
