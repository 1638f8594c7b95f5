#include "solver/covering/incumbent.h"

#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

struct search {
    const struct mlg_instance *instance;
    bool *chosen;
    int64_t *gain;         /* [n_cols]: weight of the uncovered rows of a column */
    uint32_t *cover_count; /* [n_rows] */
    uint32_t *solution;    /* [n_solution] */
    uint32_t *solution_at; /* [n_cols] */
    uint32_t *queue;       /* [n_queue]: columns near a change, whose swaps may gain now */
    bool *queued;          /* [n_cols] */
    uint32_t n_queue;
    uint32_t n_solution, max_sites;
    int64_t value;
    int64_t target;
    uint64_t work;
    struct mlg_random random;
};

static void search_finish(struct search *s)
{
    free(s->chosen);
    free(s->gain);
    free(s->cover_count);
    free(s->solution);
    free(s->solution_at);
    free(s->queue);
    free(s->queued);
}

static bool search_init(struct search *s, const struct mlg_instance *instance, uint32_t max_sites,
                        uint64_t seed)
{
    size_t rows = instance->n_rows, cols = instance->n_cols;
    *s = (struct search){
        .instance = instance,
        .chosen = mlg_alloc_zero(cols, sizeof *s->chosen),
        .gain = mlg_alloc_zero(cols, sizeof *s->gain),
        .cover_count = mlg_alloc_zero(rows, sizeof *s->cover_count),
        .solution = mlg_alloc(cols, sizeof *s->solution),
        .solution_at = mlg_alloc(cols, sizeof *s->solution_at),
        .queue = mlg_alloc(cols, sizeof *s->queue),
        .queued = mlg_alloc_zero(cols, sizeof *s->queued),
        .max_sites = max_sites,
    };
    if (!s->chosen || !s->gain || !s->cover_count || !s->solution || !s->solution_at || !s->queue ||
        !s->queued)
        return false;
    for (uint32_t j = 0; j < cols; j++)
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            s->gain[j] += instance->weight[instance->col_row[k]];
    mlg_random_seed(&s->random, seed);
    return true;
}

static void enqueue(struct search *s, uint32_t j)
{
    if (s->queued[j])
        return;
    s->queued[j] = true;
    s->queue[s->n_queue++] = j;
}

static void change_gains_of_row(struct search *s, uint32_t i, int64_t change)
{
    const struct mlg_instance *instance = s->instance;
    for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++) {
        uint32_t j = instance->row_col[k];
        s->gain[j] += change;
        if (s->chosen[j])
            enqueue(s, j);
    }
    s->work += instance->row_first[i + 1] - instance->row_first[i];
}

static void add_column(struct search *s, uint32_t j)
{
    const struct mlg_instance *instance = s->instance;
    s->chosen[j] = true;
    s->solution_at[j] = s->n_solution;
    s->solution[s->n_solution++] = j;
    for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
        uint32_t i = instance->col_row[k];
        if (s->cover_count[i]++ > 0)
            continue;
        s->value += instance->weight[i];
        change_gains_of_row(s, i, -instance->weight[i]);
    }
    s->work += instance->col_first[j + 1] - instance->col_first[j];
}

static void remove_column(struct search *s, uint32_t j)
{
    const struct mlg_instance *instance = s->instance;
    uint32_t last = s->solution[--s->n_solution];
    s->solution[s->solution_at[j]] = last;
    s->solution_at[last] = s->solution_at[j];
    s->chosen[j] = false;
    for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
        uint32_t i = instance->col_row[k];
        if (--s->cover_count[i] > 0)
            continue;
        s->value -= instance->weight[i];
        change_gains_of_row(s, i, instance->weight[i]);
    }
    s->work += instance->col_first[j + 1] - instance->col_first[j];
}

/* The column with the largest gain, which `noise` (0 to 1) may lessen by that share; UINT32_MAX =
 * none gains. */
static uint32_t best_column(struct search *s, double noise)
{
    uint32_t best = UINT32_MAX;
    double best_gain = 0;
    for (uint32_t j = 0; j < s->instance->n_cols; j++) {
        if (s->chosen[j] || s->gain[j] <= 0)
            continue;
        double gain = (double)s->gain[j];
        if (noise > 0)
            gain *= 1 - noise * mlg_random_unit(&s->random);
        if (gain > best_gain) {
            best = j;
            best_gain = gain;
        }
    }
    s->work += s->instance->n_cols;
    return best;
}

static void fill(struct search *s, double noise)
{
    while (s->n_solution < s->max_sites) {
        uint32_t j = best_column(s, noise);
        if (j == UINT32_MAX)
            return;
        add_column(s, j);
    }
}

