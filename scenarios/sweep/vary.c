#include "scenarios/sweep/vary.h"

#include "base/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_VALUES = 10000, MAX_KEYS = 8 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";

void mlg_vary_finish(struct mlg_vary *vary)
{
    free(vary->value);
    mlg_arena_destroy(vary->strings);
    *vary = (struct mlg_vary){0};
}

static enum mlg_status wrong(const char *text, const char *what, struct mlg_error *err)
{
    enum mlg_status status = mlg_fail(err, MLG_USAGE, "option '--vary': '%s' %s", text, what);
    mlg_hint(err, "such as sites.new.max=0..300/10 or travel.limit_min=15,20");
    return status;
}

/* A copy of a part of a text; NULL = no memory. */
static char *keep(struct mlg_vary *vary, const char *text, size_t length)
{
    char *copy = mlg_arena_take(vary->strings, length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static enum mlg_status add_value(struct mlg_vary *vary, size_t *capacity, const char *text,
                                 size_t length, struct mlg_error *err)
{
    if (!mlg_reserve(&vary->value, capacity, vary->n + 1, sizeof *vary->value))
        return mlg_fail_memory(err, "the values of '--vary'", vary->n * sizeof *vary->value);
    char *copy = keep(vary, text, length);
    if (!copy)
        return mlg_fail_memory(err, "the values of '--vary'", length);
    vary->value[vary->n++] = copy;
    return MLG_OK;
}

/* FIRST..LAST/STEP: a number, two points, … ("0." alone would be a number, too). */
static bool read_range(const char *text, double *first, double *last, double *step)
{
    char number[40], *end;
    const char *points = strstr(text, "..");
    size_t length = points ? (size_t)(points - text) : 0;
    if (length == 0 || length >= sizeof number)
        return false;
    memcpy(number, text, length);
    number[length] = '\0';
    *first = strtod(number, &end);
    if (*end)
        return false;
    *last = strtod(points + 2, &end);
    if (end == points + 2 || *end != '/')
        return false;
    const char *rest = end + 1;
    *step = strtod(rest, &end);
    return end != rest && *end == '\0' && isfinite(*first) && isfinite(*last) && *step > 0 &&
           *last >= *first;
}

/* Both ends included. */
static enum mlg_status add_range(struct mlg_vary *vary, const char *whole, const char *text,
                                 struct mlg_error *err)
{
    double first, last, step;
    size_t capacity = 0;
    if (!read_range(text, &first, &last, &step))
        return wrong(whole, "has no range FIRST..LAST/STEP", err);
    if ((last - first) / step > MAX_VALUES)
        return wrong(whole, "has too many values", err);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; status == MLG_OK && first + (double)i * step <= last + step * 1e-9; i++) {
        char value[40];
        int length = snprintf(value, sizeof value, "%.10g", first + (double)i * step);
        status = add_value(vary, &capacity, value, (size_t)length, err);
    }
    return status;
}

static enum mlg_status add_list(struct mlg_vary *vary, const char *whole, const char *text,
                                struct mlg_error *err)
{
    size_t capacity = 0;
    for (;; text++) {
        size_t length = strcspn(text, ",");
        if (length == 0 || length > 60 || memchr(text, '/', length))
            return wrong(whole, "has an empty value, a long one or one with a slash", err);
        enum mlg_status status = add_value(vary, &capacity, text, length, err);
        text += length;
        if (status != MLG_OK || !*text)
            return status;
    }
}

static bool is_path(const char *text, size_t length)
{
    size_t used = 0, keys = 0;
    while (used < length) {
        size_t key = strspn(text + used, letters);
        used += key;
        if (key == 0 || ++keys > MAX_KEYS || (used < length && text[used] != '.') ||
            used + 1 == length)
            return false;
        used++;
    }
    return keys > 0;
}

enum mlg_status mlg_vary_read(const char *text, struct mlg_vary *vary, struct mlg_error *err)
{
    struct mlg_vary made = {0};
    const char *equals = strchr(text, '=');
    if (!equals || !is_path(text, (size_t)(equals - text)))
        return wrong(text, "names no key", err);
    made.strings = mlg_arena_create();
    made.path = made.strings ? keep(&made, text, (size_t)(equals - text)) : NULL;
    if (!made.path) {
        mlg_vary_finish(&made);
        return mlg_fail_memory(err, "a key", strlen(text));
    }
    bool range = strstr(equals, "..") && strchr(equals, '/');
    enum mlg_status status =
        range ? add_range(&made, text, equals + 1, err) : add_list(&made, text, equals + 1, err);
    if (status == MLG_OK)
        *vary = made;
    else
        mlg_vary_finish(&made);
    return status;
}

size_t mlg_vary_count(const struct mlg_vary *vary, size_t n)
{
    size_t count = 1;
    for (size_t i = 0; i < n; i++)
        if (__builtin_mul_overflow(count, vary[i].n, &count))
            return SIZE_MAX;
    return count;
}

void mlg_vary_choose(const struct mlg_vary *vary, size_t n, size_t variant, size_t *choice)
{
    for (size_t i = n; i-- > 0;) {
        choice[i] = variant % vary[i].n;
        variant /= vary[i].n;
    }
}

char *mlg_vary_name(const struct mlg_vary *vary, size_t n, size_t variant)
{
    char *text = NULL;
    size_t length = 0, *choice = mlg_alloc(n, sizeof *choice);
    FILE *stream = choice ? open_memstream(&text, &length) : NULL;
    if (stream) {
        mlg_vary_choose(vary, n, variant, choice);
        for (size_t i = 0; i < n; i++)
            fprintf(stream, "%s%s=%s", i ? "," : "", vary[i].path, vary[i].value[choice[i]]);
        if (fclose(stream) != 0) {
            free(text);
            text = NULL;
        }
    }
    free(choice);
    return text;
}

/* How many bytes of keys, each with its dot, both paths begin with. */
static size_t common_keys(const char *a, const char *b)
{
    size_t common = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '.')
            common = i + 1;
    return common;
}

static int compare_paths(const void *left, const void *right, void *context)
{
    const struct mlg_vary *vary = context;
    return strcmp(vary[*(const size_t *)left].path, vary[*(const size_t *)right].path);
}

/* The keys of a path behind what the one before it has printed already. */
static void print_path(const char *path, size_t from, const char *value, FILE *stream)
{
    int depth = 0;
    for (size_t i = 0; i < from; i++)
        depth += path[i] == '.';
    for (const char *key = path + from;; depth++) {
        size_t length = strcspn(key, ".");
        fprintf(stream, "%*s%.*s:", 2 * depth, "", (int)length, key);
        if (!key[length]) {
            fprintf(stream, " %s\n", value);
            return;
        }
        fputc('\n', stream);
        key += length + 1;
    }
}

void mlg_vary_print(const struct mlg_vary *vary, size_t n, size_t variant, FILE *stream)
{
    size_t order[64], choice[64];
    n = n < 64 ? n : 64;
    mlg_vary_choose(vary, n, variant, choice);
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    qsort_r(order, n, sizeof *order, compare_paths, (void *)vary);
    for (size_t i = 0; i < n; i++) {
        const char *path = vary[order[i]].path;
        size_t from = i == 0 ? 0 : common_keys(vary[order[i - 1]].path, path);
        print_path(path, from, vary[order[i]].value[choice[order[i]]], stream);
    }
}
