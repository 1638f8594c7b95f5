#include "folder.h"

#include "base/file.h"
#include "tests/temporary.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void folder_enter(void)
{
    ck_assert_int_eq(chdir(temporary_folder()), 0);
}

void folder_leave(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    temporary_empty();
}

void folder_write(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    ck_assert_msg(file != NULL, "cannot write %s", name);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

bool folder_has(const char *name)
{
    return access(name, F_OK) == 0;
}

char *folder_read(const char *name)
{
    char *text;
    size_t length;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_read_file(name, 1u << 30, &text, &length, &err) == MLG_OK, "%s", err.message);
    return text;
}

size_t folder_count(const char *name)
{
    DIR *folder = opendir(name);
    if (!folder)
        return 0;
    size_t count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

char *replaced(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    ck_assert_msg(at != NULL, "'%s' is not in the text", old);
    size_t bytes = strlen(text) + strlen(new) + 1;
    char *result = malloc(bytes);
    ck_assert_ptr_nonnull(result);
    snprintf(result, bytes, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    return result;
}

const char *shown(const struct mlg_error *err)
{
    static char text[4096];
    size_t used = 0;
    if (err->line)
        used =
            (size_t)snprintf(text, sizeof text, "%s:%zu:%zu: ", err->file, err->line, err->column);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s", err->message);
    if (*err->excerpt)
        used += (size_t)snprintf(text + used, sizeof text - used, "\n%s", err->excerpt);
    if (*err->hint)
        snprintf(text + used, sizeof text - used, "\nhint: %s", err->hint);
    return text;
}