/* Swaps a column for the best other one; false = that gains nothing, and nothing is changed. */
static bool swap(struct search *s, uint32_t out)
{
    int64_t before = s->value;
    remove_column(s, out);
    uint32_t in = best_column(s, 0);
    bool better = in != UINT32_MAX && s->value + s->gain[in] > before;
    add_column(s, better ? in : out);
    return better;
}

/* Swaps single columns until no swap gains, or the work is done. Only the columns near a change are
 * tried; a swap in vain leaves everything as it was, so what it enqueued is taken back. */
static void descend(struct search *s, uint64_t work)
{
    while (s->n_queue > 0 && s->work < work && s->value < s->target) {
        uint32_t at = mlg_random_below(&s->random, s->n_queue), out = s->queue[at];
        s->queue[at] = s->queue[--s->n_queue];
        s->queued[out] = false;
        if (!s->chosen[out])
            continue;
        uint32_t n_queue = s->n_queue;
        if (swap(s, out)) {
            fill(s, 0);
            continue;
        }
        while (s->n_queue > n_queue)
            s->queued[s->queue[--s->n_queue]] = false;
    }
}

/* A chosen column that shares a row with column j, or with a column that does; UINT32_MAX = none
 * found. */
static uint32_t chosen_near(struct search *s, uint32_t j)
{
    const struct mlg_instance *instance = s->instance;
    for (int tries = 0; tries < 30; tries++) {
        uint32_t at = j;
        for (int hops = 1 + tries % 2; hops > 0; hops--) {
            uint64_t length = instance->col_first[at + 1] - instance->col_first[at];
            uint32_t i = instance->col_row[instance->col_first[at] +
                                           mlg_random_below(&s->random, (uint32_t)length)];
            length = instance->row_first[i + 1] - instance->row_first[i];
            at = instance->row_col[instance->row_first[i] +
                                   mlg_random_below(&s->random, (uint32_t)length)];
        }
        if (s->chosen[at])
            return at;
    }
    return UINT32_MAX;
}

/* Removes two to six columns that are close together and refills with some chance. */
static void kick(struct search *s)
{
    uint32_t centre = s->solution[mlg_random_below(&s->random, s->n_solution)];
    for (uint32_t n = 2 + mlg_random_below(&s->random, 5); n > 0 && s->n_solution > 0; n--) {
        uint32_t j = chosen_near(s, centre);
        if (j != UINT32_MAX)
            remove_column(s, j);
    }
    fill(s, mlg_random_below(&s->random, 3) ? 0.3 : 0);
}

static void restore(struct search *s, const bool *chosen)
{
    for (uint32_t j = 0; j < s->instance->n_cols; j++)
        if (s->chosen[j] && !chosen[j])
            remove_column(s, j);
    for (uint32_t j = 0; j < s->instance->n_cols; j++)
        if (!s->chosen[j] && chosen[j])
            add_column(s, j);
}

static void forget_queue(struct search *s)
{
    while (s->n_queue > 0)
        s->queued[s->queue[--s->n_queue]] = false;
}

static void search_run(struct search *s, uint64_t work, const struct mlg_control *control,
                       bool *chosen, int64_t *value)
{
    size_t bytes = s->instance->n_cols * sizeof *chosen;
    fill(s, 0);
    for (uint32_t k = 0; k < s->n_solution; k++)
        enqueue(s, s->solution[k]);
    for (;;) {
        if (!mlg_control_halted(control))
            descend(s, work);
        if (s->value >= *value) {
            *value = s->value;
            memcpy(chosen, s->chosen, bytes);
        } else {
            restore(s, chosen);
        }
        if (s->work >= work || s->value >= s->target || s->n_solution == 0 ||
            s->n_solution < s->max_sites || mlg_control_halted(control))
            return;
        forget_queue(s);
        kick(s);
    }
}

enum mlg_status mlg_swap_search(const struct mlg_instance *instance, uint32_t max_sites,
                                uint64_t work, int64_t target, const struct mlg_control *control,
                                bool *chosen, int64_t *value, struct mlg_error *err)
{
    struct search search;
    enum mlg_status status = MLG_OK;
    if (search_init(&search, instance, max_sites, control->seed)) {
        for (uint32_t j = 0; j < instance->n_cols; j++)
            if (chosen[j])
                add_column(&search, j);
        search.target = target;
        *value = 0;
        search_run(&search, work, control, chosen, value);
    } else {
        status = mlg_fail_memory(err, "the swap search",
                                 (size_t)instance->n_rows * 4 + (size_t)instance->n_cols * 21);
    }
    search_finish(&search);
    return status;
}
