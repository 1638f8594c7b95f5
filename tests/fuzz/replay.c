/* Gives the files of a target's corpus to it, where there is no libFuzzer: what was found once
 * stays found. */
#include "input.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1 << 20 };

static int replay(const char *name)
{
    static uint8_t bytes[MAX_BYTES];
    FILE *file = fopen(name, "rbe");
    if (!file) {
        perror(name);
        return 1;
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    uint8_t *copy = malloc(size ? size : 1); /* so that sanitizers see its end */
    if (!copy)
        return 1;
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return 0;
}

/* Arguments: folders. */
int main(int argc, char **argv)
{
    int failed = 0, n_files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            perror(argv[i]);
            return 1;
        }
        for (struct dirent *entry; (entry = readdir(folder)); n_files += entry->d_name[0] != '.') {
            char name[4096];
            snprintf(name, sizeof name, "%s/%s", argv[i], entry->d_name);
            failed |= entry->d_name[0] != '.' && replay(name);
        }
        closedir(folder);
    }
    printf("%d inputs\n", n_files);
    return failed || n_files == 0;
}
