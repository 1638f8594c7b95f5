#include "datasets/table.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "datasets/csv_line.h"
#include "datasets/data_path.h"
#include "datasets/gdal_session.h"
#include "datasets/number.h"
#include "datasets/unreadable.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mlg_table {
    const char *path;
    char *gdal_path;
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureDefnH definition;
    OGRFeatureH feature;
    size_t record;
    char *wkt;
    bool comma_decimals; /* a CSV file whose fields are not separated by commas */
    char *csv_path;      /* of the layer's file, as GDAL takes it; NULL = another format */
    struct mlg_gdal_session session;
};

int mlg_table_columns(const struct mlg_table *table)
{
    return OGR_FD_GetFieldCount(table->definition);
}

const char *mlg_table_column_name(const struct mlg_table *table, int column)
{
    return OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(table->definition, column));
}

static enum mlg_status fail_layer(const struct mlg_table *table, const char *wanted,
                                  struct mlg_error *err)
{
    char names[400] = "";
    int n = GDALDatasetGetLayerCount(table->dataset);
    for (int i = 0; i < n; i++) {
        size_t used = strlen(names);
        const char *name = OGR_L_GetName(GDALDatasetGetLayer(table->dataset, i));
        snprintf(names + used, sizeof names - used, "%s'%s'", i ? ", " : "", name);
    }
    if (n == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0, "'%s' has no layer of records",
                           table->path);
    if (wanted)
        mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0, "'%s' has no layer '%s'", table->path,
                    wanted);
    else
        mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0, "'%s' has %d layers, state which",
                    table->path, n);
    mlg_hint(err, "its layers: %s", names);
    return MLG_BAD_INPUT;
}

static enum mlg_status choose_layer(struct mlg_table *table, const char *layer,
                                    struct mlg_error *err)
{
    if (layer)
        table->layer = GDALDatasetGetLayerByName(table->dataset, layer);
    else if (GDALDatasetGetLayerCount(table->dataset) == 1)
        table->layer = GDALDatasetGetLayer(table->dataset, 0);
    if (!table->layer)
        return fail_layer(table, layer, err);
    table->definition = OGR_L_GetLayerDefn(table->layer);
    return MLG_OK;
}

static enum mlg_status open_dataset(struct mlg_table *table, struct mlg_error *err)
{
    const char *headers[] = {"HEADERS=YES", NULL};
    bool csv_name = strstr(table->gdal_path, ".csv") || strstr(table->gdal_path, ".CSV");
    table->dataset =
        GDALOpenEx(table->gdal_path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                   NULL, csv_name ? headers : NULL, NULL);
    if (!table->dataset)
        return mlg_fail_unreadable(
            table->path, table->gdal_path,
            table->session.failed ? table->session.message : "unknown format", err);
    return MLG_OK;
}

/* The file of a CSV layer: the dataset may be a folder, or an archive with several files. */
static char *find_csv(const struct mlg_table *table)
{
    VSIStatBufL info;
    if (VSIStatL(table->gdal_path, &info) != 0 || !VSI_ISDIR(info.st_mode))
        return mlg_strdup(table->gdal_path);
    char **names = VSIReadDir(table->gdal_path);
    char *found = NULL;
    for (int i = 0; names && names[i] && !found; i++) {
        const char *extension = CPLGetExtension(names[i]);
        bool is_table = EQUAL(extension, "csv") || EQUAL(extension, "tsv");
        if (is_table && strcmp(CPLGetBasename(names[i]), OGR_L_GetName(table->layer)) == 0)
            found = mlg_strdup(CPLFormFilename(table->gdal_path, names[i], NULL));
    }
    CSLDestroy(names);
    return found ? found : mlg_strdup(table->gdal_path);
}

static enum mlg_status check_name(const struct mlg_table *table, const char *name,
                                  struct mlg_error *err)
{
    for (size_t bytes; *name; name += bytes) {
        bytes = mlg_utf8_sequence(name);
        if (bytes > 0)
            continue;
        mlg_fail_at(err, MLG_BAD_INPUT, table->path, 1, 0,
                    "the name of a column is not UTF-8, in '%s'", table->path);
        return mlg_hint(err, "save the file with the encoding UTF-8");
    }
    return MLG_OK;
}

