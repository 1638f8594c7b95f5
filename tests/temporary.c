#include "tests/temporary.h"

#include "base/leftovers.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *folder;
static int lock;

static int remove_inner(const char *name, const struct stat *info, int type, struct FTW *place)
{
    (void)info, (void)type;
    return place->level > 0 ? remove(name) : 0;
}

static void remove_all(void)
{
    nftw(folder, remove_inner, 16, FTW_DEPTH | FTW_PHYS);
    rmdir(folder);
    close(lock);
    free(folder);
}

const char *temporary_folder(void)
{
    if (folder)
        return folder;
    const char *parent = getenv("TMPDIR");
    struct mlg_error err = {0};
    ck_assert_msg(mlg_temporary_folder(parent && *parent ? parent : "/tmp", "maillage-test",
                                       &folder, &lock, &err) == MLG_OK,
                  "%s", err.message);
    atexit(remove_all);
    return folder;
}

void temporary_empty(void)
{
    ck_assert_int_eq(nftw(temporary_folder(), remove_inner, 16, FTW_DEPTH | FTW_PHYS), 0);
}

const char *temporary_path(const char *name)
{
    static char paths[16][400];
    static unsigned next;
    char *path = paths[next++ % 16];
    if (snprintf(path, sizeof *paths, "%s/%s", temporary_folder(), name) >= (int)sizeof *paths)
        ck_abort_msg("the path of '%s' is too long", name);
    return path;
}
