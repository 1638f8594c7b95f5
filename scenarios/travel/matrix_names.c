#include "scenarios/travel/matrix_names.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

typedef void position_reader(const struct mlg_matrix *matrix, uint32_t index, int32_t *lon_e7,
                             int32_t *lat_e7);

/* Names what the scenario did not by its position. */
static bool name_rest(const struct mlg_matrix *matrix, uint32_t n, position_reader *position,
                      struct mlg_arena *positions, const char **names)
{
    for (uint32_t i = 0; i < n; i++) {
        if (names[i])
            continue;
        int32_t lon_e7, lat_e7;
        char text[40];
        position(matrix, i, &lon_e7, &lat_e7);
        snprintf(text, sizeof text, "%.7f,%.7f", lon_e7 / 1e7, lat_e7 / 1e7);
        names[i] = mlg_arena_text(positions, text);
        if (!names[i])
            return false;
    }
    return true;
}

/* Of several at a position the first counts: existing sites come before candidates. */
static void name_points(const struct mlg_matrix *matrix, struct mlg_matrix_names *names)
{
    const struct mlg_tables *tables = names->tables;
    for (size_t s = tables->n_sites; s-- > 0;) {
        const struct mlg_site site = mlg_tables_site(tables, s);
        uint32_t at = mlg_matrix_find_site(matrix, site.lon_e7, site.lat_e7);
        if (at == UINT32_MAX)
            continue;
        names->site[at] = site.id;
        names->site_name[at] = site.name;
    }
    const struct mlg_points *people = tables->people;
    for (size_t i = people->n; i-- > 0;) {
        uint32_t at = mlg_matrix_find_cell(matrix, people->lon_e7[i], people->lat_e7[i]);
        if (at != UINT32_MAX)
            names->cell[at] = people->id[i];
    }
}

enum mlg_status mlg_matrix_names_init(const struct mlg_matrix *matrix,
                                      const struct mlg_scenario *scenario,
                                      const struct mlg_monitor *monitor,
                                      struct mlg_matrix_names *names, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    *names = (struct mlg_matrix_names){
        .site = mlg_alloc_zero(info->n_sites, sizeof *names->site),
        .site_name = mlg_alloc_zero(info->n_sites, sizeof *names->site_name),
        .cell = mlg_alloc_zero(info->n_cells, sizeof *names->cell),
        .positions = mlg_arena_create(),
    };
    if (!names->site || !names->site_name || !names->cell || !names->positions)
        return mlg_fail_memory(err, "the names of a matrix", info->n_cells * sizeof(char *));
    enum mlg_status status = MLG_OK;
    if (scenario)
        status = mlg_tables_read(scenario, monitor, &names->tables, err);
    if (status != MLG_OK)
        return status;
    if (scenario)
        name_points(matrix, names);
    return name_rest(matrix, info->n_sites, mlg_matrix_site_position, names->positions,
                     names->site) &&
                   name_rest(matrix, info->n_cells, mlg_matrix_cell_position, names->positions,
                             names->cell)
               ? MLG_OK
               : mlg_fail_memory(err, "the names of a matrix", info->n_cells * 24);
}

void mlg_matrix_names_finish(struct mlg_matrix_names *names)
{
    mlg_arena_destroy(names->positions);
    mlg_tables_destroy(names->tables);
    free(names->site);
    free(names->site_name);
    free(names->cell);
}
