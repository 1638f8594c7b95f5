#include "bench/solver_problem.h"

#include "base/memory.h"
#include "bench/problem_places.h"
#include "bench/solver_instance.h"
#include "scenarios/run/run.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A word taken apart. */
struct request {
    const char *word;
    char *path;
    double minutes; /* 0 = not given */
    bool from_scratch;
    char goal[8]; /* "" = not given */
    uint32_t n;   /* of the goal; 0 = not given */
};

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), ending = strlen(end);
    return length >= ending && strcmp(text + length - ending, end) == 0;
}

/* ":median=5": taken off the path. */
static enum mlg_status take_goal(struct request *request, char *colon, struct mlg_error *err)
{
    const size_t length = strcspn(colon + 1, "=");
    char *end = colon + 1 + length;
    snprintf(request->goal, sizeof request->goal, "%.*s", (int)length, colon + 1);
    if (*end == '=') {
        const char *number = end + 1;
        errno = 0;
        const unsigned long n = strtoul(number, &end, 10);
        request->n = n > 0 && n < UINT32_MAX && !errno && *number != '-' ? (uint32_t)n : 0;
        if (!request->n || *end)
            return mlg_fail(err, MLG_USAGE, "'%s' ends in '%s', expected a number of sites",
                            request->word, number);
    }
    *colon = '\0';
    return MLG_OK;
}

static bool is_goal(const char *text)
{
    static const char *const goals[] = {"fewest", "most", "median", "center"};
    for (size_t g = 0; g < sizeof goals / sizeof *goals; g++)
        if (strlen(goals[g]) == strcspn(text, "=") &&
            strncmp(goals[g], text, strlen(goals[g])) == 0)
            return true;
    return false;
}

/* "@MINUTES" or "@MINUTES:scratch": taken off the path. */
static enum mlg_status take_limit(struct request *request, char *limit, struct mlg_error *err)
{
    char *end;
    request->minutes = strtod(limit + 1, &end);
    request->from_scratch = strcmp(end, ":scratch") == 0;
    if (end == limit + 1 || !(request->minutes > 0 && request->minutes <= 1e4) ||
        (*end && !request->from_scratch))
        return mlg_fail(err, MLG_USAGE, "'%s' ends in '%s', expected @MINUTES or @MINUTES:scratch",
                        request->word, limit);
    *limit = '\0';
    return MLG_OK;
}

static enum mlg_status take_apart(struct request *request, struct mlg_error *err)
{
    struct stat there;
    enum mlg_status status = MLG_OK;
    request->path = mlg_strdup(request->word);
    if (!request->path)
        return mlg_fail_memory(err, "a file name", strlen(request->word));
    if (stat(request->path, &there) == 0)
        return MLG_OK;
    char *colon = strrchr(request->path, ':');
    if (colon && is_goal(colon + 1))
        status = take_goal(request, colon, err);
    char *limit = strrchr(request->path, '@');
    if (status == MLG_OK && limit && stat(request->path, &there) != 0)
        status = take_limit(request, limit, err);
    return status;
}

static enum mlg_status refuse_goal(const struct request *request, const char *what,
                                   struct mlg_error *err)
{
    return mlg_fail(err, MLG_USAGE, "'%s' %s: '%s'", request->path, what, request->word);
}

/* Fewest, or the most that n sites cover. */
static enum mlg_status ask_covering(const struct request *request,
                                    struct mlg_bench_problem *problem, struct mlg_error *err)
{
    const bool most = strcmp(request->goal, "most") == 0;
    if (most && !request->n)
        return refuse_goal(request, "wants the number of sites, such as :most=50", err);
    if (!most && *request->goal && strcmp(request->goal, "fewest") != 0)
        return refuse_goal(request, "has no times, expected :fewest or :most=N", err);
    if (!most && request->n)
        return refuse_goal(request, "takes no number of sites with :fewest", err);
    problem->kind = MLG_BENCH_COVERING;
    problem->goal = most ? MLG_GOAL_MOST_RESIDENTS : MLG_GOAL_FEWEST_SITES;
    problem->known_as = most ? "maximal covering" : "set covering";
    problem->more_is_better = most;
    problem->integral = true;
    problem->max_sites = most ? request->n : UINT32_MAX;
    problem->n_rows = problem->instance->n_rows;
    problem->n_cols = problem->instance->n_cols;
    return MLG_OK;
}

