/* What bounds the work of every stage: the user's limits, the monitor and the seed. */
#ifndef MLG_SOLVER_CONTROL_H
#define MLG_SOLVER_CONTROL_H

#include "base/monitor.h"

#include <stdbool.h>
#include <stdint.h>

/* What the work amounted to, for benchmarks. */
struct mlg_effort {
    uint64_t nodes, cuts;
};

/* Is told of every value and bound that a search reports, for benchmarks. phase tells whose they
 * are: searches within others report, too. */
struct mlg_observer {
    void (*tell)(void *context, const char *phase, int64_t value, int64_t bound);
    void *context;
};

struct mlg_certificate;

struct mlg_control {
    const struct mlg_monitor *monitor;
    double deadline_s; /* of mlg_clock_s */
    double gap;        /* relative gap that is good enough */
    uint64_t seed;
    /* of progress: what a value is multiplied with to be shown, and what is already certain */
    double unit;
    int64_t offset;
    bool no_cuts, no_heuristics, no_reductions; /* to measure what they contribute */
    struct mlg_effort *effort;                  /* may be NULL */
    const struct mlg_observer *observer;        /* may be NULL */
    struct mlg_certificate *certificate;        /* to record a covering proof in, or NULL */
};

/* Seconds of a clock that never goes back. */
double mlg_clock_s(void);
/* The time limit is over or the user asked to stop. */
bool mlg_control_halted(const struct mlg_control *control);
/* Seconds until the deadline, at least 0. */
double mlg_control_left_s(const struct mlg_control *control);
/* |value - bound| / max(1, |value|) */
double mlg_relative_gap(int64_t value, int64_t bound);
/* Value and bound are equal or as close as the user asked for. */
bool mlg_control_satisfied(const struct mlg_control *control, int64_t value, int64_t bound);
/* Adds to the effort. */
void mlg_control_count(const struct mlg_control *control, uint64_t nodes, uint64_t cuts);
/* Progress of a search: "incumbent 73, bound 71, gap 2.7 %". */
void mlg_control_report(const struct mlg_control *control, const char *phase, int64_t value,
                        int64_t bound);

#endif
