/* Runs as JSON lines, and the file that collects them: a benchmark that was stopped goes on with
 * the runs that are missing.
 */
#ifndef MLG_BENCH_SOLVER_RECORD_H
#define MLG_BENCH_SOLVER_RECORD_H

#include "bench/solver_run.h"

#include <jansson.h>
#include <stdio.h>

/* The caller's; NULL = no memory. */
json_t *mlg_bench_run_to_json(const char *word, const struct mlg_bench_problem *problem,
                              const struct mlg_bench_limits *limits,
                              const struct mlg_bench_run *run);

/* Lines go into PATH.part, which gets its final name with the last one. */
struct mlg_record_file {
    char *path, *part;
    FILE *stream;
    json_t *earlier; /* the lines that an earlier, stopped benchmark left */
};

/* MLG_IO: also where PATH is there and must not be replaced, or another process writes it. */
enum mlg_status mlg_record_file_open(const char *path, bool overwrite, struct mlg_record_file *file,
                                     struct mlg_error *err);
/* Takes run->solver with run->seed from what an earlier benchmark left under the same limits; false
 * = it is not there. Points are left out. */
bool mlg_record_file_find(const struct mlg_record_file *file, const char *word,
                          const struct mlg_bench_limits *limits, struct mlg_bench_run *run);
enum mlg_status mlg_record_file_add(struct mlg_record_file *file, const json_t *line,
                                    struct mlg_error *err);
/* The final name; or, without `complete`, the lines stay for the next time. */
enum mlg_status mlg_record_file_close(struct mlg_record_file *file, bool complete,
                                      struct mlg_error *err);

#endif