static enum mlg_status check_csv(struct mlg_table *table, struct mlg_error *err)
{
    if (strcmp(GDALGetDriverShortName(GDALGetDatasetDriver(table->dataset)), "CSV") != 0)
        return MLG_OK;
    size_t n = (size_t)OGR_FD_GetFieldCount(table->definition);
    const char **columns = mlg_alloc(n + 1, sizeof *columns);
    table->csv_path = find_csv(table);
    enum mlg_status status = MLG_OK;
    if (columns && table->csv_path) {
        for (size_t i = 0; i < n && status == MLG_OK; i++) {
            columns[i] = mlg_table_column_name(table, (int)i);
            status = check_name(table, columns[i], err);
        }
        char separator = ',';
        if (status == MLG_OK)
            status = mlg_csv_check(table->csv_path, table->path, columns, n, &separator, err);
        table->comma_decimals = separator != ',';
    } else {
        status = mlg_fail_memory(err, table->path, n * sizeof *columns);
    }
    free(columns);
    if (table->session.failed)
        return mlg_fail_unreadable(table->path, table->gdal_path, table->session.message, err);
    return status;
}

/* The file, without a layer of it. */
static enum mlg_status open_file(const char *path, struct mlg_table **table, struct mlg_error *err)
{
    char *gdal_path;
    enum mlg_status status = mlg_data_path_resolve(path, &gdal_path, err);
    if (status != MLG_OK)
        return status;
    struct mlg_table *opened = calloc(1, sizeof *opened);
    if (!opened) {
        free(gdal_path);
        return mlg_fail_memory(err, path, sizeof *opened);
    }
    opened->path = path;
    opened->gdal_path = gdal_path;
    mlg_gdal_session_begin(&opened->session);
    status = open_dataset(opened, err);
    if (status == MLG_OK)
        *table = opened;
    else
        mlg_table_close(opened);
    return status;
}

enum mlg_status mlg_table_open(const char *path, const char *layer, struct mlg_table **table,
                               struct mlg_error *err)
{
    struct mlg_table *opened;
    enum mlg_status status = open_file(path, &opened, err);
    if (status != MLG_OK)
        return status;
    status = choose_layer(opened, layer, err);
    if (status == MLG_OK)
        status = check_csv(opened, err);
    if (status == MLG_OK)
        *table = opened;
    else
        mlg_table_close(opened);
    return status;
}

enum mlg_status mlg_table_layers(const char *path, struct mlg_arena *arena, const char ***names,
                                 size_t *n, struct mlg_error *err)
{
    struct mlg_table *table;
    enum mlg_status status = open_file(path, &table, err);
    if (status != MLG_OK)
        return status;
    size_t count = (size_t)GDALDatasetGetLayerCount(table->dataset);
    const char **list = mlg_arena_take(arena, (count + 1) * sizeof *list);
    bool kept = list != NULL;
    for (size_t i = 0; i < count && kept; i++) {
        list[i] = mlg_arena_text(arena, OGR_L_GetName(GDALDatasetGetLayer(table->dataset, (int)i)));
        kept = list[i] != NULL;
    }
    mlg_table_close(table);
    if (!kept)
        return mlg_fail_memory(err, path, count * sizeof *list);
    *names = list;
    *n = count;
    return MLG_OK;
}

void mlg_table_close(struct mlg_table *table)
{
    if (!table)
        return;
    OGR_F_Destroy(table->feature);
    if (table->dataset)
        GDALClose(table->dataset);
    mlg_gdal_session_end(&table->session);
    CPLFree(table->wkt);
    free(table->csv_path);
    free(table->gdal_path);
    free(table);
}

