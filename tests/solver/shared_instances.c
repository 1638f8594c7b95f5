#include "bench/solver_instance.h"
#include "tests/solver/instances.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static void path_of(const char *name, char *path, size_t size)
{
    const char *shared = getenv("MAILLAGE_SHARED");
    snprintf(path, size, "%s/instances/%s", shared ? shared : ".", name);
}

static bool is_there(const char *name)
{
    char path[1024];
    path_of(name, path, sizeof path);
    FILE *file = fopen(path, "r");
    if (file)
        fclose(file);
    return file != NULL;
}

bool shared_data_is_present(void)
{
    return is_there("known.csv");
}

struct mlg_instance *read_orlib(const char *name)
{
    char path[1024];
    struct mlg_instance *instance = NULL;
    path_of(name, path, sizeof path);
    if (is_there(name))
        ck_assert_int_eq(mlg_orlib_read(path, &instance, NULL), MLG_OK);
    return instance;
}

struct mlg_instance *read_region(uint32_t limit_s, bool from_scratch)
{
    char folder[1024];
    struct mlg_instance *instance = NULL;
    path_of("region", folder, sizeof folder);
    if (is_there("region/region-20min.xz"))
        ck_assert_int_eq(mlg_region_instance_read(folder, limit_s, from_scratch, &instance, NULL),
                         MLG_OK);
    return instance;
}
