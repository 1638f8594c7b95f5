/* Travel times between the sites and the people of a scenario: its matrix, and where each point is
 * in it. Under several conditions a site serves a person only where it does so under each that
 * must hold, and the time is the longest of them.
 */
#ifndef MLG_SCENARIOS_RUN_TIMES_H
#define MLG_SCENARIOS_RUN_TIMES_H

#include "network/matrix/matrix.h"
#include "scenarios/run/tables.h"

struct mlg_run_options;

/* The times under a condition of the scenario. */
struct mlg_times_condition {
    const struct mlg_condition *said;
    struct mlg_times *times; /* as they are: slower where the condition says so */
};

struct mlg_times {
    struct mlg_matrix *matrix;
    const struct mlg_matrix_info *info;
    uint32_t bound_ds; /* times beyond it are not reported */
    struct mlg_matrix_reader *reader;
    uint32_t *site_row;     /* [n_sites]: the site's row in the matrix */
    uint32_t *in_order;     /* [n_sites]: the sites in the order of their rows */
    uint32_t *person_cell;  /* [n_people]: the person's column */
    uint32_t *first_person; /* [info->n_cells + 1] into person */
    uint32_t *person;       /* [n_people]: points of people by column of the matrix */
    uint32_t *cells;        /* [info->max_row]: a row as the matrix has it */
    uint16_t *cell_ds;
    uint32_t *row_person; /* [n_people]: the row that mlg_times_row found */
    uint16_t *row_ds;

    uint32_t slower_milli;                  /* times are longer than in the matrix by so much */
    uint32_t usual_bound_ds;                /* bound_ds without the conditions */
    struct mlg_times_condition *conditions; /* [n_conditions], as the scenario lists them */
    size_t n_conditions;
    uint32_t *n_met;    /* [n_people]: of a row, under how many conditions so far; 0 between rows */
    uint16_t *worst_ds; /* [n_people]: the longest of these times */
};

/* Finds or computes the matrix of the scenario, and those of its conditions, and opens them.
 * *matrix_path: of the usual one; caller frees, also on failure. */
enum mlg_status mlg_times_prepare(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables,
                                  const struct mlg_run_options *options,
                                  const struct mlg_monitor *monitor, char **matrix_path,
                                  struct mlg_times **times, struct mlg_error *err);

/* The times without any condition: borrows all from `times`, and is not to be closed. */
struct mlg_times mlg_times_usual(const struct mlg_times *times);
/* Within which a site serves each person under a condition, into condition_ds [n_people]. */
void mlg_condition_limits(const struct mlg_condition *condition, const struct mlg_tables *tables,
                          uint16_t *condition_ds);
/* The scenario as it is under one of its conditions: for its travel times only. Borrows all. */
struct mlg_scenario mlg_scenario_under(const struct mlg_scenario *scenario,
                                       const struct mlg_condition *condition);
/* A time that is longer by so many thousandths, rounded up. */
uint32_t mlg_slower_ds(uint32_t time_ds, uint32_t slower_milli);

/* Opens the matrix at `path` and finds every person and site in it; a point that is not there is an
 * error that names it, as is a scenario that says of the matrix what is not so. O(n log n). */
enum mlg_status mlg_times_open(const struct mlg_scenario *scenario, const struct mlg_tables *tables,
                               const char *path, struct mlg_times **times, struct mlg_error *err);
void mlg_times_close(struct mlg_times *times);

/* The people within bound_ds of a site into times->row_person and row_ds, in the order of
 * times->person; returns how many. */
uint32_t mlg_times_row(struct mlg_times *times, size_t site, uint32_t bound_ds);
/* The same, some times faster for one who reads all sites as in_order has them, and slower for one
 * who reads a few. */
uint32_t mlg_times_next(struct mlg_times *times, size_t site, uint32_t bound_ds);

#endif