static enum mlg_status fail_column(const struct mlg_table *table, const char *name,
                                   struct mlg_error *err)
{
    int n = OGR_FD_GetFieldCount(table->definition);
    const char **names = mlg_alloc_zero((size_t)n + 1, sizeof *names);
    if (!names)
        return mlg_fail_memory(err, table->path, (size_t)n * sizeof *names);
    char list[360] = "";
    for (int i = 0; i < n; i++) {
        names[i] = mlg_table_column_name(table, i);
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s'%s'", i ? ", " : "", names[i]);
    }
    mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0, "'%s' has no column '%s'", table->path,
                name);
    const char *nearest = mlg_nearest_name(name, names);
    if (nearest)
        mlg_hint(err, "did you mean '%s'? its columns: %s", nearest, list);
    else
        mlg_hint(err, n > 0 ? "its columns: %s" : "it has no columns%s", list);
    free(names);
    return MLG_BAD_INPUT;
}

enum mlg_status mlg_table_column(struct mlg_table *table, const char *name, int *column,
                                 struct mlg_error *err)
{
    int n = OGR_FD_GetFieldCount(table->definition);
    for (int i = 0; i < n; i++) {
        if (strcmp(mlg_table_column_name(table, i), name) == 0) {
            *column = i;
            return MLG_OK;
        }
    }
    return fail_column(table, name, err);
}

void mlg_table_keep_columns(struct mlg_table *table, const int *columns, size_t n_columns)
{
    if (!OGR_L_TestCapability(table->layer, OLCIgnoreFields))
        return;
    char **ignored = NULL;
    for (int i = 0; i < OGR_FD_GetFieldCount(table->definition); i++) {
        bool kept = false;
        for (size_t j = 0; j < n_columns; j++)
            kept |= columns[j] == i;
        if (!kept)
            ignored = CSLAddString(ignored, mlg_table_column_name(table, i));
    }
    OGR_L_SetIgnoredFields(table->layer, (const char **)ignored);
    CSLDestroy(ignored);
}

size_t mlg_table_count(struct mlg_table *table)
{
    /* Asked without need, GDAL's CSV reader would count by reading the whole file. */
    if (!OGR_L_TestCapability(table->layer, OLCFastFeatureCount))
        return 0;
    GIntBig count = OGR_L_GetFeatureCount(table->layer, 0);
    return count > 0 ? (size_t)count : 0;
}

enum mlg_status mlg_table_next(struct mlg_table *table, bool *more, struct mlg_error *err)
{
    OGR_F_Destroy(table->feature);
    table->feature = OGR_L_GetNextFeature(table->layer);
    if (table->session.failed)
        return mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0,
                           "cannot read '%s' behind record %zu: %s", table->path, table->record,
                           table->session.message);
    if (table->feature)
        table->record++;
    *more = table->feature != NULL;
    return MLG_OK;
}

size_t mlg_table_record(const struct mlg_table *table)
{
    return table->record;
}

enum mlg_status mlg_table_text(struct mlg_table *table, int column, const char **text,
                               struct mlg_error *err)
{
    const char *found = OGR_F_IsFieldSetAndNotNull(table->feature, column)
                            ? OGR_F_GetFieldAsString(table->feature, column)
                            : "";
    if (!CPLIsUTF8(found, -1)) {
        mlg_table_fail(table, table->record, err, "column '%s' is not UTF-8",
                       mlg_table_column_name(table, column));
        mlg_hint(err, "save the file with the encoding UTF-8");
        return MLG_BAD_INPUT;
    }
    *text = found;
    return MLG_OK;
}

static enum mlg_status fail_number(struct mlg_table *table, int column, enum mlg_number_flaw flaw,
                                   const char *text, struct mlg_error *err)
{
    const char *name = mlg_table_column_name(table, column);
    if (flaw == MLG_NUMBER_EMPTY)
        return mlg_table_fail(table, table->record, err, "column '%s' is empty, expected a number",
                              name);
    mlg_table_fail(table, table->record, err, "column '%s' is '%.100s', expected a number", name,
                   text);
    if (flaw == MLG_NUMBER_COMMA) {
        char point[64];
        snprintf(point, sizeof point, "%s", text);
        char *comma = strchr(point, ',');
        if (comma)
            *comma = '.';
        mlg_hint(err, "write %s: decimals stand behind a point, not a comma", point);
    }
    return MLG_BAD_INPUT;
}

