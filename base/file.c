#include "base/file.h"

#include "base/leftovers.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum mlg_status fail_errno(struct mlg_error *err, const char *doing, const char *path)
{
    return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot %s '%s': %s", doing, path, strerror(errno));
}

enum mlg_status mlg_temporary_name(const char *path, bool overwrite, char **temporary,
                                   struct mlg_error *err)
{
    if (!overwrite && access(path, F_OK) == 0) {
        mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' exists already", path);
        mlg_hint(err, "use --overwrite to replace it, or --output for another place");
        return MLG_IO;
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t bytes = strlen(path) + 32;
    char *text = malloc(bytes);
    if (!text)
        return mlg_fail_memory(err, "a file name", bytes);
    snprintf(text, bytes, "%.*s.%s.%ld.part", (int)(name - path), path, name, (long)getpid());
    *temporary = text;
    return MLG_OK;
}

/* Makes the rename itself durable; a folder that cannot be synced (some network disks) is no error.
 */
static void sync_folder(const char *path)
{
    char *copy = mlg_strdup(path);
    if (!copy)
        return;
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
    free(copy);
}

enum mlg_status mlg_temporary_commit(const char *temporary, const char *path, struct mlg_error *err)
{
    int file = open(temporary, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail_errno(err, "open", temporary);
    int synced = fsync(file);
    close(file);
    if (synced != 0 || rename(temporary, path) != 0) {
        enum mlg_status status = fail_errno(err, "write", path);
        unlink(temporary);
        return status;
    }
    sync_folder(path);
    return MLG_OK;
}

/* Those of earlier processes that wrote the same file and were killed. */
static void remove_leftovers(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash)
        *slash = '\0';
    mlg_remove_leftovers(slash == path ? "/" : slash ? path : ".", slash ? slash + 1 : path);
    if (slash)
        *slash = '/';
}

enum mlg_status mlg_output_open(const char *path, bool overwrite, struct mlg_output *output,
                                struct mlg_error *err)
{
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status != MLG_OK)
        return status;
    char *copy = mlg_strdup(path);
    if (copy)
        remove_leftovers(copy);
    FILE *stream = copy ? fopen(temporary, "wbe") : NULL;
    if (!stream) {
        status = copy ? fail_errno(err, "write", path)
                      : mlg_fail_memory(err, "a file name", strlen(path));
        free(copy);
        free(temporary);
        return status;
    }
    mlg_hold_temporary(fileno(stream));
    *output = (struct mlg_output){.stream = stream, .path = copy, .temporary = temporary};
    return MLG_OK;
}

enum mlg_status mlg_output_commit(struct mlg_output *output, struct mlg_error *err)
{
    bool failed = ferror(output->stream);
    if (fclose(output->stream) != 0)
        failed = true;
    output->stream = NULL;
    enum mlg_status status = failed ? fail_errno(err, "write", output->path)
                                    : mlg_temporary_commit(output->temporary, output->path, err);
    if (failed)
        unlink(output->temporary);
    free(output->path);
    free(output->temporary);
    *output = (struct mlg_output){0};
    return status;
}

void mlg_output_abandon(struct mlg_output *output)
{
    if (!output || !output->temporary)
        return;
    if (output->stream)
        fclose(output->stream);
    unlink(output->temporary);
    free(output->path);
    free(output->temporary);
    *output = (struct mlg_output){0};
}

enum mlg_status mlg_make_folder(const char *path, struct mlg_error *err)
{
    char *copy = mlg_strdup(path);
    if (!copy)
        return mlg_fail_memory(err, "a file name", strlen(path));
    enum mlg_status status = MLG_OK;
    for (char *p = copy + 1; status == MLG_OK; p++) {
        if (*p != '/' && *p != 0)
            continue;
        char kept = *p;
        *p = 0;
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = fail_errno(err, "create the folder", copy);
        *p = kept;
        if (!kept)
            break;
    }
    struct stat info;
    if (status == MLG_OK && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)))
        status = mlg_fail_at(err, MLG_IO, path, 0, 0, "'%s' is not a folder", path);
    free(copy);
    return status;
}

static enum mlg_status read_stream(FILE *stream, const char *path, size_t max_bytes, char **text,
                                   size_t *length, struct mlg_error *err)
{
    char *buffer = NULL;
    size_t capacity = 0, used = 0;
    for (;;) {
        if (!mlg_reserve(&buffer, &capacity, used + 4096, 1)) {
            free(buffer);
            return mlg_fail_memory(err, path, used);
        }
        size_t got = fread(buffer + used, 1, capacity - used - 1, stream);
        used += got;
        if (used > max_bytes) {
            free(buffer);
            return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                               "'%s' is larger than the %zu bytes that such a file may have", path,
                               max_bytes);
        }
        if (got == 0)
            break;
    }
    if (ferror(stream)) {
        free(buffer);
        return fail_errno(err, "read", path);
    }
    buffer[used] = 0;
    *text = buffer;
    *length = used;
    return MLG_OK;
}

enum mlg_status mlg_read_file(const char *path, size_t max_bytes, char **text, size_t *length,
                              struct mlg_error *err)
{
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return fail_errno(err, "open", path);
    enum mlg_status status = read_stream(stream, path, max_bytes, text, length, err);
    fclose(stream);
    return status;
}

char *mlg_path_beside(const char *base_file, const char *name)
{
    const char *slash = strrchr(base_file, '/');
    if (name[0] == '/' || !slash)
        return mlg_strdup(name);
    size_t folder = (size_t)(slash - base_file) + 1;
    char *path = malloc(folder + strlen(name) + 1);
    if (!path)
        return NULL;
    memcpy(path, base_file, folder);
    strcpy(path + folder, name);
    return path;
}
