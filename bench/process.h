/* Other processes: programs whose output is read, and calls whose memory and time are measured. No
 * shell is involved.
 */
#ifndef MLG_BENCH_PROCESS_H
#define MLG_BENCH_PROCESS_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct mlg_process {
    pid_t pid;
    FILE *output; /* what it writes on its standard output */
};

struct mlg_process_usage {
    bool ended_well;     /* exit code 0 */
    double cpu_s;        /* user and system */
    uint64_t peak_bytes; /* resident */
};

/* Starts a program found on PATH; argv ends with NULL. Its standard error is dropped. It is ended
 * after cpu_limit_s seconds of work and has memory_bytes of address space (0 = no limit). */
enum mlg_status mlg_process_start(const char *const *argv, double cpu_limit_s,
                                  uint64_t memory_bytes, struct mlg_process *process,
                                  struct mlg_error *err);
/* Starts a copy of this process that calls work(context, output) and ends. */
enum mlg_status mlg_process_fork(void (*work)(void *context, FILE *output), void *context,
                                 struct mlg_process *process, struct mlg_error *err);
/* The seconds that it has worked so far. */
double mlg_process_cpu_s(const struct mlg_process *process);
/* Closes the output and waits for the end. */
void mlg_process_finish(struct mlg_process *process, struct mlg_process_usage *usage);

/* Whether a program of this name is on PATH. */
bool mlg_process_is_there(const char *name);

#endif
