/* Files: whole or not at all. Output is written beside its final name and renamed when complete;
 * a crash leaves at most a hidden temporary file, never half a file with the final name.
 */
#ifndef MLG_BASE_FILE_H
#define MLG_BASE_FILE_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct mlg_output {
    FILE *stream;    /* write here */
    char *path;      /* the final name */
    char *temporary; /* the name until mlg_output_commit */
};

/* Opens a temporary file in the folder of `path`. An existing `path` is refused unless overwrite.
 */
enum mlg_status mlg_output_open(const char *path, bool overwrite, struct mlg_output *output,
                                struct mlg_error *err);
/* Flushes, syncs, renames to the final name. On failure nothing has the final name. Finishes
 * output. */
enum mlg_status mlg_output_commit(struct mlg_output *output, struct mlg_error *err);
/* Removes the temporary file. NULL-safe, and harmless after a commit. */
void mlg_output_abandon(struct mlg_output *output);

/* A temporary name in the folder of `path` ("<folder>/.<name>.<pid>.part"), for libraries that open
 * their files themselves; and the rename that makes it final. *temporary: caller frees. */
enum mlg_status mlg_temporary_name(const char *path, bool overwrite, char **temporary,
                                   struct mlg_error *err);
enum mlg_status mlg_temporary_commit(const char *temporary, const char *path,
                                     struct mlg_error *err);

/* Creates the folder and its parents. */
enum mlg_status mlg_make_folder(const char *path, struct mlg_error *err);

/* The whole file, terminated by a 0 that is not counted. Refused above max_bytes. Caller frees. */
enum mlg_status mlg_read_file(const char *path, size_t max_bytes, char **text, size_t *length,
                              struct mlg_error *err);

/* `name` relative to the folder that `base_file` is in; an absolute name is only copied.
 * Caller frees; NULL = no memory. */
char *mlg_path_beside(const char *base_file, const char *name);

#endif
