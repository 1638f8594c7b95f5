#include "scenarios/run/tables.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

typedef int compare_points(const struct mlg_points *points, size_t a, size_t b);

static int compare_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_position(const struct mlg_points *points, size_t a, size_t b)
{
    int order = compare_number(points->lon_e7[a], points->lon_e7[b]);
    if (!order)
        order = compare_number(points->lat_e7[a], points->lat_e7[b]);
    return order ? order : strcmp(points->id[a], points->id[b]);
}

static int by_id(const struct mlg_points *points, size_t a, size_t b)
{
    return strcmp(points->id[a], points->id[b]);
}

struct sorting {
    const struct mlg_points *points;
    compare_points *compare;
};

static int compare_indices(const void *a, const void *b, void *context)
{
    const struct sorting *sorting = context;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    int order = sorting->compare(sorting->points, left, right);
    return order ? order : compare_number((int64_t)left, (int64_t)right);
}

/* array[i] = old array[order[i]]; `copy` has room for n elements. */
static void permute(void *array, size_t n, size_t size, const size_t *order, char *copy)
{
    if (!array)
        return;
    memcpy(copy, array, n * size);
    for (size_t i = 0; i < n; i++)
        memcpy((char *)array + i * size, copy + order[i] * size, size);
}

static enum mlg_status sort_points(struct mlg_points *points, compare_points *compare,
                                   struct mlg_error *err)
{
    size_t n = points->n;
    size_t *order = mlg_alloc(n, sizeof *order);
    char *copy = mlg_alloc(n, sizeof(int64_t));
    if (!order || !copy) {
        free(order);
        free(copy);
        return mlg_fail_memory(err, "sorting points", n * 2 * sizeof *order);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    struct sorting sorting = {points, compare};
    qsort_r(order, n, sizeof *order, compare_indices, &sorting);
    permute(points->id, n, sizeof *points->id, order, copy);
    permute(points->name, n, sizeof *points->name, order, copy);
    permute(points->lon_e7, n, sizeof *points->lon_e7, order, copy);
    permute(points->lat_e7, n, sizeof *points->lat_e7, order, copy);
    permute(points->residents_milli, n, sizeof *points->residents_milli, order, copy);
    for (size_t c = 0; c < points->n_columns; c++)
        permute(points->column[c], n, sizeof *points->column[c], order, copy);
    free(order);
    free(copy);
    return MLG_OK;
}

static enum mlg_status read_one(const struct mlg_points_source *source, compare_points *compare,
                                const struct mlg_monitor *monitor, struct mlg_points **points,
                                struct mlg_error *err)
{
    enum mlg_status status = mlg_points_read(source, monitor, points, err);
    if (status == MLG_OK && (*points)->n == 0)
        status = mlg_fail_at(err, MLG_BAD_INPUT, source->path, 0, 0, "'%s' has no %s", source->path,
                             source->residents_column ? "point with residents" : "site");
    return status == MLG_OK ? sort_points(*points, compare, err) : status;
}

static enum mlg_status read_sites(const struct mlg_scenario *scenario,
                                  const struct mlg_monitor *monitor, struct mlg_tables *tables,
                                  struct mlg_error *err)
{
    enum mlg_status status =
        read_one(&scenario->candidates.source, by_id, monitor, &tables->candidates, err);
    if (status != MLG_OK || !scenario->existing.source.path)
        return status;
    struct mlg_points_source source = scenario->existing.source;
    source.join = tables->candidates;
    return read_one(&source, by_id, monitor, &tables->existing, err);
}

/* The columns of communes, or an empty text for everybody. */
static enum mlg_status find_communes(const struct mlg_scenario *scenario, struct mlg_tables *tables,
                                     struct mlg_error *err)
{
    const struct mlg_points *people = tables->people;
    tables->commune = mlg_alloc(people->n, sizeof *tables->commune);
    tables->commune_id = mlg_alloc(people->n, sizeof *tables->commune_id);
    if (!tables->commune || !tables->commune_id)
        return mlg_fail_memory(err, "communes", people->n * 2 * sizeof *tables->commune);
    size_t name = scenario->people.commune, id = scenario->people.commune_id;
    for (size_t i = 0; i < people->n; i++) {
        tables->commune[i] = name == MLG_NO_COLUMN ? "" : people->column[name][i];
        tables->commune_id[i] = id == MLG_NO_COLUMN ? "" : people->column[id][i];
    }
    return MLG_OK;
}

/* A limit for a value that nobody has is a mistake. */
static enum mlg_status fail_nobody(const struct mlg_limit_rule *rule, size_t value,
                                   struct mlg_error *err)
{
    struct mlg_node key, minutes;
    mlg_node_pair(mlg_node_get(rule->node, "limits"), value, &key, &minutes);
    return mlg_node_fail(key, err, "nobody has '%s' in the column of this rule",
                         rule->values[value]);
}

static enum mlg_status set_limits(const struct mlg_scenario *scenario, struct mlg_tables *tables,
                                  struct mlg_error *err)
{
    const struct mlg_limit_rule *rule = &scenario->rules.limits;
    const struct mlg_points *people = tables->people;
    tables->limit_ds = mlg_alloc(people->n, sizeof *tables->limit_ds);
    if (!tables->limit_ds)
        return mlg_fail_memory(err, "limits", people->n * sizeof *tables->limit_ds);
    for (size_t i = 0; i < people->n; i++)
        tables->limit_ds[i] = (uint16_t)scenario->limit_ds;
    for (size_t v = 0; v < rule->n; v++) {
        size_t n = 0;
        for (size_t i = 0; i < people->n; i++) {
            if (strcmp(people->column[rule->column][i], rule->values[v]) != 0)
                continue;
            tables->limit_ds[i] = (uint16_t)rule->limit_ds[v];
            n++;
        }
        if (n == 0)
            return fail_nobody(rule, v, err);
    }
    return MLG_OK;
}

enum mlg_status mlg_tables_read(const struct mlg_scenario *scenario,
                                const struct mlg_monitor *monitor, struct mlg_tables **tables,
                                struct mlg_error *err)
{
    struct mlg_tables *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the tables", sizeof *made);
    enum mlg_status status =
        read_one(&scenario->people.source, by_position, monitor, &made->people, err);
    if (status == MLG_OK)
        status = find_communes(scenario, made, err);
    if (status == MLG_OK)
        status = set_limits(scenario, made, err);
    if (status == MLG_OK)
        status = read_sites(scenario, monitor, made, err);
    if (status != MLG_OK) {
        mlg_tables_destroy(made);
        return status;
    }
    made->existing_commune = scenario->existing.commune;
    made->candidates_commune = scenario->candidates.commune;
    made->n_people = made->people->n;
    made->n_existing = made->existing ? made->existing->n : 0;
    made->n_sites = made->n_existing + made->candidates->n;
    *tables = made;
    return MLG_OK;
}

void mlg_tables_destroy(struct mlg_tables *tables)
{
    if (!tables)
        return;
    mlg_points_destroy(tables->people);
    mlg_points_destroy(tables->existing);
    mlg_points_destroy(tables->candidates);
    free(tables->commune);
    free(tables->commune_id);
    free(tables->limit_ds);
    free(tables);
}

struct mlg_site mlg_tables_site(const struct mlg_tables *tables, size_t site)
{
    bool exists = site < tables->n_existing;
    const struct mlg_points *points = exists ? tables->existing : tables->candidates;
    size_t i = exists ? site : site - tables->n_existing;
    size_t commune = exists ? tables->existing_commune : tables->candidates_commune;
    return (struct mlg_site){
        .id = points->id[i],
        .name = points->name[i],
        .commune = commune == MLG_NO_COLUMN ? "" : points->column[commune][i],
        .lon_e7 = points->lon_e7[i],
        .lat_e7 = points->lat_e7[i],
    };
}
