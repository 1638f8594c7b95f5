#include "base/available.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* The number after a name in a file of lines; UINT64_MAX = it is not there. */
static uint64_t read_number(const char *path, const char *name)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return UINT64_MAX;
    char line[256];
    unsigned long long number = UINT64_MAX;
    const size_t length = strlen(name);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, name, length) == 0 && sscanf(line + length, "%llu", &number) == 1)
            break;
    fclose(file);
    return number;
}

static uint64_t less(uint64_t from, uint64_t taken)
{
    return from > taken ? from - taken : 0;
}

static uint64_t group_leaves(void)
{
    const uint64_t most = read_number("/sys/fs/cgroup/memory.max", "");
    const uint64_t now = read_number("/sys/fs/cgroup/memory.current", "");
    const uint64_t files = read_number("/sys/fs/cgroup/memory.stat", "inactive_file");
    if (most == UINT64_MAX || now == UINT64_MAX)
        return UINT64_MAX;
    return less(most, files == UINT64_MAX ? now : less(now, files));
}

static uint64_t limit_leaves(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return UINT64_MAX;
    const uint64_t pages = read_number("/proc/self/statm", "");
    const long page = sysconf(_SC_PAGESIZE);
    return pages == UINT64_MAX || page < 1 ? UINT64_MAX
                                           : less(limit.rlim_cur, pages * (uint64_t)page);
}

uint64_t mlg_memory_available(void)
{
    const uint64_t kilobytes = read_number("/proc/meminfo", "MemAvailable:");
    uint64_t least = kilobytes == UINT64_MAX ? UINT64_MAX : kilobytes * 1024;
    const uint64_t group = group_leaves(), limit = limit_leaves();
    least = group < least ? group : least;
    return limit < least ? limit : least;
}

enum mlg_status mlg_check_memory(const char *what, uint64_t bytes, struct mlg_error *err)
{
    const uint64_t available = mlg_memory_available();
    if (bytes <= available)
        return MLG_OK;
    return mlg_fail(err, MLG_NO_MEMORY,
                    "%s needs about %.3g GB of memory, and %.3g GB are available", what,
                    (double)bytes / 1e9, (double)available / 1e9);
}
