#include "scenarios/travel/matrix_export.h"

#include "datasets/table_write.h"
#include "network/matrix/matrix_columns.h"
#include "scenarios/travel/matrix_names.h"
#include "scenarios/travel/matrix_omx.h"

#include <string.h>

enum { SITE, SITE_NAME, CELL, SECONDS, N_COLUMNS };

struct export
{
    const struct mlg_matrix *matrix;
    const struct mlg_monitor *monitor;
    const struct mlg_matrix_names *names;
    struct mlg_table_writer *writer;
    uint64_t n_rows;
};

static enum mlg_status add_entry(struct export *export, uint32_t site, uint32_t cell,
                                 uint16_t time_ds, struct mlg_error *err)
{
    const char *name = export->names->site_name[site];
    const struct mlg_table_value values[N_COLUMNS] = {
        [SITE] = {.text = export->names->site[site]},
        [SITE_NAME] = {.text = name ? name : ""},
        [CELL] = {.text = export->names->cell[cell]},
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

static enum mlg_status write_table(const struct mlg_matrix *matrix,
                                   const struct mlg_matrix_names *names, bool by_cell,
                                   const char *path, bool overwrite,
                                   const struct mlg_monitor *monitor, struct mlg_error *err)
{
    static const struct mlg_table_column columns[N_COLUMNS] = {
        [SITE] = {.name = "site"},
        [SITE_NAME] = {.name = "site_name"},
        [CELL] = {.name = "cell"},
        [SECONDS] = {.name = "time_s", .is_number = true, .decimals = 1},
    };
    struct export export = {.matrix = matrix, .monitor = monitor, .names = names};
    enum mlg_status status =
        mlg_table_writer_create(path, overwrite, columns, N_COLUMNS, &export.writer, err);
    if (status == MLG_OK)
        status = by_cell ? write_columns(&export, err) : write_rows(&export, err);
    if (status == MLG_OK)
        status = mlg_table_writer_commit(export.writer, err);
    mlg_table_writer_destroy(export.writer);
    return status;
}

static bool is_omx(const char *path)
{
    const size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".omx") == 0;
}

enum mlg_status mlg_matrix_export(const struct mlg_matrix *matrix,
                                  const struct mlg_scenario *scenario, bool by_cell,
                                  const char *path, bool overwrite,
                                  const struct mlg_monitor *monitor, struct mlg_error *err)
{
    if (is_omx(path) && by_cell)
        return mlg_fail(err, MLG_USAGE,
                        "'%s' has sites and cells at once: '--by-cell' is for tables", path);
    struct mlg_matrix_names names;
    enum mlg_status status = mlg_matrix_names_init(matrix, scenario, monitor, &names, err);
    if (status == MLG_OK)
        status = is_omx(path) ? mlg_matrix_write_omx(matrix, &names, path, overwrite, monitor, err)
                              : write_table(matrix, &names, by_cell, path, overwrite, monitor, err);
    mlg_matrix_names_finish(&names);
    return status;
}
