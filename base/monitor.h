/* How long work tells of its progress and learns that it should stop. Libraries never print: the
 * command line (or a test) passes a monitor down. A NULL monitor is silent and never stops.
 */
#ifndef MLG_BASE_MONITOR_H
#define MLG_BASE_MONITOR_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct mlg_monitor {
    /* Called from one thread at a time, at most some ten times a second for a phase.
     * phase: what is being done ("reading roads"), translated by the caller of the library;
     * done, total: in the phase's own units; total 0 = unknown;
     * detail: one line more ("incumbent 73, bound 71, gap 2.7 %") or NULL. */
    void (*progress)(void *context, const char *phase, uint64_t done, uint64_t total,
                     const char *detail);
    /* A remark for the user that is no error ("matrix reused: …", "12 cells without residents"). */
    void (*note)(void *context, const char *text);
    void *context;
    const volatile sig_atomic_t *stop; /* not 0 = stop soon, keep the best so far; may be NULL */
};

void mlg_progress(const struct mlg_monitor *monitor, const char *phase, uint64_t done,
                  uint64_t total, const char *detail);
void mlg_note(const struct mlg_monitor *monitor, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool mlg_stopped(const struct mlg_monitor *monitor);

#endif
