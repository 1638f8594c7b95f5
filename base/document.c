#include "base/document_tree.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TEXT = 1 << 20, MAX_NODES = 100000, MAX_DEPTH = 32 };

static const struct mlg_node ABSENT = {NULL, NULL};

static struct mlg_node wrap(const struct mlg_document *document, struct fy_node *node)
{
    return node ? (struct mlg_node){document, node} : ABSENT;
}

/* The document that a node was written in: the one in hand, or one that it extends. */
static const struct mlg_document *written_in(struct mlg_node node)
{
    const struct mlg_document *origin = node.node ? fy_node_get_meta(node.node) : NULL;
    return origin ? origin : node.document;
}

/* Copies line `line` (from 1) of the text and puts a caret below `column` (from 1). */
static void show_line(const struct mlg_document *document, size_t line, size_t column,
                      struct mlg_error *err)
{
    const char *start = document->text, *end = document->text + document->length;
    for (size_t i = 1; i < line && start < end; i++) {
        const char *next = memchr(start, '\n', (size_t)(end - start));
        if (!next)
            return;
        start = next + 1;
    }
    size_t length = strcspn(start, "\r\n"), room = sizeof err->excerpt / 2 - 2;
    if (length > room)
        length = room;
    size_t used = (size_t)snprintf(err->excerpt, sizeof err->excerpt, "%.*s\n", (int)length, start);
    /* columns count characters, so the continuation bytes of UTF-8 take no place; tabs stay tabs */
    size_t place = 1;
    for (size_t i = 0; i < length && place < column; i++) {
        if (((unsigned char)start[i] & 0xc0) == 0x80)
            continue;
        err->excerpt[used++] = start[i] == '\t' ? '\t' : ' ';
        place++;
    }
    err->excerpt[used++] = '^';
    err->excerpt[used] = 0;
}

/* The first error that libfyaml collected since the last call, its place in line and column. */
static const char *collected(const struct mlg_document *document, size_t *line, size_t *column)
{
    void *previous = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(document->diag, &previous);
    if (!error)
        return NULL;
    *line = error->line > 0 ? (size_t)error->line : 1;
    *column = error->column > 0 ? (size_t)error->column : 1;
    return error->msg;
}

static enum mlg_status fail_syntax(const struct mlg_document *document, struct mlg_error *err)
{
    size_t line = 1, column = 1;
    const char *message = collected(document, &line, &column);
    mlg_fail_at(err, MLG_BAD_SCENARIO, document->path, line, column, "not valid YAML: %s",
                message ? message : "it cannot be read");
    if (err)
        show_line(document, line, column, err);
    return MLG_BAD_SCENARIO;
}

static void node_place(struct mlg_node node, size_t *line, size_t *column)
{
    *line = *column = 1;
    if (!node.node)
        return;
    fy_diag_set_collect_errors(node.document->diag, false); /* forgets earlier ones */
    fy_diag_set_collect_errors(node.document->diag, true);
    fy_node_report(node.node, FYET_ERROR, "here");
    collected(node.document, line, column);
}

static enum mlg_status fail_at_node(struct mlg_node node, struct mlg_error *err, const char *format,
                                    va_list args)
{
    if (!err)
        return MLG_BAD_SCENARIO;
    char message[sizeof err->message];
    vsnprintf(message, sizeof message, format, args);
    size_t line, column;
    node_place(node, &line, &column);
    const struct mlg_document *origin = written_in(node);
    mlg_fail_at(err, MLG_BAD_SCENARIO, origin ? origin->path : NULL, line, column, "%s", message);
    if (origin)
        show_line(origin, line, column, err);
    return MLG_BAD_SCENARIO;
}

enum mlg_status mlg_node_fail(struct mlg_node node, struct mlg_error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    enum mlg_status status = fail_at_node(node, err, format, args);
    va_end(args);
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    struct fy_node *const *left = a, *const *right = b;
    return strcmp(fy_node_get_scalar0(*left), fy_node_get_scalar0(*right));
}

/* Equal keys are refused here and not by libfyaml, whose own check is quadratic. `keys` is sorted.
 */
static enum mlg_status check_unique(const struct mlg_document *document, struct fy_node **keys,
                                    size_t count, struct mlg_error *err)
{
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (compare_keys(&keys[i - 1], &keys[i]) != 0)
            continue;
        return mlg_node_fail(wrap(document, keys[i]), err, "the key '%s' stands here twice",
                             fy_node_get_scalar0(keys[i]));
    }
    return MLG_OK;
}

