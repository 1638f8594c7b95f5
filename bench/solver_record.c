#include "bench/solver_record.h"

#include "base/file.h"
#include "base/memory.h"
#include "bench/records.h"
#include "solver/control.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static json_t *number(double value)
{
    if (!isfinite(value))
        return json_null();
    return value == round(value) && fabs(value) < 1e15 ? json_integer((json_int_t)value)
                                                       : json_real(value);
}

static json_t *points_of(const struct mlg_bench_run *run)
{
    json_t *points = json_array();
    for (size_t p = 0; p < run->n_points; p++) {
        const struct mlg_bench_point *point = &run->point[p];
        json_array_append_new(points, json_pack("[f, o, o]", point->cpu_s, number(point->value),
                                                number(point->bound)));
    }
    return points;
}

static double gap_of(const struct mlg_bench_run *run)
{
    return fabs(run->value - run->bound) / fmax(1, fabs(run->value));
}

json_t *mlg_bench_run_to_json(const char *word, const struct mlg_bench_problem *problem,
                              const struct mlg_bench_limits *limits,
                              const struct mlg_bench_run *run)
{
    return json_pack(
        "{s:s, s:s, s:s, s:I, s:i, s:i, s:b, s:o, s:o, s:o, s:s, s:b, s:o, s:o, s:f, s:I, s:I, s:I,"
        " s:f, s:I, s:o}",
        "instance", word, "problem", problem->known_as, "solver",
        mlg_bench_solver_name(run->solver), "seed", (json_int_t)run->seed, "rows",
        (int)problem->n_rows, "columns", (int)problem->n_cols, "more_is_better",
        problem->more_is_better, "objective", number(run->value), "bound", number(run->bound),
        "gap", number(gap_of(run)), "end", mlg_bench_end_name(run->end), "proven",
        run->end == MLG_BENCH_PROVEN, "first_cpu_s", number(run->first_s), "best_cpu_s",
        number(run->best_s), "cpu_s", run->cpu_s, "nodes", (json_int_t)run->nodes, "cuts",
        (json_int_t)run->cuts, "peak_bytes", (json_int_t)run->peak_bytes, "time_limit_s",
        limits->time_s, "memory_limit_bytes", (json_int_t)limits->memory_bytes, "points",
        points_of(run));
}

/* Cuts off a last line that was not finished. */
static enum mlg_status read_earlier(struct mlg_record_file *file, struct mlg_error *err)
{
    char *text;
    size_t length;
    if (access(file->part, F_OK) != 0) {
        file->earlier = json_array();
        return file->earlier ? MLG_OK : mlg_fail_memory(err, "records", 0);
    }
    enum mlg_status status = mlg_read_file(file->part, SIZE_MAX / 4, &text, &length, err);
    if (status != MLG_OK)
        return status;
    const char *last = memrchr(text, '\n', length);
    const off_t whole = last ? last + 1 - text : 0;
    free(text);
    if (truncate(file->part, whole) != 0)
        return mlg_fail(err, MLG_IO, "cannot write '%s': %s", file->part, strerror(errno));
    return mlg_records_read(file->part, &file->earlier, err);
}

static enum mlg_status open_part(struct mlg_record_file *file, struct mlg_error *err)
{
    file->stream = fopen(file->part, "ae");
    if (!file->stream)
        return mlg_fail(err, MLG_IO, "cannot write '%s': %s", file->part, strerror(errno));
    if (flock(fileno(file->stream), LOCK_EX | LOCK_NB) != 0)
        return mlg_fail(err, MLG_IO, "another process writes '%s'", file->part);
    return read_earlier(file, err);
}

static void finish(struct mlg_record_file *file)
{
    if (file->stream)
        fclose(file->stream);
    json_decref(file->earlier);
    free(file->path);
    free(file->part);
    *file = (struct mlg_record_file){0};
}

enum mlg_status mlg_record_file_open(const char *path, bool overwrite, struct mlg_record_file *file,
                                     struct mlg_error *err)
{
    const size_t length = strlen(path);
    struct mlg_record_file made = {.path = mlg_strdup(path), .part = mlg_alloc(length + 6, 1)};
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status == MLG_OK)
        free(temporary);
    if (status == MLG_OK && (!made.path || !made.part))
        status = mlg_fail_memory(err, "a file name", length);
    if (status == MLG_OK) {
        snprintf(made.part, length + 6, "%s.part", path);
        status = open_part(&made, err);
    }
    if (status == MLG_OK)
        *file = made;
    else
        finish(&made);
    return status;
}

static bool is_same(const json_t *record, const char *word, const struct mlg_bench_limits *limits,
                    const struct mlg_bench_run *run)
{
    return strcmp(mlg_record_text(record, "instance"), word) == 0 &&
           strcmp(mlg_record_text(record, "solver"), mlg_bench_solver_name(run->solver)) == 0 &&
           mlg_record_number(record, "seed", -1) == (double)run->seed &&
           mlg_record_number(record, "time_limit_s", -1) == limits->time_s &&
           mlg_record_number(record, "memory_limit_bytes", -1) == (double)limits->memory_bytes;
}

static enum mlg_bench_end end_named(const char *name)
{
    int end = MLG_BENCH_PROVEN;
    while (end < MLG_BENCH_FAILED && strcmp(mlg_bench_end_name((enum mlg_bench_end)end), name) != 0)
        end++;
    return (enum mlg_bench_end)end;
}

bool mlg_record_file_find(const struct mlg_record_file *file, const char *word,
                          const struct mlg_bench_limits *limits, struct mlg_bench_run *run)
{
    size_t i;
    json_t *record;
    json_array_foreach(file->earlier, i, record)
    {
        if (!is_same(record, word, limits, run))
            continue;
        run->end = end_named(mlg_record_text(record, "end"));
        run->value = mlg_record_number(record, "objective", NAN);
        run->bound = mlg_record_number(record, "bound", NAN);
        run->first_s = mlg_record_number(record, "first_cpu_s", NAN);
        run->best_s = mlg_record_number(record, "best_cpu_s", NAN);
        run->cpu_s = mlg_record_number(record, "cpu_s", 0);
        run->nodes = (uint64_t)mlg_record_number(record, "nodes", 0);
        run->cuts = (uint64_t)mlg_record_number(record, "cuts", 0);
        run->peak_bytes = (uint64_t)mlg_record_number(record, "peak_bytes", 0);
        return true;
    }
    return false;
}

enum mlg_status mlg_record_file_add(struct mlg_record_file *file, const json_t *line,
                                    struct mlg_error *err)
{
    if (json_dumpf(line, file->stream, JSON_REAL_PRECISION(9)) == 0 &&
        putc('\n', file->stream) != EOF && fflush(file->stream) == 0)
        return MLG_OK;
    return mlg_fail(err, MLG_IO, "cannot write '%s': %s", file->part, strerror(errno));
}

enum mlg_status mlg_record_file_close(struct mlg_record_file *file, bool complete,
                                      struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (complete)
        status = mlg_temporary_commit(file->part, file->path, err);
    finish(file);
    return status;
}
