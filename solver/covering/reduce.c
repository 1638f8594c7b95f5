#include "solver/covering/reduce.h"

#include "base/memory.h"
#include "solver/lists.h"

#include <stdlib.h>
#include <string.h>

struct reducer {
    struct mlg_lists rows, cols;
    int64_t *weight; /* [rows.n], of a class where rows were merged */
    uint32_t *representative;
    const int64_t *cost;
    uint32_t *forced;
    uint32_t n_forced, n_uncoverable, uncoverable;
    struct mlg_reduction_step *step;
    size_t n_steps, step_capacity;
    bool out_of_memory; /* steps were lost */
    struct mlg_reduction_counts counts;
};

static void reducer_finish(struct reducer *reducer)
{
    mlg_lists_finish(&reducer->rows);
    mlg_lists_finish(&reducer->cols);
    free(reducer->weight);
    free(reducer->representative);
    free(reducer->forced);
    free(reducer->step);
}

static void add_step(struct reducer *reducer, enum mlg_reduction_kind kind, uint32_t which,
                     uint32_t witness)
{
    if (mlg_reserve(&reducer->step, &reducer->step_capacity, reducer->n_steps + 1,
                    sizeof *reducer->step))
        reducer->step[reducer->n_steps++] = (struct mlg_reduction_step){kind, which, witness};
    else
        reducer->out_of_memory = true;
}

/* The sets that the last comparison killed, each with a witness that survived it. */
static void add_deaths(struct reducer *reducer, struct mlg_lists *lists,
                       enum mlg_reduction_kind kind)
{
    for (uint32_t i = 0; i < lists->n; i++) {
        uint32_t witness = lists->witness[i];
        while (witness != UINT32_MAX && !lists->alive[witness] &&
               lists->witness[witness] != witness)
            witness = lists->witness[witness];
        if (witness != UINT32_MAX && lists->alive[witness])
            add_step(reducer, kind, i, witness);
        else if (witness != UINT32_MAX)
            add_step(reducer, MLG_COL_USELESS, i, 0);
    }
    memset(lists->witness, 0xff, lists->n * sizeof *lists->witness); /* UINT32_MAX */
}

static bool reducer_init(struct reducer *reducer, const struct mlg_instance *whole)
{
    *reducer = (struct reducer){
        .weight = mlg_alloc(whole->n_rows, sizeof *reducer->weight),
        .representative = mlg_alloc(whole->n_rows, sizeof *reducer->representative),
        .forced = mlg_alloc(whole->n_cols, sizeof *reducer->forced),
        .cost = whole->cost,
    };
    if (!reducer->weight || !reducer->representative || !reducer->forced ||
        !mlg_lists_init(&reducer->rows, whole->n_rows, whole->row_first, whole->row_col) ||
        !mlg_lists_init(&reducer->cols, whole->n_cols, whole->col_first, whole->col_row))
        return false;
    memcpy(reducer->weight, whole->weight, whole->n_rows * sizeof *whole->weight);
    return true;
}

/* Returns how many rows went; UINT32_MAX = no memory. */
static uint32_t merge_rows(struct reducer *reducer)
{
    uint32_t died = mlg_lists_merge_identical(&reducer->rows, reducer->representative);
    for (uint32_t i = 0; died && died != UINT32_MAX && i < reducer->rows.n; i++)
        if (reducer->representative[i] != i) {
            reducer->weight[reducer->representative[i]] += reducer->weight[i];
            add_step(reducer, MLG_ROW_IMPLIED, i, reducer->representative[i]);
        }
    if (died && died != UINT32_MAX) {
        reducer->counts.merged_rows += died;
        mlg_lists_compact(&reducer->cols, reducer->rows.alive);
    }
    return died;
}

/* Takes the candidate of every row that has only one, with all that it covers. */
static uint32_t force_columns(struct reducer *reducer)
{
    struct mlg_lists *rows = &reducer->rows, *cols = &reducer->cols;
    uint32_t before = reducer->n_forced;
    for (uint32_t i = 0; i < rows->n; i++) {
        if (!rows->alive[i] || rows->size[i] != 1)
            continue;
        uint32_t j = rows->item[rows->first[i]];
        cols->alive[j] = false;
        reducer->forced[reducer->n_forced++] = j;
        add_step(reducer, MLG_COL_FORCED, j, i);
        for (uint32_t k = 0; k < cols->size[j]; k++)
            rows->alive[cols->item[cols->first[j] + k]] = false;
    }
    if (reducer->n_forced > before)
        mlg_lists_compact(cols, rows->alive);
    return reducer->n_forced - before;
}

