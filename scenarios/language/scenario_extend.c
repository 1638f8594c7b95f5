/* The text of a scenario: its file, and the files that it extends. */
#include "base/memory.h"
#include "scenarios/language/scenario_read.h"

enum { MAX_BASES = 16 };

static enum mlg_status note_base(struct mlg_node node, const char *path,
                                 struct mlg_scenario *scenario, struct mlg_error *err)
{
    if (scenario->n_bases == MAX_BASES) {
        mlg_node_fail(node, err, "more than %d scenarios extend one another", MAX_BASES);
        return mlg_hint(err, "does '%s' extend itself?", path);
    }
    if (!mlg_reserve(&scenario->bases, &scenario->bases_capacity, scenario->n_bases + 1,
                     sizeof *scenario->bases))
        return mlg_fail_memory(err, "a scenario", sizeof *scenario->bases);
    struct mlg_scenario_base *base = &scenario->bases[scenario->n_bases++];
    base->path = path;
    return mlg_hash_file(path, &base->hash, err);
}

static enum mlg_status extend(struct mlg_document *document, struct mlg_scenario *scenario,
                              struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mlg_document_root(document), "extend");
    if (mlg_node_is_absent(node))
        return MLG_OK;
    const char *path;
    struct mlg_document *base;
    enum mlg_status status = mlg_scenario_read_file(node, scenario, &path, err);
    if (status == MLG_OK)
        status = note_base(node, path, scenario, err);
    if (status == MLG_OK)
        status = mlg_document_load(path, &base, err);
    if (status != MLG_OK)
        return status;
    status = extend(base, scenario, err);
    if (status == MLG_OK)
        return mlg_document_extend(document, base, err);
    mlg_document_destroy(base);
    return status;
}

enum mlg_status mlg_scenario_read_document(struct mlg_scenario *scenario, struct mlg_error *err)
{
    enum mlg_status status = mlg_document_load(scenario->path, &scenario->document, err);
    if (status == MLG_OK)
        status = mlg_hash_file(scenario->path, &scenario->hash, err);
    return status == MLG_OK ? extend(scenario->document, scenario, err) : status;
}
