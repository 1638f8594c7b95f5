/* Looking for a better cover among the columns that the strengthened relaxation finds promising: a
 * cover that is better can only have columns whose reduced costs together fit into the gap, so most
 * of its columns have nearly none (a core in the sense of Caprara, Fischetti, Toth 1999,
 * doi 10.1287/opre.47.5.730). What is left of the instance without the others is small and reduces
 * further, so that many more steps of the search go into it.
 */
#include "solver/covering/proof.h"

#include "base/memory.h"
#include "solver/covering/incumbent.h"
#include "solver/covering/reduce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Promising: in the relaxation's solution, or with a reduced cost of a share of the gap. A narrow
 * choice is searched thoroughly, a wide one misses nothing: they take turns. */
static const double SHARE_OF_GAP[] = {0.008, 0.014}, IN_SOLUTION = 1e-6;
enum { N_SHARES = sizeof SHARE_OF_GAP / sizeof *SHARE_OF_GAP };

/* Every row of the core has some, for the solution covers it. kept [n_cols]. */
static void select_columns(struct mlg_proof *proof, bool *kept)
{
    const struct mlg_relaxation *relaxation = proof->relaxation;
    const double share = SHARE_OF_GAP[proof->n_searches++ % N_SHARES];
    const double gap = (double)(mlg_proof_limit(proof) + proof->step) - relaxation->value;
    for (uint32_t j = 0; j < proof->core->n_cols; j++)
        kept[j] = relaxation->fixed[j] != MLG_OUT &&
                  (relaxation->x[j] > IN_SOLUTION || relaxation->reduced[j] < share * gap);
}

/* Searches what the reductions left of the part, and offers what was found. columns [n_cols]. */
static enum mlg_status search(struct mlg_proof *proof, const struct mlg_part *part,
                              const struct mlg_reduction *reduction, uint64_t effort, bool *columns,
                              struct mlg_error *err)
{
    const struct mlg_instance *small = reduction->core.instance;
    struct mlg_control control = *proof->control;
    control.seed = mlg_random_next(&proof->random);
    int64_t target = mlg_proof_limit(proof), cost;
    memset(columns, 0, proof->core->n_cols * sizeof *columns);
    for (uint32_t f = 0; f < reduction->n_forced; f++) {
        columns[part->col_origin[reduction->forced[f]]] = true;
        target -= part->instance->cost[reduction->forced[f]];
    }
    bool *chosen = mlg_alloc_zero(small->n_cols, sizeof *chosen);
    if (!chosen)
        return mlg_fail_memory(err, "a solution", small->n_cols);
    enum mlg_status status = mlg_row_weighting(small, effort, target, &control, chosen, &cost, err);
    for (uint32_t q = 0; q < small->n_cols; q++)
        if (chosen[q])
            columns[part->col_origin[reduction->core.col_origin[q]]] = true;
    free(chosen);
    if (status == MLG_OK)
        mlg_proof_offer(proof, columns);
    return status;
}

static enum mlg_status search_part(struct mlg_proof *proof, const struct mlg_part *part,
                                   uint64_t effort, bool *columns, struct mlg_error *err)
{
    struct mlg_reduction reduction;
    enum mlg_status status =
        mlg_reduce(part->instance, MLG_REDUCE_COVERING, false, &reduction, err);
    if (status != MLG_OK)
        return status;
    if (reduction.n_uncoverable == 0)
        status = search(proof, part, &reduction, effort, columns, err);
    mlg_reduction_finish(&reduction);
    return status;
}

enum mlg_status mlg_search_promising(struct mlg_proof *proof, uint64_t effort,
                                     struct mlg_error *err)
{
    const struct mlg_instance *core = proof->core;
    bool *row_kept = mlg_alloc(core->n_rows, sizeof *row_kept);
    bool *columns = mlg_alloc(core->n_cols, sizeof *columns);
    struct mlg_part part;
    enum mlg_status status = MLG_OK;
    if (!row_kept || !columns)
        status = mlg_fail_memory(err, "a part of an instance", core->n_cols);
    if (status == MLG_OK) {
        select_columns(proof, columns);
        memset(row_kept, true, core->n_rows * sizeof *row_kept);
        status = mlg_part_create(core, row_kept, columns, NULL, &part, err);
        if (status == MLG_OK) {
            status = search_part(proof, &part, effort, columns, err);
            mlg_part_finish(&part);
        }
    }
    free(row_kept);
    free(columns);
    return status;
}