static uint32_t drop_rows_without_column(struct reducer *reducer)
{
    uint32_t dropped = 0;
    for (uint32_t i = 0; i < reducer->rows.n; i++)
        if (reducer->rows.alive[i] && reducer->rows.size[i] == 0) {
            reducer->rows.alive[i] = false;
            if (dropped++ == 0)
                reducer->uncoverable = i;
        }
    return dropped;
}

static uint32_t kill_columns(struct reducer *reducer)
{
    uint32_t died = mlg_lists_kill_subsets(&reducer->cols, &reducer->rows, reducer->cost);
    if (died && died != UINT32_MAX) {
        reducer->counts.dominated_cols += died;
        add_deaths(reducer, &reducer->cols, MLG_COL_DOMINATED);
        mlg_lists_compact(&reducer->rows, reducer->cols.alive);
    }
    return died;
}

static uint32_t kill_rows(struct reducer *reducer)
{
    uint32_t died = mlg_lists_kill_supersets(&reducer->rows, &reducer->cols);
    if (died && died != UINT32_MAX) {
        reducer->counts.dominated_rows += died;
        add_deaths(reducer, &reducer->rows, MLG_ROW_IMPLIED);
        mlg_lists_compact(&reducer->cols, reducer->rows.alive);
    }
    return died;
}

/* false = no memory */
static bool reduce_covering(struct reducer *reducer, bool off)
{
    reducer->n_uncoverable = drop_rows_without_column(reducer);
    if (off)
        return true;
    if (merge_rows(reducer) == UINT32_MAX)
        return false;
    uint32_t forced, rows_died, cols_died;
    do {
        cols_died = kill_columns(reducer);
        forced = cols_died == UINT32_MAX ? 0 : force_columns(reducer);
        rows_died = kill_rows(reducer);
        if (rows_died == UINT32_MAX || cols_died == UINT32_MAX)
            return false;
    } while (forced || rows_died);
    return true;
}

static bool reduce_maximal(struct reducer *reducer, bool off)
{
    for (uint32_t i = 0; i < reducer->rows.n; i++)
        reducer->rows.alive[i] = reducer->weight[i] > 0;
    drop_rows_without_column(reducer);
    mlg_lists_compact(&reducer->cols, reducer->rows.alive);
    if (off)
        return true;
    uint32_t merged, died;
    do {
        merged = merge_rows(reducer);
        died = merged == UINT32_MAX ? 0 : kill_columns(reducer);
        if (merged == UINT32_MAX || died == UINT32_MAX)
            return false;
    } while (died);
    return true;
}

static enum mlg_status finish_core(struct reducer *reducer, const struct mlg_instance *whole,
                                   struct mlg_reduction *reduction, struct mlg_error *err)
{
    struct mlg_part core;
    enum mlg_status status = mlg_part_create(whole, reducer->rows.alive, reducer->cols.alive,
                                             reducer->weight, &core, err);
    if (status != MLG_OK)
        return status;
    reducer->counts.rows = core.instance->n_rows;
    reducer->counts.cols = core.instance->n_cols;
    reducer->counts.entries = core.instance->n_entries;
    reducer->counts.forced_cols = reducer->n_forced;
    *reduction = (struct mlg_reduction){
        .core = core,
        .forced = reducer->forced,
        .n_forced = reducer->n_forced,
        .n_uncoverable = reducer->n_uncoverable,
        .uncoverable = reducer->uncoverable,
        .step = reducer->step,
        .n_steps = reducer->n_steps,
        .counts = reducer->counts,
    };
    reducer->forced = NULL;
    reducer->step = NULL;
    return MLG_OK;
}

enum mlg_status mlg_reduce(const struct mlg_instance *whole, enum mlg_reduce_scope scope, bool off,
                           struct mlg_reduction *reduction, struct mlg_error *err)
{
    struct reducer reducer;
    enum mlg_status status;
    if (!reducer_init(&reducer, whole) ||
        !(scope == MLG_REDUCE_COVERING ? reduce_covering(&reducer, off)
                                       : reduce_maximal(&reducer, off)) ||
        reducer.out_of_memory)
        status = mlg_fail_memory(err, "reductions", 2 * whole->n_entries * sizeof(uint32_t));
    else
        status = finish_core(&reducer, whole, reduction, err);
    reducer_finish(&reducer);
    return status;
}

void mlg_reduction_finish(struct mlg_reduction *reduction)
{
    mlg_part_finish(&reduction->core);
    free(reduction->forced);
    free(reduction->step);
    *reduction = (struct mlg_reduction){0};
}
