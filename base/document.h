/* YAML documents (libfyaml) with errors that show the place: file, line, column, the line itself
 * and a caret, for the syntax and for everything that a caller finds wrong with a value.
 *
 * Bounded: at most 1 MiB of text, 100,000 values, 32 levels, no aliases: a YAML bomb is a message.
 */
#ifndef MLG_BASE_DOCUMENT_H
#define MLG_BASE_DOCUMENT_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct mlg_document;
/* A node of a document: a small value, valid as long as the document. node == NULL: absent. */
struct mlg_node {
    const struct mlg_document *document;
    void *node;
};

enum mlg_status mlg_document_load(const char *path, struct mlg_document **document,
                                  struct mlg_error *err);
/* From text in memory; `path` is the name that errors show. For tests and fuzzers. */
enum mlg_status mlg_document_parse(const char *path, const char *text, size_t length,
                                   struct mlg_document **document, struct mlg_error *err);
void mlg_document_destroy(struct mlg_document *document);
struct mlg_node mlg_document_root(const struct mlg_document *document);

/* Lets a document extend another one: keys that it lacks come from the base, mappings are merged,
 * anything else replaces what the base has, and a key without a value takes the base's away. Nodes
 * keep their place: mistakes show the file that they stand in. The document owns `base` afterwards,
 * also on failure. Both have a mapping at their root. O(nodes). */
enum mlg_status mlg_document_extend(struct mlg_document *document, struct mlg_document *base,
                                    struct mlg_error *err);
/* The file that a node was written in. */
const char *mlg_node_path(struct mlg_node node);

/* An error at a node: caret under it. Returns MLG_BAD_SCENARIO. */
enum mlg_status mlg_node_fail(struct mlg_node node, struct mlg_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

bool mlg_node_is_absent(struct mlg_node node);
bool mlg_node_is_mapping(struct mlg_node node);
bool mlg_node_is_sequence(struct mlg_node node);
bool mlg_node_is_scalar(struct mlg_node node);

/* The keys that a mapping may have: anything else is an error at the key, with the nearest known
 * one as a hint. `keys` ends with NULL. Also fails where the node is no mapping. */
enum mlg_status mlg_node_expect_keys(struct mlg_node mapping, const char *const *keys,
                                     struct mlg_error *err);
/* The value of a key, or an absent node. */
struct mlg_node mlg_node_get(struct mlg_node mapping, const char *key);
/* The same, but its absence is an error at the mapping. */
enum mlg_status mlg_node_require(struct mlg_node mapping, const char *key, struct mlg_node *value,
                                 struct mlg_error *err);
size_t mlg_node_count(struct mlg_node node); /* of a sequence or mapping; else 0 */
struct mlg_node mlg_node_at(struct mlg_node sequence, size_t index);
/* The key (as a node) and value of the index-th pair of a mapping. */
void mlg_node_pair(struct mlg_node mapping, size_t index, struct mlg_node *key,
                   struct mlg_node *value);

/* Scalars. Text is owned by the document. Numbers are checked whole: "20min" is an error that says
 * what was expected, and a value outside [low, high] one that states the range. */
enum mlg_status mlg_node_text(struct mlg_node node, const char **text, struct mlg_error *err);
enum mlg_status mlg_node_number(struct mlg_node node, double low, double high, double *value,
                                struct mlg_error *err);
enum mlg_status mlg_node_integer(struct mlg_node node, int64_t low, int64_t high, int64_t *value,
                                 struct mlg_error *err);
enum mlg_status mlg_node_bool(struct mlg_node node, bool *value, struct mlg_error *err);
/* One of `names` (ends with NULL): its index; otherwise an error with the nearest as a hint. */
enum mlg_status mlg_node_choice(struct mlg_node node, const char *const *names, size_t *index,
                                struct mlg_error *err);

#endif
