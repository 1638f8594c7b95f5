#include "solver/covering/incumbent.h"

#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* score [n_cols]: the weight of the rows that a chosen column alone covers, or that another one
 * would newly cover. A row remembers the sum of its chosen columns: where only one is left, that is
 * it. */
struct search {
    const struct mlg_instance *instance;
    bool *chosen;
    int64_t *score;
    int64_t *weight;        /* [n_rows] */
    uint32_t *cover_count;  /* [n_rows]: chosen columns that cover the row */
    uint64_t *cover_sum;    /* [n_rows]: the sum of their numbers */
    uint64_t *row_changed;  /* [n_rows]: when a column of the row last came or went */
    uint64_t *col_removed;  /* [n_cols]: when the column last went */
    uint64_t *col_moved;    /* [n_cols]: when it last came or went by a step of the search */
    uint32_t *solution;     /* [n_solution] */
    uint32_t *solution_at;  /* [n_cols]: place in solution */
    uint32_t *uncovered;    /* [n_uncovered] */
    uint32_t *uncovered_at; /* [n_rows]: place in uncovered */
    uint32_t n_solution, n_uncovered;
    int64_t cost;
    uint64_t clock, work;
    bool unit_cost;
};

static void search_finish(struct search *s)
{
    free(s->chosen);
    free(s->score);
    free(s->weight);
    free(s->cover_count);
    free(s->cover_sum);
    free(s->row_changed);
    free(s->col_removed);
    free(s->col_moved);
    free(s->solution);
    free(s->solution_at);
    free(s->uncovered);
    free(s->uncovered_at);
}

static bool search_init(struct search *s, const struct mlg_instance *instance)
{
    size_t rows = instance->n_rows, cols = instance->n_cols;
    *s = (struct search){
        .instance = instance,
        .chosen = mlg_alloc_zero(cols, sizeof *s->chosen),
        .score = mlg_alloc(cols, sizeof *s->score),
        .weight = mlg_alloc(rows, sizeof *s->weight),
        .cover_count = mlg_alloc_zero(rows, sizeof *s->cover_count),
        .cover_sum = mlg_alloc_zero(rows, sizeof *s->cover_sum),
        .row_changed = mlg_alloc_zero(rows, sizeof *s->row_changed),
        .col_removed = mlg_alloc_zero(cols, sizeof *s->col_removed),
        .col_moved = mlg_alloc_zero(cols, sizeof *s->col_moved),
        .solution = mlg_alloc(cols, sizeof *s->solution),
        .solution_at = mlg_alloc(cols, sizeof *s->solution_at),
        .uncovered = mlg_alloc(rows, sizeof *s->uncovered),
        .uncovered_at = mlg_alloc(rows, sizeof *s->uncovered_at),
        .n_uncovered = instance->n_rows,
        .unit_cost = true,
    };
    if (!s->chosen || !s->score || !s->weight || !s->cover_count || !s->cover_sum ||
        !s->row_changed || !s->col_removed || !s->col_moved || !s->solution || !s->solution_at ||
        !s->uncovered || !s->uncovered_at)
        return false;
    for (uint32_t i = 0; i < rows; i++) {
        s->weight[i] = 1;
        s->uncovered[i] = s->uncovered_at[i] = i;
    }
    for (uint32_t j = 0; j < cols; j++) {
        s->score[j] = (int64_t)(instance->col_first[j + 1] - instance->col_first[j]);
        s->unit_cost &= instance->cost[j] == 1;
    }
    return true;
}

static void change_scores_of_row(struct search *s, uint32_t i, uint32_t except, int64_t change)
{
    const struct mlg_instance *instance = s->instance;
    for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
        s->score[instance->row_col[k]] += change;
    if (except != UINT32_MAX)
        s->score[except] -= change;
    s->work += instance->row_first[i + 1] - instance->row_first[i];
}

static void add_column(struct search *s, uint32_t j)
{
    const struct mlg_instance *instance = s->instance;
    s->chosen[j] = true;
    s->solution_at[j] = s->n_solution;
    s->solution[s->n_solution++] = j;
    s->cost += instance->cost[j];
    s->clock++;
    for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
        uint32_t i = instance->col_row[k];
        s->row_changed[i] = s->clock;
        if (++s->cover_count[i] == 1) {
            uint32_t last = s->uncovered[--s->n_uncovered];
            s->uncovered[s->uncovered_at[i]] = last;
            s->uncovered_at[last] = s->uncovered_at[i];
            change_scores_of_row(s, i, j, -s->weight[i]);
        } else if (s->cover_count[i] == 2) {
            s->score[s->cover_sum[i]] -= s->weight[i];
        }
        s->cover_sum[i] += j;
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
    s->cost -= instance->cost[j];
    s->col_removed[j] = ++s->clock;
    for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
        uint32_t i = instance->col_row[k];
        s->row_changed[i] = s->clock;
        s->cover_sum[i] -= j;
        if (--s->cover_count[i] == 0) {
            s->uncovered_at[i] = s->n_uncovered;
            s->uncovered[s->n_uncovered++] = i;
            change_scores_of_row(s, i, j, s->weight[i]);
        } else if (s->cover_count[i] == 1) {
            s->score[s->cover_sum[i]] += s->weight[i];
        }
    }
    s->work += instance->col_first[j + 1] - instance->col_first[j];
}