/* Median or center, of a reach that is given away. */
static enum mlg_status ask_times(const struct request *request, struct mlg_reach *reach, uint32_t p,
                                 struct mlg_bench_problem *problem, struct mlg_error *err)
{
    const bool center = strcmp(request->goal, "center") == 0;
    problem->kind = MLG_BENCH_SITING;
    problem->goal = center ? MLG_GOAL_SHORTEST_TIME : MLG_GOAL_SHORTEST_MEAN;
    problem->known_as = center ? "p-center" : "p-median";
    problem->integral = true;
    enum mlg_status status = mlg_bench_places_create(
        reach, problem->goal, request->n ? request->n : p, &problem->places, err);
    if (status == MLG_OK) {
        problem->siting = &problem->places->siting;
        problem->n_rows = reach->n_demands;
        problem->n_cols = reach->n_sites;
    }
    return status;
}

static bool is_of_times(const struct request *request)
{
    return strcmp(request->goal, "median") == 0 || strcmp(request->goal, "center") == 0;
}

static enum mlg_status read_matrix(const struct request *request, struct mlg_bench_problem *problem,
                                   struct mlg_error *err)
{
    const uint32_t limit_ds = (uint32_t)lround(request->minutes * 600);
    struct mlg_reach *reach;
    if (request->from_scratch)
        return mlg_fail(err, MLG_USAGE, "'%s': a matrix has no existing sites", request->word);
    if (!is_of_times(request) && !limit_ds)
        return mlg_fail(err, MLG_USAGE, "'%s' wants a limit: '%s@20' for 20 minutes", request->word,
                        request->path);
    if (!is_of_times(request)) {
        const enum mlg_status status =
            mlg_matrix_instance_read(request->path, limit_ds, &problem->instance, NULL, err);
        return status == MLG_OK ? ask_covering(request, problem, err) : status;
    }
    if (!request->n)
        return refuse_goal(request, "wants the number of sites, such as :median=50", err);
    const enum mlg_status status =
        mlg_matrix_instance_read(request->path, limit_ds, NULL, &reach, err);
    return status == MLG_OK ? ask_times(request, reach, 0, problem, err) : status;
}

static enum mlg_status read_region(const struct request *request, struct mlg_bench_problem *problem,
                                   struct mlg_error *err)
{
    const enum mlg_status status =
        mlg_region_instance_read(request->path, (uint32_t)lround(request->minutes * 60),
                                 request->from_scratch, &problem->instance, err);
    return status == MLG_OK ? ask_covering(request, problem, err) : status;
}

static enum mlg_status read_scenario(const struct request *request, const char *cache_folder,
                                     const struct mlg_monitor *monitor,
                                     struct mlg_bench_problem *problem, struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    const struct mlg_run_options options = {
        .threads = -1, .time_s = -1, .cache_folder = cache_folder};
    if (*request->goal)
        return refuse_goal(request, "says its goal itself", err);
    enum mlg_status status = mlg_scenario_load(request->path, &scenario, err);
    if (status != MLG_OK)
        return status;
    status = mlg_run_question(scenario, &options, monitor, &problem->asked, err);
    mlg_scenario_destroy(scenario);
    if (status != MLG_OK)
        return status;
    problem->kind = MLG_BENCH_SITING;
    problem->siting = mlg_asked_siting(problem->asked);
    problem->goal = problem->siting->goals[0].kind;
    problem->known_as = "scenario";
    problem->more_is_better = problem->goal == MLG_GOAL_MOST_RESIDENTS ||
                              problem->goal == MLG_GOAL_MOST_BACKUP ||
                              problem->goal == MLG_GOAL_MOST_PREFERRED;
    problem->integral = !problem->siting->capacity;
    problem->n_rows = problem->siting->reach->n_demands;
    problem->n_cols = problem->siting->reach->n_sites;
    return MLG_OK;
}