static enum mlg_status check_keys(const struct mlg_document *document, struct fy_node *mapping,
                                  struct mlg_error *err)
{
    size_t count = 0, capacity = 0;
    struct fy_node **keys = NULL;
    struct fy_node_pair *pair;
    void *position = NULL;
    enum mlg_status status = MLG_OK;
    while (status == MLG_OK && (pair = fy_node_mapping_iterate(mapping, &position))) {
        struct fy_node *key = fy_node_pair_key(pair);
        if (!key || !fy_node_is_scalar(key) || fy_node_is_alias(key) || !fy_node_get_scalar0(key))
            status = mlg_node_fail(wrap(document, mapping), err, "a key must be plain text");
        else if (!mlg_reserve(&keys, &capacity, count + 1, sizeof *keys))
            status = mlg_fail_memory(err, "the keys of a mapping", count * sizeof *keys);
        else
            keys[count++] = key;
    }
    if (status == MLG_OK && count > 1)
        status = check_unique(document, keys, count, err);
    free(keys);
    return status;
}

/* Refuses aliases (they can make a small text huge) and trees that are too large or too deep. */
static enum mlg_status check_tree(const struct mlg_document *document, struct fy_node *node,
                                  size_t depth, size_t *nodes, struct mlg_error *err)
{
    struct mlg_node here = wrap(document, node);
    if (!node)
        return MLG_OK;
    if (fy_node_is_alias(node))
        return mlg_node_fail(here, err, "aliases ('*name') are not part of the language");
    if (++*nodes > MAX_NODES || depth > MAX_DEPTH)
        return mlg_node_fail(here, err, "more than %d values, or nested deeper than %d", MAX_NODES,
                             MAX_DEPTH);
    void *position = NULL;
    enum mlg_status status = MLG_OK;
    if (fy_node_is_sequence(node)) {
        struct fy_node *item;
        while (status == MLG_OK && (item = fy_node_sequence_iterate(node, &position)))
            status = check_tree(document, item, depth + 1, nodes, err);
    } else if (fy_node_is_mapping(node)) {
        struct fy_node_pair *pair;
        status = check_keys(document, node, err);
        while (status == MLG_OK && (pair = fy_node_mapping_iterate(node, &position)))
            status = check_tree(document, fy_node_pair_value(pair), depth + 1, nodes, err);
    }
    return status;
}

static enum mlg_status build_tree(struct mlg_document *document, struct mlg_error *err)
{
    struct fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_config.fp = NULL;
    document->diag = fy_diag_create(&diag_config);
    if (!document->diag)
        return mlg_fail_memory(err, "a YAML document", document->length);
    fy_diag_set_collect_errors(document->diag, true);
    struct fy_parse_cfg config = {.flags =
                                      FYPCF_QUIET | FYPCF_JSON_NONE | FYPCF_ALLOW_DUPLICATE_KEYS,
                                  .diag = document->diag};
    document->tree = fy_document_build_from_string(&config, document->text, document->length);
    if (!document->tree && document->length > 0)
        return fail_syntax(document, err);
    struct fy_node *root = document->tree ? fy_document_root(document->tree) : NULL;
    if (!root)
        return mlg_fail_at(err, MLG_BAD_SCENARIO, document->path, 1, 1, "'%s' is empty",
                           document->path);
    size_t nodes = 0;
    return check_tree(document, root, 0, &nodes, err);
}

/* Before YAML: is it a text at all? */
static enum mlg_status check_text(const struct mlg_document *document, struct mlg_error *err)
{
    const char *path = document->path, *p = document->text;
    size_t line = 1, bytes;
    for (; *p && (bytes = mlg_utf8_sequence(p)) > 0; p += bytes)
        line += *p == '\n';
    if (p == document->text + document->length)
        return MLG_OK;
    if (!*p)
        return mlg_fail_at(err, MLG_BAD_SCENARIO, path, 0, 0, "'%s' is no text: byte %zu is zero",
                           path, (size_t)(p - document->text) + 1);
    mlg_fail_at(err, MLG_BAD_SCENARIO, path, line, 0, "the text is not UTF-8");
    return mlg_hint(err, "save the file with the encoding UTF-8");
}

