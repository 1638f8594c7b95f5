/* Values that several sections of a scenario have: paths, texts, lists. */
#include "base/file.h"
#include "base/memory.h"
#include "datasets/data_path.h"
#include "network/matrix/matrix.h"
#include "scenarios/language/scenario_read.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DS_PER_MIN = 600, LARGEST_DS = MLG_BEYOND - 1 };

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
    char *resolved = mlg_path_beside(mlg_node_path(node), text);
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

void *mlg_scenario_take(struct mlg_scenario *scenario, size_t n, size_t size)
{
    if (!mlg_reserve(&scenario->owned, &scenario->owned_capacity, scenario->n_owned + 1,
                     sizeof *scenario->owned))
        return NULL;
    void *array = mlg_alloc_zero(n, size);
    if (array)
        scenario->owned[scenario->n_owned++] = array;
    return array;
}

static struct mlg_node item_of(struct mlg_node node, size_t i)
{
    return mlg_node_is_sequence(node) ? mlg_node_at(node, i) : node;
}

enum mlg_status mlg_scenario_read_values(struct mlg_node node, struct mlg_scenario *scenario,
                                         const char ***texts, size_t *n, struct mlg_error *err)
{
    size_t count = mlg_node_is_sequence(node) ? mlg_node_count(node) : 1;
    const char **made = mlg_scenario_take(scenario, count, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a list", count * sizeof *made);
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < count && status == MLG_OK; i++)
        status = mlg_node_text(item_of(node, i), &made[i], err);
    if (status != MLG_OK)
        return status;
    *texts = made;
    *n = count;
    return MLG_OK;
}

enum mlg_status mlg_scenario_read_texts(struct mlg_node list, struct mlg_scenario *scenario,
                                        const char ***texts, size_t *n, struct mlg_error *err)
{
    if (!mlg_node_is_sequence(list))
        return mlg_node_fail(list, err, "expected a list of texts");
    return mlg_scenario_read_values(list, scenario, texts, n, err);
}

enum mlg_status mlg_scenario_read_number(struct mlg_node mapping, const char *key, double low,
                                         double high, double *value, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    return mlg_node_is_absent(node) ? MLG_OK : mlg_node_number(node, low, high, value, err);
}

enum mlg_status mlg_scenario_read_integer(struct mlg_node mapping, const char *key, int64_t low,
                                          int64_t high, int64_t *value, struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    return mlg_node_is_absent(node) ? MLG_OK : mlg_node_integer(node, low, high, value, err);
}

enum mlg_status mlg_scenario_read_minutes(struct mlg_node node, const char *key, uint32_t *time_ds,
                                          struct mlg_error *err)
{
    double minutes;
    enum mlg_status status = mlg_node_number(node, -1e9, 1e9, &minutes, err);
    if (status != MLG_OK)
        return status;
    double rounded = round(minutes * DS_PER_MIN);
    if (rounded < 1)
        return mlg_node_fail(node, err, "%s is %g, expected minutes above 0", key, minutes);
    if (rounded > LARGEST_DS)
        return mlg_node_fail(node, err,
                             "%s is %g, but a travel-time matrix holds at most %.2f minutes "
                             "(%.1f s)",
                             key, minutes, floor(LARGEST_DS / 6.0) / 100, LARGEST_DS / 10.0);
    *time_ds = (uint32_t)rounded;
    return MLG_OK;
}

enum mlg_status mlg_scenario_add_column(struct mlg_scenario_table *table, const char *name,
                                        size_t *column, struct mlg_error *err)
{
    size_t i = 0;
    while (i < table->n_columns && strcmp(table->columns[i], name) != 0)
        i++;
    if (i == table->n_columns) {
        if (!mlg_reserve(&table->columns, &table->columns_capacity, i + 1, sizeof *table->columns))
            return mlg_fail_memory(err, "a column", sizeof *table->columns);
        table->columns[table->n_columns++] = name;
    }
    *column = i;
    return MLG_OK;
}

enum mlg_status mlg_scenario_read_column(struct mlg_node node, struct mlg_scenario_table *table,
                                         size_t *column, struct mlg_error *err)
{
    const char *name;
    enum mlg_status status = mlg_node_text(node, &name, err);
    return status == MLG_OK ? mlg_scenario_add_column(table, name, column, err) : status;
}

enum mlg_status mlg_scenario_read_optional_column(struct mlg_node mapping, const char *key,
                                                  struct mlg_scenario_table *table, size_t *column,
                                                  struct mlg_error *err)
{
    struct mlg_node node = mlg_node_get(mapping, key);
    return mlg_node_is_absent(node) ? MLG_OK : mlg_scenario_read_column(node, table, column, err);
}
