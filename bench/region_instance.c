/* A region's times, frozen so that figures compare:
 *   region-20min.xz   "MLGREGN1", uint32 sites, uint32 cells, uint32 count[sites], then for the
 *                     entries of all sites in turn uint32 cell (as the difference to the one
 *                     before in the row) and, again for all, uint16 seconds; little-endian
 *   sites.csv         a header, then a line for each site; the last field is 1 for existing ones
 *   cells.csv.xz      a header, then a line for each cell; the last field has its residents
 */
#include "bench/solver_instance.h"

#include "base/memory.h"
#include "bench/process.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct region_times {
    const char *folder;
    uint32_t n_sites, n_cells;
    uint32_t *count;  /* [n_sites] */
    uint32_t *cell;   /* [n_entries] */
    uint16_t *time_s; /* [n_entries] */
    size_t n_entries;
    bool *existing; /* [n_sites] */
    int64_t *milli; /* [n_cells]: residents in thousandths */
};

static void finish(struct region_times *region)
{
    free(region->count);
    free(region->cell);
    free(region->time_s);
    free(region->existing);
    free(region->milli);
}

static enum mlg_status bad_file(const struct region_times *region, const char *name,
                                const char *what, struct mlg_error *err)
{
    return mlg_fail(err, MLG_BAD_INPUT, "'%s/%s' %s", region->folder, name, what);
}

static bool read_all(FILE *file, void *array, size_t count, size_t size)
{
    return array && fread(array, size, count, file) == count;
}

static bool read_header(FILE *file, struct region_times *region)
{
    char magic[8];
    if (!read_all(file, magic, sizeof magic, 1) || memcmp(magic, "MLGREGN1", sizeof magic) != 0 ||
        !read_all(file, &region->n_sites, 1, 4) || !read_all(file, &region->n_cells, 1, 4))
        return false;
    region->count = mlg_alloc(region->n_sites, sizeof *region->count);
    if (!read_all(file, region->count, region->n_sites, sizeof *region->count))
        return false;
    for (uint32_t s = 0; s < region->n_sites; s++)
        region->n_entries += region->count[s];
    return true;
}

static bool read_entries(FILE *file, struct region_times *region)
{
    region->cell = mlg_alloc(region->n_entries, sizeof *region->cell);
    region->time_s = mlg_alloc(region->n_entries, sizeof *region->time_s);
    if (!read_all(file, region->cell, region->n_entries, sizeof *region->cell) ||
        !read_all(file, region->time_s, region->n_entries, sizeof *region->time_s))
        return false;
    size_t at = 0;
    for (uint32_t s = 0; s < region->n_sites; s++)
        for (uint32_t k = 0; k < region->count[s]; k++, at++) {
            region->cell[at] += k > 0 ? region->cell[at - 1] : 0;
            if (region->cell[at] >= region->n_cells)
                return false;
        }
    return true;
}

/* The file, unpacked where its name ends in .xz. */
static enum mlg_status open_file(const struct region_times *region, const char *name,
                                 struct mlg_process *process, struct mlg_error *err)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", region->folder, name);
    const bool packed = strcmp(name + strlen(name) - 3, ".xz") == 0;
    const char *const argv[] = {packed ? "xz" : "cat", packed ? "-dc" : "--", path, NULL};
    FILE *there = fopen(path, "r");
    if (!there)
        return mlg_fail(err, MLG_IO, "cannot open '%s': %s", path, strerror(errno));
    fclose(there);
    return mlg_process_start(argv, 0, 0, process, err);
}

static enum mlg_status read_times(struct region_times *region, struct mlg_error *err)
{
    struct mlg_process process;
    struct mlg_process_usage usage;
    enum mlg_status status = open_file(region, "region-20min.xz", &process, err);
    if (status != MLG_OK)
        return status;
    const bool good = read_header(process.output, region) && read_entries(process.output, region);
    mlg_process_finish(&process, &usage);
    if (!good)
        return bad_file(region, "region-20min.xz", "has no times as a frozen region has them", err);
    return MLG_OK;
}

