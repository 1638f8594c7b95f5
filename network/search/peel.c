#include "network/search/peel.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX
#define GONE UINT32_MAX
/* Beside a junction of more roads nothing is peeled: its list would be searched too often. */
#define MAX_DEGREE 64

/* Lists of neighbours that only ever shrink or have an entry replaced, in place. */
struct peeling {
    const uint32_t *first;
    uint32_t *neighbour; /* a copy of the adjacency's */
    uint32_t *degree;    /* [n_nodes]; GONE when contracted */
    uint32_t *round;     /* [n_nodes] in which a neighbour went; 0: none did */
};

static uint32_t find(const struct peeling *peeling, uint32_t node, uint32_t other)
{
    const uint32_t *list = peeling->neighbour + peeling->first[node];
    for (uint32_t i = 0; i < peeling->degree[node]; i++)
        if (list[i] == other)
            return i;
    return NONE;
}

static void forget(struct peeling *peeling, uint32_t node, uint32_t other)
{
    uint32_t *list = peeling->neighbour + peeling->first[node];
    uint32_t at = find(peeling, node, other);
    list[at] = list[--peeling->degree[node]];
}

static void replace(struct peeling *peeling, uint32_t node, uint32_t other, uint32_t by)
{
    peeling->neighbour[peeling->first[node] + find(peeling, node, other)] = by;
}

static bool may_go(const struct peeling *peeling, uint32_t node, uint32_t round)
{
    if (peeling->degree[node] > 2 || peeling->round[node] == round)
        return false;
    for (uint32_t i = 0; i < peeling->degree[node]; i++)
        if (peeling->degree[peeling->neighbour[peeling->first[node] + i]] > MAX_DEGREE)
            return false;
    return true;
}

static void contract(struct peeling *peeling, uint32_t node, uint32_t round)
{
    const uint32_t *list = peeling->neighbour + peeling->first[node];
    uint32_t degree = peeling->degree[node];
    peeling->degree[node] = GONE;
    for (uint32_t i = 0; i < degree; i++)
        peeling->round[list[i]] = round;
    if (degree == 2 && find(peeling, list[0], list[1]) == NONE) {
        replace(peeling, list[0], node, list[1]);
        replace(peeling, list[1], node, list[0]);
        return;
    }
    for (uint32_t i = 0; i < degree; i++)
        forget(peeling, list[i], node);
}

/* Contracts in rounds until none may go; returns how many went. `waiting` holds all nodes. */
static uint32_t contract_rounds(struct peeling *peeling, uint32_t *waiting, uint32_t n_waiting,
                                uint32_t *order)
{
    uint32_t gone = 0;
    for (uint32_t round = 1, before = NONE; gone != before; round++) {
        before = gone;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < n_waiting; i++) {
            if (may_go(peeling, waiting[i], round)) {
                contract(peeling, waiting[i], round);
                order[gone++] = waiting[i];
            } else {
                waiting[kept++] = waiting[i];
            }
        }
        n_waiting = kept;
    }
    return gone;
}

static enum mlg_status number_core(struct mlg_core *core, const struct peeling *peeling,
                                   const uint32_t *left, uint32_t n_left, uint32_t *number,
                                   struct mlg_error *err)
{
    struct mlg_core made = {.n_nodes = n_left};
    size_t n_entries = 0;
    for (uint32_t i = 0; i < n_left; i++) {
        number[left[i]] = i;
        n_entries += peeling->degree[left[i]];
    }
    made.node = mlg_alloc(n_left, sizeof *made.node);
    made.first = mlg_alloc((size_t)n_left + 1, sizeof *made.first);
    made.neighbour = mlg_alloc(n_entries, sizeof *made.neighbour);
    if (!made.node || !made.first || !made.neighbour) {
        mlg_core_finish(&made);
        return mlg_fail_memory(err, "the core of the roads", n_entries * sizeof *made.neighbour);
    }
    uint32_t end = 0;
    for (uint32_t i = 0; i < n_left; i++) {
        const uint32_t *list = peeling->neighbour + peeling->first[left[i]];
        made.node[i] = left[i];
        made.first[i] = end;
        for (uint32_t k = 0; k < peeling->degree[left[i]]; k++)
            made.neighbour[end++] = number[list[k]];
    }
    made.first[n_left] = end;
    *core = made;
    return MLG_OK;
}

enum mlg_status mlg_core_init(struct mlg_core *core, const struct mlg_adjacency *adjacency,
                              uint32_t *order, struct mlg_error *err)
{
    uint32_t n = adjacency->n_nodes, n_entries = adjacency->first[n];
    struct peeling peeling = {.first = adjacency->first,
                              .neighbour = mlg_alloc(n_entries, sizeof *peeling.neighbour),
                              .degree = mlg_alloc(n, sizeof *peeling.degree),
                              .round = mlg_alloc_zero(n, sizeof *peeling.round)};
    uint32_t *waiting = mlg_alloc(n, sizeof *waiting);
    enum mlg_status status;
    if (peeling.neighbour && peeling.degree && peeling.round && waiting) {
        memcpy(peeling.neighbour, adjacency->neighbour, n_entries * sizeof *peeling.neighbour);
        for (uint32_t node = 0; node < n; node++) {
            waiting[node] = node;
            peeling.degree[node] = adjacency->first[node + 1] - adjacency->first[node];
        }
        uint32_t gone = contract_rounds(&peeling, waiting, n, order);
        status = number_core(core, &peeling, waiting, n - gone, peeling.round, err);
    } else {
        status = mlg_fail_memory(err, "the core of the roads", n * sizeof *waiting);
    }
    free(peeling.neighbour);
    free(peeling.degree);
    free(peeling.round);
    free(waiting);
    return status;
}

void mlg_core_finish(struct mlg_core *core)
{
    if (!core)
        return;
    free(core->node);
    free(core->first);
    free(core->neighbour);
    *core = (struct mlg_core){0};
}
