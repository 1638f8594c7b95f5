#include "scenarios/init/guess.h"

#include "datasets/table.h"
#include "scenarios/init/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LIST_BYTES = 1000 };

/* The name of the column for this, kept; NULL where there is none. */
static const char *keep(const struct mlg_table *table, enum mlg_column_use use,
                        struct mlg_arena *arena)
{
    int column = mlg_column_for(table, use);
    return column < 0 ? NULL : mlg_arena_text(arena, mlg_table_column_name(table, column));
}

static const char *list_columns(const struct mlg_table *table, struct mlg_arena *arena)
{
    char list[LIST_BYTES] = "";
    size_t used = 0;
    for (int i = 0; i < mlg_table_columns(table) && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "",
                                 mlg_table_column_name(table, i));
    return mlg_arena_text(arena, list);
}

/* A column whose text in the present record is the id of a grid cell. */
static enum mlg_status find_grid(struct mlg_table *table, struct mlg_arena *arena,
                                 struct mlg_guess *guess, struct mlg_error *err)
{
    for (int i = 0; i < mlg_table_columns(table); i++) {
        const char *text;
        double easting_m, northing_m, size_m;
        enum mlg_status status = mlg_table_text(table, i, &text, err);
        if (status != MLG_OK)
            return status;
        if (mlg_grid_cell_parse(text, &easting_m, &northing_m, &size_m)) {
            guess->placement = MLG_PLACE_GRID_ID;
            guess->grid = mlg_arena_text(arena, mlg_table_column_name(table, i));
            return MLG_OK;
        }
    }
    return MLG_OK;
}

/* Degrees, metres of Lambert-93 or of the European grid: by where the first point would be. */
static const char *crs_of(double x, double y)
{
    if (fabs(x) <= 180 && fabs(y) <= 90)
        return "EPSG:4326";
    if (x >= 0 && x <= 1.3e6 && y >= 6e6 && y <= 7.2e6)
        return "EPSG:2154";
    if (x >= 9e5 && x <= 7.4e6 && y >= 9e5 && y <= 5.5e6)
        return "EPSG:3035";
    return NULL;
}

static enum mlg_status fail_crs(const struct mlg_guess *guess, double x, double y,
                                struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, guess->path, 0, 0,
                "%g, %g are neither degrees nor metres of Lambert-93 or of the European grid", x,
                y);
    return mlg_hint(err, "write the scenario by hand, with the reference system: at: {x: …, y: …, "
                         "crs: \"EPSG:…\"}");
}

static enum mlg_status find_columns(struct mlg_table *table, struct mlg_arena *arena,
                                    struct mlg_guess *guess, bool *found, struct mlg_error *err)
{
    int x = mlg_column_for(table, MLG_USE_LONGITUDE), y = mlg_column_for(table, MLG_USE_LATITUDE);
    bool degrees = x >= 0 && y >= 0;
    if (!degrees) {
        x = mlg_column_for(table, MLG_USE_X);
        y = mlg_column_for(table, MLG_USE_Y);
    }
    *found = x >= 0 && y >= 0;
    if (!*found)
        return MLG_OK;
    double x_value, y_value;
    enum mlg_status status = mlg_table_number(table, x, &x_value, err);
    if (status == MLG_OK)
        status = mlg_table_number(table, y, &y_value, err);
    if (status != MLG_OK)
        return status;
    guess->placement = MLG_PLACE_COLUMNS;
    guess->x = mlg_arena_text(arena, mlg_table_column_name(table, x));
    guess->y = mlg_arena_text(arena, mlg_table_column_name(table, y));
    guess->crs = degrees ? NULL : crs_of(x_value, y_value);
    return degrees || guess->crs ? MLG_OK : fail_crs(guess, x_value, y_value, err);
}

