/* Problems as LP files, the same for every solver. */
#include "bench/solver_problem.h"

#include "base/memory.h"
#include "solver/siting/siting_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows and columns: what some readers want is short lines. */
static void write_row(const struct mlg_instance *instance, uint32_t row, bool may_miss, FILE *file)
{
    fprintf(file, " r%u:", row);
    for (uint64_t k = instance->row_first[row]; k < instance->row_first[row + 1]; k++)
        fprintf(file, "%s+ x%u", (k - instance->row_first[row]) % 16 ? " " : "\n ",
                instance->row_col[k]);
    fprintf(file, may_miss ? " + u%u >= 1\n" : " >= 1\n", row);
}

static void write_binary(const struct mlg_instance *instance, FILE *file)
{
    fputs("binary\n", file);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        fprintf(file, "x%u%s", j, j % 16 == 15 ? "\n" : " ");
    fputs("\nend\n", file);
}

static void write_fewest(const struct mlg_instance *instance, FILE *file)
{
    fputs("minimize\n cost:", file);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        fprintf(file, "%s+ %lld x%u", j % 8 ? " " : "\n ", (long long)instance->cost[j], j);
    fputs("\nsubject to\n", file);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        write_row(instance, i, false, file);
    write_binary(instance, file);
}

/* What is left out is made small; rows that nobody covers are left out in any case. */
static void write_most(const struct mlg_instance *instance, uint32_t max_sites, FILE *file)
{
    fputs("minimize\n left_out:", file);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        fprintf(file, "%s+ %lld u%u", i % 8 ? " " : "\n ", (long long)instance->weight[i], i);
    fputs("\nsubject to\n sites:", file);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        fprintf(file, "%s+ x%u", j % 16 ? " " : "\n ", j);
    fprintf(file, " <= %u\n", max_sites);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        write_row(instance, i, true, file);
    fputs("bounds\n", file);
    for (uint32_t i = 0; i < instance->n_rows; i++)
        fprintf(file, " 0 <= u%u <= 1\n", i);
    write_binary(instance, file);
}

/* Times that occur, increasing: time_ds [UINT16_MAX + 1]. Returns their number. */
static uint32_t list_times(const struct mlg_reach *reach, uint32_t *time_ds)
{
    uint32_t n = 0;
    bool occurs[UINT16_MAX + 1] = {false};
    for (uint64_t k = 0; k < reach->n_entries; k++)
        occurs[reach->time_ds[k]] = true;
    for (uint32_t t = 0; t <= UINT16_MAX; t++)
        if (occurs[t])
            time_ds[n++] = t;
    return n;
}

/* zK = 1: the longest time is at least the K-th; a demand that is to be served in less has a site
 * among those nearer. */
static void write_center_rows(const struct mlg_reach *reach, uint32_t demand,
                              const uint32_t *time_ds, uint32_t n_times, FILE *file)
{
    const uint64_t from = reach->first[demand], to = reach->first[demand + 1];
    uint64_t k = from, before = UINT64_MAX;
    for (uint32_t t = 0; t < n_times && k < to; t++) {
        while (k < to && reach->time_ds[k] < time_ds[t])
            k++;
        if (k == before || (k < to && reach->time_ds[k] != time_ds[t]))
            continue;
        before = k;
        fprintf(file, " d%u_%u: z%u", demand, t, t);
        for (uint64_t e = from; e < k; e++)
            fprintf(file, "%s+ x%u", (e - from) % 16 ? " " : "\n ", reach->site[e]);
        fputs(" >= 1\n", file);
    }
    fprintf(file, " s%u:", demand);
    for (uint64_t e = from; e < to; e++)
        fprintf(file, "%s+ x%u", (e - from) % 16 ? " " : "\n ", reach->site[e]);
    fputs(" >= 1\n", file);
}

