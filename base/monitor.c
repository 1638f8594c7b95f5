#include "base/monitor.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

void mlg_progress(const struct mlg_monitor *monitor, const char *phase, uint64_t done,
                  uint64_t total, const char *detail)
{
    if (monitor && monitor->progress)
        monitor->progress(monitor->context, phase, done, total, detail);
}

void mlg_note(const struct mlg_monitor *monitor, const char *format, ...)
{
    if (!monitor || !monitor->note)
        return;
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    monitor->note(monitor->context, text);
}

bool mlg_stopped(const struct mlg_monitor *monitor)
{
    return monitor && monitor->stop && *monitor->stop;
}
