/* Values that several sections of a scenario have: paths, texts, lists. */
#include "base/file.h"
#include "base/memory.h"
#include "datasets/data_path.h"
#include "scenarios/scenario_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum mlg_status mlg_scenario_read_path(struct mlg_node node, struct mlg_scenario *scenario,
                                       const char **path, struct mlg_error *err)
{
    const char *text;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    if (!mlg_reserve(&scenario->paths, &scenario->paths_capacity, scenario->n_paths + 1,
                     sizeof *scenario->paths))
        return mlg_fail_memory(err, "a path", strlen(text));
    char *resolved = mlg_path_beside(scenario->path, text);
    if (!resolved)
        return mlg_fail_memory(err, "a path", strlen(text));
    scenario->paths[scenario->n_paths++] = resolved;
    *path = resolved;
    return MLG_OK;
}

/* Whether the file, or the archive that it is in, can be read. */
static enum mlg_status check_file(struct mlg_node node, const char *path, struct mlg_error *err)
{
    struct stat info;
    char *file = mlg_data_path_file(path);
    if (!file)
        return mlg_fail_memory(err, "a path", strlen(path));
    enum mlg_status status = MLG_OK;
    if (stat(file, &info) != 0 || access(file, R_OK) != 0) {
        status = mlg_node_fail(node, err, "cannot open '%s': %s", file, strerror(errno));
        mlg_hint(err, "paths are relative to the folder of the scenario file");
    } else if (S_ISDIR(info.st_mode)) {
        status = mlg_node_fail(node, err, "'%s' is a folder, expected a file", file);
    }
    free(file);
    return status;
}

enum mlg_status mlg_scenario_read_file(struct mlg_node node, struct mlg_scenario *scenario,
                                       const char **path, struct mlg_error *err)
{
    const char *resolved;
    enum mlg_status status = mlg_scenario_read_path(node, scenario, &resolved, err);
    if (status == MLG_OK)
        status = check_file(node, resolved, err);
    if (status == MLG_OK)
        *path = resolved;
    return status;
}

enum mlg_status mlg_scenario_read_optional(struct mlg_node mapping, const char *key,
                                           const char **text, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    if (mlg_node_is_absent(node))
        return MLG_OK;
    return mlg_node_text(node, text, err);
}

enum mlg_status mlg_scenario_read_texts(struct mlg_node list, const char ***texts, size_t *n,
                                        struct mlg_error *err)
{
    if (!mlg_node_is_sequence(list))
        return mlg_node_fail(list, err, "expected a list of texts");
    size_t count = mlg_node_count(list);
    const char **made = mlg_alloc_zero(count, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a list", count * sizeof *made);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < count && status == MLG_OK; i++)
        status = mlg_node_text(mlg_node_at(list, i), &made[i], err);
    if (status != MLG_OK) {
        free(made);
        return status;
    }
    *texts = made;
    *n = count;
    return MLG_OK;
}
