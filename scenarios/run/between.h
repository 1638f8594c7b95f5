/* Travel times between the sites of a scenario, from a matrix whose people are the sites. */
#ifndef MLG_SCENARIOS_RUN_BETWEEN_H
#define MLG_SCENARIOS_RUN_BETWEEN_H

#include "network/matrix/matrix.h"
#include "scenarios/run/tables.h"

struct mlg_between {
    const struct mlg_tables *tables;
    struct mlg_matrix *matrix;
    uint32_t *row;        /* [n_sites]: the site's row of the matrix */
    uint32_t *first_site; /* [n_cells + 1] into site */
    uint32_t *site;       /* [n_sites]: sites by column of the matrix */
    uint32_t *cells;      /* [max_row]: a row as the matrix has it */
    uint16_t *cell_ds;
    uint32_t *from; /* [n_sites]: the sites that mlg_between_row found */
    uint16_t *from_ds;
};

/* A site that is not in the matrix, as a row and as a column, is an error that names it, as is a
 * matrix that does not reach `longest_ds`. O(n log n). */
enum mlg_status mlg_between_open(const struct mlg_tables *tables, const char *path,
                                 uint32_t longest_ds, struct mlg_between **between,
                                 struct mlg_error *err);
void mlg_between_close(struct mlg_between *between);

/* The other sites from which `site` is reached within time_ds, into between->from and from_ds;
 * returns how many. */
uint32_t mlg_between_row(struct mlg_between *between, size_t site, uint32_t time_ds);

#endif
