/* Rows that others imply. Where a node must not stay closed, some site up to it opens; that is so
 * already if it holds for a smaller set of sites. No rule on sites can change that, so it is valid
 * for every siting program. */
#include "base/memory.h"
#include "solver/lists.h"
#include "solver/siting/siting_program.h"

#include <stdlib.h>
#include <string.h>

static int by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* The nodes that must not stay closed though their parents may, each with its sites in x. */
struct required {
    uint32_t n, *node; /* [n] */
    uint64_t *first;   /* [n + 1] */
    uint32_t *item;
    uint64_t *by_first; /* [n_x + 2]: the same by site */
    uint32_t *by_item;
};

static void required_finish(struct required *required)
{
    free(required->node);
    free(required->first);
    free(required->item);
    free(required->by_first);
    free(required->by_item);
}

static bool must_open(const struct mlg_program *program, uint32_t v)
{
    uint32_t parent = program->ladder.parent[v];
    return program->upper[program->first_y + v] == 0 &&
           (parent == MLG_NODE_ROOT || program->upper[program->first_y + parent] > 0);
}

static uint64_t count_sites(const struct mlg_ladder *ladder, uint32_t v)
{
    uint64_t n = 0;
    for (; v != MLG_NODE_ROOT; v = ladder->parent[v])
        n += ladder->first[v + 1] - ladder->first[v];
    return n;
}

static void list_sites(const struct mlg_program *program, struct required *required)
{
    const struct mlg_ladder *ladder = &program->ladder;
    uint64_t n = 0;
    for (uint32_t r = 0; r < required->n; r++) {
        for (uint32_t v = required->node[r]; v != MLG_NODE_ROOT; v = ladder->parent[v])
            for (uint64_t k = ladder->first[v]; k < ladder->first[v + 1]; k++)
                required->item[n++] = program->site_var[ladder->site[k]];
        required->first[r + 1] = n;
        qsort(required->item + required->first[r], n - required->first[r], sizeof *required->item,
              by_number);
    }
}

static void transpose(const struct mlg_program *program, struct required *required)
{
    uint64_t *at = required->by_first + 1;
    for (uint64_t k = 0; k < required->first[required->n]; k++)
        at[required->item[k] + 1]++;
    for (uint32_t j = 0; j < program->n_x; j++)
        at[j + 1] += at[j];
    for (uint32_t r = 0; r < required->n; r++)
        for (uint64_t k = required->first[r]; k < required->first[r + 1]; k++)
            required->by_item[at[required->item[k]]++] = r;
}

static bool required_init(const struct mlg_program *program, struct required *required)
{
    const struct mlg_ladder *ladder = &program->ladder;
    uint64_t n_items = 0;
    required->node = mlg_alloc(ladder->n_nodes, sizeof *required->node);
    for (uint32_t v = 0; required->node && v < ladder->n_nodes; v++)
        if (must_open(program, v)) {
            required->node[required->n++] = v;
            n_items += count_sites(ladder, v);
        }
    required->first = mlg_alloc_zero((size_t)required->n + 1, sizeof *required->first);
    required->item = mlg_alloc(n_items, sizeof *required->item);
    required->by_first = mlg_alloc_zero((size_t)program->n_x + 2, sizeof *required->by_first);
    required->by_item = mlg_alloc(n_items, sizeof *required->by_item);
    if (!required->node || !required->first || !required->item || !required->by_first ||
        !required->by_item)
        return false;
    list_sites(program, required);
    transpose(program, required);
    return true;
}

enum mlg_status mlg_rules_imply(struct mlg_program *program, struct mlg_error *err)
{
    struct required required = {0};
    struct mlg_lists rows = {0}, cols = {0};
    uint32_t died = UINT32_MAX;
    program->implied = mlg_alloc_zero(program->ladder.n_nodes, sizeof *program->implied);
    if (program->implied && required_init(program, &required) &&
        mlg_lists_init(&rows, required.n, required.first, required.item) &&
        mlg_lists_init(&cols, program->n_x, required.by_first, required.by_item))
        died = mlg_lists_kill_supersets(&rows, &cols);
    for (uint32_t r = 0; died != UINT32_MAX && r < required.n; r++)
        program->implied[required.node[r]] = !rows.alive[r];
    mlg_lists_finish(&rows);
    mlg_lists_finish(&cols);
    required_finish(&required);
    return died != UINT32_MAX ? MLG_OK
                              : mlg_fail_memory(err, "dominated rows", program->ladder.n_nodes);
}
