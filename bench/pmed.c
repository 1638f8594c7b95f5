/* OR-Library's p-median files: a graph, and how many vertices open. */
#include "bench/solver_instance.h"

#include "base/memory.h"
#include "bench/numbers.h"

#include <stdlib.h>
#include <string.h>

struct graph {
    uint32_t n;
    uint32_t *length; /* [n x n]: of the edge, UINT32_MAX = none */
    uint32_t *first;  /* [n + 1] */
    uint32_t *head;   /* [2 edges] */
};

/* All vertices by all vertices. */
struct distances {
    uint64_t *first;   /* [n + 1] */
    uint32_t *demand;  /* [n x n] */
    uint16_t *time_ds; /* [n x n] */
    uint32_t *from;    /* [n]: of one vertex */
    uint32_t *queue;   /* [n] */
    bool *waits;       /* [n] */
};

static bool comes_out_even(const struct mlg_numbers *numbers)
{
    const uint32_t *number = numbers->number;
    if (numbers->n < 6 || number[0] < 2 || number[0] > 30000 || number[2] < 1 ||
        number[2] > number[0] || (numbers->n - 3) / 3 != number[1] || (numbers->n - 3) % 3 != 0)
        return false;
    for (size_t k = 3; k < numbers->n; k += 3)
        if (number[k] < 1 || number[k] > number[0] || number[k + 1] < 1 ||
            number[k + 1] > number[0])
            return false;
    return true;
}

static void fill_graph(const struct mlg_numbers *numbers, struct graph *graph)
{
    const size_t n = graph->n;
    memset(graph->length, 0xff, n * n * sizeof *graph->length);
    for (size_t k = 3; k < numbers->n; k += 3) {
        const uint32_t i = numbers->number[k] - 1, j = numbers->number[k + 1] - 1;
        graph->length[i * n + j] = graph->length[j * n + i] = numbers->number[k + 2];
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        graph->first[i] = at;
        for (uint32_t j = 0; j < n; j++)
            if (graph->length[i * n + j] != UINT32_MAX)
                graph->head[at++] = j;
    }
    graph->first[n] = at;
}

/* Ways from one vertex: labels are corrected in the order of a queue. */
static void search(const struct graph *graph, uint32_t source, struct distances *all)
{
    const uint32_t n = graph->n;
    uint32_t begin = 0, waiting = 1;
    memset(all->from, 0xff, n * sizeof *all->from);
    all->from[source] = 0;
    all->queue[0] = source;
    while (waiting > 0) {
        const uint32_t i = all->queue[begin];
        begin = (begin + 1) % n;
        waiting--;
        all->waits[i] = false;
        for (uint32_t k = graph->first[i]; k < graph->first[i + 1]; k++) {
            const uint32_t j = graph->head[k];
            const uint64_t way = (uint64_t)all->from[i] + graph->length[(size_t)i * n + j];
            if (way >= all->from[j])
                continue;
            all->from[j] = (uint32_t)way;
            if (!all->waits[j])
                all->queue[(begin + waiting++) % n] = j;
            all->waits[j] = true;
        }
    }
}

static enum mlg_status fill_distances(const struct graph *graph, const char *path,
                                      struct distances *all, struct mlg_error *err)
{
    uint64_t at = 0;
    for (uint32_t i = 0; i < graph->n; i++) {
        search(graph, i, all);
        for (uint32_t j = 0; j < graph->n; j++) {
            if (all->from[j] == UINT32_MAX)
                continue;
            if (all->from[j] >= UINT16_MAX)
                return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                                   "vertices %u and %u are %u apart, expected at most 65534", i + 1,
                                   j + 1, all->from[j]);
            all->demand[at] = j;
            all->time_ds[at++] = (uint16_t)all->from[j];
        }
        all->first[i + 1] = at;
    }
    return MLG_OK;
}

static enum mlg_status make_reach(const struct graph *graph, const char *path,
                                  struct mlg_reach **reach, struct mlg_error *err)
{
    const size_t n = graph->n;
    struct distances all = {
        .first = mlg_alloc_zero(n + 1, sizeof *all.first),
        .demand = mlg_alloc(n * n, sizeof *all.demand),
        .time_ds = mlg_alloc(n * n, sizeof *all.time_ds),
        .from = mlg_alloc(n, sizeof *all.from),
        .queue = mlg_alloc(n, sizeof *all.queue),
        .waits = mlg_alloc_zero(n, sizeof *all.waits),
    };
    enum mlg_status status;
    if (all.first && all.demand && all.time_ds && all.from && all.queue && all.waits)
        status = fill_distances(graph, path, &all, err);
    else
        status = mlg_fail_memory(err, "distances", n * n * 6);
    if (status == MLG_OK)
        status =
            mlg_reach_create(graph->n, graph->n, all.first, all.demand, all.time_ds, reach, err);
    free(all.first);
    free(all.demand);
    free(all.time_ds);
    free(all.from);
    free(all.queue);
    free(all.waits);
    return status;
}

static enum mlg_status read_graph(const struct mlg_numbers *numbers, struct mlg_reach **reach,
                                  struct mlg_error *err)
{
    const size_t n = numbers->number[0];
    struct graph graph = {
        .n = numbers->number[0],
        .length = mlg_alloc(n * n, sizeof *graph.length),
        .first = mlg_alloc(n + 1, sizeof *graph.first),
        .head = mlg_alloc(2 * numbers->n, sizeof *graph.head),
    };
    enum mlg_status status;
    if (graph.length && graph.first && graph.head) {
        fill_graph(numbers, &graph);
        status = make_reach(&graph, numbers->path, reach, err);
    } else {
        status = mlg_fail_memory(err, "a graph", n * n * sizeof *graph.length);
    }
    free(graph.length);
    free(graph.first);
    free(graph.head);
    return status;
}

enum mlg_status mlg_pmed_read(const char *path, bool *is_one, struct mlg_reach **reach, uint32_t *p,
                              struct mlg_error *err)
{
    struct mlg_numbers numbers;
    enum mlg_status status = mlg_numbers_read(path, &numbers, err);
    if (status != MLG_OK)
        return status;
    *is_one = comes_out_even(&numbers);
    if (*is_one)
        status = read_graph(&numbers, reach, err);
    if (*is_one && status == MLG_OK)
        *p = numbers.number[2];
    free(numbers.number);
    return status;
}
