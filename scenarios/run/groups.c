#include "scenarios/run/groups.h"

#include "base/memory.h"

#include <stdlib.h>

/* Reads a table once more with the column of the groups. */
static enum mlg_status read_table(const struct mlg_scenario_table *table, const char *column,
                                  const struct mlg_monitor *monitor, struct mlg_points **points,
                                  struct mlg_error *err)
{
    struct mlg_points_source source = table->source;
    source.columns = &column;
    source.n_columns = 1;
    return mlg_points_read(&source, monitor, points, err);
}

static enum mlg_status find_table(const struct mlg_scenario *scenario, const char *column,
                                  const struct mlg_monitor *monitor, struct mlg_groups *groups,
                                  struct mlg_error *err)
{
    groups->of_people =
        read_table(&scenario->people, column, monitor, &groups->table, NULL) == MLG_OK;
    if (groups->of_people)
        return MLG_OK;
    enum mlg_status status =
        read_table(&scenario->candidates, column, monitor, &groups->table, err);
    return status == MLG_OK
               ? status
               : mlg_hint(err, "groups want a column of the people's or of the candidates' table");
}

enum mlg_status mlg_groups_read(const struct mlg_scenario *scenario, const char *column,
                                const struct mlg_monitor *monitor, struct mlg_groups **groups,
                                struct mlg_error *err)
{
    struct mlg_groups *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "the groups", sizeof *made);
    enum mlg_status status = find_table(scenario, column, monitor, made, err);
    if (status == MLG_OK && !mlg_text_index_init(&made->index, made->table->n))
        status = mlg_fail_memory(err, "the groups", made->table->n * sizeof(size_t));
    for (size_t i = 0; status == MLG_OK && i < made->table->n; i++)
        mlg_text_index_put(&made->index, made->table->id[i], i);
    if (status == MLG_OK)
        *groups = made;
    else
        mlg_groups_destroy(made);
    return status;
}

void mlg_groups_destroy(struct mlg_groups *groups)
{
    if (!groups)
        return;
    mlg_text_index_finish(&groups->index);
    mlg_points_destroy(groups->table);
    free(groups);
}

static const char *group_of(const struct mlg_groups *groups, const char *id)
{
    size_t at = mlg_text_index_get(&groups->index, id);
    return at == SIZE_MAX ? "" : groups->table->column[0][at];
}

enum mlg_status mlg_groups_of_people(const struct mlg_groups *groups,
                                     const struct mlg_tables *tables, const char **group,
                                     struct mlg_error *err)
{
    const char *const *id = groups->of_people ? tables->people->id : tables->commune_id;
    size_t n_found = 0;
    for (size_t i = 0; i < tables->n_people; i++) {
        group[i] = group_of(groups, id[i]);
        n_found += group[i][0] != '\0';
    }
    if (n_found > 0)
        return MLG_OK;
    mlg_fail(err, MLG_USAGE,
             "nobody has a group: no commune_id of people is the id of a candidate");
    return mlg_hint(err, "name a column of the table of people, or give the scenario's people a "
                         "'commune_id' that is the id of the candidates");
}

const char *mlg_groups_of_site(const struct mlg_groups *groups, const struct mlg_tables *tables,
                               size_t site)
{
    struct mlg_site place = mlg_tables_site(tables, site);
    const struct mlg_points *candidates = tables->candidates;
    if (groups->of_people)
        return "";
    if (site >= tables->n_existing)
        return group_of(groups, place.id);
    for (size_t c = 0; c < candidates->n; c++)
        if (candidates->lon_e7[c] == place.lon_e7 && candidates->lat_e7[c] == place.lat_e7)
            return group_of(groups, candidates->id[c]);
    return "";
}
