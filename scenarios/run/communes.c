#include "scenarios/run/communes.h"

#include <stdlib.h>
#include <string.h>

const char *mlg_commune_key(const struct mlg_tables *tables, uint32_t person)
{
    const char *id = tables->commune_id[person];
    return *id ? id : tables->commune[person];
}

bool mlg_same_commune(const struct mlg_tables *tables, uint32_t a, uint32_t b)
{
    return strcmp(mlg_commune_key(tables, a), mlg_commune_key(tables, b)) == 0;
}

static int by_commune(const void *left, const void *right, void *context)
{
    const struct mlg_tables *tables = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = strcmp(mlg_commune_key(tables, a), mlg_commune_key(tables, b));
    return order ? order : (a > b) - (a < b);
}

void mlg_sort_by_commune(const struct mlg_tables *tables, uint32_t *person, size_t n)
{
    qsort_r(person, n, sizeof *person, by_commune, (void *)tables);
}
