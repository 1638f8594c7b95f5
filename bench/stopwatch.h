/* Seconds of the processor and of the clock, and medians of them. */
#ifndef MLG_BENCH_STOPWATCH_H
#define MLG_BENCH_STOPWATCH_H

#include <stddef.h>

struct mlg_seconds {
    double cpu_s, wall_s;
};

/* Of this process, since some moment. */
struct mlg_seconds mlg_seconds_now(void);
/* Adds what went by since `begin` to *sum. */
void mlg_seconds_add(struct mlg_seconds *sum, struct mlg_seconds begin);
/* The run in the middle by its CPU seconds; sorts runs [n], n > 0. */
struct mlg_seconds mlg_seconds_median(struct mlg_seconds *runs, size_t n);

#endif