/* A comma that separates no fields may stand before decimals. */
static enum mlg_number_flaw parse_text(const struct mlg_table *table, const char *text,
                                       double *number)
{
    enum mlg_number_flaw flaw = mlg_number_parse(text, number);
    char point[64];
    if (flaw != MLG_NUMBER_COMMA || !table->comma_decimals || strlen(text) >= sizeof point)
        return flaw;
    strcpy(point, text);
    *strchr(point, ',') = '.';
    return mlg_number_parse(point, number);
}

enum mlg_status mlg_table_number(struct mlg_table *table, int column, double *value,
                                 struct mlg_error *err)
{
    if (!OGR_F_IsFieldSetAndNotNull(table->feature, column))
        return fail_number(table, column, MLG_NUMBER_EMPTY, "", err);
    OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(table->definition, column));
    bool typed = type == OFTInteger || type == OFTInteger64 || type == OFTReal;
    double number = 0;
    enum mlg_number_flaw flaw = MLG_NUMBER_GOOD;
    const char *text = OGR_F_GetFieldAsString(table->feature, column);
    if (typed)
        number = OGR_F_GetFieldAsDouble(table->feature, column);
    else
        flaw = parse_text(table, text, &number);
    if (flaw == MLG_NUMBER_GOOD && !isfinite(number))
        flaw = MLG_NUMBER_TEXT;
    if (flaw != MLG_NUMBER_GOOD)
        return fail_number(table, column, flaw, text, err);
    *value = number;
    return MLG_OK;
}

enum mlg_status mlg_table_point(struct mlg_table *table, double *x, double *y,
                                struct mlg_error *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(table->feature);
    if (!geometry || OGR_G_IsEmpty(geometry))
        return mlg_table_fail(table, table->record, err, "it has no geometry, expected a point");
    if (wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPoint) {
        *x = OGR_G_GetX(geometry, 0);
        *y = OGR_G_GetY(geometry, 0);
        return MLG_OK;
    }
    OGRGeometryH centroid = OGR_G_CreateGeometry(wkbPoint);
    bool found = OGR_G_Centroid(geometry, centroid) == OGRERR_NONE && !OGR_G_IsEmpty(centroid);
    if (found) {
        *x = OGR_G_GetX(centroid, 0);
        *y = OGR_G_GetY(centroid, 0);
    }
    OGR_G_DestroyGeometry(centroid);
    if (found)
        return MLG_OK;
    return mlg_table_fail(table, table->record, err, "its geometry has no centroid");
}

bool mlg_table_has_geometry(const struct mlg_table *table)
{
    return OGR_FD_GetGeomType(table->definition) != wkbNone;
}

const char *mlg_table_crs(struct mlg_table *table)
{
    OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(table->layer);
    if (!table->wkt && crs && !OSRIsLocal(crs)) {
        const char *options[] = {"FORMAT=WKT2", NULL};
        OSRExportToWktEx(crs, &table->wkt, options);
    }
    return table->wkt;
}

enum mlg_status mlg_table_fail(struct mlg_table *table, size_t record, struct mlg_error *err,
                               const char *format, ...)
{
    char message[768];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    size_t line = table->csv_path ? mlg_csv_line(table->csv_path, record) : 0;
    if (line > 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, table->path, line, 0, "%s", message);
    return mlg_fail_at(err, MLG_BAD_INPUT, table->path, 0, 0, "record %zu: %s", record, message);
}

const char *mlg_table_place(struct mlg_table *table, size_t record, char *text, size_t bytes)
{
    size_t line = table->csv_path ? mlg_csv_line(table->csv_path, record) : 0;
    snprintf(text, bytes, line > 0 ? "line %zu" : "record %zu", line > 0 ? line : record);
    return text;
}
