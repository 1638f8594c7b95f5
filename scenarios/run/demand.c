#include "scenarios/run/demand.h"

#include "base/available.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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

static bool is_row(const struct mlg_tables *tables, const struct mlg_coverage *today,
                   const struct mlg_demand *demand, uint32_t person)
{
    return today->n_in_reach[person] == 0 && demand->nearest_ds[person] <= tables->limit_ds[person];
}

static void ask_candidates(const struct mlg_terms *terms, struct mlg_times *times,
                           const struct mlg_coverage *today, struct mlg_demand *demand)
{
    const struct mlg_tables *tables = terms->tables;
    for (size_t i = 0; i < tables->n_sites; i++) {
        uint32_t site = times->in_order[i];
        if (site < tables->n_existing || !mlg_terms_admitted(terms, site))
            continue;
        uint32_t n = mlg_times_next(times, site, times->bound_ds);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t person = times->row_person[k];
            note_nearest(demand, person, times->row_ds[k], site);
            demand->n_entries +=
                times->row_ds[k] <= tables->limit_ds[person] && today->n_in_reach[person] == 0;
        }
    }
    for (uint32_t i = 0; i < tables->n_people; i++)
        demand->n_rows += is_row(tables, today, demand, i);
}

enum mlg_status mlg_demand_create(const struct mlg_terms *terms, struct mlg_times *times,
                                  const struct mlg_coverage *today, struct mlg_demand **demand,
                                  struct mlg_error *err)
{
    size_t n_people = terms->tables->n_people;
    struct mlg_demand *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the demand", sizeof *made);
    made->nearest_ds = mlg_alloc(n_people, sizeof *made->nearest_ds);
    made->nearest_site = mlg_alloc(n_people, sizeof *made->nearest_site);
    if (!made->nearest_ds || !made->nearest_site) {
        mlg_demand_destroy(made);
        return mlg_fail_memory(err, "the demand", n_people * 6);
    }
    for (size_t i = 0; i < n_people; i++) {
        made->nearest_ds[i] = MLG_BEYOND;
        made->nearest_site[i] = MLG_NO_SITE;
    }
    ask_candidates(terms, times, today, made);
    *demand = made;
    return MLG_OK;
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

/* Whether `percent` of the people of the group (NULL: of all) can be covered. */
static enum mlg_status check_group(const struct mlg_terms *terms, const struct mlg_coverage *today,
                                   const struct mlg_demand *demand,
                                   const struct mlg_scenario_goal *goal,
                                   const struct mlg_terms_people *group, struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    size_t n = group ? group->n : tables->n_people;
    int64_t all = 0, reached = 0;
    for (size_t k = 0; k < n; k++) {
        size_t i = group ? group->person[k] : k;
        bool can = today->n_in_reach[i] > 0 || demand->nearest_ds[i] <= tables->limit_ds[i];
        all += tables->people->residents_milli[i];
        reached += can ? tables->people->residents_milli[i] : 0;
    }
    double percent = all > 0 ? 100.0 * (double)reached / (double)all : 100;
    if (percent >= goal->cover_percent)
        return MLG_OK;
    mlg_terms_contradict(mlg_node_get(goal->node, "cover_percent"), err,
                         "%g %% of the residents%s%s are to be covered, but sites reach only %.2f "
                         "%% of them within the limit",
                         goal->cover_percent, group ? " of " : "", group ? group->name : "",
                         floor(percent * 100) / 100);
    return mlg_hint(err, "ask for less, allow a longer limit, or add candidates there");
}

enum mlg_status mlg_demand_check(const struct mlg_terms *terms, const struct mlg_coverage *today,
                                 const struct mlg_demand *demand, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = terms->scenario;
    enum mlg_status status = MLG_OK;
    for (size_t g = 0; g < scenario->n_goals && status == MLG_OK; g++) {
        const struct mlg_scenario_goal *goal = &scenario->goals[g];
        if (!goal->covers || goal->cover_percent >= 100)
            continue;
        if (goal->of_each == MLG_NO_COLUMN)
            status = check_group(terms, today, demand, goal, NULL, err);
        for (size_t c = 0;
             goal->of_each != MLG_NO_COLUMN && c < terms->n_covers && status == MLG_OK; c++)
            status = check_group(terms, today, demand, goal, &terms->covers[c], err);
    }
    return status;
}

/* The covering problem while it is collected. */
struct columns {
    uint32_t *row_of_person; /* [n_people], or UINT32_MAX */
    int64_t *weight;         /* [n_rows] */
    uint32_t n_rows;
    uint64_t *first; /* [n_candidates + 1] */
    uint32_t *row;   /* [n_entries] */
};

/* Numbered in the order in which mlg_times_row gives people, so that columns come out increasing.
 */
static void number_rows(const struct mlg_tables *tables, const struct mlg_times *times,
                        const struct mlg_coverage *today, struct mlg_demand *demand,
                        struct columns *columns)
{
    for (size_t rank = 0; rank < tables->n_people; rank++) {
        uint32_t person = times->person[rank];
        bool row = is_row(tables, today, demand, person);
        columns->row_of_person[person] = row ? columns->n_rows : UINT32_MAX;
        if (!row)
            continue;
        demand->person[columns->n_rows] = person;
        columns->weight[columns->n_rows++] = tables->people->residents_milli[person];
    }
}

static void fill_columns(const struct mlg_terms *terms, struct mlg_times *times,
                         struct columns *columns)
{
    const struct mlg_tables *tables = terms->tables;
    uint64_t n_entries = 0;
    for (size_t site = tables->n_existing; site < tables->n_sites; site++) {
        uint32_t n =
            mlg_terms_admitted(terms, site) ? mlg_times_row(times, site, times->bound_ds) : 0;
        for (uint32_t k = 0; k < n; k++) {
            uint32_t person = times->row_person[k];
            if (columns->row_of_person[person] != UINT32_MAX &&
                times->row_ds[k] <= tables->limit_ds[person])
                columns->row[n_entries++] = columns->row_of_person[person];
        }
        columns->first[site - tables->n_existing + 1] = n_entries;
    }
}

/* Of a covering instance, for each of its entries: the instance, and the reductions of it. */
enum { BYTES_AN_ENTRY = 24 };

static enum mlg_status check_memory(const struct mlg_demand *demand, struct mlg_error *err)
{
    char what[96];
    snprintf(what, sizeof what, "covering %llu points of people by %llu pairs",
             (unsigned long long)demand->n_rows, (unsigned long long)demand->n_entries);
    if (mlg_check_memory(what, demand->n_entries * BYTES_AN_ENTRY, err) == MLG_OK)
        return MLG_OK;
    return mlg_hint(err, "use a shorter limit, fewer candidates, or a coarser grid of people");
}

enum mlg_status mlg_demand_instance(const struct mlg_terms *terms, struct mlg_times *times,
                                    const struct mlg_coverage *today, struct mlg_demand *demand,
                                    struct mlg_error *err)
{
    enum mlg_status status = check_memory(demand, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_tables *tables = terms->tables;
    uint32_t n_columns = (uint32_t)tables->candidates->n;
    struct columns columns = {
        .row_of_person = mlg_alloc(tables->n_people, sizeof *columns.row_of_person),
        .weight = mlg_alloc(tables->n_people, sizeof *columns.weight),
        .first = mlg_alloc_zero((size_t)n_columns + 1, sizeof *columns.first),
        .row = mlg_alloc(demand->n_entries, sizeof *columns.row),
    };
    demand->person = mlg_alloc(demand->n_rows, sizeof *demand->person);
    if (demand->person && columns.row_of_person && columns.weight && columns.first && columns.row) {
        number_rows(tables, times, today, demand, &columns);
        fill_columns(terms, times, &columns);
        status = mlg_instance_create(columns.n_rows, n_columns, columns.first, columns.row,
                                     columns.weight, NULL, &demand->instance, err);
    } else {
        status =
            mlg_fail_memory(err, "the covering instance", demand->n_entries * sizeof *columns.row);
    }
    free(columns.row_of_person);
    free(columns.weight);
    free(columns.first);
    free(columns.row);
    return status;
}
