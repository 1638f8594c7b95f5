/* A page about benchmarks: pictures and tables in one HTML file without scripts. */
#ifndef MLG_BENCH_PAGE_H
#define MLG_BENCH_PAGE_H

#include "base/status.h"

#include <jansson.h>
#include <stdio.h>

/* Of an array of records (bench/records.h): performance profiles and primal gaps of solvers, tables
 * of their runs, of the network's steps and of instructions. MLG_BAD_INPUT: there is nothing of
 * these. */
enum mlg_status mlg_bench_page_write(const json_t *records, FILE *stream, struct mlg_error *err);

#endif
