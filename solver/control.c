#include "solver/control.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

double mlg_clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

bool mlg_control_halted(const struct mlg_control *control)
{
    return mlg_stopped(control->monitor) || mlg_clock_s() >= control->deadline_s;
}

double mlg_control_left_s(const struct mlg_control *control)
{
    return fmax(0, control->deadline_s - mlg_clock_s());
}

double mlg_relative_gap(int64_t value, int64_t bound)
{
    return fabs((double)value - (double)bound) / fmax(1, fabs((double)value));
}

bool mlg_control_satisfied(const struct mlg_control *control, int64_t value, int64_t bound)
{
    return value == bound || mlg_relative_gap(value, bound) <= control->gap;
}

void mlg_control_count(const struct mlg_control *control, uint64_t nodes, uint64_t cuts)
{
    if (!control->effort)
        return;
    control->effort->nodes += nodes;
    control->effort->cuts += cuts;
}

void mlg_control_report(const struct mlg_control *control, const char *phase, int64_t value,
                        int64_t bound)
{
    value += control->offset;
    bound += control->offset;
    if (control->observer)
        control->observer->tell(control->observer->context, phase, value, bound);
    char detail[128];
    snprintf(detail, sizeof detail, "incumbent %.0f, bound %.0f, gap %.2g %%",
             (double)value * control->unit, (double)bound * control->unit,
             100 * mlg_relative_gap(value, bound));
    mlg_progress(control->monitor, phase, 0, 0, detail);
}
