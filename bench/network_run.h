/* The network room measured on a scenario's roads, people and sites: each step from the file to the
 * matrix by itself, and plain Dijkstra beside it.
 */
#ifndef MLG_BENCH_NETWORK_RUN_H
#define MLG_BENCH_NETWORK_RUN_H

#include "base/monitor.h"
#include "scenarios/language/scenario.h"

struct mlg_bench_network_options {
    const char *const *roads; /* [n_roads]: instead of the scenario's; NULL = the scenario's */
    size_t n_roads;
    const uint32_t *limit_ds; /* [n_limits] of the matrices */
    size_t n_limits;
    unsigned repeat; /* of each step: the median counts */
    int threads;     /* > 1: the rows with so many threads, too */
};

/* A step, as its median run. */
struct mlg_bench_step {
    const char *name;
    uint32_t limit_ds; /* 0 = it has none */
    int threads;
    double cpu_s, wall_s;
    uint64_t amount; /* of what it handles, or 0 */
    const char *unit;
};

/* Tells each step as it ends. MLG_DIFFERENT where an entry of the matrix is not plain Dijkstra's.
 */
enum mlg_status mlg_bench_network(const struct mlg_scenario *scenario,
                                  const struct mlg_bench_network_options *options,
                                  const struct mlg_monitor *monitor,
                                  void (*tell)(void *context, const struct mlg_bench_step *step),
                                  void *context, struct mlg_error *err);

#endif