enum mlg_status mlg_document_parse(const char *path, const char *text, size_t length,
                                   struct mlg_document **document, struct mlg_error *err)
{
    if (length > MAX_TEXT)
        return mlg_fail_at(err, MLG_BAD_SCENARIO, path, 0, 0,
                           "'%s' has more than the %d bytes that such a file may have", path,
                           MAX_TEXT);
    struct mlg_document *new = mlg_alloc_zero(1, sizeof *new);
    char *copy = mlg_alloc(length + 1, 1);
    char *name = mlg_strdup(path);
    if (!new || !copy || !name) {
        free(new);
        free(copy);
        free(name);
        return mlg_fail_memory(err, "a YAML document", length);
    }
    memcpy(copy, text, length);
    copy[length] = 0;
    *new = (struct mlg_document){.path = name, .text = copy, .length = length};
    enum mlg_status status = check_text(new, err);
    if (status == MLG_OK)
        status = build_tree(new, err);
    if (status != MLG_OK)
        mlg_document_destroy(new);
    else
        *document = new;
    return status;
}

enum mlg_status mlg_document_load(const char *path, struct mlg_document **document,
                                  struct mlg_error *err)
{
    char *text;
    size_t length;
    enum mlg_status status = mlg_read_file(path, MAX_TEXT, &text, &length, err);
    if (status == MLG_BAD_INPUT) /* too large */
        status = err ? (err->status = MLG_BAD_SCENARIO) : MLG_BAD_SCENARIO;
    if (status != MLG_OK)
        return status;
    status = mlg_document_parse(path, text, length, document, err);
    free(text);
    return status;
}

void mlg_document_destroy(struct mlg_document *document)
{
    if (!document)
        return;
    fy_document_destroy(document->tree);
    fy_diag_destroy(document->diag);
    mlg_document_destroy(document->base);
    free(document->path);
    free(document->text);
    free(document);
}

struct mlg_node mlg_document_root(const struct mlg_document *document)
{
    return wrap(document, fy_document_root(document->tree));
}

const char *mlg_node_path(struct mlg_node node)
{
    return written_in(node)->path;
}

bool mlg_node_is_absent(struct mlg_node node)
{
    return !node.node;
}

bool mlg_node_is_mapping(struct mlg_node node)
{
    return node.node && fy_node_is_mapping(node.node);
}

bool mlg_node_is_sequence(struct mlg_node node)
{
    return node.node && fy_node_is_sequence(node.node);
}

bool mlg_node_is_scalar(struct mlg_node node)
{
    return node.node && fy_node_is_scalar(node.node);
}

static const char *kind_name(struct mlg_node node)
{
    if (mlg_node_is_mapping(node))
        return "a mapping";
    return mlg_node_is_sequence(node) ? "a list" : "a single value";
}

static void hint_words(const char *word, const char *const *known, struct mlg_error *err)
{
    if (!err)
        return;
    const char *nearest = mlg_nearest_name(word, known);
    if (nearest) {
        mlg_hint(err, "did you mean '%s'?", nearest);
        return;
    }
    size_t used = (size_t)snprintf(err->hint, sizeof err->hint, "known here:");
    for (; *known && used + strlen(*known) + 3 < sizeof err->hint; known++)
        used += (size_t)snprintf(err->hint + used, sizeof err->hint - used, " %s%s", *known,
                                 known[1] ? "," : "");
}

enum mlg_status mlg_node_expect_keys(struct mlg_node mapping, const char *const *keys,
                                     struct mlg_error *err)
{
    if (!mlg_node_is_mapping(mapping))
        return mlg_node_fail(mapping, err, "expected a mapping (key: value), found %s",
                             kind_name(mapping));
    for (size_t i = 0; i < mlg_node_count(mapping); i++) {
        struct mlg_node key, value;
        mlg_node_pair(mapping, i, &key, &value);
        const char *text = fy_node_get_scalar0(key.node), *const *known = keys;
        while (*known && strcmp(*known, text) != 0)
            known++;
        if (*known)
            continue;
        mlg_node_fail(key, err, "unknown key '%s'", text);
        hint_words(text, keys, err);
        return MLG_BAD_SCENARIO;
    }
    return MLG_OK;
}

