#include "bench/solver_known.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const size_t MAX_BYTES = (size_t)1 << 24;
enum { N_FIELDS = 6 };

struct mlg_known mlg_known_nothing(void)
{
    return (struct mlg_known){0, INT64_MAX};
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

enum mlg_status mlg_known_read(const char *path, const char *word, struct mlg_known *known,
                               struct mlg_error *err)
{
    char *text;
    size_t length, number = 0;
    enum mlg_status status = mlg_read_file(path, MAX_BYTES, &text, &length, err);
    if (status != MLG_OK)
        return status;
    struct mlg_known found = mlg_known_nothing();
    char *rest = text, *field[N_FIELDS];
    for (char *line; status == MLG_OK && (line = strsep(&rest, "\n"));) {
        number++;
        line[strcspn(line, "\r")] = '\0';
        if (!*line || number == 1)
            continue;
        if (!split(line, field)) {
            status = mlg_fail_at(err, MLG_BAD_INPUT, path, number, 0,
                                 "expected file,problem,rows,columns,best_known,proven");
        } else if (strcmp(field[1], "set covering") == 0 && ends_with(word, field[0])) {
            found.at_most = strtoll(field[4], NULL, 10);
            found.at_least = strcmp(field[5], "yes") == 0 ? found.at_most : 0;
        }
    }
    free(text);
    if (status == MLG_OK)
        *known = found;
    return status;
}

enum mlg_status mlg_known_check(struct mlg_known *known, const struct mlg_bench_run *run,
                                const char *word, struct mlg_error *err)
{
    const char *name = mlg_bench_solver_name(run->solver);
    if (run->found && run->value < known->at_least)
        return mlg_fail(err, MLG_INTERNAL,
                        "'%s' is WRONG on '%s': it found %lld, and it is known that nothing is "
                        "below %lld",
                        name, word, (long long)run->value, (long long)known->at_least);
    if (run->bound > known->at_most)
        return mlg_fail(err, MLG_INTERNAL,
                        "'%s' is WRONG on '%s': it proved that nothing is below %lld, and %lld is "
                        "known",
                        name, word, (long long)run->bound, (long long)known->at_most);
    if (run->found && run->value < known->at_most)
        known->at_most = run->value;
    if (run->bound > known->at_least)
        known->at_least = run->bound;
    return MLG_OK;
}