/* The last field of each of n lines after the header, times `unit`. */
static enum mlg_status read_last_fields(const struct region_times *region, const char *name,
                                        uint32_t n, double unit, int64_t *field,
                                        struct mlg_error *err)
{
    struct mlg_process process;
    struct mlg_process_usage usage;
    enum mlg_status status = open_file(region, name, &process, err);
    if (status != MLG_OK)
        return status;
    char line[1024];
    bool good = fgets(line, sizeof line, process.output) != NULL;
    for (uint32_t i = 0; good && i < n; i++) {
        good = fgets(line, sizeof line, process.output) != NULL;
        const char *comma = good ? strrchr(line, ',') : NULL;
        field[i] = comma ? llround(unit * atof(comma + 1)) : 0;
    }
    mlg_process_finish(&process, &usage);
    return good ? MLG_OK : bad_file(region, name, "has fewer lines than the times want", err);
}

static enum mlg_status read_tables(struct region_times *region, struct mlg_error *err)
{
    int64_t *flag = mlg_alloc(region->n_sites, sizeof *flag);
    region->existing = mlg_alloc(region->n_sites, sizeof *region->existing);
    region->milli = mlg_alloc(region->n_cells, sizeof *region->milli);
    enum mlg_status status = MLG_OK;
    if (!flag || !region->existing || !region->milli)
        status = mlg_fail_memory(err, "a region", region->n_cells * sizeof *region->milli);
    if (status == MLG_OK)
        status = read_last_fields(region, "sites.csv", region->n_sites, 1, flag, err);
    for (uint32_t s = 0; status == MLG_OK && s < region->n_sites; s++)
        region->existing[s] = flag[s] == 1;
    if (status == MLG_OK)
        status =
            read_last_fields(region, "cells.csv.xz", region->n_cells, 1000, region->milli, err);
    free(flag);
    return status;
}

enum { NOT_REACHED, REACHED, SERVED };

/* Rows are numbered in the order of the cells: state [n_cells] becomes row [n_cells]. */
static uint32_t number_rows(const struct region_times *region, uint32_t limit_s, bool from_scratch,
                            uint32_t *row, int64_t *weight)
{
    size_t at = 0;
    uint32_t n_rows = 0;
    for (uint32_t s = 0; s < region->n_sites; s++)
        for (uint32_t k = 0; k < region->count[s]; k++, at++)
            if (region->time_s[at] <= limit_s && row[region->cell[at]] != SERVED)
                row[region->cell[at]] = region->existing[s] && !from_scratch ? SERVED : REACHED;
    for (uint32_t c = 0; c < region->n_cells; c++) {
        if (row[c] == REACHED)
            weight[n_rows] = region->milli[c];
        row[c] = row[c] == REACHED ? n_rows++ : UINT32_MAX;
    }
    return n_rows;
}

static enum mlg_status build(const struct region_times *region, uint32_t limit_s, bool from_scratch,
                             struct mlg_instance **instance, struct mlg_error *err)
{
    uint32_t *row = mlg_alloc_zero(region->n_cells, sizeof *row);
    int64_t *weight = mlg_alloc(region->n_cells, sizeof *weight);
    uint64_t *first = mlg_alloc_zero((size_t)region->n_sites + 1, sizeof *first), n = 0;
    uint32_t *col_row = mlg_alloc(region->n_entries, sizeof *col_row);
    enum mlg_status status;
    if (row && weight && first && col_row) {
        const uint32_t n_rows = number_rows(region, limit_s, from_scratch, row, weight);
        size_t at = 0;
        for (uint32_t s = 0; s < region->n_sites; s++) {
            for (uint32_t k = 0; k < region->count[s]; k++, at++)
                if (region->time_s[at] <= limit_s && row[region->cell[at]] != UINT32_MAX)
                    col_row[n++] = row[region->cell[at]];
            first[s + 1] = n;
        }
        status = mlg_instance_create(n_rows, region->n_sites, first, col_row, weight, NULL,
                                     instance, err);
    } else {
        status = mlg_fail_memory(err, "a covering instance", region->n_entries * sizeof *col_row);
    }
    free(row);
    free(weight);
    free(first);
    free(col_row);
    return status;
}

enum mlg_status mlg_region_instance_read(const char *folder, uint32_t limit_s, bool from_scratch,
                                         struct mlg_instance **instance, struct mlg_error *err)
{
    struct region_times region = {.folder = folder};
    enum mlg_status status = read_times(&region, err);
    if (status == MLG_OK)
        status = read_tables(&region, err);
    if (status == MLG_OK)
        status = build(&region, limit_s, from_scratch, instance, err);
    finish(&region);
    return status;
}
