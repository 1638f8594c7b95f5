#include "datasets/layers.h"

#include "base/file.h"
#include "base/memory.h"
#include "datasets/gdal_session.h"
#include "datasets/layer_styles.h"
#include "datasets/projection.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A data set that GDAL is making in memory. */
struct making {
    const char *path; /* final name, for errors */
    char name[64];    /* in /vsimem/ */
    GDALDatasetH dataset;
    OGRSpatialReferenceH crs;          /* NULL = points become columns lon, lat */
    struct mlg_projection *projection; /* from EPSG:4326; NULL = degrees stay */
    struct mlg_gdal_session session;
};

static enum mlg_status fail_making(const struct making *making, struct mlg_error *err)
{
    return mlg_fail_at(err, MLG_INTERNAL, making->path, 0, 0, "cannot make '%s': %s", making->path,
                       making->session.failed ? making->session.message : "refused by GDAL");
}

static void begin(struct making *making, const char *path)
{
    static atomic_uint counter;
    *making = (struct making){.path = path};
    snprintf(making->name, sizeof making->name, "/vsimem/maillage-%ld-%u", (long)getpid(),
             atomic_fetch_add(&counter, 1));
    mlg_gdal_session_begin(&making->session);
}

static void end(struct making *making)
{
    if (making->dataset)
        GDALClose(making->dataset);
    if (making->crs)
        OSRRelease(making->crs);
    mlg_projection_destroy(making->projection);
    VSIUnlink(making->name);
    mlg_gdal_session_end(&making->session);
}

static enum mlg_status create_dataset(struct making *making, const char *driver,
                                      const char *const *options, struct mlg_error *err)
{
    making->dataset = GDALCreate(GDALGetDriverByName(driver), making->name, 0, 0, 0, GDT_Unknown,
                                 (char **)options);
    return making->dataset ? MLG_OK : fail_making(making, err);
}

static enum mlg_status set_crs(struct making *making, const char *crs, struct mlg_error *err)
{
    making->crs = OSRNewSpatialReference(NULL);
    if (OSRSetFromUserInput(making->crs, crs) != OGRERR_NONE)
        return fail_making(making, err);
    OSRSetAxisMappingStrategy(making->crs, OAMS_TRADITIONAL_GIS_ORDER);
    return strcmp(crs, "EPSG:4326") == 0
               ? MLG_OK
               : mlg_projection_create("EPSG:4326", crs, &making->projection, err);
}

static bool add_column(OGRLayerH table, const char *name, OGRFieldType type, int decimals)
{
    OGRFieldDefnH column = OGR_Fld_Create(name, type);
    if (decimals > 0) {
        OGR_Fld_SetWidth(column, decimals + 5);
        OGR_Fld_SetPrecision(column, decimals);
    }
    bool added = OGR_L_CreateField(table, column, TRUE) == OGRERR_NONE;
    OGR_Fld_Destroy(column);
    return added;
}

static bool add_columns(const struct making *making, OGRLayerH table, const struct mlg_layer *layer)
{
    static const OGRFieldType types[] = {[MLG_FIELD_TEXT] = OFTString,
                                         [MLG_FIELD_INTEGER] = OFTInteger64,
                                         [MLG_FIELD_REAL] = OFTReal};
    bool good = making->crs ||
                (add_column(table, "lon", OFTReal, 7) && add_column(table, "lat", OFTReal, 7));
    for (size_t i = 0; i < layer->n_fields && good; i++)
        good = add_column(table, layer->fields[i].name, types[layer->fields[i].type], 0);
    return good;
}

static void set_value(OGRFeatureH feature, int column, const struct mlg_field *field, size_t i)
{
    switch (field->type) {
    case MLG_FIELD_TEXT:
        if (field->text[i])
            OGR_F_SetFieldString(feature, column, field->text[i]);
        break;
    case MLG_FIELD_INTEGER:
        if (field->integer[i] != INT64_MIN)
            OGR_F_SetFieldInteger64(feature, column, field->integer[i]);
        break;
    case MLG_FIELD_REAL:
        if (!isnan(field->real[i]))
            OGR_F_SetFieldDouble(feature, column, field->real[i]);
        break;
    }
}

