#include "datasets/outlines.h"

#include "base/memory.h"
#include "datasets/gdal_session.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdbool.h>
#include <stdlib.h>

/* While reading. */
struct gathering {
    struct mlg_outlines *outlines;
    size_t lines_capacity, lon_capacity, lat_capacity;
    bool out_of_memory;
};

static void add_point(struct gathering *gathering, double lon_deg, double lat_deg)
{
    struct mlg_outlines *o = gathering->outlines;
    if (!mlg_reserve(&o->lon_deg, &gathering->lon_capacity, o->n_points + 1, sizeof *o->lon_deg) ||
        !mlg_reserve(&o->lat_deg, &gathering->lat_capacity, o->n_points + 1, sizeof *o->lat_deg)) {
        gathering->out_of_memory = true;
        return;
    }
    o->lon_deg[o->n_points] = lon_deg;
    o->lat_deg[o->n_points++] = lat_deg;
}

static void add_line(struct gathering *gathering, OGRGeometryH geometry)
{
    struct mlg_outlines *o = gathering->outlines;
    int n = OGR_G_GetPointCount(geometry);
    for (int i = 0; i < n && !gathering->out_of_memory; i++)
        add_point(gathering, OGR_G_GetX(geometry, i), OGR_G_GetY(geometry, i));
    if (!mlg_reserve(&o->first, &gathering->lines_capacity, o->n_lines + 2, sizeof *o->first))
        gathering->out_of_memory = true;
    else
        o->first[++o->n_lines] = o->n_points;
}

/* Lines and rings, down through polygons and collections. Points have nothing to draw. */
static void add_geometry(struct gathering *gathering, OGRGeometryH geometry)
{
    int parts = OGR_G_GetGeometryCount(geometry);
    if (parts == 0 && OGR_G_GetPointCount(geometry) > 1)
        add_line(gathering, geometry);
    for (int i = 0; i < parts && !gathering->out_of_memory; i++)
        add_geometry(gathering, OGR_G_GetGeometryRef(geometry, i));
}

static bool add_feature(struct gathering *gathering, OGRFeatureH feature,
                        OGRSpatialReferenceH wgs84)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (!geometry)
        return true;
    OGRSpatialReferenceH crs = OGR_G_GetSpatialReference(geometry);
    if (crs) /* without one, it is WGS84 already */
        OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    if (crs && OGR_G_TransformTo(geometry, wgs84) != OGRERR_NONE)
        return false;
    add_geometry(gathering, geometry);
    return true;
}

static bool add_layers(struct gathering *gathering, GDALDatasetH dataset)
{
    OGRSpatialReferenceH wgs84 = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(wgs84, 4326);
    OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    bool good = true;
    for (int l = 0; good && l < GDALDatasetGetLayerCount(dataset); l++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, l);
        for (OGRFeatureH feature; good && (feature = OGR_L_GetNextFeature(layer));) {
            good = add_feature(gathering, feature, wgs84) && !gathering->out_of_memory;
            OGR_F_Destroy(feature);
        }
    }
    OSRDestroySpatialReference(wgs84);
    return good;
}

static enum mlg_status read_all(const char *path, struct gathering *gathering,
                                struct mlg_error *err)
{
    struct mlg_gdal_session session;
    mlg_gdal_session_begin(&session);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    bool good = dataset && add_layers(gathering, dataset);
    GDALClose(dataset);
    mlg_gdal_session_end(&session);
    if (gathering->out_of_memory)
        return mlg_fail_memory(err, "outlines", gathering->outlines->n_points * 16);
    if (!good || session.failed)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "cannot read outlines from '%s': %s",
                           path, session.failed ? session.message : "no file that GDAL knows");
    if (gathering->outlines->n_lines == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "there is no line and no polygon in '%s' to draw as an outline", path);
    return MLG_OK;
}

enum mlg_status mlg_outlines_read(const char *path, struct mlg_outlines **outlines,
                                  struct mlg_error *err)
{
    struct gathering gathering = {.outlines = mlg_alloc_zero(1, sizeof **outlines)};
    struct mlg_outlines *made = gathering.outlines;
    if (!made || !mlg_reserve(&made->first, &gathering.lines_capacity, 2, sizeof *made->first)) {
        free(made);
        return mlg_fail_memory(err, "outlines", sizeof *made);
    }
    made->first[0] = 0;
    enum mlg_status status = read_all(path, &gathering, err);
    if (status == MLG_OK)
        *outlines = made;
    else
        mlg_outlines_destroy(made);
    return status;
}

void mlg_outlines_destroy(struct mlg_outlines *outlines)
{
    if (!outlines)
        return;
    free(outlines->first);
    free(outlines->lon_deg);
    free(outlines->lat_deg);
    free(outlines);
}
