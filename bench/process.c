#include "bench/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static enum mlg_status open_pipe(int ends[2], struct mlg_process *process, struct mlg_error *err)
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        return mlg_fail(err, MLG_IO, "cannot make a pipe: %s", strerror(errno));
    process->output = fdopen(ends[0], "r");
    if (process->output)
        return MLG_OK;
    close(ends[0]);
    close(ends[1]);
    return mlg_fail_memory(err, "a stream", BUFSIZ);
}

static int spawn(const char *const *argv, int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed)
        return failed;
    failed = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (!failed)
        failed =
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (!failed)
        failed = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static void limit(pid_t pid, __rlimit_resource_t what, uint64_t most)
{
    const struct rlimit limits = {most, most};
    if (most > 0)
        prlimit(pid, what, &limits, NULL);
}

enum mlg_status mlg_process_start(const char *const *argv, double cpu_limit_s,
                                  uint64_t memory_bytes, struct mlg_process *process,
                                  struct mlg_error *err)
{
    int ends[2];
    struct mlg_process made = {0};
    enum mlg_status status = open_pipe(ends, &made, err);
    if (status != MLG_OK)
        return status;
    int failed = spawn(argv, ends[1], &made.pid);
    close(ends[1]);
    if (failed) {
        fclose(made.output);
        return mlg_fail(err, MLG_IO, "cannot start '%s': %s", argv[0], strerror(failed));
    }
    limit(made.pid, RLIMIT_CPU, cpu_limit_s > 0 ? (uint64_t)cpu_limit_s + 1 : 0);
    limit(made.pid, RLIMIT_AS, memory_bytes);
    *process = made;
    return MLG_OK;
}

enum mlg_status mlg_process_fork(void (*work)(void *context, FILE *output), void *context,
                                 struct mlg_process *process, struct mlg_error *err)
{
    int ends[2];
    struct mlg_process made = {0};
    enum mlg_status status = open_pipe(ends, &made, err);
    if (status != MLG_OK)
        return status;
    fflush(NULL);
    made.pid = fork();
    if (made.pid == 0) {
        FILE *output = fdopen(ends[1], "w");
        if (output)
            work(context, output);
        _exit(output && fclose(output) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    if (made.pid < 0) {
        fclose(made.output);
        return mlg_fail(err, MLG_NO_MEMORY, "cannot start a process: %s", strerror(errno));
    }
    *process = made;
    return MLG_OK;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

double mlg_process_cpu_s(const struct mlg_process *process)
{
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(process->pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

void mlg_process_finish(struct mlg_process *process, struct mlg_process_usage *usage)
{
    struct rusage used = {0};
    int state = 0;
    fclose(process->output);
    while (wait4(process->pid, &state, 0, &used) < 0 && errno == EINTR)
        continue;
    *usage = (struct mlg_process_usage){
        .ended_well = WIFEXITED(state) && WEXITSTATUS(state) == EXIT_SUCCESS,
        .cpu_s = seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
        .peak_bytes = (uint64_t)used.ru_maxrss * 1024,
    };
}

bool mlg_process_is_there(const char *name)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        const size_t length = strcspn(at, ":");
        char path[4096];
        snprintf(path, sizeof path, "%.*s/%s", (int)length, at, name);
        if (access(path, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}
