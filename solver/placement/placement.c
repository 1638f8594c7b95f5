#include "solver/placement/placement.h"

#include "base/memory.h"

#include <stdlib.h>

enum mlg_place mlg_placement_role(const struct mlg_placement *placement, uint32_t site)
{
    return placement->role ? (enum mlg_place)placement->role[site] : MLG_PLACE_FREE;
}

void mlg_placement_nearest(const struct mlg_placement *placement, const bool *chosen, bool any,
                           uint16_t *time_ds)
{
    const struct mlg_reach *reach = placement->reach;
    for (uint32_t i = 0; i < reach->n_demands; i++) {
        time_ds[i] = UINT16_MAX;
        for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++) {
            enum mlg_place role = mlg_placement_role(placement, reach->site[k]);
            if (role == MLG_PLACE_OPEN ||
                (role == MLG_PLACE_FREE && (any || (chosen && chosen[reach->site[k]])))) {
                time_ds[i] = reach->time_ds[k];
                break;
            }
        }
    }
}

/* Whether its limit leaves demand i to the candidates. */
static bool is_row(const struct mlg_placement *placement, uint32_t i, uint16_t limit_ds)
{
    if (limit_ds == UINT16_MAX)
        return false;
    const struct mlg_reach *reach = placement->reach;
    bool reached = false;
    for (uint64_t k = reach->first[i]; k < reach->first[i + 1]; k++) {
        enum mlg_place role = mlg_placement_role(placement, reach->site[k]);
        if (role == MLG_PLACE_OPEN && reach->time_ds[k] <= limit_ds)
            return false;
        reached |= role != MLG_PLACE_SHUT;
    }
    return reached;
}

struct table {
    uint32_t *row_demand; /* [n_sites of demands] */
    int64_t *weight;
    uint64_t *first; /* [n_sites + 2] */
    uint32_t *row;
    uint32_t n_rows;
};

/* Counts the entries of each site, from first[2] on, or fills them in. */
static void pass(const struct mlg_placement *placement, const uint16_t *limit_ds, bool fill,
                 struct table *table)
{
    const struct mlg_reach *reach = placement->reach;
    for (uint32_t r = 0; r < table->n_rows; r++) {
        uint32_t i = table->row_demand[r];
        for (uint64_t k = reach->first[i];
             k < reach->first[i + 1] && reach->time_ds[k] <= limit_ds[i]; k++) {
            uint32_t j = reach->site[k];
            if (mlg_placement_role(placement, j) != MLG_PLACE_FREE)
                continue;
            if (fill)
                table->row[table->first[j + 1]++] = r;
            else
                table->first[j + 2]++;
        }
    }
}

static enum mlg_status fill_table(const struct mlg_placement *placement, const uint16_t *limit_ds,
                                  struct table *table, struct mlg_error *err)
{
    const struct mlg_reach *reach = placement->reach;
    table->row_demand = mlg_alloc(reach->n_demands, sizeof *table->row_demand);
    table->weight = mlg_alloc(reach->n_demands, sizeof *table->weight);
    table->first = mlg_alloc_zero((size_t)reach->n_sites + 2, sizeof *table->first);
    if (!table->row_demand || !table->weight || !table->first)
        return mlg_fail_memory(err, "a covering instance", reach->n_demands * sizeof(int64_t));
    for (uint32_t i = 0; i < reach->n_demands; i++)
        if (is_row(placement, i, limit_ds[i])) {
            table->weight[table->n_rows] = placement->weight[i];
            table->row_demand[table->n_rows++] = i;
        }
    pass(placement, limit_ds, false, table);
    for (uint32_t j = 0; j < reach->n_sites; j++)
        table->first[j + 2] += table->first[j + 1];
    table->row = mlg_alloc(table->first[reach->n_sites + 1], sizeof *table->row);
    if (!table->row)
        return mlg_fail_memory(err, "a covering instance",
                               table->first[reach->n_sites + 1] * sizeof *table->row);
    pass(placement, limit_ds, true, table);
    return MLG_OK;
}

enum mlg_status mlg_placement_covering(const struct mlg_placement *placement,
                                       const uint16_t *limit_ds, struct mlg_instance **instance,
                                       struct mlg_error *err)
{
    struct table table = {0};
    enum mlg_status status = fill_table(placement, limit_ds, &table, err);
    if (status == MLG_OK)
        status = mlg_instance_create(table.n_rows, placement->reach->n_sites, table.first,
                                     table.row, table.weight, NULL, instance, err);
    free(table.row_demand);
    free(table.weight);
    free(table.first);
    free(table.row);
    return status;
}
