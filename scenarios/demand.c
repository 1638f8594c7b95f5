#include "scenarios/demand.h"

#include "base/memory.h"

#include <stdlib.h>

/* The columns of the instance while they are collected. */
struct columns {
    uint32_t *row_of_person; /* [n_people], or UINT32_MAX */
    int64_t *weight;         /* [n_rows] */
    uint32_t n_rows;
    uint64_t *first; /* [n_candidates + 1] */
    uint32_t *row;   /* [first[n_candidates]] */
};

/* Candidates are read in the order of the matrix, which is some times faster; on a tie the lowest
 * number counts. */
static void note_nearest(struct mlg_demand *demand, uint32_t person, uint16_t time_ds,
                         uint32_t site)
{
    uint16_t best_ds = demand->nearest_ds[person];
    if (time_ds > best_ds || (time_ds == best_ds && site > demand->nearest_site[person]))
        return;
    demand->nearest_ds[person] = time_ds;
    demand->nearest_site[person] = site;
}

/* Who is nearest to whom, and in first[i + 1] how many rows candidate i covers: a person within the
 * limit of any candidate is within that of the nearest. */
static void find_nearest(const struct mlg_tables *tables, struct mlg_times *times,
                         const struct mlg_coverage *today, uint32_t limit_ds,
                         struct mlg_demand *demand, uint64_t *first)
{
    for (size_t i = 0; i < tables->n_people; i++) {
        demand->nearest_ds[i] = MLG_BEYOND;
        demand->nearest_site[i] = MLG_NO_SITE;
    }
    for (size_t i = 0; i < tables->n_sites; i++) {
        uint32_t site = times->in_order[i];
        if (site < tables->n_existing)
            continue;
        uint32_t n = mlg_times_next(times, site, times->bound_ds);
        uint64_t *count = &first[site - tables->n_existing + 1];
        for (uint32_t k = 0; k < n; k++) {
            uint32_t person = times->row_person[k];
            note_nearest(demand, person, times->row_ds[k], site);
            *count += times->row_ds[k] <= limit_ds && today->n_in_reach[person] == 0;
        }
    }
    for (size_t i = 0; i < tables->candidates->n; i++)
        first[i + 1] += first[i];
}

/* Numbered in the order in which mlg_times_row gives people, so that columns come out increasing.
 */
static void number_rows(const struct mlg_tables *tables, const struct mlg_times *times,
                        const struct mlg_coverage *today, struct mlg_demand *demand,
                        uint32_t limit_ds, struct columns *columns)
{
    for (size_t rank = 0; rank < tables->n_people; rank++) {
        uint32_t person = times->person[rank];
        bool open = today->n_in_reach[person] == 0 && demand->nearest_ds[person] <= limit_ds;
        columns->row_of_person[person] = open ? columns->n_rows : UINT32_MAX;
        if (!open)
            continue;
        demand->person[columns->n_rows] = person;
        columns->weight[columns->n_rows++] = tables->people->residents_milli[person];
    }
}

static void fill_columns(const struct mlg_tables *tables, struct mlg_times *times,
                         uint32_t limit_ds, struct columns *columns)
{
    for (size_t i = 0; i < tables->n_sites; i++) {
        uint32_t site = times->in_order[i];
        if (site < tables->n_existing)
            continue;
        uint32_t n = mlg_times_next(times, site, limit_ds);
        uint32_t *to = columns->row + columns->first[site - tables->n_existing];
        for (uint32_t k = 0; k < n; k++) {
            uint32_t row = columns->row_of_person[times->row_person[k]];
            if (row != UINT32_MAX)
                *to++ = row;
        }
    }
}

static enum mlg_status make_instance(const struct mlg_tables *tables, struct mlg_times *times,
                                     const struct mlg_coverage *today, uint32_t limit_ds,
                                     struct mlg_demand *demand, struct mlg_error *err)
{
    uint32_t n_columns = (uint32_t)tables->candidates->n;
    struct columns columns = {
        .row_of_person = mlg_alloc(tables->n_people, sizeof *columns.row_of_person),
        .weight = mlg_alloc(tables->n_people, sizeof *columns.weight),
        .first = mlg_alloc_zero((size_t)n_columns + 1, sizeof *columns.first),
    };
    if (columns.row_of_person && columns.weight && columns.first) {
        find_nearest(tables, times, today, limit_ds, demand, columns.first);
        number_rows(tables, times, today, demand, limit_ds, &columns);
        columns.row = mlg_alloc(columns.first[n_columns], sizeof *columns.row);
    }
    enum mlg_status status;
    if (columns.row) {
        fill_columns(tables, times, limit_ds, &columns);
        status = mlg_instance_create(columns.n_rows, n_columns, columns.first, columns.row,
                                     columns.weight, NULL, &demand->instance, err);
    } else {
        status = mlg_fail_memory(err, "the covering instance", tables->n_people * sizeof(uint64_t));
    }
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
    made->person = mlg_alloc(tables->n_people, sizeof *made->person);
    enum mlg_status status = made->person && made->nearest_ds && made->nearest_site
                                 ? make_instance(tables, times, today, limit_ds, made, err)
                                 : mlg_fail_memory(err, "the demand", tables->n_people * 6);
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
    free(demand->person);
    free(demand->nearest_ds);
    free(demand->nearest_site);
    free(demand);
}
