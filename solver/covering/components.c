#include "solver/covering/part.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static uint32_t find_root(uint32_t *parent, uint32_t j)
{
    while (parent[j] != j) {
        parent[j] = parent[parent[j]];
        j = parent[j];
    }
    return j;
}

/* Columns that share a row get the same root. */
static void unite_columns(const struct mlg_instance *whole, uint32_t *parent)
{
    for (uint32_t j = 0; j < whole->n_cols; j++)
        parent[j] = j;
    for (uint32_t i = 0; i < whole->n_rows; i++)
        for (uint64_t k = whole->row_first[i] + 1; k < whole->row_first[i + 1]; k++) {
            uint32_t a = find_root(parent, whole->row_col[k - 1]);
            uint32_t b = find_root(parent, whole->row_col[k]);
            if (a < b)
                parent[b] = a;
            else
                parent[a] = b;
        }
}

static int by_columns_then_place(const void *a, const void *b)
{
    const struct mlg_part *p = a, *q = b;
    if (p->instance->n_cols != q->instance->n_cols)
        return p->instance->n_cols > q->instance->n_cols ? -1 : 1;
    return p->col_origin[0] < q->col_origin[0] ? -1 : 1;
}

struct split {
    uint32_t *parent;
    bool *row_kept, *col_kept;
};

static void mark_component(const struct mlg_instance *whole, struct split *split, uint32_t root)
{
    memset(split->row_kept, 0, whole->n_rows * sizeof *split->row_kept);
    for (uint32_t j = 0; j < whole->n_cols; j++) {
        split->col_kept[j] = find_root(split->parent, j) == root;
        for (uint64_t k = whole->col_first[j]; split->col_kept[j] && k < whole->col_first[j + 1];
             k++)
            split->row_kept[whole->col_row[k]] = true;
    }
}

static enum mlg_status split_parts(const struct mlg_instance *whole, struct split *split,
                                   struct mlg_part *parts, size_t *n_parts, struct mlg_error *err)
{
    for (uint32_t root = 0; root < whole->n_cols; root++) {
        if (split->parent[root] != root || whole->col_first[root] == whole->col_first[root + 1])
            continue;
        mark_component(whole, split, root);
        enum mlg_status status =
            mlg_part_create(whole, split->row_kept, split->col_kept, NULL, &parts[*n_parts], err);
        if (status != MLG_OK)
            return status;
        ++*n_parts;
    }
    qsort(parts, *n_parts, sizeof *parts, by_columns_then_place);
    return MLG_OK;
}

enum mlg_status mlg_components_create(const struct mlg_instance *whole, struct mlg_part **parts,
                                      size_t *n_parts, struct mlg_error *err)
{
    struct split split = {
        .parent = mlg_alloc(whole->n_cols, sizeof *split.parent),
        .row_kept = mlg_alloc(whole->n_rows, sizeof *split.row_kept),
        .col_kept = mlg_alloc(whole->n_cols, sizeof *split.col_kept),
    };
    struct mlg_part *made = mlg_alloc_zero(whole->n_cols, sizeof *made);
    size_t n_made = 0;
    enum mlg_status status;
    if (split.parent && split.row_kept && split.col_kept && made) {
        unite_columns(whole, split.parent);
        status = split_parts(whole, &split, made, &n_made, err);
    } else {
        status = mlg_fail_memory(err, "components", whole->n_cols * sizeof *made);
    }
    free(split.parent);
    free(split.row_kept);
    free(split.col_kept);
    if (status != MLG_OK) {
        mlg_components_destroy(made, n_made);
        return status;
    }
    *parts = made;
    *n_parts = n_made;
    return MLG_OK;
}

void mlg_components_destroy(struct mlg_part *parts, size_t n_parts)
{
    for (size_t i = 0; parts && i < n_parts; i++)
        mlg_part_finish(&parts[i]);
    free(parts);
}
