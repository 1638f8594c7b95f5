#include "scenarios/travel/isochrones.h"

#include "base/memory.h"
#include "datasets/layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The columns of a file. */
struct columns {
    size_t n_people;
    const char **id, **commune;
    double *residents, *time_min, *limit_min;
    int32_t *lon_e7, *lat_e7;
    const char **area;
    double *area_min, *area_residents;
};

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0;
}

enum mlg_status mlg_isochrones_check_name(const char *path, struct mlg_error *err)
{
    if (ends_in(path, ".gpkg") || ends_in(path, ".geojson") || ends_in(path, ".csv"))
        return MLG_OK;
    return mlg_fail(err, MLG_USAGE,
                    "'%s' ends in none of .gpkg (cells and outlines), .geojson (outlines) and .csv "
                    "(cells)",
                    path);
}

static void columns_finish(struct columns *columns)
{
    free(columns->id);
    free(columns->commune);
    free(columns->residents);
    free(columns->time_min);
    free(columns->limit_min);
    free(columns->lon_e7);
    free(columns->lat_e7);
    free(columns->area);
    free(columns->area_min);
    free(columns->area_residents);
}

static bool columns_init(struct columns *columns, size_t n_people, size_t n_areas)
{
    *columns = (struct columns){
        .id = mlg_alloc(n_people, sizeof *columns->id),
        .commune = mlg_alloc(n_people, sizeof *columns->commune),
        .residents = mlg_alloc(n_people, sizeof *columns->residents),
        .time_min = mlg_alloc(n_people, sizeof *columns->time_min),
        .limit_min = mlg_alloc(n_people, sizeof *columns->limit_min),
        .lon_e7 = mlg_alloc(n_people, sizeof *columns->lon_e7),
        .lat_e7 = mlg_alloc(n_people, sizeof *columns->lat_e7),
        .area = mlg_alloc(n_areas, sizeof *columns->area),
        .area_min = mlg_alloc(n_areas, sizeof *columns->area_min),
        .area_residents = mlg_alloc(n_areas, sizeof *columns->area_residents),
    };
    return columns->id && columns->commune && columns->residents && columns->time_min &&
           columns->limit_min && columns->lon_e7 && columns->lat_e7 && columns->area &&
           columns->area_min && columns->area_residents;
}

static double first_limit_min(const struct mlg_isochrones *isochrones, uint16_t time_ds)
{
    size_t k = 0;
    while (isochrones->each[k].limit_ds < time_ds)
        k++;
    return isochrones->each[k].limit_ds / 600.0;
}

static void fill_people(const struct mlg_isochrones *isochrones, struct columns *columns)
{
    const struct mlg_tables *tables = isochrones->tables;
    size_t n = 0;
    for (size_t i = 0; i < tables->n_people; i++) {
        if (isochrones->time_ds[i] == MLG_BEYOND)
            continue;
        columns->id[n] = tables->people->id[i];
        columns->commune[n] = tables->commune[i];
        columns->residents[n] = (double)tables->people->residents_milli[i] / 1000;
        columns->time_min[n] = round(isochrones->time_ds[i] / 0.6) / 1000;
        columns->limit_min[n] = first_limit_min(isochrones, isochrones->time_ds[i]);
        columns->lon_e7[n] = tables->people->lon_e7[i];
        columns->lat_e7[n++] = tables->people->lat_e7[i];
    }
    columns->n_people = n;
}

/* The widest first, so that a map drawn in this order shows all. */
static void fill_areas(const struct mlg_isochrones *isochrones, struct columns *columns)
{
    for (size_t k = 0; k < isochrones->n; k++) {
        const struct mlg_isochrone *isochrone = &isochrones->each[isochrones->n - 1 - k];
        columns->area[k] = isochrone->area;
        columns->area_min[k] = isochrone->limit_ds / 600.0;
        columns->area_residents[k] = (double)isochrone->residents_milli / 1000;
    }
}

static enum mlg_status write_layers(const struct mlg_isochrones *isochrones,
                                    const struct columns *columns, const char *path, bool overwrite,
                                    struct mlg_error *err)
{
    const struct mlg_field people_fields[] = {
        {.name = "id", .type = MLG_FIELD_TEXT, .text = columns->id},
        {.name = "commune", .type = MLG_FIELD_TEXT, .text = columns->commune},
        {.name = "residents", .type = MLG_FIELD_REAL, .real = columns->residents},
        {.name = "time_min", .type = MLG_FIELD_REAL, .real = columns->time_min},
        {.name = "within_min", .type = MLG_FIELD_REAL, .real = columns->limit_min},
    };
    const struct mlg_field area_fields[] = {
        {.name = "within_min", .type = MLG_FIELD_REAL, .real = columns->area_min},
        {.name = "residents", .type = MLG_FIELD_REAL, .real = columns->area_residents},
    };
    const struct mlg_layer layers[] = {
        {.name = "outlines",
         .n = isochrones->n,
         .area = columns->area,
         .fields = area_fields,
         .n_fields = 2},
        {.name = "cells",
         .n = columns->n_people,
         .lon_e7 = columns->lon_e7,
         .lat_e7 = columns->lat_e7,
         .fields = people_fields,
         .n_fields = 5},
    };
    if (ends_in(path, ".gpkg"))
        return mlg_layers_write_gpkg(path, overwrite, layers, 2, NULL, err);
    return ends_in(path, ".csv") ? mlg_layer_write_csv(path, overwrite, &layers[1], err)
                                 : mlg_layer_write_geojson(path, overwrite, &layers[0], err);
}

enum mlg_status mlg_isochrones_write(const struct mlg_isochrones *isochrones, const char *path,
                                     bool overwrite, struct mlg_error *err)
{
    struct columns columns;
    enum mlg_status status;
    if (columns_init(&columns, isochrones->tables->n_people, isochrones->n)) {
        fill_people(isochrones, &columns);
        fill_areas(isochrones, &columns);
        status = write_layers(isochrones, &columns, path, overwrite, err);
    } else {
        status = mlg_fail_memory(err, path, isochrones->tables->n_people * 8 * sizeof(double));
    }
    columns_finish(&columns);
    return status;
}

json_t *mlg_isochrones_json(const struct mlg_isochrones *isochrones)
{
    const struct mlg_place *place = &isochrones->place;
    json_t *within = json_array();
    for (size_t k = 0; k < isochrones->n; k++) {
        const struct mlg_isochrone *isochrone = &isochrones->each[k];
        json_array_append_new(within, json_pack("{s:f, s:I, s:f}", "within_min",
                                                isochrone->limit_ds / 600.0, "cells",
                                                (json_int_t)isochrone->n_people, "residents",
                                                round((double)isochrone->residents_milli) / 1000));
    }
    return json_pack("{s:s, s:s, s:s, s:[f, f], s:s, s:s, s:o}", "place", place->kind, "id",
                     place->id, "name", place->name, "at", place->lon_e7 / 1e7, place->lat_e7 / 1e7,
                     "profile", isochrones->roads.graph->profile_name, "direction",
                     mlg_direction_name(isochrones->roads.direction), "isochrones", within);
}
