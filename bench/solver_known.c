#include "bench/solver_known.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t MAX_BYTES = (size_t)1 << 24;
enum { N_FIELDS = 6 };

struct mlg_known mlg_known_nothing(void)
{
    return (struct mlg_known){-INFINITY, INFINITY};
}

static bool ends_with(const char *word, const char *end)
{
    const size_t length = strlen(word), ending = strlen(end);
    if (length < ending || ending == 0 || strcmp(word + length - ending, end) != 0)
        return false;
    return length == ending || word[length - ending - 1] == '/';
}

/* Cuts the line into its fields; false = it has not so many. */
static bool split(char *line, char *field[N_FIELDS])
{
    for (int f = 0; f < N_FIELDS; f++) {
        field[f] = strsep(&line, ",");
        if (!field[f])
            return false;
    }
    return !line;
}

/* Without the goal behind a file's name, unless it asks for another number of sites. */
static void strip_goal(const char *word, char *name, size_t size)
{
    const char *slash = strrchr(word, '/'), *colon = strrchr(word, ':');
    const bool is_goal = colon && (!slash || colon > slash) && !strchr(colon, '=');
    const size_t length = is_goal ? (size_t)(colon - word) : strlen(word);
    snprintf(name, size, "%.*s", (int)length, word);
}

enum mlg_status mlg_known_read(const char *path, const char *word,
                               const struct mlg_bench_problem *problem, struct mlg_known *known,
                               struct mlg_error *err)
{
    char name[4096];
    char *text;
    size_t length, number = 0;
    enum mlg_status status = mlg_read_file(path, MAX_BYTES, &text, &length, err);
    if (status != MLG_OK)
        return status;
    struct mlg_known found = mlg_known_nothing();
    strip_goal(word, name, sizeof name);
    char *rest = text, *field[N_FIELDS];
    for (char *line; status == MLG_OK && (line = strsep(&rest, "\n"));) {
        number++;
        line[strcspn(line, "\r")] = '\0';
        if (!*line || number == 1)
            continue;
        if (!split(line, field)) {
            status = mlg_fail_at(err, MLG_BAD_INPUT, path, number, 0,
                                 "expected file,problem,rows,columns,best_known,proven");
        } else if (strcmp(field[1], problem->known_as) == 0 &&
                   (ends_with(word, field[0]) || ends_with(name, field[0]))) {
            const double value = strtod(field[4], NULL);
            const bool proven = strcmp(field[5], "yes") == 0;
            found.at_least = proven || problem->more_is_better ? value : -INFINITY;
            found.at_most = proven || !problem->more_is_better ? value : INFINITY;
        }
    }
    free(text);
    if (status == MLG_OK)
        *known = found;
    return status;
}

static enum mlg_status shout(const struct mlg_bench_run *run, const char *word, const char *did,
                             double value, const char *but, double known, struct mlg_error *err)
{
    return mlg_fail(err, MLG_INTERNAL, "'%s' is WRONG on '%s': it %s %.15g, and %s %.15g",
                    mlg_bench_solver_name(run->solver), word, did, value, but, known);
}

enum mlg_status mlg_known_check(struct mlg_known *known, const struct mlg_bench_run *run,
                                bool more_is_better, const char *word, struct mlg_error *err)
{
    /* a value is on one side of the optimum, a bound on the other */
    const double lower = more_is_better ? run->value : run->bound;
    const double upper = more_is_better ? run->bound : run->value;
    const double slack = 1e-6 * (1 + (isnan(run->value) ? 0 : fabs(run->value)));
    if (!isnan(upper) && upper < known->at_least - slack)
        return shout(run, word, more_is_better ? "proved that nothing is above" : "found", upper,
                     "it is known that the optimum is not below", known->at_least, err);
    if (!isnan(lower) && lower > known->at_most + slack)
        return shout(run, word, more_is_better ? "found" : "proved that nothing is below", lower,
                     "it is known that the optimum is not above", known->at_most, err);
    if (run->end == MLG_BENCH_INFEASIBLE && (isfinite(known->at_least) || isfinite(known->at_most)))
        return mlg_fail(err, MLG_INTERNAL,
                        "'%s' is WRONG on '%s': it proved that there is no solution, and one is "
                        "known",
                        mlg_bench_solver_name(run->solver), word);
    if (!isnan(upper) && upper < known->at_most)
        known->at_most = upper;
    if (!isnan(lower) && lower > known->at_least)
        known->at_least = lower;
    return MLG_OK;
}
