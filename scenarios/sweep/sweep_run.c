#include "base/hash.h"
#include "base/memory.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/run.h"
#include "scenarios/sweep/sweep_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A variant that runs in a process of its own, and the pipe that its message comes through. */
struct job {
    pid_t process; /* 0 = none */
    int message;
    size_t variant;
};

struct jobs {
    const struct mlg_sweep_options *options;
    const struct mlg_monitor *monitor;
    struct mlg_variant *variants;
    struct job *job; /* [width] */
    size_t width, running, done, n;
};

/* The plan of just this scenario. */
static bool has_plan(const struct mlg_variant *variant)
{
    struct mlg_plan *plan;
    struct mlg_sha256 hash;
    char hex[MLG_SHA256_HEX];
    if (access(variant->plan, F_OK) != 0 || mlg_plan_read(variant->plan, &plan, NULL) != MLG_OK)
        return false;
    const json_t *inputs = json_object_get(plan->json, "inputs");
    const char *said =
        json_string_value(json_object_get(json_object_get(inputs, "scenario"), "sha256"));
    bool same = said && mlg_hash_file(variant->scenario, &hash, NULL) == MLG_OK &&
                strcmp(said, mlg_hash_hex(&hash, hex)) == 0;
    mlg_plan_destroy(plan);
    return same;
}

/* In the process of a variant: runs it and ends with its status. */
static void run_variant(const struct mlg_sweep_options *options, const struct mlg_variant *variant,
                        const volatile sig_atomic_t *stop, int message)
{
    const struct mlg_monitor monitor = {.stop = stop};
    const struct mlg_run_options run = {
        .overwrite = true,
        .threads = 1,
        .time_s = options->time_s,
        .cache_folder = options->cache_folder,
    };
    struct mlg_error err = {0};
    struct mlg_scenario *scenario;
    struct mlg_plan *plan;
    enum mlg_status status = mlg_scenario_load(variant->scenario, &scenario, &err);
    if (status == MLG_OK)
        status = mlg_run(scenario, &run, &monitor, &plan, &err);
    if (status != MLG_OK && write(message, err.message, strlen(err.message)) < 0)
        status = MLG_IO;
    _exit((int)status);
}

static enum mlg_status start(struct jobs *jobs, struct job *job, size_t variant,
                             struct mlg_error *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return mlg_fail(err, MLG_IO, "cannot start a run: %s", strerror(errno));
    pid_t process = fork();
    if (process == 0)
        run_variant(jobs->options, &jobs->variants[variant],
                    jobs->monitor ? jobs->monitor->stop : NULL, ends[1]);
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return mlg_fail(err, MLG_IO, "cannot start a run: %s", strerror(errno));
    }
    *job = (struct job){.process = process, .message = ends[0], .variant = variant};
    jobs->running++;
    return MLG_OK;
}

static void note_end(struct mlg_variant *variant, int state, int message)
{
    ssize_t length = read(message, variant->message, sizeof variant->message - 1);
    variant->message[length > 0 ? length : 0] = '\0';
    variant->status = WIFEXITED(state) ? (enum mlg_status)WEXITSTATUS(state) : MLG_INTERNAL;
    if (!WIFEXITED(state))
        snprintf(variant->message, sizeof variant->message, "its process was ended by signal %d",
                 WTERMSIG(state));
}

/* Waits for one job to end. */
static enum mlg_status finish_one(struct jobs *jobs, struct mlg_error *err)
{
    int state;
    pid_t process = waitpid(-1, &state, 0);
    if (process < 0 && errno == EINTR)
        return MLG_OK;
    if (process < 0)
        return mlg_fail(err, MLG_IO, "cannot wait for a run: %s", strerror(errno));
    for (size_t k = 0; k < jobs->width; k++) {
        struct job *job = &jobs->job[k];
        if (job->process != process)
            continue;
        note_end(&jobs->variants[job->variant], state, job->message);
        close(job->message);
        job->process = 0;
        jobs->running--;
        mlg_progress(jobs->monitor, "running the variants", ++jobs->done, jobs->n,
                     jobs->variants[job->variant].name);
    }
    return MLG_OK;
}

static struct job *free_job(struct jobs *jobs, size_t width)
{
    for (size_t k = 0; k < width; k++)
        if (jobs->job[k].process == 0)
            return &jobs->job[k];
    return NULL;
}

static enum mlg_status run_all(struct jobs *jobs, bool first_alone, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < jobs->n && status == MLG_OK; i++) {
        if (has_plan(&jobs->variants[i])) {
            jobs->done++;
            continue;
        }
        bool alone = first_alone && i < 2; /* none beside the first */
        struct job *job;
        while (status == MLG_OK &&
               (!(job = free_job(jobs, jobs->width)) || (alone && i == 1 && jobs->running > 0)))
            status = finish_one(jobs, err);
        if (status == MLG_OK && mlg_stopped(jobs->monitor))
            status = mlg_fail(err, MLG_STOPPED,
                              "the sweep was interrupted; it goes on from here "
                              "when it is started again");
        if (status == MLG_OK)
            status = start(jobs, job, i, err);
    }
    while (jobs->running > 0)
        if (finish_one(jobs, err) != MLG_OK)
            return MLG_IO;
    return status;
}

enum mlg_status mlg_sweep_run(const struct mlg_sweep_options *options, struct mlg_variant *variants,
                              size_t n, bool first_alone, const struct mlg_monitor *monitor,
                              struct mlg_error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t width =
        options->threads > 0 ? (size_t)options->threads : (size_t)(processors > 0 ? processors : 1);
    struct jobs jobs = {.options = options,
                        .monitor = monitor,
                        .variants = variants,
                        .width = width,
                        .n = n,
                        .job = mlg_alloc_zero(width, sizeof *jobs.job)};
    if (!jobs.job)
        return mlg_fail_memory(err, "the runs", width * sizeof *jobs.job);
    enum mlg_status status = run_all(&jobs, first_alone, err);
    free(jobs.job);
    return status;
}