static enum mlg_status read_model(const struct request *request, struct mlg_bench_problem *problem,
                                  struct mlg_error *err)
{
    enum mlg_status status = mlg_engine_read_file(request->path, &problem->engine, err);
    if (status == MLG_OK)
        status = mlg_engine_as_covering(problem->engine, &problem->instance, err);
    if (status != MLG_OK)
        return status;
    if (problem->instance)
        return ask_covering(request, problem, err);
    if (*request->goal)
        return refuse_goal(request, "is no covering and says its goal itself", err);
    const struct mlg_engine_shape shape = mlg_engine_shape(problem->engine);
    problem->kind = MLG_BENCH_PROGRAM;
    problem->known_as = "program";
    problem->more_is_better = shape.maximise;
    problem->integral = shape.integral;
    problem->n_rows = shape.n_rows;
    problem->n_cols = shape.n_cols;
    return MLG_OK;
}

/* As a p-median file; one that is none fails as before, with *err. */
static enum mlg_status read_pmed(const struct request *request, struct mlg_bench_problem *problem,
                                 struct mlg_error *err)
{
    struct mlg_reach *reach;
    uint32_t p;
    bool is_pmed;
    const enum mlg_status status = mlg_pmed_read(request->path, &is_pmed, &reach, &p, err);
    if (status != MLG_OK)
        return status;
    if (!is_pmed)
        return MLG_BAD_INPUT;
    if (!*request->goal || is_of_times(request))
        return ask_times(request, reach, p, problem, err);
    mlg_reach_destroy(reach);
    return refuse_goal(request, "is a p-median file, expected :median or :center", err);
}

static enum mlg_status read_orlib(const struct request *request, struct mlg_bench_problem *problem,
                                  struct mlg_error *err)
{
    const enum mlg_status status = mlg_orlib_read(request->path, &problem->instance, err);
    if (status == MLG_BAD_INPUT)
        return read_pmed(request, problem, err);
    return status == MLG_OK ? ask_covering(request, problem, err) : status;
}

static bool is_model(const char *path)
{
    return ends_with(path, ".mps") || ends_with(path, ".lp") || ends_with(path, ".mps.gz") ||
           ends_with(path, ".lp.gz");
}

static enum mlg_status read_problem(const struct request *request, const char *cache_folder,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_bench_problem *problem, struct mlg_error *err)
{
    if (ends_with(request->path, ".mtt"))
        return read_matrix(request, problem, err);
    if (request->minutes > 0)
        return read_region(request, problem, err);
    if (ends_with(request->path, ".yaml") || ends_with(request->path, ".yml"))
        return read_scenario(request, cache_folder, monitor, problem, err);
    if (is_model(request->path))
        return read_model(request, problem, err);
    return read_orlib(request, problem, err);
}

enum mlg_status mlg_bench_problem_read(const char *word, const char *cache_folder,
                                       const struct mlg_monitor *monitor,
                                       struct mlg_bench_problem **problem, struct mlg_error *err)
{
    struct request request = {.word = word};
    struct mlg_bench_problem *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a problem", sizeof *made);
    enum mlg_status status = take_apart(&request, err);
    if (status == MLG_OK)
        status = read_problem(&request, cache_folder, monitor, made, err);
    free(request.path);
    if (status == MLG_OK)
        *problem = made;
    else
        mlg_bench_problem_destroy(made);
    return status;
}

void mlg_bench_problem_destroy(struct mlg_bench_problem *problem)
{
    if (!problem)
        return;
    mlg_instance_destroy(problem->instance);
    mlg_engine_destroy(problem->engine);
    mlg_asked_destroy(problem->asked);
    mlg_bench_places_destroy(problem->places);
    free(problem);
}
