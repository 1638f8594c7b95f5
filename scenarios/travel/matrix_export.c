#include "scenarios/travel/matrix_export.h"

#include "base/memory.h"
#include "datasets/arena.h"
#include "datasets/table_write.h"
#include "network/matrix/matrix_columns.h"
#include "scenarios/run/tables.h"

#include <stdio.h>
#include <stdlib.h>

enum { SITE, SITE_NAME, CELL, SECONDS, N_COLUMNS };

struct export
{
    const struct mlg_matrix *matrix;
    const struct mlg_monitor *monitor;
    struct mlg_tables *tables;              /* or NULL */
    const char **site, **site_name, **cell; /* by their numbers in the matrix */
    struct mlg_arena *positions;
    struct mlg_table_writer *writer;
    uint64_t n_rows;
};

typedef void position_reader(const struct mlg_matrix *matrix, uint32_t index, int32_t *lon_e7,
                             int32_t *lat_e7);

/* Names what the scenario did not by its position. */
static bool name_rest(struct export *export, uint32_t n, position_reader *position,
                      const char **names)
{
    for (uint32_t i = 0; i < n; i++) {
        if (names[i])
            continue;
        int32_t lon_e7, lat_e7;
        char text[40];
        position(export->matrix, i, &lon_e7, &lat_e7);
        snprintf(text, sizeof text, "%.7f,%.7f", lon_e7 / 1e7, lat_e7 / 1e7);
        names[i] = mlg_arena_text(export->positions, text);
        if (!names[i])
            return false;
    }
    return true;
}

/* Of several at a position the first counts: existing sites come before candidates. */
static void name_points(struct export *export)
{
    const struct mlg_tables *tables = export->tables;
    for (size_t s = tables->n_sites; s-- > 0;) {
        const struct mlg_site site = mlg_tables_site(tables, s);
        uint32_t at = mlg_matrix_find_site(export->matrix, site.lon_e7, site.lat_e7);
        if (at == UINT32_MAX)
            continue;
        export->site[at] = site.id;
        export->site_name[at] = site.name;
    }
    const struct mlg_points *people = tables->people;
    for (size_t i = people->n; i-- > 0;) {
        uint32_t at = mlg_matrix_find_cell(export->matrix, people->lon_e7[i], people->lat_e7[i]);
        if (at != UINT32_MAX)
            export->cell[at] = people->id[i];
    }
}

static enum mlg_status name_all(struct export *export, const struct mlg_scenario *scenario,
                                struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(export->matrix);
    export->site = mlg_alloc_zero(info->n_sites, sizeof *export->site);
    export->site_name = mlg_alloc_zero(info->n_sites, sizeof *export->site_name);
    export->cell = mlg_alloc_zero(info->n_cells, sizeof *export->cell);
    export->positions = mlg_arena_create();
    if (!export->site || !export->site_name || !export->cell || !export->positions)
        return mlg_fail_memory(err, "the names of a matrix", info->n_cells * sizeof(char *));
    enum mlg_status status = MLG_OK;
    if (scenario)
        status = mlg_tables_read(scenario, export->monitor, &export->tables, err);
    if (status != MLG_OK)
        return status;
    if (scenario)
        name_points(export);
    return name_rest(export, info->n_sites, mlg_matrix_site_position, export->site) &&
                   name_rest(export, info->n_cells, mlg_matrix_cell_position, export->cell)
               ? MLG_OK
               : mlg_fail_memory(err, "the names of a matrix", info->n_cells * 24);
}

static enum mlg_status add_entry(struct export *export, uint32_t site, uint32_t cell,
                                 uint16_t time_ds, struct mlg_error *err)
{
    const char *name = export->site_name[site];
    const struct mlg_table_value values[N_COLUMNS] = {
        [SITE] = {.text = export->site[site]},
        [SITE_NAME] = {.text = name ? name : ""},
        [CELL] = {.text = export->cell[cell]},
        [SECONDS] = {.number = time_ds / 10.0},
    };
    export->n_rows++;
    return mlg_table_writer_add(export->writer, values, err);
}

static enum mlg_status write_rows(struct export *export, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(export->matrix);
    struct mlg_matrix_reader *reader;
    enum mlg_status status = mlg_matrix_reader_create(export->matrix, &reader, err);
    if (status != MLG_OK)
        return status;
    for (uint32_t site = 0; site < info->n_sites && status == MLG_OK; site++) {
        const uint32_t *cells;
        const uint16_t *time_ds;
        uint32_t count = mlg_matrix_reader_row(reader, site, &cells, &time_ds);
        for (uint32_t k = 0; k < count && status == MLG_OK; k++)
            status = add_entry(export, site, cells[k], time_ds[k], err);
        mlg_progress(export->monitor, "writing entries", export->n_rows, info->n_entries, NULL);
        if (status == MLG_OK && mlg_stopped(export->monitor))
            status = mlg_fail(err, MLG_STOPPED, "stopped before all entries were written");
    }
    mlg_matrix_reader_destroy(reader);
    return status;
}

static enum mlg_status write_columns(struct export *export, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(export->matrix);
    struct mlg_matrix_columns *columns;
    enum mlg_status status = mlg_matrix_columns_create(export->matrix, &columns, err);
    if (status != MLG_OK)
        return status;
    for (uint32_t cell = 0; cell < info->n_cells && status == MLG_OK; cell++) {
        const uint32_t *sites;
        const uint16_t *time_ds;
        uint32_t count = 0;
        status = mlg_matrix_columns_read(columns, cell, &count, &sites, &time_ds, err);
        for (uint32_t k = 0; status == MLG_OK && k < count; k++)
            status = add_entry(export, sites[k], cell, time_ds[k], err);
        mlg_progress(export->monitor, "writing entries", export->n_rows, info->n_entries, NULL);
        if (status == MLG_OK && mlg_stopped(export->monitor))
            status = mlg_fail(err, MLG_STOPPED, "stopped before all entries were written");
    }
    mlg_matrix_columns_destroy(columns);
    return status;
}

enum mlg_status mlg_matrix_export(const struct mlg_matrix *matrix,
                                  const struct mlg_scenario *scenario, bool by_cell,
                                  const char *path, bool overwrite,
                                  const struct mlg_monitor *monitor, uint64_t *n_rows,
                                  struct mlg_error *err)
{
    static const struct mlg_table_column columns[N_COLUMNS] = {
        [SITE] = {.name = "site"},
        [SITE_NAME] = {.name = "site_name"},
        [CELL] = {.name = "cell"},
        [SECONDS] = {.name = "time_s", .is_number = true, .decimals = 1},
    };
    struct export export = {.matrix = matrix, .monitor = monitor};
    enum mlg_status status =
        mlg_table_writer_create(path, overwrite, columns, N_COLUMNS, &export.writer, err);
    if (status == MLG_OK)
        status = name_all(&export, scenario, err);
    if (status == MLG_OK)
        status = by_cell ? write_columns(&export, err) : write_rows(&export, err);
    if (status == MLG_OK)
        status = mlg_table_writer_commit(export.writer, err);
    mlg_table_writer_destroy(export.writer);
    mlg_arena_destroy(export.positions);
    mlg_tables_destroy(export.tables);
    free(export.site);
    free(export.site_name);
    free(export.cell);
    if (status == MLG_OK)
        *n_rows = export.n_rows;
    return status;
}
