#include "base/memory.h"
#include "tests/solver/instances.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void path_of(const char *name, char *path, size_t size)
{
    const char *shared = getenv("MAILLAGE_SHARED");
    snprintf(path, size, "%s/instances/%s", shared ? shared : ".", name);
}

static FILE *open_shared(const char *name)
{
    char path[1024];
    path_of(name, path, sizeof path);
    return fopen(path, "r");
}

bool shared_data_is_present(void)
{
    FILE *file = open_shared("known.csv");
    if (file)
        fclose(file);
    return file != NULL;
}

static uint32_t read_number(FILE *file)
{
    uint32_t number = 0;
    ck_assert_int_eq(fscanf(file, "%u", &number), 1);
    return number;
}

static int by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* Entries in any order, as (column, row) pairs. */
struct pairs {
    uint32_t *col, *row;
    size_t n, capacity, row_capacity;
};

static void add_pair(struct pairs *pairs, uint32_t col, uint32_t row)
{
    ck_assert(mlg_reserve(&pairs->col, &pairs->capacity, pairs->n + 1, sizeof *pairs->col));
    ck_assert(mlg_reserve(&pairs->row, &pairs->row_capacity, pairs->n + 1, sizeof *pairs->row));
    pairs->col[pairs->n] = col;
    pairs->row[pairs->n++] = row;
}

static struct mlg_instance *from_pairs(struct pairs *pairs, uint32_t n_rows, uint32_t n_cols,
                                       const int64_t *weight, const int64_t *cost)
{
    uint64_t *first = mlg_alloc_zero((size_t)n_cols + 2, sizeof *first);
    uint32_t *row = mlg_alloc(pairs->n, sizeof *row);
    for (size_t k = 0; k < pairs->n; k++)
        first[pairs->col[k] + 2]++;
    for (uint32_t j = 0; j <= n_cols; j++)
        first[j + 1] += first[j];
    for (size_t k = 0; k < pairs->n; k++)
        row[first[pairs->col[k] + 1]++] = pairs->row[k];
    for (uint32_t j = 0; j < n_cols; j++)
        qsort(row + first[j], first[j + 1] - first[j], sizeof *row, by_number);
    struct mlg_instance *instance = NULL;
    ck_assert_int_eq(mlg_instance_create(n_rows, n_cols, first, row, weight, cost, &instance, NULL),
                     MLG_OK);
    free(first);
    free(row);
    free(pairs->col);
    free(pairs->row);
    return instance;
}

static int64_t *ones(size_t n)
{
    int64_t *one = mlg_alloc(n, sizeof *one);
    for (size_t i = 0; i < n; i++)
        one[i] = 1;
    return one;
}

struct mlg_instance *read_scp(const char *name)
{
    FILE *file = open_shared(name);
    if (!file)
        return NULL;
    uint32_t n_rows = read_number(file), n_cols = read_number(file);
    struct pairs pairs = {0};
    int64_t *cost = ones(n_cols), *weight = ones(n_rows);
    for (uint32_t j = 0; j < n_cols; j++)
        cost[j] = read_number(file);
    for (uint32_t i = 0; i < n_rows; i++)
        for (uint32_t n = read_number(file); n > 0; n--)
            add_pair(&pairs, read_number(file) - 1, i);
    fclose(file);
    struct mlg_instance *instance = from_pairs(&pairs, n_rows, n_cols, weight, cost);
    free(cost);
    free(weight);
    return instance;
}

struct mlg_instance *read_rail(const char *name)
{
    FILE *file = open_shared(name);
    if (!file)
        return NULL;
    uint32_t n_rows = read_number(file), n_cols = read_number(file);
    struct pairs pairs = {0};
    int64_t *cost = ones(n_cols), *weight = ones(n_rows);
    for (uint32_t j = 0; j < n_cols; j++) {
        cost[j] = read_number(file);
        for (uint32_t n = read_number(file); n > 0; n--)
            add_pair(&pairs, j, read_number(file) - 1);
    }
    fclose(file);
    struct mlg_instance *instance = from_pairs(&pairs, n_rows, n_cols, weight, cost);
    free(cost);
    free(weight);
    return instance;
}

/* The region's times, unpacked. */
struct region {
    uint32_t n_sites, n_cells;
    uint32_t *count;  /* [n_sites] */
    uint32_t *cell;   /* [entries], absolute */
    uint16_t *time_s; /* [entries] */
    bool *existing;   /* [n_sites] */
    int64_t *milli;   /* [n_cells] */
};

static void read_exactly(FILE *file, void *bytes, size_t size)
{
    ck_assert_uint_eq(fread(bytes, 1, size, file), size);
}