/* Whether a has more score for its cost than b; how much more does not matter: sign of the
 * difference. */
static int compare_value(const struct search *s, uint32_t a, uint32_t b)
{
    if (s->unit_cost)
        return (s->score[a] > s->score[b]) - (s->score[a] < s->score[b]);
    double x = (double)s->score[a] * (double)s->instance->cost[b];
    double y = (double)s->score[b] * (double)s->instance->cost[a];
    return (x > y) - (x < y);
}

static void complete_greedily(struct search *s)
{
    while (s->n_uncovered > 0) {
        uint32_t best = 0;
        for (uint32_t j = 1; j < s->instance->n_cols; j++)
            if (!s->chosen[j] && (s->chosen[best] || compare_value(s, j, best) > 0))
                best = j;
        add_column(s, best);
    }
}

static void drop_redundant(struct search *s)
{
    for (uint32_t k = s->n_solution; k-- > 0;)
        if (s->score[s->solution[k]] == 0)
            remove_column(s, s->solution[k]);
}

/* The chosen column that costs least to lose; of equals the one that has rested longest. */
static uint32_t column_to_remove(struct search *s, uint32_t tabu)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t k = 0; k < s->n_solution; k++) {
        uint32_t j = s->solution[k];
        if (j == tabu)
            continue;
        int order = best == UINT32_MAX ? -1 : compare_value(s, j, best);
        if (order < 0 || (order == 0 && s->col_moved[j] < s->col_moved[best]))
            best = j;
    }
    s->work += s->n_solution;
    return best;
}

/* A column may come back once something changed around it. */
static bool surroundings_changed(struct search *s, uint32_t j)
{
    const struct mlg_instance *instance = s->instance;
    for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++) {
        s->work++;
        if (s->row_changed[instance->col_row[k]] > s->col_removed[j])
            return true;
    }
    return false;
}

/* The best column of an uncovered row that keeps the cost below `limit`. */
static uint32_t column_to_add(struct search *s, uint32_t row, int64_t limit)
{
    const struct mlg_instance *instance = s->instance;
    uint32_t best = UINT32_MAX;
    for (uint64_t k = instance->row_first[row]; k < instance->row_first[row + 1]; k++) {
        uint32_t j = instance->row_col[k];
        if (s->cost + instance->cost[j] >= limit)
            continue;
        int order = best == UINT32_MAX ? 1 : compare_value(s, j, best);
        if ((order > 0 || (order == 0 && s->col_moved[j] < s->col_moved[best])) &&
            surroundings_changed(s, j))
            best = j;
    }
    s->work += instance->row_first[row + 1] - instance->row_first[row];
    return best;
}

static void weigh_uncovered(struct search *s)
{
    for (uint32_t k = 0; k < s->n_uncovered; k++) {
        s->weight[s->uncovered[k]]++;
        change_scores_of_row(s, s->uncovered[k], UINT32_MAX, 1);
    }
}

static void step(struct search *s, struct mlg_random *random, int64_t best_cost, uint32_t *tabu)
{
    uint32_t out = column_to_remove(s, *tabu);
    if (out != UINT32_MAX) {
        remove_column(s, out);
        s->col_moved[out] = s->clock;
    }
    while (s->n_uncovered > 0) {
        uint32_t row = s->uncovered[mlg_random_below(random, s->n_uncovered)];
        uint32_t in = column_to_add(s, row, best_cost);
        if (in == UINT32_MAX)
            break;
        add_column(s, in);
        s->col_moved[in] = s->clock;
        *tabu = in;
        weigh_uncovered(s);
    }
}

static void improve(struct search *s, uint64_t work, int64_t target,
                    const struct mlg_control *control, bool *chosen, int64_t *cost)
{
    size_t bytes = s->instance->n_cols * sizeof *chosen;
    struct mlg_random random;
    mlg_random_seed(&random, control->seed);
    uint32_t tabu = UINT32_MAX;
    for (uint64_t steps = 0;; steps++) {
        while (s->n_uncovered == 0) {
            drop_redundant(s);
            memcpy(chosen, s->chosen, bytes);
            *cost = s->cost;
            if (s->cost <= target || s->n_solution == 0)
                return;
            remove_column(s, column_to_remove(s, UINT32_MAX));
        }
        if (s->work > work || (steps % 256 == 0 && mlg_control_halted(control)))
            return;
        step(s, &random, *cost, &tabu);
    }
}

enum mlg_status mlg_row_weighting(const struct mlg_instance *instance, uint64_t work,
                                  int64_t target, const struct mlg_control *control, bool *chosen,
                                  int64_t *cost, struct mlg_error *err)
{
    struct search search;
    enum mlg_status status = MLG_OK;
    if (search_init(&search, instance)) {
        for (uint32_t j = 0; j < instance->n_cols; j++)
            if (chosen[j])
                add_column(&search, j);
        complete_greedily(&search);
        improve(&search, work, target, control, chosen, cost);
    } else {
        status = mlg_fail_memory(err, "the row weighting search",
                                 (size_t)instance->n_rows * 40 + (size_t)instance->n_cols * 40);
    }
    search_finish(&search);
    return status;
}
