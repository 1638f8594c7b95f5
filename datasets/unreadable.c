#include "datasets/unreadable.h"

#include "datasets/data_path.h"
#include "datasets/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether all of it can be decompressed. */
static bool reads_to_end(const char *gdal_path)
{
    struct mlg_gdal_session session;
    mlg_gdal_session_begin(&session);
    VSILFILE *file = VSIFOpenL(gdal_path, "rb");
    char piece[16384];
    while (file && VSIFReadL(piece, 1, sizeof piece, file) > 0)
        continue;
    if (file)
        VSIFCloseL(file);
    mlg_gdal_session_end(&session);
    return file && !session.failed;
}

static bool begins_like_gzip(const char *file)
{
    unsigned char magic[2] = {0};
    VSILFILE *opened = VSIFOpenL(file, "rb");
    if (!opened)
        return false;
    size_t length = VSIFReadL(magic, 1, sizeof magic, opened);
    VSIFCloseL(opened);
    return length == sizeof magic && magic[0] == 0x1f && magic[1] == 0x8b;
}

/* No control bytes, or the mark of UTF-16; but not JSON or XML, which are no tables. */
static bool begins_like_text(const char *gdal_path)
{
    unsigned char head[512];
    VSILFILE *file = VSIFOpenL(gdal_path, "rb");
    if (!file)
        return false;
    size_t length = VSIFReadL(head, 1, sizeof head, file);
    VSIFCloseL(file);
    if (length >= 2 && (head[0] ^ head[1]) == 1 && head[0] >= 0xfe)
        return true;
    for (size_t i = 0; i < length; i++)
        if (head[i] < ' ' && !strchr("\t\n\f\r", head[i] ? head[i] : 1))
            return false;
    return length > 0 && !strchr("{[<", head[0]);
}

static enum mlg_status fail_damaged(const char *path, const char *file, const char *format,
                                    struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                "cannot read the archive '%s': it is truncated, damaged or no %s file", file,
                format);
    mlg_hint(err, "download or copy it again");
    return MLG_BAD_INPUT;
}

static void hint_names(const char *file, char **names, struct mlg_error *err)
{
    char list[360] = "";
    for (int i = 0; names[i]; i++) {
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s'%s/%s'", i ? ", " : "", file, names[i]);
    }
    mlg_hint(err, "state a file inside of it: %s", list);
}

static enum mlg_status fail_zip(const char *path, const char *gdal_path, const char *file,
                                const char *reason, struct mlg_error *err)
{
    char **names = VSIReadDir(CPLSPrintf("/vsizip/%s", file));
    VSIStatBufL info;
    bool found = VSIStatL(gdal_path, &info) == 0;
    if (!names || (found && VSI_ISREG(info.st_mode) && !reads_to_end(gdal_path))) {
        fail_damaged(path, file, "zip", err);
    } else {
        if (found)
            mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "cannot read '%s': %s", path, reason);
        else
            mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "the archive '%s' does not contain '%s'",
                        file, path);
        hint_names(file, names, err);
    }
    CSLDestroy(names);
    return MLG_BAD_INPUT;
}

static enum mlg_status fail_plain(const char *path, const char *gdal_path, const char *reason,
                                  struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "cannot read '%s': %s", path, reason);
    if (begins_like_text(gdal_path))
        mlg_hint(err, "a table of text needs the ending .csv, the names of its columns in the "
                      "first line, fields separated by comma, semicolon or tab, and the encoding "
                      "UTF-8");
    return MLG_BAD_INPUT;
}

enum mlg_status mlg_fail_unreadable(const char *path, const char *gdal_path, const char *reason,
                                    struct mlg_error *err)
{
    char *file = mlg_data_path_file(path);
    if (!file)
        return mlg_fail_memory(err, "a file name", strlen(path));
    bool gzip = strncmp(gdal_path, "/vsigzip/", 9) == 0;
    enum mlg_status status;
    if (strncmp(gdal_path, "/vsizip/", 8) == 0)
        status = fail_zip(path, gdal_path, file, reason, err);
    else if (gzip && (!begins_like_gzip(file) || !reads_to_end(gdal_path)))
        status = fail_damaged(path, file, "gzip", err);
    else
        status = fail_plain(path, gdal_path, reason, err);
    free(file);
    return status;
}
