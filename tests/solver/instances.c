#include "tests/solver/instances.h"

#include "base/memory.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* By row of bits; at most 64 columns. */
static struct mlg_instance *from_bits(uint32_t n_rows, uint32_t n_cols, const uint64_t *bits,
                                      const int64_t *weight, const int64_t *cost)
{
    uint64_t *first = mlg_alloc_zero(n_cols + 1, sizeof *first);
    uint32_t *row = mlg_alloc((size_t)n_rows * n_cols, sizeof *row);
    uint64_t n = 0;
    for (uint32_t j = 0; j < n_cols; j++) {
        for (uint32_t i = 0; i < n_rows; i++)
            if (bits[i] >> j & 1)
                row[n++] = i;
        first[j + 1] = n;
    }
    struct mlg_instance *instance = NULL;
    struct mlg_error err;
    ck_assert_int_eq(mlg_instance_create(n_rows, n_cols, first, row, weight, cost, &instance, &err),
                     MLG_OK);
    free(first);
    free(row);
    return instance;
}

static uint64_t row_bits(const struct mlg_instance *instance, uint32_t i)
{
    uint64_t bits = 0;
    for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
        bits |= UINT64_C(1) << instance->row_col[k];
    return bits;
}

struct mlg_instance *instance_of(uint32_t n_rows, uint32_t n_cols, const char *const *row,
                                 const int64_t *weight, const int64_t *cost)
{
    uint64_t bits[64] = {0};
    int64_t ones[64];
    for (uint32_t i = 0; i < n_rows; i++) {
        ones[i] = 1;
        for (uint32_t j = 0; j < n_cols; j++)
            bits[i] |= (uint64_t)(row[i][j] == '1') << j;
    }
    return from_bits(n_rows, n_cols, bits, weight ? weight : ones, cost);
}

/* A row within the columns [low, high); none of them with some chance where that is allowed. */
static uint64_t random_row(struct mlg_random *random, uint32_t low, uint32_t high,
                           bool may_be_empty, double density)
{
    uint64_t bits = 0;
    for (uint32_t j = low; j < high; j++)
        if (mlg_random_unit(random) < density)
            bits |= UINT64_C(1) << j;
    if (bits == 0 && !may_be_empty)
        bits = UINT64_C(1) << (low + mlg_random_below(random, high - low));
    return bits;
}

struct mlg_instance *random_instance(struct mlg_random *random, struct instance_traits traits)
{
    uint32_t n_rows = 1 + mlg_random_below(random, traits.max_rows);
    uint32_t n_cols = 1 + mlg_random_below(random, traits.max_cols);
    uint32_t split = mlg_random_below(random, 2) ? n_cols : 1 + mlg_random_below(random, n_cols);
    double density = 0.1 + 0.4 * mlg_random_unit(random);
    uint64_t bits[256];
    int64_t weight[256], cost[64];
    for (uint32_t i = 0; i < n_rows; i++) {
        bool upper = split < n_cols && mlg_random_below(random, 2);
        bits[i] = random_row(random, upper ? split : 0, upper ? n_cols : split, traits.empty_rows,
                             density);
        if (i > 0 && mlg_random_below(random, 5) == 0)
            bits[i] = bits[mlg_random_below(random, i)];
        weight[i] = mlg_random_below(random, 6) == 0
                        ? 0
                        : 1 + mlg_random_below(random, (uint32_t)traits.max_weight);
    }
    for (uint32_t j = 0; j < n_cols; j++) {
        cost[j] = 1 + mlg_random_below(random, 9);
        if (j == 0 || mlg_random_below(random, 6) > 0)
            continue;
        uint32_t twin = mlg_random_below(random, j); /* a double of an earlier column */
        for (uint32_t i = 0; i < n_rows; i++)
            bits[i] = (bits[i] & ~(UINT64_C(1) << j)) | (bits[i] >> twin & 1) << j;
    }
    for (uint32_t i = 0; i < n_rows && !traits.empty_rows; i++)
        if (bits[i] == 0)
            bits[i] = 1;
    return from_bits(n_rows, n_cols, bits, weight, traits.costs ? cost : NULL);
}

struct mlg_instance *hard_instance(struct mlg_random *random, uint32_t n_rows, uint32_t n_cols)
{
    uint64_t bits[256] = {0};
    int64_t weight[256];
    for (uint32_t i = 0; i < n_rows; i++) {
        while (__builtin_popcountll(bits[i]) < 4)
            bits[i] |= UINT64_C(1) << mlg_random_below(random, n_cols);
        weight[i] = 1 + mlg_random_below(random, 1000);
    }
    return from_bits(n_rows, n_cols, bits, weight, NULL);
}

static void shuffled_numbers(struct mlg_random *random, uint32_t n, uint32_t *number)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = mlg_random_below(random, i + 1);
        number[i] = number[at];
        number[at] = i;
    }
}

