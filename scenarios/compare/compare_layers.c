#include "base/memory.h"
#include "datasets/layers.h"
#include "scenarios/compare/compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 24, FIXED_FIELDS = 4 };

/* The layer of cells and what it is made of. */
struct cells {
    struct mlg_field *field;  /* [FIXED_FIELDS + 2 n - 1] */
    char (*name)[NAME_BYTES]; /* [2 n - 1] */
    double *real;             /* [2 n][n_people]: residents, minutes by plan, gains by plan */
    size_t n_fields;
};

static double minutes(const struct mlg_comparison *comparison, size_t plan, size_t person)
{
    uint16_t time_ds = mlg_comparison_time(comparison, plan, person);
    return time_ds == MLG_BEYOND ? NAN : ceil(time_ds / 6.0) / 100;
}

static void add_text(struct cells *cells, const char *name, const char *const *text)
{
    cells->field[cells->n_fields++] =
        (struct mlg_field){.name = name, .type = MLG_FIELD_TEXT, .text = text};
}

static double *add_real(const struct mlg_comparison *comparison, struct cells *cells,
                        const char *name)
{
    double *real = cells->real + (cells->n_fields - (FIXED_FIELDS - 1)) * comparison->n_people;
    cells->field[cells->n_fields++] =
        (struct mlg_field){.name = name, .type = MLG_FIELD_REAL, .real = real};
    return real;
}

static void fill(const struct mlg_comparison *comparison, struct cells *cells)
{
    const struct mlg_tables *tables = comparison->tables;
    size_t n = comparison->n_people;
    char label[4];
    add_text(cells, "id", tables->people->id);
    add_text(cells, "commune", tables->commune);
    add_text(cells, "commune_id", tables->commune_id);
    double *residents = add_real(comparison, cells, "residents");
    for (size_t i = 0; i < n; i++)
        residents[i] = (double)tables->people->residents_milli[i] / 1000;
    for (size_t k = 0; k < 2 * comparison->n - 1; k++) {
        size_t plan = k < comparison->n ? k : k - comparison->n + 1;
        snprintf(cells->name[k], NAME_BYTES, "%s_%s", k < comparison->n ? "minutes" : "gain_min",
                 mlg_comparison_label(plan, label));
        double *real = add_real(comparison, cells, cells->name[k]);
        for (size_t i = 0; i < n; i++)
            real[i] = k < comparison->n ? minutes(comparison, plan, i)
                                        : minutes(comparison, 0, i) - minutes(comparison, plan, i);
    }
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), n = strlen(ending);
    return length > n && strcmp(path + length - n, ending) == 0;
}

static enum mlg_status write_layer(const struct mlg_layer *layer, const char *path, bool overwrite,
                                   struct mlg_error *err)
{
    if (ends_in(path, ".gpkg"))
        return mlg_layers_write_gpkg(path, overwrite, layer, 1, NULL, err);
    if (ends_in(path, ".geojson"))
        return mlg_layer_write_geojson(path, overwrite, layer, err);
    if (ends_in(path, ".csv"))
        return mlg_layer_write_csv(path, overwrite, layer, err);
    mlg_fail(err, MLG_USAGE, "'%s' ends in nothing that a comparison can be written as", path);
    return mlg_hint(err, "let it end in .html, .gpkg, .geojson or .csv");
}

enum mlg_status mlg_compare_write(const struct mlg_comparison *comparison, const char *path,
                                  bool overwrite, struct mlg_error *err)
{
    size_t n = comparison->n_people, n_reals = 2 * comparison->n;
    struct cells cells = {
        .field = mlg_alloc(FIXED_FIELDS + n_reals, sizeof *cells.field),
        .name = mlg_alloc(n_reals, sizeof *cells.name),
        .real = mlg_alloc(n * n_reals, sizeof *cells.real),
    };
    enum mlg_status status = MLG_OK;
    if (!cells.field || !cells.name || !cells.real) {
        status = mlg_fail_memory(err, "the layer of a comparison", n * n_reals * 8);
    } else {
        fill(comparison, &cells);
        const struct mlg_layer layer = {
            .name = "cells",
            .n = n,
            .lon_e7 = comparison->tables->people->lon_e7,
            .lat_e7 = comparison->tables->people->lat_e7,
            .fields = cells.field,
            .n_fields = cells.n_fields,
        };
        status = write_layer(&layer, path, overwrite, err);
    }
    free(cells.field);
    free(cells.name);
    free(cells.real);
    return status;
}