static FILE *open_packed(const char *name)
{
    FILE *plain = open_shared(name);
    if (!plain)
        return NULL;
    fclose(plain);
    char path[1024], command[1100];
    path_of(name, path, sizeof path);
    snprintf(command, sizeof command, "xz -dc '%s'", path);
    return popen(command, "r");
}

static void read_times(FILE *file, struct region *region)
{
    char magic[8];
    read_exactly(file, magic, sizeof magic);
    ck_assert_mem_eq(magic, "MLGREGN1", sizeof magic);
    read_exactly(file, &region->n_sites, 4);
    read_exactly(file, &region->n_cells, 4);
    region->count = mlg_alloc(region->n_sites, sizeof *region->count);
    read_exactly(file, region->count, region->n_sites * sizeof *region->count);
    size_t n = 0;
    for (uint32_t s = 0; s < region->n_sites; s++)
        n += region->count[s];
    region->cell = mlg_alloc(n, sizeof *region->cell);
    region->time_s = mlg_alloc(n, sizeof *region->time_s);
    read_exactly(file, region->cell, n * sizeof *region->cell);
    read_exactly(file, region->time_s, n * sizeof *region->time_s);
    size_t at = 0;
    for (uint32_t s = 0; s < region->n_sites; s++)
        for (uint32_t k = 0; k < region->count[s]; k++, at++)
            if (k > 0)
                region->cell[at] += region->cell[at - 1];
}

static void read_sites(struct region *region)
{
    FILE *file = open_shared("region/sites.csv");
    char line[512];
    region->existing = mlg_alloc_zero(region->n_sites, sizeof *region->existing);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (uint32_t s = 0; s < region->n_sites; s++) {
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        region->existing[s] = strrchr(line, ',')[1] == '1';
    }
    fclose(file);
}

static void read_residents(struct region *region)
{
    FILE *file = open_packed("region/cells.csv.xz");
    char line[512];
    region->milli = mlg_alloc(region->n_cells, sizeof *region->milli);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (uint32_t c = 0; c < region->n_cells; c++) {
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        region->milli[c] = (int64_t)(1000 * atof(strrchr(line, ',') + 1) + 0.5);
    }
    pclose(file);
}

/* Rows for the cells that some site reaches and no existing one does. */
static struct mlg_instance *covering_of(const struct region *region, uint32_t limit_s,
                                        bool from_scratch)
{
    enum { NOT_REACHED, REACHED, SERVED };
    uint8_t *state = mlg_alloc_zero(region->n_cells, 1);
    uint32_t *row = mlg_alloc(region->n_cells, sizeof *row), n_rows = 0;
    int64_t *weight = mlg_alloc(region->n_cells, sizeof *weight);
    size_t at = 0;
    for (uint32_t s = 0; s < region->n_sites; s++)
        for (uint32_t k = 0; k < region->count[s]; k++, at++)
            if (region->time_s[at] <= limit_s && state[region->cell[at]] != SERVED)
                state[region->cell[at]] = region->existing[s] && !from_scratch ? SERVED : REACHED;
    for (uint32_t c = 0; c < region->n_cells; c++)
        if (state[c] == REACHED) {
            weight[n_rows] = region->milli[c];
            row[c] = n_rows++;
        }
    uint64_t *first = mlg_alloc_zero((size_t)region->n_sites + 1, sizeof *first), n = 0;
    uint32_t *col_row = mlg_alloc(at, sizeof *col_row);
    at = 0;
    for (uint32_t s = 0; s < region->n_sites; s++) {
        for (uint32_t k = 0; k < region->count[s]; k++, at++)
            if (region->time_s[at] <= limit_s && state[region->cell[at]] == REACHED)
                col_row[n++] = row[region->cell[at]];
        first[s + 1] = n;
    }
    struct mlg_instance *instance = NULL;
    ck_assert_int_eq(
        mlg_instance_create(n_rows, region->n_sites, first, col_row, weight, NULL, &instance, NULL),
        MLG_OK);
    free(state);
    free(row);
    free(weight);
    free(first);
    free(col_row);
    return instance;
}

struct mlg_instance *read_region(uint32_t limit_s, bool from_scratch)
{
    struct region region = {0};
    FILE *file = open_packed("region/region-20min.xz");
    if (!file)
        return NULL;
    read_times(file, &region);
    pclose(file);
    read_sites(&region);
    read_residents(&region);
    struct mlg_instance *instance = covering_of(&region, limit_s, from_scratch);
    free(region.count);
    free(region.cell);
    free(region.time_s);
    free(region.existing);
    free(region.milli);
    return instance;
}
