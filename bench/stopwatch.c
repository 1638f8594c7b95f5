#include "bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct mlg_seconds mlg_seconds_now(void)
{
    return (struct mlg_seconds){read_clock(CLOCK_PROCESS_CPUTIME_ID), read_clock(CLOCK_MONOTONIC)};
}

void mlg_seconds_add(struct mlg_seconds *sum, struct mlg_seconds begin)
{
    const struct mlg_seconds now = mlg_seconds_now();
    sum->cpu_s += now.cpu_s - begin.cpu_s;
    sum->wall_s += now.wall_s - begin.wall_s;
}

static int by_cpu(const void *a, const void *b)
{
    const struct mlg_seconds *x = a, *y = b;
    return (x->cpu_s > y->cpu_s) - (x->cpu_s < y->cpu_s);
}

struct mlg_seconds mlg_seconds_median(struct mlg_seconds *runs, size_t n)
{
    qsort(runs, n, sizeof *runs, by_cpu);
    return runs[n / 2];
}