/* NULL where the text is no geometry. */
static OGRGeometryH make_area(const struct making *making, const char *wkt)
{
    OGRGeometryH area = NULL;
    char *text = (char *)(uintptr_t)wkt;
    if (OGR_G_CreateFromWkt(&text, NULL, &area) != OGRERR_NONE || !making->projection)
        return area;
    OGRSpatialReferenceH degrees = OSRNewSpatialReference(NULL);
    OSRSetFromUserInput(degrees, "EPSG:4326");
    OSRSetAxisMappingStrategy(degrees, OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationH change = OCTNewCoordinateTransformation(degrees, making->crs);
    if (change)
        OGR_G_Transform(area, change);
    OCTDestroyCoordinateTransformation(change);
    OSRRelease(degrees);
    return area;
}

static OGRFeatureH make_feature(const struct making *making, OGRLayerH table,
                                const struct mlg_layer *layer, size_t i, double x, double y)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(table));
    int column = 0;
    if (layer->area) {
        OGR_F_SetGeometryDirectly(feature, make_area(making, layer->area[i]));
    } else if (making->crs) {
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, x, y);
        OGR_F_SetGeometryDirectly(feature, point);
    } else {
        OGR_F_SetFieldDouble(feature, column++, x);
        OGR_F_SetFieldDouble(feature, column++, y);
    }
    for (size_t j = 0; j < layer->n_fields; j++)
        set_value(feature, column++, &layer->fields[j], i);
    return feature;
}

static enum mlg_status add_features(const struct making *making, OGRLayerH table,
                                    const struct mlg_layer *layer, const double *x, const double *y,
                                    struct mlg_error *err)
{
    for (size_t i = 0; i < layer->n; i++) {
        OGRFeatureH feature = make_feature(making, table, layer, i, x[i], y[i]);
        bool added = OGR_L_CreateFeature(table, feature) == OGRERR_NONE;
        OGR_F_Destroy(feature);
        if (!added)
            return fail_making(making, err);
    }
    return MLG_OK;
}

/* The layer's points in the units of the file: x [n] and behind it y [n]. */
static enum mlg_status fill_coordinates(const struct making *making, const struct mlg_layer *layer,
                                        double *x, struct mlg_error *err)
{
    double *y = x + layer->n;
    for (size_t i = 0; i < layer->n; i++) {
        x[i] = layer->lon_e7[i] / 1e7;
        y[i] = layer->lat_e7[i] / 1e7;
    }
    return making->projection ? mlg_projection_apply(making->projection, layer->n, x, y, err)
                              : MLG_OK;
}

static enum mlg_status add_layer(const struct making *making, const struct mlg_layer *layer,
                                 const char *const *options, struct mlg_error *err)
{
    OGRwkbGeometryType type = layer->area ? wkbMultiPolygon : making->crs ? wkbPoint : wkbNone;
    OGRLayerH table =
        GDALDatasetCreateLayer(making->dataset, layer->name, making->crs, type, (char **)options);
    if (!table || !add_columns(making, table, layer))
        return fail_making(making, err);
    double *x = mlg_alloc_zero(layer->n, 2 * sizeof *x);
    if (!x)
        return mlg_fail_memory(err, making->path, layer->n * 2 * sizeof *x);
    enum mlg_status status = layer->area ? MLG_OK : fill_coordinates(making, layer, x, err);
    if (status == MLG_OK)
        status = add_features(making, table, layer, x, x + layer->n, err);
    free(x);
    return status;
}

/* Closes the data set, which completes it, and writes its bytes to the disk. */
static enum mlg_status write_out(struct making *making, bool overwrite, struct mlg_error *err)
{
    GDALClose(making->dataset);
    making->dataset = NULL;
    vsi_l_offset length = 0;
    const GByte *bytes = VSIGetMemFileBuffer(making->name, &length, FALSE);
    if (making->session.failed || !bytes)
        return fail_making(making, err);
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(making->path, overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    fwrite(bytes, 1, length, output.stream); /* the commit looks for errors */
    return mlg_output_commit(&output, err);
}

static void extend(struct mlg_bounds *bounds, double lon_deg, double lat_deg)
{
    bounds->west_deg = fmin(bounds->west_deg, lon_deg);
    bounds->east_deg = fmax(bounds->east_deg, lon_deg);
    bounds->south_deg = fmin(bounds->south_deg, lat_deg);
    bounds->north_deg = fmax(bounds->north_deg, lat_deg);
}

static struct mlg_bounds find_bounds(const struct mlg_layer *layers, size_t n_layers)
{
    struct mlg_bounds bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t k = 0; k < n_layers; k++)
        for (size_t i = 0; i < layers[k].n && !layers[k].area; i++)
            extend(&bounds, layers[k].lon_e7[i] / 1e7, layers[k].lat_e7[i] / 1e7);
    return bounds;
}

static bool is_within(const struct mlg_bounds *inner, const struct mlg_bounds *outer)
{
    return inner->west_deg >= outer->west_deg && inner->east_deg <= outer->east_deg &&
           inner->south_deg >= outer->south_deg && inner->north_deg <= outer->north_deg;
}

