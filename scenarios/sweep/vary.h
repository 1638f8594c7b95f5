/* What a sweep varies: keys of a scenario, each with its values. */
#ifndef MLG_SCENARIOS_VARY_H
#define MLG_SCENARIOS_VARY_H

#include "base/status.h"
#include "datasets/arena.h"

#include <stddef.h>
#include <stdio.h>

/* "sites.new.max" with "0", "10", "20", … */
struct mlg_vary {
    char *path;
    char **value; /* [n], as a scenario writes them */
    size_t n;
    struct mlg_arena *strings; /* owns the texts */
};

/* Reads "KEY.KEY=VALUE,VALUE…" or "KEY.KEY=FIRST..LAST/STEP". MLG_USAGE tells what is wrong. */
enum mlg_status mlg_vary_read(const char *text, struct mlg_vary *vary, struct mlg_error *err);
void mlg_vary_finish(struct mlg_vary *vary);

/* The product of all values: variant number -> the number of the value of each. choice [n]. */
size_t mlg_vary_count(const struct mlg_vary *vary, size_t n);
void mlg_vary_choose(const struct mlg_vary *vary, size_t n, size_t variant, size_t *choice);
/* "sites.new.max=10,travel.limit_min=20"; caller frees; NULL = no memory. */
char *mlg_vary_name(const struct mlg_vary *vary, size_t n, size_t variant);
/* The keys as YAML, nested, two spaces a level. */
void mlg_vary_print(const struct mlg_vary *vary, size_t n, size_t variant, FILE *stream);

#endif
