#include "datasets/table_write.h"

#include "base/file.h"
#include "base/memory.h"
#include "datasets/gdal_session.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_OF_TRANSACTION = 1 << 20 };

static const struct {
    const char *ending, *driver;
    const char *made; /* the ending of what GDAL makes */
} formats[] = {
    {".csv", "CSV", ".csv"},
    {".csv.gz", "CSV", ".csv"}, /* compressed afterwards */
    {".gpkg", "GPKG", ".gpkg"},
    {".sqlite", "SQLite", ".sqlite"},
    {".parquet", "Parquet", ".parquet"},
    {".arrow", "Arrow", ".arrow"},
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

struct mlg_table_writer {
    char *path, *temporary;
    char *made; /* what GDAL makes: the temporary name with an ending */
    size_t n_columns;
    bool *is_number; /* [n_columns] */
    GDALDatasetH dataset;
    OGRLayerH table;
    OGRFeatureH feature;
    size_t n_rows;
    struct mlg_gdal_session session;
};

static enum mlg_status fail_writing(const struct mlg_table_writer *writer, struct mlg_error *err)
{
    return mlg_fail_at(err, MLG_IO, writer->path, 0, 0, "cannot write '%s': %s", writer->path,
                       writer->session.failed ? writer->session.message : "refused by GDAL");
}

static size_t find_format(const char *path)
{
    size_t i = 0, length = strlen(path);
    for (; i < N_FORMATS; i++) {
        size_t tail = strlen(formats[i].ending);
        if (length > tail && strcmp(path + length - tail, formats[i].ending) == 0)
            break;
    }
    return i;
}

static enum mlg_status check_format(const char *path, struct mlg_error *err)
{
    const size_t format = find_format(path);
    if (format == N_FORMATS)
        return mlg_fail(err, MLG_USAGE,
                        "'%s' ends in none of .csv, .csv.gz, .gpkg, .sqlite, .parquet and .arrow",
                        path);
    GDALDriverH driver = GDALGetDriverByName(formats[format].driver);
    if (!driver || !GDALGetMetadataItem(driver, GDAL_DCAP_CREATE, NULL))
        return mlg_fail(err, MLG_USAGE, "the GDAL of this program does not write %s",
                        formats[format].driver);
    return MLG_OK;
}

static bool add_column(OGRLayerH table, const struct mlg_table_column *column)
{
    OGRFieldDefnH field = OGR_Fld_Create(column->name, column->is_number ? OFTReal : OFTString);
    if (column->is_number && column->decimals) {
        OGR_Fld_SetWidth(field, column->decimals + 12);
        OGR_Fld_SetPrecision(field, column->decimals);
    }
    const bool added = OGR_L_CreateField(table, field, TRUE) == OGRERR_NONE;
    OGR_Fld_Destroy(field);
    return added;
}

/* GDAL makes its file beside the final name. */
static enum mlg_status open_table(struct mlg_table_writer *writer, size_t format,
                                  const struct mlg_table_column *columns, struct mlg_error *err)
{
    static const char *const csv[] = {"LINEFORMAT=LF", "STRING_QUOTING=IF_NEEDED", NULL};
    if (asprintf(&writer->made, "%s%s", writer->temporary, formats[format].made) < 0) {
        writer->made = NULL;
        return mlg_fail_memory(err, "a file name", 0);
    }
    writer->dataset = GDALCreate(GDALGetDriverByName(formats[format].driver), writer->made, 0, 0, 0,
                                 GDT_Unknown, NULL);
    const bool is_csv = strcmp(formats[format].driver, "CSV") == 0;
    if (writer->dataset)
        writer->table = GDALDatasetCreateLayer(writer->dataset, "times", NULL, wkbNone,
                                               is_csv ? (char **)csv : NULL);
    bool good = writer->table;
    for (size_t i = 0; i < writer->n_columns && good; i++) {
        good = add_column(writer->table, &columns[i]);
        writer->is_number[i] = columns[i].is_number;
    }
    if (!good)
        return fail_writing(writer, err);
    writer->feature = OGR_F_Create(OGR_L_GetLayerDefn(writer->table));
    GDALDatasetStartTransaction(writer->dataset, FALSE);
    return MLG_OK;
}

enum mlg_status mlg_table_writer_create(const char *path, bool overwrite,
                                        const struct mlg_table_column *columns, size_t n_columns,
                                        struct mlg_table_writer **writer, struct mlg_error *err)
{
    struct mlg_table_writer *made = mlg_alloc_zero(1, sizeof *made);
    if (!made)
        return mlg_fail_memory(err, "a table", sizeof *made);
    mlg_gdal_session_begin(&made->session);
    made->n_columns = n_columns;
    made->path = mlg_strdup(path);
    made->is_number = mlg_alloc_zero(n_columns, sizeof *made->is_number);
    enum mlg_status status = made->path && made->is_number
                                 ? check_format(path, err)
                                 : mlg_fail_memory(err, "a table", n_columns);
    if (status == MLG_OK)
        status = mlg_temporary_name(path, overwrite, &made->temporary, err);
    if (status == MLG_OK)
        status = open_table(made, find_format(path), columns, err);
    if (status == MLG_OK)
        *writer = made;
    else
        mlg_table_writer_destroy(made);
    return status;
}

enum mlg_status mlg_table_writer_add(struct mlg_table_writer *writer,
                                     const struct mlg_table_value *values, struct mlg_error *err)
{
    OGRFeatureH feature = writer->feature;
    for (size_t i = 0; i < writer->n_columns; i++)
        if (writer->is_number[i])
            OGR_F_SetFieldDouble(feature, (int)i, values[i].number);
        else
            OGR_F_SetFieldString(feature, (int)i, values[i].text);
    OGR_F_SetFID(feature, OGRNullFID);
    if (OGR_L_CreateFeature(writer->table, feature) != OGRERR_NONE)
        return fail_writing(writer, err);
    if (++writer->n_rows % ROWS_OF_TRANSACTION == 0) {
        GDALDatasetCommitTransaction(writer->dataset);
        GDALDatasetStartTransaction(writer->dataset, FALSE);
    }
    return MLG_OK;
}

/* The bytes of `from`, compressed, as the file `to`. */
static bool compress_file(const char *from, const char *to)
{
    static const size_t piece = 1 << 16;
    char *name = NULL, *bytes = malloc(piece);
    FILE *source = fopen(from, "rbe");
    VSILFILE *target = asprintf(&name, "/vsigzip/%s", to) < 0 ? NULL : VSIFOpenL(name, "wb");
    bool good = source && target && bytes;
    for (size_t n = piece; good && n == piece;) {
        n = fread(bytes, 1, piece, source);
        good = !ferror(source) && VSIFWriteL(bytes, 1, n, target) == n;
    }
    if (target && VSIFCloseL(target) != 0)
        good = false;
    if (source)
        fclose(source);
    free(bytes);
    free(name);
    return good;
}

enum mlg_status mlg_table_writer_commit(struct mlg_table_writer *writer, struct mlg_error *err)
{
    GDALDatasetCommitTransaction(writer->dataset);
    GDALClose(writer->dataset);
    writer->dataset = NULL;
    if (writer->session.failed)
        return fail_writing(writer, err);
    if (strcmp(formats[find_format(writer->path)].ending, ".csv.gz") != 0)
        return mlg_temporary_commit(writer->made, writer->path, err);
    if (!compress_file(writer->made, writer->temporary)) {
        unlink(writer->temporary);
        return fail_writing(writer, err);
    }
    return mlg_temporary_commit(writer->temporary, writer->path, err);
}

void mlg_table_writer_destroy(struct mlg_table_writer *writer)
{
    if (!writer)
        return;
    if (writer->feature)
        OGR_F_Destroy(writer->feature);
    if (writer->dataset)
        GDALClose(writer->dataset);
    if (writer->made)
        unlink(writer->made);
    free(writer->made);
    free(writer->temporary);
    free(writer->path);
    free(writer->is_number);
    mlg_gdal_session_end(&writer->session);
    free(writer);
}