struct mlg_node mlg_node_get(struct mlg_node mapping, const char *key)
{
    if (!mlg_node_is_mapping(mapping))
        return ABSENT;
    return wrap(mapping.document,
                fy_node_mapping_lookup_value_by_simple_key(mapping.node, key, strlen(key)));
}

enum mlg_status mlg_node_require(struct mlg_node mapping, const char *key, struct mlg_node *value,
                                 struct mlg_error *err)
{
    if (!mlg_node_is_mapping(mapping))
        return mlg_node_fail(mapping, err, "expected a mapping with the key '%s', found %s", key,
                             kind_name(mapping));
    struct mlg_node found = mlg_node_get(mapping, key);
    if (mlg_node_is_absent(found))
        return mlg_node_fail(mapping, err, "the key '%s' is missing here", key);
    *value = found;
    return MLG_OK;
}

size_t mlg_node_count(struct mlg_node node)
{
    int count = mlg_node_is_sequence(node)  ? fy_node_sequence_item_count(node.node)
                : mlg_node_is_mapping(node) ? fy_node_mapping_item_count(node.node)
                                            : 0;
    return count > 0 ? (size_t)count : 0;
}

struct mlg_node mlg_node_at(struct mlg_node sequence, size_t index)
{
    return wrap(sequence.document, fy_node_sequence_get_by_index(sequence.node, (int)index));
}

void mlg_node_pair(struct mlg_node mapping, size_t index, struct mlg_node *key,
                   struct mlg_node *value)
{
    struct fy_node_pair *pair = fy_node_mapping_get_by_index(mapping.node, (int)index);
    *key = wrap(mapping.document, fy_node_pair_key(pair));
    *value = wrap(mapping.document, fy_node_pair_value(pair));
}

enum mlg_status mlg_node_text(struct mlg_node node, const char **text, struct mlg_error *err)
{
    if (!mlg_node_is_scalar(node))
        return mlg_node_fail(node, err, "expected a single value, found %s", kind_name(node));
    const char *found = fy_node_get_scalar0(node.node);
    if (!found || !*found)
        return mlg_node_fail(node, err, "expected a value, found nothing");
    *text = found;
    return MLG_OK;
}

/* Digits, sign, point and exponent only: no hexadecimal, "inf" or thousands, whatever the locale.
 */
static bool parse_number(const char *text, double *value)
{
    if (text[strspn(text, "+-0123456789.eE")] != 0)
        return false;
    char *end;
    errno = 0;
    double parsed = strtod(text, &end);
    if (end == text || *end != 0 || !isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}

enum mlg_status mlg_node_number(struct mlg_node node, double low, double high, double *value,
                                struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    double parsed;
    if (!parse_number(text, &parsed)) {
        mlg_node_fail(node, err, "expected a number, found '%s'", text);
        return isdigit((unsigned char)text[0])
                   ? mlg_hint(err, "write the number alone, with a point: the key says the unit")
                   : MLG_BAD_SCENARIO;
    }
    if (parsed < low || parsed > high)
        return mlg_node_fail(node, err, "%s is out of range: expected %g to %g", text, low, high);
    *value = parsed;
    return MLG_OK;
}

enum mlg_status mlg_node_integer(struct mlg_node node, int64_t low, int64_t high, int64_t *value,
                                 struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    char *end;
    errno = 0;
    long long parsed = strtoll(text, &end, 10);
    if (end == text || *end != 0 || isspace((unsigned char)text[0]))
        return mlg_node_fail(node, err, "expected a whole number, found '%s'", text);
    if (errno == ERANGE || parsed < low || parsed > high)
        return mlg_node_fail(node, err, "%s is out of range: expected %lld to %lld", text,
                             (long long)low, (long long)high);
    *value = parsed;
    return MLG_OK;
}

enum mlg_status mlg_node_bool(struct mlg_node node, bool *value, struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        return mlg_node_fail(node, err, "expected true or false, found '%s'", text);
    *value = text[0] == 't';
    return MLG_OK;
}

enum mlg_status mlg_node_choice(struct mlg_node node, const char *const *names, size_t *index,
                                struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(names[i], text) == 0) {
            *index = i;
            return MLG_OK;
        }
    }
    mlg_node_fail(node, err, "unknown value '%s'", text);
    hint_words(text, names, err);
    return MLG_BAD_SCENARIO;
}
