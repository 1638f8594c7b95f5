#include "scenarios/report/page_people.h"

#include "base/memory.h"
#include "scenarios/plan/figures.h"

#include <stdlib.h>

void mlg_page_people_finish(struct mlg_page_people *people)
{
    free(people->rank);
    free(people->id);
    free(people->commune);
    free(people->commune_id);
    free(people->off_reason);
    free(people->lon_e7);
    free(people->lat_e7);
    free(people->residents_milli);
    free(people->limit_ds);
}

static void fill(struct mlg_page_people *people, const struct mlg_tables *tables,
                 const struct mlg_times *times)
{
    for (size_t k = 0; k < tables->n_people; k++) {
        size_t i = times->person[k];
        enum mlg_snap_reason reason =
            mlg_matrix_cell_snap(times->matrix, times->person_cell[i], NULL);
        people->rank[i] = (uint32_t)k;
        people->id[k] = tables->people->id[i];
        people->commune[k] = tables->commune[i];
        people->commune_id[k] = tables->commune_id[i];
        people->off_reason[k] = reason == MLG_SNAPPED ? NULL : mlg_snap_reason_name(reason);
        people->lon_e7[k] = tables->people->lon_e7[i];
        people->lat_e7[k] = tables->people->lat_e7[i];
        people->residents_milli[k] = tables->people->residents_milli[i];
        people->limit_ds[k] = tables->limit_ds[i];
    }
}

enum mlg_status mlg_page_people_init(struct mlg_page_people *people,
                                     const struct mlg_tables *tables, const struct mlg_times *times,
                                     struct mlg_error *err)
{
    size_t n = tables->n_people;
    *people = (struct mlg_page_people){
        .rank = mlg_alloc(n, sizeof *people->rank),
        .id = mlg_alloc(n, sizeof *people->id),
        .commune = mlg_alloc(n, sizeof *people->commune),
        .commune_id = mlg_alloc(n, sizeof *people->commune_id),
        .off_reason = mlg_alloc(n, sizeof *people->off_reason),
        .lon_e7 = mlg_alloc(n, sizeof *people->lon_e7),
        .lat_e7 = mlg_alloc(n, sizeof *people->lat_e7),
        .residents_milli = mlg_alloc(n, sizeof *people->residents_milli),
        .limit_ds = mlg_alloc(n, sizeof *people->limit_ds),
    };
    if (!people->rank || !people->id || !people->commune || !people->commune_id ||
        !people->off_reason || !people->lon_e7 || !people->lat_e7 || !people->residents_milli ||
        !people->limit_ds)
        return mlg_fail_memory(err, "the people of a page", n * 54);
    fill(people, tables, times);
    return MLG_OK;
}

struct mlg_report_people mlg_page_people_lend(const struct mlg_page_people *people, size_t n)
{
    return (struct mlg_report_people){
        .n = n,
        .id = people->id,
        .lon_e7 = people->lon_e7,
        .lat_e7 = people->lat_e7,
        .residents_milli = people->residents_milli,
        .limit_ds = people->limit_ds,
        .commune = people->commune,
        .commune_id = people->commune_id,
        .off_reason = people->off_reason,
    };
}