/* Metres that are true about the middle of the points; text [32]. */
static void name_crs(const struct mlg_layer *layers, size_t n_layers, char *text)
{
    static const struct mlg_bounds mainland = {-5.5, 42.2, 8.3, 51.2},
                                   corsica = {8.4, 41.2, 9.7, 43.2}, utm = {-180, -80, 180, 84};
    const double widest_deg = 9; /* a zone and a half */
    struct mlg_bounds bounds = find_bounds(layers, n_layers);
    int zone = (int)floor((bounds.west_deg + bounds.east_deg) / 2 / 6) + 31;
    if (is_within(&bounds, &mainland) || is_within(&bounds, &corsica))
        snprintf(text, 32, "EPSG:2154");
    else if (is_within(&bounds, &utm) && bounds.east_deg - bounds.west_deg <= widest_deg)
        snprintf(text, 32, "EPSG:%d%02d", bounds.south_deg + bounds.north_deg < 0 ? 327 : 326,
                 zone > 60 ? 60 : zone);
    else
        snprintf(text, 32, "EPSG:4326");
}

static enum mlg_status choose_gpkg_crs(struct making *making, const struct mlg_layer *layers,
                                       size_t n_layers, struct mlg_error *err)
{
    char crs[32];
    name_crs(layers, n_layers, crs);
    return set_crs(making, crs, err);
}

static enum mlg_status add_about(const struct making *making, const char *const (*metadata)[2],
                                 struct mlg_error *err)
{
    OGRLayerH table = GDALDatasetCreateLayer(making->dataset, "about", NULL, wkbNone, NULL);
    if (!table || !add_column(table, "key", OFTString, 0) ||
        !add_column(table, "value", OFTString, 0))
        return fail_making(making, err);
    for (; metadata && (*metadata)[0]; metadata++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(table));
        OGR_F_SetFieldString(feature, 0, (*metadata)[0]);
        OGR_F_SetFieldString(feature, 1, (*metadata)[1]);
        bool added = OGR_L_CreateFeature(table, feature) == OGRERR_NONE;
        OGR_F_Destroy(feature);
        if (!added)
            return fail_making(making, err);
    }
    return MLG_OK;
}

static enum mlg_status make_gpkg(struct making *making, const struct mlg_layer *layers,
                                 size_t n_layers, const char *const (*metadata)[2],
                                 struct mlg_error *err)
{
    enum mlg_status status = choose_gpkg_crs(making, layers, n_layers, err);
    if (status == MLG_OK)
        status = create_dataset(making, "GPKG", NULL, err);
    if (status == MLG_OK && GDALDatasetStartTransaction(making->dataset, FALSE) != OGRERR_NONE)
        status = fail_making(making, err);
    for (size_t i = 0; i < n_layers && status == MLG_OK; i++)
        status = add_layer(making, &layers[i], NULL, err);
    if (status == MLG_OK && !mlg_layer_styles_add(making->dataset, layers, n_layers))
        status = fail_making(making, err);
    if (status == MLG_OK && metadata)
        status = add_about(making, metadata, err);
    if (status == MLG_OK && GDALDatasetCommitTransaction(making->dataset) != OGRERR_NONE)
        status = fail_making(making, err);
    return status;
}

enum mlg_status mlg_layers_write_gpkg(const char *path, bool overwrite,
                                      const struct mlg_layer *layers, size_t n_layers,
                                      const char *const (*metadata)[2], struct mlg_error *err)
{
    struct making making;
    begin(&making, path);
    /* The dates inside are fixed so that equal plans are equal files. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00Z");
    enum mlg_status status = make_gpkg(&making, layers, n_layers, metadata, err);
    if (status == MLG_OK)
        status = write_out(&making, overwrite, err);
    end(&making);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    return status;
}

enum mlg_status mlg_layer_write_geojson(const char *path, bool overwrite,
                                        const struct mlg_layer *layer, struct mlg_error *err)
{
    static const char *const options[] = {"RFC7946=YES", "COORDINATE_PRECISION=7", NULL};
    struct making making;
    begin(&making, path);
    enum mlg_status status = set_crs(&making, "EPSG:4326", err);
    if (status == MLG_OK)
        status = create_dataset(&making, "GeoJSON", NULL, err);
    if (status == MLG_OK)
        status = add_layer(&making, layer, options, err);
    if (status == MLG_OK)
        status = write_out(&making, overwrite, err);
    end(&making);
    return status;
}

enum mlg_status mlg_layer_write_csv(const char *path, bool overwrite, const struct mlg_layer *layer,
                                    struct mlg_error *err)
{
    static const char *const options[] = {"WRITE_BOM=YES", "LINEFORMAT=LF",
                                          "STRING_QUOTING=IF_NEEDED", NULL};
    struct making making;
    begin(&making, path);
    strcat(making.name, ".csv"); /* without it GDAL makes a folder of tables */
    enum mlg_status status = create_dataset(&making, "CSV", NULL, err);
    if (status == MLG_OK)
        status = add_layer(&making, layer, options, err);
    if (status == MLG_OK)
        status = write_out(&making, overwrite, err);
    end(&making);
    return status;
}