struct mlg_instance *shuffled_instance(const struct mlg_instance *instance,
                                       struct mlg_random *random, bool double_rows)
{
    uint32_t n_rows = instance->n_rows, n_cols = instance->n_cols;
    uint32_t row[256], col[64];
    uint64_t bits[512] = {0};
    int64_t weight[512], cost[64];
    shuffled_numbers(random, n_rows, row);
    shuffled_numbers(random, n_cols, col);
    for (uint32_t j = 0; j < n_cols; j++)
        cost[j] = instance->cost[col[j]];
    for (uint32_t i = 0; i < n_rows; i++) {
        uint64_t old = row_bits(instance, row[i]);
        for (uint32_t j = 0; j < n_cols; j++)
            bits[i] |= (old >> col[j] & 1) << j;
        weight[i] = instance->weight[row[i]];
        if (double_rows) {
            bits[n_rows + i] = bits[i];
            weight[n_rows + i] = weight[i] / 3;
            weight[i] -= weight[i] / 3;
        }
    }
    return from_bits(double_rows ? 2 * n_rows : n_rows, n_cols, bits, weight, cost);
}

struct mlg_instance *instance_with_column(const struct mlg_instance *instance,
                                          struct mlg_random *random)
{
    uint64_t bits[256];
    int64_t cost[64];
    for (uint32_t i = 0; i < instance->n_rows; i++)
        bits[i] = row_bits(instance, i) | (uint64_t)(mlg_random_below(random, 3) == 0)
                                              << instance->n_cols;
    memcpy(cost, instance->cost, instance->n_cols * sizeof *cost);
    cost[instance->n_cols] = 1;
    return from_bits(instance->n_rows, instance->n_cols + 1, bits, instance->weight, cost);
}

struct measured {
    int64_t cost, covered;
    bool all; /* every row is covered */
};

static struct measured measure(const struct mlg_instance *instance, uint64_t chosen)
{
    struct measured measured = {0, 0, true};
    for (uint32_t j = 0; j < instance->n_cols; j++)
        if (chosen >> j & 1)
            measured.cost += instance->cost[j];
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        if (row_bits(instance, i) & chosen)
            measured.covered += instance->weight[i];
        else
            measured.all = false;
    }
    return measured;
}

/* Whether `a` is better than the best so far, goal by goal. */
static bool better(const struct mlg_problem *problem, struct measured a,
                   const struct enumerated *best)
{
    for (size_t g = 0; g < problem->n_goals; g++) {
        bool fewest = problem->goals[g].kind == MLG_GOAL_FEWEST_SITES;
        int64_t value = fewest ? a.cost : a.covered;
        if (value != best->value[g])
            return fewest ? value < best->value[g] : value > best->value[g];
    }
    return false;
}

struct enumerated enumerate(const struct mlg_problem *problem)
{
    const struct mlg_instance *instance = problem->instance;
    struct enumerated best = {false, {0, 0}};
    for (uint64_t chosen = 0; chosen < UINT64_C(1) << instance->n_cols; chosen++) {
        if ((uint32_t)__builtin_popcountll(chosen) > problem->max_sites)
            continue;
        struct measured measured = measure(instance, chosen);
        if (problem->goals[0].kind == MLG_GOAL_FEWEST_SITES && !measured.all)
            continue;
        if (best.feasible && !better(problem, measured, &best))
            continue;
        best.feasible = true;
        for (size_t g = 0; g < problem->n_goals; g++)
            best.value[g] =
                problem->goals[g].kind == MLG_GOAL_FEWEST_SITES ? measured.cost : measured.covered;
    }
    return best;
}

/* Exact values of a solution on an instance of any size. */
static struct measured measure_solution(const struct mlg_instance *instance,
                                        const struct mlg_solution *solution)
{
    struct measured measured = {0, 0, true};
    bool *covered = mlg_alloc_zero(instance->n_rows, sizeof *covered);
    for (uint32_t q = 0; q < solution->n_chosen; q++) {
        uint32_t j = solution->chosen[q];
        measured.cost += instance->cost[j];
        for (uint64_t k = instance->col_first[j]; k < instance->col_first[j + 1]; k++)
            covered[instance->col_row[k]] = true;
    }
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        measured.covered += covered[i] ? instance->weight[i] : 0;
        measured.all &= covered[i];
    }
    free(covered);
    return measured;
}

static const char *check_stage(const struct mlg_stage *stage, bool last, struct measured measured)
{
    bool fewest = stage->kind == MLG_GOAL_FEWEST_SITES;
    int64_t value = fewest ? measured.cost : measured.covered;
    if (fewest ? value > stage->value : value < stage->value)
        return "a later stage spoilt an earlier one";
    if (last && value != stage->value)
        return "the value of a stage is not that of the solution";
    if (fewest ? stage->bound > stage->value : stage->bound < stage->value)
        return "a bound is on the wrong side of its value";
    if (stage->proven != (stage->bound == stage->value))
        return "proven does not mean that value and bound are equal";
    return NULL;
}

const char *check_solution(const struct mlg_problem *problem, const struct mlg_solution *solution)
{
    for (uint32_t q = 0; q < solution->n_chosen; q++)
        if (solution->chosen[q] >= problem->instance->n_cols ||
            (q > 0 && solution->chosen[q] <= solution->chosen[q - 1]))
            return "chosen columns are not increasing or out of range";
    if (solution->n_chosen > problem->max_sites)
        return "too many columns are chosen";
    if (solution->n_stages != problem->n_goals)
        return "there are not as many stages as goals";
    struct measured measured = measure_solution(problem->instance, solution);
    if (problem->goals[0].kind == MLG_GOAL_FEWEST_SITES && !measured.all)
        return "a row is not covered";
    const char *wrong = NULL;
    for (size_t g = 0; g < problem->n_goals && !wrong; g++)
        wrong = check_stage(&solution->stages[g], g + 1 == problem->n_goals, measured);
    return wrong;
}
