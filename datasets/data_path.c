#include "datasets/data_path.h"

#include "base/memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t n = strlen(end);
    return length >= n && strncasecmp(text + length - n, end, n) == 0;
}

/* Where the name of a zip archive ends in "x.zip" or "x.zip/inner.csv"; 0 = no such archive. */
static size_t archive_length(const char *path)
{
    for (const char *p = path; (p = strcasestr(p, ".zip")); p += 4)
        if ((p[4] == 0 || p[4] == '/') && !ends_with(path, (size_t)(p - path), ".shp"))
            return (size_t)(p - path) + 4;
    return 0;
}

char *mlg_data_path_file(const char *path)
{
    for (const char *prefix = "/vsigzip/\0/vsizip/\0"; *prefix; prefix += strlen(prefix) + 1)
        if (strncmp(path, prefix, strlen(prefix)) == 0)
            path += strlen(prefix);
    char *file = mlg_strdup(path);
    size_t length = archive_length(path);
    if (file && length > 0)
        file[length] = 0;
    return file;
}

static enum mlg_status check_readable(const char *file, struct mlg_error *err)
{
    struct stat info;
    if (stat(file, &info) != 0 || access(file, R_OK) != 0)
        return mlg_fail_at(err, MLG_IO, file, 0, 0, "cannot open '%s': %s", file, strerror(errno));
    if (S_ISREG(info.st_mode) && info.st_size == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, file, 0, 0, "'%s' is empty", file);
    return MLG_OK;
}

enum mlg_status mlg_data_path_resolve(const char *path, char **gdal_path, struct mlg_error *err)
{
    char *file = mlg_data_path_file(path);
    if (!file)
        return mlg_fail_memory(err, "a file name", strlen(path));
    enum mlg_status status = check_readable(file, err);
    free(file);
    if (status != MLG_OK)
        return status;
    const char *prefix = "";
    if (strncmp(path, "/vsi", 4) != 0 && archive_length(path) > 0)
        prefix = "/vsizip/";
    else if (strncmp(path, "/vsi", 4) != 0 && ends_with(path, strlen(path), ".gz"))
        prefix = "/vsigzip/";
    size_t bytes = strlen(prefix) + strlen(path) + 1;
    char *text = malloc(bytes);
    if (!text)
        return mlg_fail_memory(err, "a file name", bytes);
    snprintf(text, bytes, "%s%s", prefix, path);
    *gdal_path = text;
    return MLG_OK;
}

static enum mlg_status hash_shapefile(const char *shp, struct mlg_sha256 *hash,
                                      struct mlg_error *err)
{
    static const char *const parts[] = {".shp", ".dbf", ".shx", ".prj", ".cpg"};
    enum { PARTS = sizeof parts / sizeof *parts };
    struct mlg_sha256 each[PARTS];
    size_t n = 0;
    char *name = mlg_strdup(shp);
    if (!name)
        return mlg_fail_memory(err, "a file name", strlen(shp));
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < PARTS && status == MLG_OK; i++) {
        if (i > 0)
            strcpy(name + strlen(name) - 4, parts[i]);
        if (i < 2 || access(name, F_OK) == 0)
            status = mlg_hash_file(name, &each[n++], err);
    }
    free(name);
    if (status == MLG_OK)
        mlg_hash_bytes(each, n * sizeof *each, hash);
    return status;
}

enum mlg_status mlg_data_path_hash(const char *path, struct mlg_sha256 *hash, struct mlg_error *err)
{
    char *file = mlg_data_path_file(path);
    if (!file)
        return mlg_fail_memory(err, "a file name", strlen(path));
    enum mlg_status status = ends_with(file, strlen(file), ".shp") ? hash_shapefile(file, hash, err)
                                                                   : mlg_hash_file(file, hash, err);
    free(file);
    return status;
}
