/* Rows of all kinds, written to a matrix file of the test's own. */
#ifndef MLG_TESTS_MATRIX_SAMPLE_H
#define MLG_TESTS_MATRIX_SAMPLE_H

#include "network/matrix/matrix.h"

enum { BOUND = 12000 };

extern struct mlg_error err; /* of the last call that failed */
extern char path[64];        /* a file in the working folder */

/* Fixture: names the file, and removes it. */
void set_path(void);
void remove_path(void);

/* Dense rows: MLG_BEYOND where there is no entry. */
struct sample {
    uint32_t n_sites, n_cells;
    int32_t *lon_e7, *lat_e7; /* sites first, then cells */
    uint16_t *time_ds;        /* [n_sites x n_cells] */
    uint64_t n_entries;
};

struct sample sample_create(uint64_t seed, uint32_t n_sites, uint32_t n_cells);
void sample_destroy(struct sample *sample);
/* Of all that the header says, something other than 0. */
struct mlg_matrix_layout sample_layout(const struct sample *sample);
/* Adds the rows, cells in falling order to see them sorted. */
enum mlg_status write_rows(const struct sample *sample, struct mlg_matrix_writer *writer);
/* The whole file; an existing one is refused. */
enum mlg_status write_sample(const struct sample *sample, const char *name);

#endif