static enum mlg_status find_geometry(struct mlg_table *table, struct mlg_guess *guess,
                                     struct mlg_error *err)
{
    double x, y;
    guess->placement = MLG_PLACE_GEOMETRY;
    if (mlg_table_crs(table))
        return MLG_OK;
    enum mlg_status status = mlg_table_point(table, &x, &y, err);
    if (status != MLG_OK)
        return status;
    guess->crs = crs_of(x, y);
    return guess->crs ? MLG_OK : fail_crs(guess, x, y, err);
}

/* Longitude and latitude first, then x and y, a grid cell's id, and the geometry. */
static enum mlg_status find_place(struct mlg_table *table, struct mlg_arena *arena,
                                  struct mlg_guess *guess, struct mlg_error *err)
{
    bool found;
    enum mlg_status status = find_columns(table, arena, guess, &found, err);
    if (status != MLG_OK || found)
        return status;
    if (mlg_table_has_geometry(table))
        return find_geometry(table, guess, err);
    status = find_grid(table, arena, guess, err);
    if (status != MLG_OK || guess->grid)
        return status;
    mlg_fail_at(err, MLG_BAD_INPUT, guess->path, 0, 0,
                "nothing in '%s' tells where its records are", guess->path);
    return mlg_hint(err,
                    "expected columns lon and lat or x and y, a geometry, or the id of a grid "
                    "cell; its columns: %s",
                    guess->columns);
}

static enum mlg_status fail_residents(const struct mlg_guess *guess, struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, guess->path, 0, 0, "no column of '%s' looks like residents",
                guess->path);
    return mlg_hint(err, "name one 'residents' or 'population'; its columns: %s", guess->columns);
}

static enum mlg_status look_at(struct mlg_table *table, bool people, struct mlg_arena *arena,
                               struct mlg_guess *guess, struct mlg_error *err)
{
    bool more;
    enum mlg_status status = mlg_table_next(table, &more, err);
    if (status != MLG_OK)
        return status;
    if (!more)
        return mlg_fail_at(err, MLG_BAD_INPUT, guess->path, 0, 0, "'%s' has no records",
                           guess->path);
    guess->columns = list_columns(table, arena);
    guess->id = keep(table, MLG_USE_ID, arena);
    guess->name = keep(table, MLG_USE_NAME, arena);
    guess->commune = keep(table, MLG_USE_COMMUNE, arena);
    guess->commune_id = guess->commune && people ? keep(table, MLG_USE_COMMUNE_ID, arena) : NULL;
    if (!guess->columns)
        return mlg_fail_memory(err, guess->path, LIST_BYTES);
    if (people) {
        guess->residents = keep(table, MLG_USE_RESIDENTS, arena);
        if (!guess->residents)
            return fail_residents(guess, err);
    }
    status = find_place(table, arena, guess, err);
    if (status == MLG_OK && guess->grid && !guess->id)
        guess->id = guess->grid;
    return status;
}

static enum mlg_status guess_layer(const char *path, const char *layer, bool people,
                                   struct mlg_arena *arena, struct mlg_guess *guess,
                                   struct mlg_error *err)
{
    struct mlg_guess made = {.path = path, .layer = layer};
    struct mlg_table *table;
    enum mlg_status status = mlg_table_open(path, layer, &table, err);
    if (status != MLG_OK)
        return status;
    status = look_at(table, people, arena, &made, err);
    mlg_table_close(table);
    if (status == MLG_OK)
        *guess = made;
    return status;
}

enum mlg_status mlg_guess_table(const char *path, bool people, struct mlg_arena *arena,
                                struct mlg_guess *guess, struct mlg_error *err)
{
    const char **layers;
    size_t n;
    enum mlg_status status = mlg_table_layers(path, arena, &layers, &n, err);
    if (status != MLG_OK)
        return status;
    if (n < 2)
        return guess_layer(path, NULL, people, arena, guess, err);
    status = guess_layer(path, layers[0], people, arena, guess, err);
    for (size_t i = 1; i < n && status == MLG_BAD_INPUT; i++)
        if (guess_layer(path, layers[i], people, arena, guess, NULL) == MLG_OK)
            status = MLG_OK;
    return status;
}
