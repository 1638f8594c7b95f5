/* A temporary folder with files, for tests that read and write. */
#ifndef MLG_TESTS_FOLDER_H
#define MLG_TESTS_FOLDER_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes a folder and enters it, so that tests name files by short relative paths. */
void folder_enter(void);
/* Leaves it and removes it with all that is in it. */
void folder_leave(void);
/* Writes a file in it. */
void folder_write(const char *name, const char *text);
bool folder_has(const char *name);
/* The whole text of a file; caller frees. */
char *folder_read(const char *name);
/* Files and folders in a folder, hidden ones too. */
size_t folder_count(const char *name);

/* Text with the first `old` replaced by `new`; caller frees. */
char *replaced(const char *text, const char *old, const char *new);
/* An error as the command line shows it; static memory. */
const char *shown(const struct mlg_error *err);

#endif
