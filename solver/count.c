#include "solver/count.h"

#include <stddef.h>

uint32_t mlg_count_chosen(const bool *chosen, uint32_t n)
{
    uint32_t count = 0;
    for (uint32_t j = 0; j < n; j++)
        count += chosen[j];
    return count;
}

int64_t mlg_count_cost(const struct mlg_instance *instance, const bool *chosen)
{
    int64_t cost = 0;
    for (uint32_t j = 0; j < instance->n_cols; j++)
        if (chosen[j])
            cost += instance->cost[j];
    return cost;
}

bool mlg_row_is_covered(const struct mlg_instance *instance, const bool *chosen, uint32_t row)
{
    for (uint64_t k = instance->row_first[row]; k < instance->row_first[row + 1]; k++)
        if (chosen[instance->row_col[k]])
            return true;
    return false;
}

int64_t mlg_count_uncovered(const struct mlg_instance *instance, const bool *chosen, uint32_t *rows)
{
    int64_t weight = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        if (mlg_row_is_covered(instance, chosen, i))
            continue;
        weight += instance->weight[i];
        n++;
    }
    if (rows)
        *rows = n;
    return weight;
}

int64_t mlg_count_coverable(const struct mlg_instance *instance)
{
    int64_t weight = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        if (instance->row_first[i] < instance->row_first[i + 1])
            weight += instance->weight[i];
    return weight;
}
