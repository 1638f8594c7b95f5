#include "scenarios/demand.h"

#include "base/memory.h"

#include <stdlib.h>

/* The columns of the instance while they are collected. */
struct columns {
    uint32_t *row_of_person; /* [n_people], or UINT32_MAX */
    int64_t *weight;         /* [n_rows] */
    uint32_t n_rows;
    uint64_t *first; /* [n_candidates + 1] */
    uint32_t *row;
    size_t n_entries, capacity;
};

static void find_nearest(const struct mlg_tables *tables, struct mlg_times *times,
                         struct mlg_demand *demand)
{
    for (size_t i = 0; i < tables->n_people; i++) {
        demand->nearest_ds[i] = MLG_BEYOND;
        demand->nearest_site[i] = MLG_NO_SITE;
    }
    for (size_t site = tables->n_existing; site < tables->n_sites; site++) {
        uint32_t n = mlg_times_row(times, site, times->bound_ds);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t person = times->row_person[k];
            if (times->row_ds[k] >= demand->nearest_ds[person])
                continue;
            demand->nearest_ds[person] = times->row_ds[k];
            demand->nearest_site[person] = (uint32_t)site;
        }
    }
}

/* Numbered in the order in which mlg_times_row gives people, so that columns come out increasing.
 */
static void number_rows(const struct mlg_tables *tables, const struct mlg_times *times,
                        const struct mlg_coverage *today, const struct mlg_demand *demand,
                        uint32_t limit_ds, struct columns *columns)
{
    for (size_t rank = 0; rank < tables->n_people; rank++) {
        uint32_t person = times->person[rank];
        bool open = today->n_in_reach[person] == 0 && demand->nearest_ds[person] <= limit_ds;
        columns->row_of_person[person] = open ? columns->n_rows : UINT32_MAX;
        if (open)
            columns->weight[columns->n_rows++] = tables->people->residents_milli[person];
    }
}

static bool collect_columns(const struct mlg_tables *tables, struct mlg_times *times,
                            uint32_t limit_ds, struct columns *columns)
{
    columns->first[0] = 0;
    for (size_t site = tables->n_existing; site < tables->n_sites; site++) {
        uint32_t n = mlg_times_row(times, site, limit_ds);
        if (!mlg_reserve(&columns->row, &columns->capacity, columns->n_entries + n,
                         sizeof *columns->row))
            return false;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t row = columns->row_of_person[times->row_person[k]];
            if (row != UINT32_MAX)
                columns->row[columns->n_entries++] = row;
        }
        columns->first[site - tables->n_existing + 1] = columns->n_entries;
    }
    return true;
}

static enum mlg_status make_instance(const struct mlg_tables *tables, struct mlg_times *times,
                                     const struct mlg_coverage *today, uint32_t limit_ds,
                                     struct mlg_demand *demand, struct mlg_error *err)
{
    uint32_t n_columns = (uint32_t)tables->candidates->n;
    struct columns columns = {
        .row_of_person = mlg_alloc(tables->n_people, sizeof *columns.row_of_person),
        .weight = mlg_alloc(tables->n_people, sizeof *columns.weight),
        .first = mlg_alloc((size_t)n_columns + 1, sizeof *columns.first),
    };
    bool room = columns.row_of_person && columns.weight && columns.first;
    if (room) {
        number_rows(tables, times, today, demand, limit_ds, &columns);
        room = collect_columns(tables, times, limit_ds, &columns);
    }
    enum mlg_status status =
        room ? mlg_instance_create(columns.n_rows, n_columns, columns.first, columns.row,
                                   columns.weight, NULL, &demand->instance, err)
             : mlg_fail_memory(err, "the covering instance", columns.n_entries * sizeof(uint32_t));
    free(columns.row_of_person);
    free(columns.weight);
    free(columns.first);
    free(columns.row);
    return status;
}

enum mlg_status mlg_demand_create(const struct mlg_tables *tables, struct mlg_times *times,
                                  const struct mlg_coverage *today, uint32_t limit_ds,
                                  struct mlg_demand **demand, struct mlg_error *err)
{
    struct mlg_demand *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the demand", sizeof *made);
    made->nearest_ds = mlg_alloc(tables->n_people, sizeof *made->nearest_ds);
    made->nearest_site = mlg_alloc(tables->n_people, sizeof *made->nearest_site);
    enum mlg_status status;
    if (!made->nearest_ds || !made->nearest_site) {
        status = mlg_fail_memory(err, "the demand", tables->n_people * 6);
    } else {
        find_nearest(tables, times, made);
        status = make_instance(tables, times, today, limit_ds, made, err);
    }
    if (status == MLG_OK)
        *demand = made;
    else
        mlg_demand_destroy(made);
    return status;
}

void mlg_demand_destroy(struct mlg_demand *demand)
{
    if (!demand)
        return;
    mlg_instance_destroy(demand->instance);
    free(demand->nearest_ds);
    free(demand->nearest_site);
    free(demand);
}
