/* Covering instances for benchmarks of the solver, from files of several kinds. */
#ifndef MLG_BENCH_SOLVER_INSTANCE_H
#define MLG_BENCH_SOLVER_INSTANCE_H

#include "base/status.h"
#include "solver/instance.h"
#include "solver/placement/reach.h"

#include <stdbool.h>

/* Every site of the matrix a candidate, every cell that one reaches within the limit (0 = the
 * matrix's bound) a row of weight 1: as *instance, or where that is NULL with its times as *reach.
 */
enum mlg_status mlg_matrix_instance_read(const char *path, uint32_t limit_ds,
                                         struct mlg_instance **instance, struct mlg_reach **reach,
                                         struct mlg_error *err);

/* OR-Library (Beasley 1990, doi 10.1057/jors.1990.166): "m n", then n costs and for each row its
 * count and columns from 1, or (rail) for each column its cost, count and rows. Which of the two is
 * recognised by the numbers: a file is refused unless they come out even. */
enum mlg_status mlg_orlib_read(const char *path, struct mlg_instance **instance,
                               struct mlg_error *err);

/* OR-Library's p-median and p-center files (Beasley 1985, doi 10.1016/0377-2217(85)90101-2): "n
 * edges p", then "i j length" of each edge, of which the last one counts where they repeat. Every
 * vertex is a demand and a candidate, their times are lengths of shortest ways. *is_one: false =
 * the numbers do not come out even as such a file. O(n edges) expected. */
enum mlg_status mlg_pmed_read(const char *path, bool *is_one, struct mlg_reach **reach, uint32_t *p,
                              struct mlg_error *err);

/* A region frozen for benchmarks: FOLDER/region-20min.xz with the times, sites.csv whose last field
 * tells existing sites (1), cells.csv.xz whose last field has the residents. Unpacked by xz. */
enum mlg_status mlg_region_instance_read(const char *folder, uint32_t limit_s, bool from_scratch,
                                         struct mlg_instance **instance, struct mlg_error *err);

/* From (column, row) pairs [n] in any order; weight [n_rows]; cost [n_cols]; NULL = 1. */
enum mlg_status mlg_instance_from_pairs(size_t n, const uint32_t *col, const uint32_t *row,
                                        uint32_t n_rows, uint32_t n_cols, const int64_t *weight,
                                        const int64_t *cost, struct mlg_instance **instance,
                                        struct mlg_error *err);

#endif
