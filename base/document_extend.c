/* A document that extends another one: nodes of the base are copied into the tree, and remember
 * where they stand.
 */
#include "base/document_tree.h"

static enum mlg_status fail(struct mlg_error *err)
{
    return mlg_fail_memory(err, "a document that extends another one", sizeof(struct mlg_document));
}

/* Every node below a copy gets the document that it was copied from, or that of its original. */
static void mark(struct fy_node *copy, struct fy_node *original, struct mlg_document *base)
{
    void *origin = fy_node_get_meta(original), *at = NULL, *from = NULL;
    fy_node_set_meta(copy, origin ? origin : base);
    if (fy_node_is_sequence(copy)) {
        struct fy_node *item;
        while ((item = fy_node_sequence_iterate(copy, &at)))
            mark(item, fy_node_sequence_iterate(original, &from), base);
    } else if (fy_node_is_mapping(copy)) {
        struct fy_node_pair *pair;
        while ((pair = fy_node_mapping_iterate(copy, &at))) {
            struct fy_node_pair *source = fy_node_mapping_iterate(original, &from);
            mark(fy_node_pair_key(pair), fy_node_pair_key(source), base);
            if (fy_node_pair_value(pair))
                mark(fy_node_pair_value(pair), fy_node_pair_value(source), base);
        }
    }
}

static struct fy_node *copy_node(struct fy_document *tree, struct fy_node *node,
                                 struct mlg_document *base)
{
    struct fy_node *copy = fy_node_copy(tree, node);
    if (copy)
        mark(copy, node, base);
    return copy;
}

static struct fy_node *look_up(struct fy_node *mapping, struct fy_node *key)
{
    const char *text = fy_node_get_scalar0(key);
    return fy_node_mapping_lookup_value_by_simple_key(mapping, text, FY_NT);
}

static bool is_mapping(struct fy_node *node)
{
    return node && fy_node_is_mapping(node);
}

/* The pairs of `below` that `above` lacks; those that are mappings in both are merged. */
static bool merge(struct fy_document *tree, struct fy_node *above, struct fy_node *below,
                  struct mlg_document *base)
{
    struct fy_node_pair *pair;
    void *position = NULL;
    bool whole = true;
    while (whole && (pair = fy_node_mapping_iterate(below, &position))) {
        struct fy_node *key = fy_node_pair_key(pair), *value = fy_node_pair_value(pair);
        struct fy_node *own = look_up(above, key);
        if (is_mapping(own) && is_mapping(value))
            whole = merge(tree, own, value, base);
        else if (!own && value)
            whole = fy_node_mapping_append(above, copy_node(tree, key, base),
                                           copy_node(tree, value, base)) == 0;
    }
    return whole;
}

/* The first pair whose value is nothing, or NULL. */
static struct fy_node_pair *find_empty(struct fy_node *mapping)
{
    struct fy_node_pair *pair;
    void *position = NULL;
    while ((pair = fy_node_mapping_iterate(mapping, &position)))
        if (!fy_node_pair_value(pair) || fy_node_is_null(fy_node_pair_value(pair)))
            return pair;
    return NULL;
}

/* A key without a value takes the base's away. */
static void drop_empty(struct fy_node *mapping)
{
    struct fy_node_pair *pair;
    void *position = NULL;
    while ((pair = find_empty(mapping)))
        fy_node_free(fy_node_mapping_remove_by_key(mapping, fy_node_pair_key(pair)));
    while ((pair = fy_node_mapping_iterate(mapping, &position)))
        if (is_mapping(fy_node_pair_value(pair)))
            drop_empty(fy_node_pair_value(pair));
}

enum mlg_status mlg_document_extend(struct mlg_document *document, struct mlg_document *base,
                                    struct mlg_error *err)
{
    struct fy_node *above = fy_document_root(document->tree), *below = fy_document_root(base->tree);
    document->base = base;
    if (!fy_node_is_mapping(below))
        return mlg_node_fail(mlg_document_root(base), err, "expected a mapping (key: value)");
    if (!merge(document->tree, above, below, base))
        return fail(err);
    drop_empty(above);
    return MLG_OK;
}
