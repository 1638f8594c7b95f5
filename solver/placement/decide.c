#include "solver/placement/decide.h"

#include "base/memory.h"
#include "solver/covering/bound.h"
#include "solver/covering/incumbent.h"
#include "solver/covering/proof.h"
#include "solver/covering/reduce.h"

#include <stdlib.h>
#include <string.h>

/* Entries that the search for a cover may touch for each entry of a component. */
#define SEARCH_EFFORT 1500

/* A component at a time, the largest last: that one has what is left of max_sites. */
struct decision {
    const struct mlg_control *control;
    const struct mlg_part *parts; /* [n_parts], the largest first */
    size_t n_parts;
    int64_t *least;  /* [n_parts]: no cover of the component has fewer columns */
    int64_t left;    /* columns that are not spent */
    int64_t waiting; /* sum of least over the components to come */
    bool exact;      /* nothing was spent that need not be */
    enum mlg_verdict verdict;
};

/* A cover of the component with as few columns as the decision needs. chosen [n_cols] as above. */
static enum mlg_status cover_component(struct decision *d, size_t p, bool *chosen,
                                       struct mlg_error *err)
{
    const struct mlg_instance *core = d->parts[p].instance;
    d->waiting -= d->least[p];
    /* The last component need not be covered better than that, the others are solved. */
    int64_t target = p == 0 ? d->left : d->least[p], most = d->left - d->waiting, value = 0;
    enum mlg_status status = mlg_row_weighting(core, SEARCH_EFFORT * core->n_entries, target,
                                               d->control, chosen, &value, err);
    int64_t bound = target;
    if (status == MLG_OK && value > target) {
        value = value > most ? most + 1 : value; /* no dearer cover is of use: look below */
        status = mlg_prove(core, d->control, chosen, &value, &bound, err);
    }
    if (status != MLG_OK)
        return status;
    if (value > most && bound >= value)
        d->verdict = d->exact ? MLG_TOO_FEW : MLG_UNDECIDED;
    else if (value > most)
        d->exact = false;
    d->exact &= bound >= value || p == 0;
    d->left -= value;
    return MLG_OK;
}

static enum mlg_status cover_components(struct decision *d, const struct mlg_part *core,
                                        bool *chosen, struct mlg_error *err)
{
    bool *local = mlg_alloc(core->instance->n_cols, sizeof *local);
    if (!local)
        return mlg_fail_memory(err, "a solution", core->instance->n_cols);
    enum mlg_status status = MLG_OK;
    bool over = false;
    for (size_t p = d->n_parts; status == MLG_OK && !over && p-- > 0;) {
        const struct mlg_part *part = &d->parts[p];
        for (uint32_t j = 0; j < part->instance->n_cols; j++)
            local[j] = chosen[core->col_origin[part->col_origin[j]]];
        status = cover_component(d, p, local, err);
        over = d->left < d->waiting;
        for (uint32_t j = 0; status == MLG_OK && j < part->instance->n_cols; j++)
            chosen[core->col_origin[part->col_origin[j]]] = local[j];
    }
    if (!over)
        d->verdict = MLG_ENOUGH;
    free(local);
    return status;
}

static enum mlg_status bound_components(struct decision *d, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t p = 0; status == MLG_OK && p < d->n_parts; p++) {
        status = mlg_dual_ascent(d->parts[p].instance, NULL, &d->least[p], err);
        d->waiting += d->least[p];
    }
    return status;
}

static enum mlg_status decide_core(const struct mlg_part *core, int64_t left,
                                   const struct mlg_control *control, bool *chosen,
                                   enum mlg_verdict *verdict, struct mlg_error *err)
{
    struct mlg_part *parts = NULL;
    size_t n_parts = 0;
    enum mlg_status status = mlg_components_create(core->instance, &parts, &n_parts, err);
    if (status != MLG_OK)
        return status;
    struct decision d = {
        .control = control,
        .parts = parts,
        .n_parts = n_parts,
        .least = mlg_alloc(n_parts, sizeof *d.least),
        .left = left,
        .exact = true,
    };
    if (d.least)
        status = bound_components(&d, err);
    else
        status = mlg_fail_memory(err, "bounds", n_parts * sizeof *d.least);
    if (status == MLG_OK && d.waiting > left)
        d.verdict = MLG_TOO_FEW;
    else if (status == MLG_OK)
        status = cover_components(&d, core, chosen, err);
    *verdict = d.verdict;
    free(d.least);
    mlg_components_destroy(parts, n_parts);
    return status;
}

/* Leaves of chosen what the core still has, and adds what is forced. */
static void begin(const struct mlg_reduction *reduction, uint32_t n_cols, bool *chosen)
{
    const struct mlg_part *core = &reduction->core;
    uint32_t q = 0;
    for (uint32_t j = 0; j < n_cols; j++) {
        while (q < core->instance->n_cols && core->col_origin[q] < j)
            q++;
        chosen[j] &= q < core->instance->n_cols && core->col_origin[q] == j &&
                     core->instance->col_first[q] < core->instance->col_first[q + 1];
    }
    for (uint32_t f = 0; f < reduction->n_forced; f++)
        chosen[reduction->forced[f]] = true;
}

enum mlg_status mlg_decide_cover(const struct mlg_instance *instance, uint32_t max_sites,
                                 const struct mlg_control *control, bool *chosen,
                                 enum mlg_verdict *verdict, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    enum mlg_status status = mlg_reduce(instance, MLG_REDUCE_COVERING, false, &reduction, err);
    if (status != MLG_OK)
        return status;
    enum mlg_verdict made = MLG_TOO_FEW;
    if (reduction.n_uncoverable == 0 && reduction.n_forced <= max_sites) {
        begin(&reduction, instance->n_cols, chosen);
        status = decide_core(&reduction.core, (int64_t)max_sites - reduction.n_forced, control,
                             chosen, &made, err);
    }
    mlg_reduction_finish(&reduction);
    if (status == MLG_OK)
        *verdict = made;
    return status;
}
