/* Covering instances for benchmarks of the solver, from files of several kinds. */
#ifndef MLG_BENCH_SOLVER_INSTANCE_H
#define MLG_BENCH_SOLVER_INSTANCE_H

#include "base/monitor.h"
#include "base/status.h"
#include "solver/instance.h"

/* What a word names:
 *   SCENARIO.yaml             the people whom the scenario's existing sites do not serve
 *   MATRIX.mtt@MINUTES        every site a candidate, every cell that one reaches a row
 *   FOLDER@MINUTES            a frozen region (bench/region_instance.c); @MINUTES:scratch
 *                             leaves its existing sites out
 *   any other file            OR-Library set covering, by rows or by columns ("rail")
 * MLG_USAGE names a mistake in the word. */
enum mlg_status mlg_bench_instance(const char *word, const char *cache_folder,
                                   const struct mlg_monitor *monitor,
                                   struct mlg_instance **instance, struct mlg_error *err);

/* OR-Library (Beasley 1990, doi 10.1057/jors.1990.166): "m n", then n costs and for each row its
 * count and columns from 1, or (rail) for each column its cost, count and rows. Which of the two is
 * recognised by the numbers: a file is refused unless they come out even. */
enum mlg_status mlg_orlib_read(const char *path, struct mlg_instance **instance,
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
