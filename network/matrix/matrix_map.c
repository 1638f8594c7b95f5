#include "network/matrix/matrix_map.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static enum mlg_status map_file(const char *path, int file, struct mlg_matrix_map *map,
                                struct mlg_error *err)
{
    struct stat info;
    if (fstat(file, &info) != 0)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot read '%s': %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' is not a file", path);
    if (info.st_size == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "'%s' is empty, not a travel-time matrix", path);
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (bytes == MAP_FAILED)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot map '%s': %s", path, strerror(errno));
    *map = (struct mlg_matrix_map){bytes, (size_t)info.st_size};
    return MLG_OK;
}

enum mlg_status mlg_matrix_map_open(const char *path, struct mlg_matrix_map *map,
                                    struct mlg_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot open '%s': %s", path, strerror(errno));
    enum mlg_status status = map_file(path, file, map, err);
    close(file);
    return status;
}

void mlg_matrix_map_rest(const struct mlg_matrix_map *map)
{
    madvise((void *)(uintptr_t)map->bytes, map->length, MADV_DONTNEED);
}

void mlg_matrix_map_close(struct mlg_matrix_map *map)
{
    if (!map || !map->bytes)
        return;
    munmap((void *)(uintptr_t)map->bytes, map->length);
    *map = (struct mlg_matrix_map){0};
}
