#include "bench/solver_instance.h"

#include "base/memory.h"
#include "network/matrix/matrix.h"
#include "scenarios/run/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), ending = strlen(end);
    return length >= ending && strcmp(text + length - ending, end) == 0;
}

static enum mlg_status read_scenario(const char *path, const char *cache_folder,
                                     const struct mlg_monitor *monitor,
                                     struct mlg_instance **instance, struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    const struct mlg_run_options options = {
        .threads = -1, .time_s = -1, .cache_folder = cache_folder};
    enum mlg_status status = mlg_scenario_load(path, &scenario, err);
    if (status != MLG_OK)
        return status;
    status = mlg_run_instance(scenario, &options, monitor, instance, err);
    mlg_scenario_destroy(scenario);
    return status;
}

/* The pairs of a matrix within the limit; cells that no site reaches are left out. */
struct reach {
    uint64_t *first; /* [n_sites + 1] */
    uint32_t *cell;  /* [n_entries] */
    uint32_t *row;   /* [n_cells]: of the instance */
    int64_t *weight; /* [n_cells] */
};

static enum mlg_status fill_reach(const struct mlg_matrix *matrix, uint32_t limit_ds,
                                  struct reach *reach, struct mlg_instance **instance,
                                  struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct mlg_matrix_reader *reader;
    enum mlg_status status = mlg_matrix_reader_create(matrix, &reader, err);
    if (status != MLG_OK)
        return status;
    uint32_t n_rows = 0;
    uint64_t n = 0;
    for (uint32_t s = 0; s < info->n_sites; s++) {
        const uint32_t *cells;
        const uint16_t *time_ds;
        const uint32_t count = mlg_matrix_reader_row(reader, s, &cells, &time_ds);
        for (uint32_t k = 0; k < count; k++)
            if (time_ds[k] <= limit_ds) {
                reach->cell[n++] = cells[k];
                reach->row[cells[k]] = 1;
            }
        reach->first[s + 1] = n;
    }
    mlg_matrix_reader_destroy(reader);
    for (uint32_t c = 0; c < info->n_cells; c++) {
        reach->weight[c] = 1;
        if (reach->row[c])
            reach->row[c] = n_rows++;
    }
    for (uint64_t k = 0; k < n; k++)
        reach->cell[k] = reach->row[reach->cell[k]];
    return mlg_instance_create(n_rows, info->n_sites, reach->first, reach->cell, reach->weight,
                               NULL, instance, err);
}

static enum mlg_status read_matrix(const char *path, uint32_t limit_ds,
                                   struct mlg_instance **instance, struct mlg_error *err)
{
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(path, &matrix, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    struct reach reach = {
        .first = mlg_alloc_zero((size_t)info->n_sites + 1, sizeof *reach.first),
        .cell = mlg_alloc(info->n_entries, sizeof *reach.cell),
        .row = mlg_alloc_zero(info->n_cells, sizeof *reach.row),
        .weight = mlg_alloc(info->n_cells, sizeof *reach.weight),
    };
    if (limit_ds > info->bound_ds)
        status = mlg_fail(err, MLG_USAGE, "'%s' has times up to %g minutes, not up to %g", path,
                          info->bound_ds / 600.0, limit_ds / 600.0);
    else if (reach.first && reach.cell && reach.row && reach.weight)
        status = fill_reach(matrix, limit_ds, &reach, instance, err);
    else
        status = mlg_fail_memory(err, "a covering instance", info->n_entries * 4);
    free(reach.first);
    free(reach.cell);
    free(reach.row);
    free(reach.weight);
    mlg_matrix_close(matrix);
    return status;
}

/* "@MINUTES" or "@MINUTES:scratch" at the end of a word. */
static enum mlg_status parse_limit(const char *word, const char *limit, double *minutes,
                                   bool *from_scratch, struct mlg_error *err)
{
    char *end;
    *minutes = strtod(limit + 1, &end);
    *from_scratch = strcmp(end, ":scratch") == 0;
    if (end == limit + 1 || !(*minutes > 0 && *minutes <= 1e4) || (*end && !*from_scratch))
        return mlg_fail(err, MLG_USAGE, "'%s' ends in '%s', expected @MINUTES or @MINUTES:scratch",
                        word, limit);
    return MLG_OK;
}

static enum mlg_status read_limited(const char *word, const char *limit,
                                    struct mlg_instance **instance, struct mlg_error *err)
{
    double minutes;
    bool from_scratch;
    enum mlg_status status = parse_limit(word, limit, &minutes, &from_scratch, err);
    if (status != MLG_OK)
        return status;
    char *path = mlg_strdup(word);
    if (!path)
        return mlg_fail_memory(err, "a file name", strlen(word));
    path[limit - word] = '\0';
    if (ends_with(path, ".mtt"))
        status = from_scratch
                     ? mlg_fail(err, MLG_USAGE, "'%s': a matrix has no existing sites", word)
                     : read_matrix(path, (uint32_t)lround(minutes * 600), instance, err);
    else
        status = mlg_region_instance_read(path, (uint32_t)lround(minutes * 60), from_scratch,
                                          instance, err);
    free(path);
    return status;
}

enum mlg_status mlg_bench_instance(const char *word, const char *cache_folder,
                                   const struct mlg_monitor *monitor,
                                   struct mlg_instance **instance, struct mlg_error *err)
{
    const char *limit = strrchr(word, '@');
    struct stat there;
    if (limit && stat(word, &there) != 0)
        return read_limited(word, limit, instance, err);
    if (ends_with(word, ".mtt"))
        return mlg_fail(err, MLG_USAGE, "'%s' wants a limit: '%s@20' for 20 minutes", word, word);
    if (ends_with(word, ".yaml") || ends_with(word, ".yml"))
        return read_scenario(word, cache_folder, monitor, instance, err);
    return mlg_orlib_read(word, instance, err);
}
