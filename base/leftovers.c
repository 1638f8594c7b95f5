#include "base/leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void mlg_hold_temporary(int descriptor)
{
    flock(descriptor, LOCK_EX | LOCK_NB);
}

/* The process of ".NAME.PID.part"; 0 where the entry is named otherwise. */
static long owner_of(const char *entry, const char *name)
{
    const char *end = strrchr(entry, '.');
    if (*entry != '.' || !end || strcmp(end, ".part") != 0)
        return 0;
    const char *dot = end - 1;
    while (dot > entry && *dot >= '0' && *dot <= '9')
        dot--;
    if (*dot != '.' || dot == entry || dot + 1 == end)
        return 0;
    if (name &&
        ((size_t)(dot - entry - 1) != strlen(name) || strncmp(entry + 1, name, strlen(name)) != 0))
        return 0;
    return atol(dot + 1);
}

/* A process of this number that is not the one that made it may hold it in another container: the
 * lock tells. */
static bool is_left(int folder, const char *entry, long owner)
{
    if (owner != getpid() && (kill((pid_t)owner, 0) == 0 || errno != ESRCH))
        return false;
    int held = openat(folder, entry, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool left = held >= 0 && flock(held, LOCK_EX | LOCK_NB) == 0;
    if (held >= 0)
        close(held);
    return left;
}

static void remove_entry(int folder, const char *entry)
{
    int inner = openat(folder, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0) {
        unlinkat(folder, entry, 0);
        return;
    }
    DIR *list = fdopendir(inner);
    if (!list) {
        close(inner);
        return;
    }
    for (struct dirent *item; (item = readdir(list));)
        unlinkat(inner, item->d_name, 0); /* "." and ".." refuse */
    closedir(list);
    unlinkat(folder, entry, AT_REMOVEDIR);
}

void mlg_remove_leftovers(const char *folder, const char *name)
{
    DIR *list = opendir(*folder ? folder : ".");
    if (!list)
        return;
    int descriptor = dirfd(list);
    for (struct dirent *entry; (entry = readdir(list));) {
        long owner = owner_of(entry->d_name, name);
        if (owner > 0 && is_left(descriptor, entry->d_name, owner))
            remove_entry(descriptor, entry->d_name);
    }
    closedir(list);
}

enum mlg_status mlg_temporary_folder(const char *folder, const char *name, char **path, int *lock,
                                     struct mlg_error *err)
{
    char *made;
    mlg_remove_leftovers(folder, name);
    if (asprintf(&made, "%s/.%s.%ld.part", folder, name, (long)getpid()) < 0)
        return mlg_fail_memory(err, "a file name", strlen(folder));
    int held = mkdir(made, 0700) == 0 ? open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (held < 0) {
        enum mlg_status status =
            mlg_fail_at(err, MLG_IO, folder, 0, 0, "cannot write into the folder '%s': %s", folder,
                        strerror(errno));
        free(made);
        return status;
    }
    mlg_hold_temporary(held);
    *path = made;
    *lock = held;
    return MLG_OK;
}
