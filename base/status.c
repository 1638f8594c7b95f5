#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(struct mlg_error *err, enum mlg_status status, const char *file, size_t line,
                 size_t column, const char *format, va_list args)
{
    memset(err, 0, sizeof *err);
    err->status = status;
    snprintf(err->file, sizeof err->file, "%s", file ? file : "");
    err->line = line;
    err->column = column;
    vsnprintf(err->message, sizeof err->message, format, args);
}

enum mlg_status mlg_fail(struct mlg_error *err, enum mlg_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, status, NULL, 0, 0, format, args);
        va_end(args);
    }
    return status;
}

enum mlg_status mlg_fail_at(struct mlg_error *err, enum mlg_status status, const char *file,
                            size_t line, size_t column, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        fill(err, status, file, line, column, format, args);
        va_end(args);
    }
    return status;
}

enum mlg_status mlg_hint(struct mlg_error *err, const char *format, ...)
{
    if (!err)
        return MLG_INTERNAL;
    va_list args;
    va_start(args, format);
    vsnprintf(err->hint, sizeof err->hint, format, args);
    va_end(args);
    return err->status;
}

enum mlg_status mlg_fail_memory(struct mlg_error *err, const char *what, size_t bytes)
{
    return mlg_fail(err, MLG_NO_MEMORY, "no memory for %s (%.1f MB)", what, (double)bytes / 1e6);
}

const char *mlg_status_name(enum mlg_status status)
{
    static const char *const names[] = {
        [MLG_OK] = "ok",
        [MLG_NO_MEMORY] = "no memory",
        [MLG_IO] = "input or output failed",
        [MLG_BAD_INPUT] = "bad input",
        [MLG_BAD_SCENARIO] = "bad scenario",
        [MLG_USAGE] = "usage",
        [MLG_INFEASIBLE] = "infeasible",
        [MLG_STOPPED] = "stopped",
        [MLG_DIFFERENT] = "different",
        [MLG_INTERNAL] = "internal error",
    };
    return status < sizeof names / sizeof *names ? names[status] : "unknown";
}