static void write_center(const struct mlg_siting *siting, const uint32_t *time_ds, uint32_t n_times,
                         FILE *file)
{
    const struct mlg_reach *reach = siting->reach;
    fputs("minimize\n time:", file);
    for (uint32_t t = 0; t < n_times; t++)
        fprintf(file, "%s+ %u z%u", t % 8 ? " " : "\n ", time_ds[t] - (t ? time_ds[t - 1] : 0), t);
    fputs("\nsubject to\n sites:", file);
    for (uint32_t j = 0; j < reach->n_sites; j++)
        fprintf(file, "%s+ x%u", j % 16 ? " " : "\n ", j);
    fprintf(file, " <= %u\n", siting->max_new);
    for (uint32_t t = 1; t < n_times; t++)
        fprintf(file, " o%u: z%u - z%u >= 0\n", t, t - 1, t);
    for (uint32_t i = 0; i < reach->n_demands; i++)
        if (reach->first[i] < reach->first[i + 1])
            write_center_rows(reach, i, time_ds, n_times, file);
    fputs("binary\n", file);
    for (uint32_t j = 0; j < reach->n_sites; j++)
        fprintf(file, "x%u%s", j, j % 16 == 15 ? "\n" : " ");
    for (uint32_t t = 0; t < n_times; t++)
        fprintf(file, "z%u%s", t, t % 16 == 15 ? "\n" : " ");
    fputs("\nend\n", file);
}

static enum mlg_status write_own(const struct mlg_bench_problem *problem, const char *path,
                                 struct mlg_error *err)
{
    uint32_t *time_ds = mlg_alloc(UINT16_MAX + 1, sizeof *time_ds);
    if (!time_ds)
        return mlg_fail_memory(err, "times", UINT16_MAX * sizeof *time_ds);
    FILE *file = fopen(path, "w");
    bool written = file != NULL;
    if (file) {
        if (problem->kind == MLG_BENCH_SITING)
            write_center(problem->siting, time_ds, list_times(problem->siting->reach, time_ds),
                         file);
        else if (problem->goal == MLG_GOAL_FEWEST_SITES)
            write_fewest(problem->instance, file);
        else
            write_most(problem->instance, problem->max_sites, file);
        written = !ferror(file);
        written &= fclose(file) == 0;
    }
    free(time_ds);
    return written ? MLG_OK : mlg_fail(err, MLG_IO, "cannot write '%s': %s", path, strerror(errno));
}

/* "1", "2", …: ids for the names of columns and rows. */
static char *number_ids(uint32_t n, const char **id)
{
    enum { LENGTH = 12 };
    char *text = mlg_alloc(n, LENGTH);
    for (uint32_t i = 0; text && i < n; i++) {
        snprintf(text + (size_t)i * LENGTH, LENGTH, "%u", i);
        id[i] = text + (size_t)i * LENGTH;
    }
    return text;
}

static enum mlg_status write_siting(const struct mlg_siting *siting, const char *path,
                                    double *scale, double *constant, struct mlg_error *err)
{
    struct mlg_siting first = *siting;
    struct mlg_siting_listed listed;
    const uint32_t n_sites = siting->reach->n_sites, n_demands = siting->reach->n_demands;
    const char **site = mlg_alloc(n_sites, sizeof *site);
    const char **demand = mlg_alloc(n_demands, sizeof *demand);
    char *sites = site ? number_ids(n_sites, site) : NULL;
    char *demands = demand ? number_ids(n_demands, demand) : NULL;
    enum mlg_status status;
    first.n_goals = 1;
    if (sites && demands) {
        const struct mlg_siting_listing listing = {
            .lp = true, .site = site, .demand = demand, .unit = 1};
        status = mlg_siting_write(&first, &listing, path, &listed, err);
    } else {
        status = mlg_fail_memory(err, "names", (size_t)n_sites + n_demands);
    }
    free(sites);
    free(demands);
    free(site);
    free(demand);
    if (status != MLG_OK)
        return status;
    *scale = listed.is_gain ? -1 : 1;
    *constant = listed.constant;
    return MLG_OK;
}

static int64_t total_weight(const struct mlg_instance *instance)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < instance->n_rows; i++)
        total += instance->weight[i];
    return total;
}

enum mlg_status mlg_bench_problem_write(const struct mlg_bench_problem *problem, const char *path,
                                        double *scale, double *constant, struct mlg_error *err)
{
    *scale = 1;
    *constant = 0;
    if (problem->kind == MLG_BENCH_PROGRAM)
        return mlg_engine_write_lp(problem->engine, path, err);
    if (problem->kind == MLG_BENCH_SITING && problem->goal == MLG_GOAL_SHORTEST_TIME &&
        problem->asked)
        return mlg_fail(err, MLG_USAGE,
                        "no single program finds the shortest time of a scenario, so that other "
                        "solvers cannot be asked");
    if (problem->kind == MLG_BENCH_SITING && problem->goal != MLG_GOAL_SHORTEST_TIME)
        return write_siting(problem->siting, path, scale, constant, err);
    if (problem->more_is_better) {
        *scale = -1;
        *constant = (double)total_weight(problem->instance);
    }
    return write_own(problem, path, err);
}
