/* Files that are nothing but whole numbers. */
#ifndef MLG_BENCH_NUMBERS_H
#define MLG_BENCH_NUMBERS_H

#include "base/status.h"

#include <stdint.h>

struct mlg_numbers {
    const char *path;
    uint32_t *number; /* [n], to be freed */
    size_t n, capacity;
};

/* MLG_BAD_INPUT names the line of what is no whole number from 0 to 2^31 - 1. */
enum mlg_status mlg_numbers_read(const char *path, struct mlg_numbers *numbers,
                                 struct mlg_error *err);

#endif
