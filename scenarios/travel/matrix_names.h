/* What the sites and cells of a matrix are called, for other programs. */
#ifndef MLG_SCENARIOS_TRAVEL_MATRIX_NAMES_H
#define MLG_SCENARIOS_TRAVEL_MATRIX_NAMES_H

#include "datasets/arena.h"
#include "network/matrix/matrix.h"
#include "scenarios/language/scenario.h"
#include "scenarios/run/tables.h"

struct mlg_matrix_names {
    const char **site;      /* [n_sites] of the matrix: ids */
    const char **site_name; /* [n_sites], NULL where there is none */
    const char **cell;      /* [n_cells] */
    struct mlg_arena *positions;
    struct mlg_tables *tables;
};

/* The scenario's ids and names where it has points at the matrix's positions; scenario may be NULL,
 * and then and elsewhere the position, "longitude,latitude". Finish it whatever the status. */
enum mlg_status mlg_matrix_names_init(const struct mlg_matrix *matrix,
                                      const struct mlg_scenario *scenario,
                                      const struct mlg_monitor *monitor,
                                      struct mlg_matrix_names *names, struct mlg_error *err);
void mlg_matrix_names_finish(struct mlg_matrix_names *names);

#endif
