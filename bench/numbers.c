#include "bench/numbers.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const size_t MAX_BYTES = (size_t)1 << 31;

static enum mlg_status parse_numbers(char *text, struct mlg_numbers *numbers, struct mlg_error *err)
{
    size_t line = 1;
    for (char *at = text;;) {
        for (; *at && strchr(" \t\r\n", *at); at++)
            line += *at == '\n';
        if (!*at)
            return MLG_OK;
        char *end;
        errno = 0;
        const unsigned long value = strtoul(at, &end, 10);
        if (end == at || *at == '-' || errno || value > INT32_MAX || !strchr(" \t\r\n", *end))
            return mlg_fail_at(err, MLG_BAD_INPUT, numbers->path, line, 0,
                               "'%.*s' is no whole number from 0 to 2147483647",
                               (int)strcspn(at, " \t\r\n"), at);
        if (!mlg_reserve(&numbers->number, &numbers->capacity, numbers->n + 1,
                         sizeof *numbers->number))
            return mlg_fail_memory(err, "numbers", numbers->n * sizeof *numbers->number);
        numbers->number[numbers->n++] = (uint32_t)value;
        at = end;
    }
}

enum mlg_status mlg_numbers_read(const char *path, struct mlg_numbers *numbers,
                                 struct mlg_error *err)
{
    char *text;
    size_t length;
    struct mlg_numbers read = {.path = path};
    enum mlg_status status = mlg_read_file(path, MAX_BYTES, &text, &length, err);
    if (status != MLG_OK)
        return status;
    status = parse_numbers(text, &read, err);
    free(text);
    if (status == MLG_OK)
        *numbers = read;
    else
        free(read.number);
    return status;
}
